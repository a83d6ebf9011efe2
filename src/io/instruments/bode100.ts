import { startOf, tableFormat } from "../table/textTable.ts";

/** `Frequency (Hz)`, `Trace 1: Impedance: Magnitude (\u03a9)`, `Trace 2: Impedance: Phase (\u00b0)`; other quantities may stand between. */
export const bode100Format = tableFormat({
  name: "bode100",
  title: "OMICRON Lab Bode 100 (CSV)",
  extensions: [],
  reads: "As tables of text: traces of real and imaginary part, else of magnitude and phase.",
  sniff: (file) => /Frequency/.test(startOf(file)) && /Trace \d+: ?(?:Impedance|Measurement)/.test(startOf(file)),
});
