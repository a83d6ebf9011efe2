import { startOf, tableFormat } from "../table/textTable.ts";

const MAKER = /^!?"?\s*(?:Agilent|Keysight|Hewlett)[^\n]*/im;
const MODEL = /\b(?:E49[89]\d[A-Z]*|E4294A|4294A|42[68]\d[A-Z]|E5061B)\b/;

/** LCR meters and impedance analysers: lines about the instrument, then columns such as `Frequency(Hz), Cp(F), D`. */
export const keysightFormat = tableFormat({
  name: "keysight",
  title: "Agilent and Keysight LCR meters and impedance analysers (CSV)",
  extensions: [],
  reads:
    "As tables of text: Cp-D, Cp-Q, Cp-G, Cp-Rp, Cs-D, Cs-Q, Cs-Rs, Lp-D, Lp-Q, Lp-G, Lp-Rp, Ls-D, Ls-Q, Ls-Rs, R-X, G-B, |Z|-theta " +
    "and |Y|-theta are converted with omega = 2 pi f. Rows with 9.9E37, an overload, are left out with a warning.",
  sniff: (file) => {
    const start = startOf(file);
    return /freq/i.test(start) && (MAKER.test(start) || MODEL.test(start.slice(0, 500)));
  },
  describe: (rows) => {
    const maker = rows.map((fields) => fields.join(", ")).find((text) => MAKER.test(text) || MODEL.test(text));
    return maker === undefined ? {} : { instrument: maker.replace(/^!/, "").trim().slice(0, 100) };
  },
});
