import { printable } from "../io/printable.ts";
import type { Spectrum } from "../spectrum.ts";

/**
 * The project's own CSV: `frequency_hz,z_re_ohm,z_im_ohm` (true sign), by falling frequency, every number with as many
 * digits as bring back the same float64. Standard deviations follow as `sigma_re_ohm,sigma_im_ohm`.
 *
 * @param comments lines put above the header, each after `# `.
 */
export function spectrumCsv(spectrum: Spectrum, comments: readonly string[] = []): string {
  return [...commentLines(comments), csvHeader(spectrum), ...csvRows(spectrum), ""].join("\n");
}

/**
 * One sweep of the project's CSV of several, which has the number of the sweep in a first column `sweep`. The header belongs
 * to the first sweep only; all need standard deviations, or none.
 */
export function sweepCsv(spectrum: Spectrum, sweep: number, comments: readonly string[], withHeader: boolean): string {
  const header = withHeader ? [`sweep,${csvHeader(spectrum)}`] : [];
  const rows = csvRows(spectrum).map((row) => `${String(sweep)},${row}`);
  return [...commentLines(comments), ...header, ...rows, ""].join("\n");
}

/** A comment stays on its line, whatever it holds. */
function commentLines(comments: readonly string[]): string[] {
  return comments.map((comment) => `# ${printable(comment)}`);
}

function csvHeader({ sigma }: Spectrum): string {
  const names = ["frequency_hz", "z_re_ohm", "z_im_ohm", "sigma_re_ohm", "sigma_im_ohm"];
  return names.slice(0, sigma === undefined ? 3 : 5).join(",");
}

function csvRows({ frequencyHz, re, im, sigma }: Spectrum): string[] {
  const columns = [frequencyHz, re, im, ...(sigma === undefined ? [] : [sigma.re, sigma.im])];
  return Array.from(frequencyHz, (_, index) => columns.map((column) => String(column[index])).join(","));
}
