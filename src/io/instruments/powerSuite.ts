import { startOf, tableFormat } from "../table/textTable.ts";

/** Tab between `Potential (V)`, `Current (A)`, `Elapsed Time (s)`, `Frequency (Hz)`, `Zre (ohms)`, `Zim (ohms)`; or `Frequency, Zre, Zimg`. */
export const powerSuiteFormat = tableFormat({
  name: "powersuite",
  title: "Princeton Applied Research PowerSuite and PARSTAT (text)",
  extensions: [],
  reads:
    "As tables of text, with the true sign of Z''. Rows of 0 Hz, taken before the sweep, are left out with a warning.",
  sniff: (file) => {
    const start = startOf(file);
    const isParstat = /Frequency \(Hz\)/.test(start) && /Zre \(ohms?\)/.test(start) && /Zim \(ohms?\)/.test(start);
    return isParstat || /Frequency\S*\s*[,\t]\s*Zre\S*\s*[,\t]\s*Zimg/.test(start) || /^\s*PowerSuite/m.test(start);
  },
});
