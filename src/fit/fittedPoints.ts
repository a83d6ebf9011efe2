import { makeSpectrum, type Spectrum } from "../spectrum.ts";
import { takePoints } from "./mask.ts";
import type { Residuals } from "./result.ts";

/**
 * The points of a spectrum that took part in a fit, in the order of its residuals.
 *
 * @throws {RangeError} if the fit was to another spectrum.
 */
export function fittedPoints(spectrum: Spectrum, residuals: Residuals): Spectrum {
  const { point, frequencyHz } = residuals;
  const stranger = point.findIndex((index, place) => !isPoint(spectrum, index, residuals, place));
  if (stranger >= 0) {
    throw new RangeError(
      `The fit has a point at ${String(frequencyHz[stranger])} Hz that the spectrum has not; give the spectrum that was fitted.`,
    );
  }
  const take = (values: Float64Array): Float64Array => takePoints(values, point);
  const { sigma } = spectrum;
  return makeSpectrum({
    frequencyHz: take(spectrum.frequencyHz),
    re: take(spectrum.re),
    im: take(spectrum.im),
    ...(sigma === undefined ? {} : { sigma: { re: take(sigma.re), im: take(sigma.im) } }),
  });
}

/** Residuals in percent, formed with one rounding or two, agree to this; another spectrum's differ by its noise. */
const SAME_PERCENT = 1e-9;

/** Whether the fitted point at `place` was this point of the spectrum. */
function isPoint(spectrum: Spectrum, index: number, residuals: Residuals, place: number): boolean {
  const at = (values: Float64Array): number => values[place] ?? Number.NaN;
  const re = spectrum.re[index] ?? Number.NaN;
  const im = spectrum.im[index] ?? Number.NaN;
  const percent = 100 / Math.sqrt(re * re + im * im);
  const offRe = (at(residuals.fitRe) - re) * percent;
  const offIm = (at(residuals.fitIm) - im) * percent;
  // A fit that is far off has residuals of many times |Z|, known to so many digits fewer.
  const tolerance = SAME_PERCENT * (1 + Math.abs(offRe) + Math.abs(offIm));
  return (
    spectrum.frequencyHz[index] === at(residuals.frequencyHz) &&
    Math.abs(offRe - at(residuals.rePercent)) <= tolerance &&
    Math.abs(offIm - at(residuals.imPercent)) <= tolerance
  );
}
