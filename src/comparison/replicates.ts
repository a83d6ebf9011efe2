import { FitError } from "../fit/fitError.ts";
import type { FitResult } from "../fit/result.ts";
import type { Weight } from "../fit/weights.ts";
import { isSpectrum, makeSpectrum, type Spectrum } from "../spectrum.ts";

/** Several spectra as one. */
export interface PooledReplicates {
  readonly mean: Spectrum;
  /** Sum of w |Z - mean|^2 over all replicates at the points of the fit, with the weights of the mean. */
  readonly error: number;
  /** 2N (R - 1) */
  readonly degreesOfFreedom: number;
}

/** Frequencies of one setting differ by the rounding with which a file gives them. */
const SAME_FREQUENCY = 1e-4;

/**
 * Pools replicates of the spectrum that a result belongs to, at the points of its fit.
 * @throws {FitError} `bad-option` for fewer than two, or for other frequencies than those of the fit.
 */
export function poolReplicates(replicates: readonly Spectrum[], result: FitResult): PooledReplicates {
  const [first] = replicates;
  if (first === undefined || replicates.length < 2) {
    throw new FitError("bad-option", "Replicates must be at least two spectra: one has no scatter to go by.");
  }
  const { point, frequencyHz } = result.residuals;
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
  const { weight } = result;
  if (weight === "structure") {
    throw new FitError(
      "bad-option",
      "The weight structure takes its noise from the residuals, so that no misfit can show; use another.",
    );
  }
  const mean = meanOf(first, replicates);
  let error = 0;
  for (const index of point) {
    const [wRe, wIm] = weightsAt(mean, index, weight);
    for (const { re, im } of replicates) {
      const dRe = (re[index] ?? Number.NaN) - (mean.re[index] ?? Number.NaN);
      const dIm = (im[index] ?? Number.NaN) - (mean.im[index] ?? Number.NaN);
      error += wRe * dRe * dRe + wIm * dIm * dIm;
    }
  }
  if (!(error > 0)) {
    throw new FitError(
      "bad-option",
      "The replicates are all the same, so they say nothing of the noise; give repeated measurements.",
    );
  }
  return { mean, error, degreesOfFreedom: 2 * point.length * (replicates.length - 1) };
}

function meanOf(first: Spectrum, replicates: readonly Spectrum[]): Spectrum {
  const average = (part: "re" | "im"): Float64Array =>
    first[part].map((_value, index) => {
      return replicates.reduce((sum, spectrum) => sum + (spectrum[part][index] ?? Number.NaN), 0) / replicates.length;
    });
  const { frequencyHz, sigma } = first;
  return makeSpectrum({ frequencyHz, re: average("re"), im: average("im"), ...(sigma === undefined ? {} : { sigma }) });
}

/** w of real and imaginary part. */
function weightsAt(spectrum: Spectrum, index: number, weight: Exclude<Weight, "structure">): readonly [number, number] {
  const re = spectrum.re[index] ?? Number.NaN;
  const im = spectrum.im[index] ?? Number.NaN;
  switch (weight) {
    case "unit":
      return [1, 1];
    case "modulus": {
      const w = 1 / (re * re + im * im);
      return [w, w];
    }
    case "proportional":
      return [1 / (re * re), 1 / (im * im)];
    case "sigma": {
      const sigmaRe = spectrum.sigma?.re[index] ?? Number.NaN;
      const sigmaIm = spectrum.sigma?.im[index] ?? Number.NaN;
      return [1 / (sigmaRe * sigmaRe), 1 / (sigmaIm * sigmaIm)];
    }
  }
}
