/**
 * Stands in the bundle of eisfit/core for src/fit/structuredFit.ts and src/fit/measuredNoise.ts: the weights that are found from residuals
 * and from a Kramers-Kronig test take a tenth of the library, and the core has not got them.
 */
import { FitError } from "../fit/fitError.ts";

/** @throws {FitError} `bad-weight`, always. */
export function fitStructure(): never {
  throw absent("structure");
}

/** @throws {FitError} `bad-weight`, always: it is asked for where a spectrum has no standard deviations. */
export function measureNoise(): never {
  throw absent("measured");
}

/** What no fit of the core needs to say. */
export const noiseWarning = measureNoise;

function absent(weight: string): FitError {
  return new FitError(
    "bad-weight",
    `eisfit/core cannot find the standard deviations that the weight ${weight} needs: give makeSpectrum a sigma and take the weight sigma, use modulus weights, or fit with eisfit, which has this weight.`,
  );
}
