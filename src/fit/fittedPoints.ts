import { makeSpectrum, type Spectrum } from "../spectrum.ts";
import { takePoints } from "./mask.ts";
import type { Residuals } from "./result.ts";

/**
 * The points of a spectrum that took part in a fit, in the order of its residuals.
 *
 * @throws {RangeError} if the fit was to another spectrum.
 */
export function fittedPoints(spectrum: Spectrum, { point, frequencyHz }: Residuals): Spectrum {
  const stranger = point.findIndex((index, place) => spectrum.frequencyHz[index] !== frequencyHz[place]);
  if (stranger >= 0) {
    throw new RangeError(
      `The fitted point at ${String(frequencyHz[stranger])} Hz is not in the spectrum; give the spectrum that was fitted.`,
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
