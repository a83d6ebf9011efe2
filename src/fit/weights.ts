import { WEIGHT_MODULUS, WEIGHT_PROPORTIONAL, WEIGHT_SIGMA, WEIGHT_UNIT } from "../../assembly/program.ts";
import type { Measured } from "../kernel/kernel.ts";
import type { Spectrum } from "../spectrum.ts";
import { FitError } from "./fitError.ts";
import { takePoints } from "./mask.ts";
import type { Weight } from "./result.ts";

const weightNumber: Readonly<Record<Weight, number>> = {
  modulus: WEIGHT_MODULUS,
  unit: WEIGHT_UNIT,
  proportional: WEIGHT_PROPORTIONAL,
  sigma: WEIGHT_SIGMA,
};

/** The weights that `fit` knows. */
export const weights: readonly Weight[] = ["modulus", "unit", "proportional", "sigma"];

/**
 * The chosen points with what the kernel needs to weight them.
 * @throws {FitError} where the data cannot carry the weight.
 */
export function measure(spectrum: Spectrum, used: readonly number[], weight: Weight): Measured {
  if (!Object.hasOwn(weightNumber, weight)) {
    throw new FitError(
      "bad-option",
      `There is no weight ${JSON.stringify(weight)}; choose one of ${weights.join(", ")}.`,
    );
  }
  const take = (values: Float64Array): Float64Array => takePoints(values, used);
  const measured = { re: take(spectrum.re), im: take(spectrum.im), weight: weightNumber[weight] };
  if (weight === "proportional") {
    const zero = used.find((index) => spectrum.re[index] === 0 || spectrum.im[index] === 0);
    if (zero !== undefined) {
      throw new FitError(
        "bad-weight",
        `Proportional weights divide by each part of Z, and one part is 0 at ${String(spectrum.frequencyHz[zero])} Hz (point ${String(zero)}); exclude that point or use modulus weights.`,
      );
    }
  }
  if (weight !== "sigma") return measured;
  const { sigma } = spectrum;
  if (sigma === undefined) {
    throw new FitError(
      "bad-weight",
      "Weight sigma needs measured standard deviations: give makeSpectrum a sigma, or use modulus weights.",
    );
  }
  return { ...measured, sigmaRe: take(sigma.re), sigmaIm: take(sigma.im) };
}
