import type { Spectrum } from "../spectrum.ts";

/**
 * The project's own CSV: `frequency_hz,z_re_ohm,z_im_ohm` (true sign), by falling frequency, every number with as many
 * digits as bring back the same float64. Standard deviations follow as `sigma_re_ohm,sigma_im_ohm`.
 *
 * @param comments lines put above the header, each after `# `.
 */
export function spectrumCsv(spectrum: Spectrum, comments: readonly string[] = []): string {
  const { frequencyHz, re, im, sigma } = spectrum;
  const columns = [frequencyHz, re, im, ...(sigma === undefined ? [] : [sigma.re, sigma.im])];
  const names = ["frequency_hz", "z_re_ohm", "z_im_ohm", "sigma_re_ohm", "sigma_im_ohm"].slice(0, columns.length);
  const rows = Array.from(frequencyHz, (_, index) => columns.map((column) => String(column[index])).join(","));
  return [...comments.map((comment) => `# ${comment}`), names.join(","), ...rows, ""].join("\n");
}
