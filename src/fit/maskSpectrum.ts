import { makeSpectrum, type Spectrum } from "../spectrum.ts";
import { countReasons, maskPoints, takePoints, type MaskOptions } from "./mask.ts";

/**
 * The spectrum without the points that a mask leaves out, which its notes tell; the spectrum itself where all stay. `fit` and
 * others take the options of a mask themselves.
 *
 * @throws {FitError} for options that make no sense, and where no point is left.
 */
export function maskSpectrum(spectrum: Spectrum, options: MaskOptions): Spectrum {
  const { used, excluded } = maskPoints(spectrum, options);
  if (excluded.length === 0) return spectrum;
  const take = (values: Float64Array): Float64Array => takePoints(values, used);
  const { sigma, name, metadata, notes } = spectrum;
  return makeSpectrum({
    frequencyHz: take(spectrum.frequencyHz),
    re: take(spectrum.re),
    im: take(spectrum.im),
    ...(sigma === undefined ? {} : { sigma: { re: take(sigma.re), im: take(sigma.im) } }),
    ...(name === undefined ? {} : { name }),
    metadata,
    notes: [
      ...notes,
      `${String(excluded.length)} of ${String(spectrum.frequencyHz.length)} points were left out: ${countReasons(excluded)}`,
    ],
  });
}
