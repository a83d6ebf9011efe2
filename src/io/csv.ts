import { headLayoutOf, tableFormat } from "./table/textTable.ts";

/**
 * Tables of text. The project's own form is `frequency_hz,z_re_ohm,z_im_ohm` with the true sign of Z'', optionally followed
 * by `sigma_re_ohm,sigma_im_ohm`.
 */
export const csvFormat = tableFormat({
  name: "csv",
  title: "Tables of text (CSV, TSV)",
  extensions: ["csv", "tsv", "txt", "dat"],
  reads:
    "Columns in any order, told by their header, which may stand below other text: frequency (Hz with any prefix, rad/s, " +
    "decimal logarithm) and one of Z' and Z'' (or -Z''), |Z| and phase, Y' and Y'', |Y| and phase, R-X, G-B, Cp-D, Cp-Q, " +
    "Cp-G, Cp-Rp, Cs-Rs, Cs-D, Cs-Q, Ls-Rs, Ls-D, Ls-Q, Lp-Rp, Lp-G, Lp-D, Lp-Q; three columns without a header are " +
    "frequency, Z' and Z''. Comma, semicolon, tab, pipe or white space; decimal point or comma. A phase beside Z' and Z'' " +
    "decides the sign of Z'', else the header does. Sweeps are told apart by a column (cycle, sweep, loop ...), a repeated " +
    "header, a blank line, or where the frequency starts anew or comes back over the same range; spectra side by side by " +
    "numbered or repeated names.",
  sniff: (file) => headLayoutOf(file) !== undefined,
});
