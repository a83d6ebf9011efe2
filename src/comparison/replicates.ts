import { FitError } from "../fit/fitError.ts";
import { originOf } from "../fit/origin.ts";
import type { FitResult, Residuals } from "../fit/result.ts";
import type { Measured } from "../kernel/problem.ts";
import { isSpectrum, makeSpectrum, type Spectrum } from "../spectrum.ts";
import { weightsOf } from "./weightsOf.ts";

/** The scatter of replicates about their mean. */
export interface PureError {
  /** Sum of w |Z - mean|^2 over all replicates at the points of the fit, with the weights of the mean. */
  readonly error: number;
  /** 2N (R - 1) */
  readonly degreesOfFreedom: number;
}

/** Frequencies of one setting differ by the rounding with which a file gives them. */
const SAME_FREQUENCY = 1e-5;

/**
 * The mean of replicates at the points of a fit; standard deviations are those of the first.
 * @throws {FitError} `bad-option` for fewer than two, or for other frequencies than those of the fit.
 */
export function averageAt(replicates: readonly Spectrum[], { point, frequencyHz }: Residuals): Spectrum {
  const [first] = replicates;
  if (first === undefined || replicates.length < 2) {
    throw new FitError("bad-option", "Replicates must be at least two spectra: one has no scatter to go by.");
  }
  replicates.forEach((spectrum, number) => {
    if (!isSpectrum(spectrum)) {
      throw new FitError("not-a-spectrum", "Replicates must come from makeSpectrum or readSpectrum.");
    }
    const other = point.findIndex((source, place) => {
      const own = frequencyHz[place] ?? Number.NaN;
      return !(Math.abs((spectrum.frequencyHz[source] ?? Number.NaN) - own) <= SAME_FREQUENCY * own);
    });
    const alike = spectrum.frequencyHz.length === first.frequencyHz.length;
    if (other < 0 && alike) return;
    const where = other < 0 ? "" : `; they part at ${String(frequencyHz[other])} Hz`;
    throw new FitError(
      "bad-option",
      `Replicate number ${String(number)} has other frequencies than the spectrum that was fitted${where}. Interpolated values have no pure error: leave it out.`,
    );
  });
  const average = (part: "re" | "im"): Float64Array =>
    first[part].map((_value, index) => {
      return replicates.reduce((sum, spectrum) => sum + (spectrum[part][index] ?? Number.NaN), 0) / replicates.length;
    });
  const { sigma } = first;
  const mean = { frequencyHz: first.frequencyHz, re: average("re"), im: average("im") };
  return makeSpectrum(sigma === undefined ? mean : { ...mean, sigma });
}

/**
 * The pure error of replicates, `mean` being the fit to their mean.
 * @throws {FitError} `bad-option` where there is none.
 */
export function pureError(replicates: readonly Spectrum[], mean: FitResult): PureError {
  const { problem, used } = originOf(mean).prepared;
  const measured: Measured | undefined = problem.measured;
  if (measured === undefined) throw new TypeError("The fit has no measurement.");
  let error = 0;
  used.forEach((source, point) => {
    const [wRe, wIm] = weightsOf(measured, point, mean.weight);
    for (const { re, im } of replicates) {
      const dRe = (re[source] ?? Number.NaN) - (measured.re[point] ?? Number.NaN);
      const dIm = (im[source] ?? Number.NaN) - (measured.im[point] ?? Number.NaN);
      error += wRe * dRe * dRe + wIm * dIm * dIm;
    }
  });
  if (!(error > 0)) {
    throw new FitError(
      "bad-option",
      "The replicates are all the same, so they say nothing of the noise; give repeated measurements.",
    );
  }
  return { error, degreesOfFreedom: 2 * used.length * (replicates.length - 1) };
}
