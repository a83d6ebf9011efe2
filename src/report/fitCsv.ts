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
  const measured = fittedPoints(spectrum, result);
  const columns = [frequencyHz, measured.re, measured.im, fitRe, fitIm, rePercent, imPercent];
  const rows = Array.from(frequencyHz, (_, index) => columns.map((column) => String(column[index])).join(","));
  return [NAMES.join(","), ...rows, ""].join("\n");
}

// The residual in percent, formed here and in the fit by different operations, agrees to a few units of its last place.
const AGREEMENT_PERCENT = 1e-6;

/**
 * The measured impedance at the points that took part in a fit, in the order of `result.residuals`.
 *
 * @throws {RangeError} if the result was not fitted to this spectrum.
 */
export function fittedPoints(spectrum: Spectrum, result: FitResult): { re: Float64Array; im: Float64Array } {
  const { frequencyHz, fitRe, fitIm, rePercent, imPercent } = result.residuals;
  const re = new Float64Array(frequencyHz.length);
  const im = new Float64Array(frequencyHz.length);
  let point = 0;
  for (let index = 0; index < frequencyHz.length; index++) {
    const agrees = (measuredRe: number, measuredIm: number): boolean => {
      const percent = 100 / Math.sqrt(measuredRe * measuredRe + measuredIm * measuredIm);
      return (
        near(((fitRe[index] ?? 0) - measuredRe) * percent, rePercent[index] ?? 0) &&
        near(((fitIm[index] ?? 0) - measuredIm) * percent, imPercent[index] ?? 0)
      );
    };
    while (
      point < spectrum.re.length &&
      !(spectrum.frequencyHz[point] === frequencyHz[index] && agrees(spectrum.re[point] ?? 0, spectrum.im[point] ?? 0))
    ) {
      point++;
    }
    if (point === spectrum.re.length) {
      throw new RangeError(`The fitted point at ${frequencyHz[index]} Hz is not in the spectrum; was it another one?`);
    }
    re[index] = spectrum.re[point] ?? 0;
    im[index] = spectrum.im[point] ?? 0;
    point++;
  }
  return { re, im };
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= AGREEMENT_PERCENT * (1 + Math.abs(a));
}
