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
    "Cp-G, Cp-Rp, Cs-Rs, Cs-D, Cs-Q, Ls-Rs, Ls-D, Ls-Q, Lp-Rp, Lp-G, Lp-D, Lp-Q, complex numbers (`(10.5-3.2j)`). Names in " +
    "several languages; what stands before or behind a name (`25C Z'`, `Re(Z) raw`) is understood, columns of fits are not " +
    "read. Comma, semicolon, tab, pipe or white space; decimal point or comma; groups of three where both signs show which is " +
    "which; prefixes behind numbers (735.9m). A phase beside Z' and Z'' decides the sign of Z'', else the header does. Sweeps " +
    "are told apart by a column (cycle, sweep, loop ...), a repeated header, a blank line, or where the frequency starts anew " +
    "or comes back over the same range; spectra side by side by numbered, prefixed or repeated names. Without a header, " +
    "three columns are frequency, Z' and Z'', or what the numbers show by Bode's relation between phase and the slope of |Z|: " +
    "another order, -Z'', |Z| and phase, a counter before, |Z| and phase behind; what was assumed is told, and a doubt too. " +
    "A table with a named row for each quantity is turned. " +
    "EIS Spectrum Analyser's files (a count, then Z', -Z'', frequency) are among them.",
  sniff: (file) => headLayoutOf(file) !== undefined,
});
