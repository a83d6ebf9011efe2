import type { Weight } from "../fit/result.ts";
import type { Spectrum } from "../spectrum.ts";
import type { Impedance } from "./evaluate.ts";

/** Square roots of the weights of the real and the imaginary parts, one value a point, 1/ohm. */
export interface RootWeights {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * Square roots of the weights w_k of S = sum_k w_k,re (Re dZ_k)^2 + w_k,im (Im dZ_k)^2:
 *
 * - `unit`: w = 1 (S in ohm^2; here the root is 1 without a unit);
 * - `modulus`: w = 1/|Z_k|^2 of the measured value, shared by both parts;
 * - `proportional`: w = 1/(Re Z_k)^2 and 1/(Im Z_k)^2, each part by its own square;
 * - `sigma`: w = 1/sigma_k^2, the standard deviations of the spectrum.
 *
 * @throws {RangeError} for `sigma` without standard deviations, and for `proportional` where a part is exactly 0
 */
export function rootWeights(spectrum: Spectrum, weight: Weight): RootWeights {
  const { re, im } = spectrum;
  switch (weight) {
    case "unit":
      return { re: new Float64Array(re.length).fill(1), im: new Float64Array(im.length).fill(1) };
    case "modulus": {
      const inverseModulus = re.map((x, k) => 1 / Math.hypot(x, im[k] ?? Number.NaN));
      return { re: inverseModulus, im: inverseModulus };
    }
    case "proportional":
      return { re: re.map(inverseOfPart("real", spectrum)), im: im.map(inverseOfPart("imaginary", spectrum)) };
    case "sigma": {
      if (spectrum.sigma === undefined) {
        throw new RangeError(
          'The weight "sigma" needs standard deviations, and this spectrum has none; give them to makeSpectrum or choose the weight "modulus".',
        );
      }
      return { re: spectrum.sigma.re.map((sigma) => 1 / sigma), im: spectrum.sigma.im.map((sigma) => 1 / sigma) };
    }
    default:
      return weight satisfies never;
  }
}

function inverseOfPart(part: "real" | "imaginary", spectrum: Spectrum): (value: number, k: number) => number {
  return (value, k) => {
    if (value === 0) {
      throw new RangeError(
        `The ${part} part at point ${k} (${spectrum.frequencyHz[k]} Hz) is 0, which has no proportional weight; choose the weight "modulus" or leave the point out.`,
      );
    }
    return 1 / Math.abs(value);
  };
}

/** S = sum w |dZ|^2 of an impedance (ohm) at the frequencies of the spectrum; no factor 1/2, no division by N. */
export function objective(spectrum: Spectrum, impedance: Impedance, weight: Weight): number {
  const roots = rootWeights(spectrum, weight);
  let sum = 0;
  for (const [k, measuredRe] of spectrum.re.entries()) {
    const re = (roots.re[k] ?? Number.NaN) * ((impedance.re[k] ?? Number.NaN) - measuredRe);
    const im = (roots.im[k] ?? Number.NaN) * ((impedance.im[k] ?? Number.NaN) - (spectrum.im[k] ?? Number.NaN));
    sum += re * re + im * im;
  }
  return sum;
}
