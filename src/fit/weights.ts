import {
  WEIGHT_MODULUS,
  WEIGHT_PROPORTIONAL,
  WEIGHT_SIGMA,
  WEIGHT_STRUCTURE,
  WEIGHT_UNIT,
} from "../../assembly/program.ts";
import type { Measured } from "../kernel/problem.ts";
import type { Spectrum, SpectrumSigma } from "../spectrum.ts";
import { FitError } from "./fitError.ts";
import { takePoints } from "./mask.ts";
import type { MeasuredNoise } from "./measuredNoise.ts";
import { numberOfLoss, numberOfObjective, type Loss, type Objective } from "./objective.ts";

/**
 * Which weight w stands before the squares of a residual's parts, with x the measured quantity of the objective (Z, or Y):
 *
 * - `unit`: 1;
 * - `modulus`: 1/|x|^2; residuals of ln|Z| and the phase are relative already and have 1;
 * - `proportional`: 1 over the square of the part's own measured value (real part, imaginary part, modulus, phase); 1 for ln|Z|;
 * - `sigma`: 1/sigma^2 with the measured standard deviations of Re Z and Im Z, carried over to x to the first order. Where that
 *   correlates the two parts, S is e^T V^-1 e with their covariance V;
 * - `structure`: the same with standard deviations sigma = a + b|Z| + ... fitted to the residuals;
 * - `measured`: `sigma` where the spectrum has standard deviations, else the same with sigma = c|Z|, c being the noise that the linear
 *   Kramers-Kronig test finds.
 *
 * S then has the unit of x squared for `unit` and none for the others.
 */
export type Weight = "modulus" | "unit" | "proportional" | "sigma" | "structure" | "measured";

const weightNumber: Readonly<Record<Weight, number>> = {
  modulus: WEIGHT_MODULUS,
  unit: WEIGHT_UNIT,
  proportional: WEIGHT_PROPORTIONAL,
  sigma: WEIGHT_SIGMA,
  structure: WEIGHT_STRUCTURE,
  measured: WEIGHT_SIGMA,
};

/** The weights that `fit` knows. */
export const weights: readonly Weight[] = ["modulus", "unit", "proportional", "sigma", "structure", "measured"];

/** How measured and fitted impedance are compared. */
export interface ObjectiveFunction {
  readonly weight: Weight;
  readonly objective: Objective;
  readonly loss: Loss;
  /** For the weight `structure`: the standard deviations of the spectrum's points and how many numbers they were made from. */
  readonly structure?: { readonly sigma: SpectrumSigma; readonly coefficients: number };
  /** For the weight `measured` of a spectrum without standard deviations. */
  readonly noise?: MeasuredNoise;
}

/**
 * The chosen points with what the kernel needs to weight them.
 * @throws {FitError} where the data cannot carry the weight.
 */
export function measure(spectrum: Spectrum, used: readonly number[], objectiveFunction: ObjectiveFunction): Measured {
  const { weight, objective, loss, structure } = objectiveFunction;
  if (!Object.hasOwn(weightNumber, weight)) {
    throw new FitError(
      "bad-option",
      `There is no weight ${JSON.stringify(weight)}; choose one of ${weights.join(", ")}.`,
    );
  }
  const take = (values: Float64Array): Float64Array => takePoints(values, used);
  const measured = {
    re: take(spectrum.re),
    im: take(spectrum.im),
    weight: weightNumber[weight],
    objective: numberOfObjective(objective),
    loss: numberOfLoss(loss),
  };
  if (weight === "proportional") requireParts(spectrum, used, objective);
  const sigma = sigmaFor(spectrum, objectiveFunction);
  if (weight === "sigma" && sigma === undefined) {
    throw new FitError(
      "bad-weight",
      "Weight sigma needs measured standard deviations: give makeSpectrum a sigma, or use modulus weights.",
    );
  }
  if (weight === "structure" && sigma === undefined) {
    throw new FitError(
      "bad-weight",
      "The weight structure is found by fit itself; what is prepared once needs measured standard deviations (weight sigma) or another weight.",
    );
  }
  if (sigma === undefined) return measured;
  return {
    ...measured,
    sigmaRe: take(sigma.re),
    sigmaIm: take(sigma.im),
    ...(structure === undefined ? {} : { noiseParameters: structure.coefficients }),
  };
}

function sigmaFor({ sigma }: Spectrum, { weight, structure, noise }: ObjectiveFunction): SpectrumSigma | undefined {
  if (weight === "structure") return structure?.sigma;
  if (weight === "sigma") return sigma;
  return weight === "measured" ? (sigma ?? noise?.sigma) : undefined;
}

/** Proportional weights have no value where a part is 0. */
function requireParts(spectrum: Spectrum, used: readonly number[], objective: Objective): void {
  const polar = objective === "modulus-phase" || objective === "log-modulus";
  const zero = used.find((index) => {
    const re = spectrum.re[index] ?? Number.NaN;
    const im = spectrum.im[index] ?? Number.NaN;
    return polar ? im === 0 && re > 0 : re === 0 || im === 0;
  });
  if (zero === undefined) return;
  const what = polar ? "the phase" : objective === "admittance" ? "each part of Y" : "each part of Z";
  const fault = polar ? "it is 0" : "one part is 0";
  throw new FitError(
    "bad-weight",
    `Proportional weights divide by ${what}, and ${fault} at ${String(spectrum.frequencyHz[zero])} Hz (point ${String(zero)}); exclude that point or use modulus weights.`,
  );
}
