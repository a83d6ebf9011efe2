import { startOf, tableFormat } from "../table/textTable.ts";

/** `Frequency (Hz)`, `Z' (\u03a9)`, `-Z'' (\u03a9)`, `Z (\u03a9)`, `-Phase (\u00b0)`; the last signs are lost in files of latin letters. */
export const novaFormat = tableFormat({
  name: "nova",
  title: "Autolab NOVA (ASCII and CSV)",
  extensions: [],
  reads: "As tables of text; `-Phase` decides the sign of Z''. Decimal comma by locale.",
  sniff: (file) => {
    const start = startOf(file);
    return /Frequency \(Hz\)/.test(start) && /-Z'' \(/.test(start) && /-Phase \(/.test(start);
  },
});
