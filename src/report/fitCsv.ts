import { fittedPoints } from "../fit/fittedPoints.ts";
import type { FitResult } from "../fit/result.ts";
import type { Spectrum } from "../spectrum.ts";

const NAMES = [
  "frequency_hz",
  "z_re_ohm",
  "z_im_ohm",
  "fit_re_ohm",
  "fit_im_ohm",
  "residual_re_percent",
  "residual_im_percent",
];

/**
 * Measured and fitted impedance side by side, one row for each fitted point, by falling frequency, true sign of Z''.
 *
 * @throws {RangeError} if the result was not fitted to this spectrum.
 */
export function fitCsv(spectrum: Spectrum, result: FitResult): string {
  const { frequencyHz, fitRe, fitIm, rePercent, imPercent } = result.residuals;
  const measured = fittedPoints(spectrum, result.residuals);
  const columns = [frequencyHz, measured.re, measured.im, fitRe, fitIm, rePercent, imPercent];
  const rows = Array.from(frequencyHz, (_, index) => columns.map((column) => String(column[index])).join(","));
  return [NAMES.join(","), ...rows, ""].join("\n");
}
