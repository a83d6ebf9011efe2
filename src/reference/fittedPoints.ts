import type { Residuals } from "../fit/result.ts";
import { makeSpectrum, type Spectrum } from "../spectrum.ts";

/**
 * Residuals in percent are recomputed with one rounding or two; a wrong point of the same frequency differs by its
 * noise, which is far larger.
 */
const SAME_PERCENT = 1e-9;

/**
 * The points of a spectrum that a fit used, found by frequency and, where a frequency was measured more than once, by
 * the measured value that the residual implies.
 *
 * @throws {RangeError} if the residuals hold a point that the spectrum does not have
 */
export function fittedPoints(spectrum: Spectrum, residuals: Residuals): Spectrum {
  const chosen: number[] = [];
  let k = 0;
  for (const [i, frequency] of residuals.frequencyHz.entries()) {
    while (k < spectrum.frequencyHz.length && !isPoint(spectrum, k, residuals, i)) k++;
    if (k === spectrum.frequencyHz.length) {
      throw new RangeError(
        `The fit has a point at ${frequency} Hz that the spectrum has not; give the spectrum that was fitted.`,
      );
    }
    chosen.push(k++);
  }
  const { sigma } = spectrum;
  const take = (values: Float64Array): Float64Array =>
    Float64Array.from(chosen, (index) => values[index] ?? Number.NaN);
  return makeSpectrum({
    frequencyHz: take(spectrum.frequencyHz),
    re: take(spectrum.re),
    im: take(spectrum.im),
    ...(sigma === undefined ? {} : { sigma: { re: take(sigma.re), im: take(sigma.im) } }),
  });
}

function isPoint(spectrum: Spectrum, k: number, residuals: Residuals, i: number): boolean {
  if (spectrum.frequencyHz[k] !== residuals.frequencyHz[i]) return false;
  const re = spectrum.re[k] ?? Number.NaN;
  const im = spectrum.im[k] ?? Number.NaN;
  const percent = 100 / Math.hypot(re, im);
  const fitRe = residuals.fitRe[i] ?? Number.NaN;
  const fitIm = residuals.fitIm[i] ?? Number.NaN;
  // A fit that is far off has residuals of many times |Z|, known to so many digits fewer.
  const tolerance = SAME_PERCENT * (1 + percent * Math.hypot(fitRe, fitIm));
  return (
    Math.abs((fitRe - re) * percent - (residuals.rePercent[i] ?? Number.NaN)) <= tolerance &&
    Math.abs((fitIm - im) * percent - (residuals.imPercent[i] ?? Number.NaN)) <= tolerance
  );
}
