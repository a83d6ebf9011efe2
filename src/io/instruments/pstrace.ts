import { startOf, tableFormat } from "../table/textTable.ts";

/** `freq / Hz`, `neg. Phase / \u00b0`, `Idc / uA`, `Z / Ohm`, `Z' / Ohm`, `-Z'' / Ohm`, `Cs / F`, after lines with title and date; UTF-16. */
export const pstraceFormat = tableFormat({
  name: "pstrace",
  title: "PalmSens PSTrace (CSV)",
  extensions: [],
  reads:
    "As tables of text, each curve a sweep. Some versions write -Z'' under the name Z'': `neg. Phase` decides its sign.",
  sniff: (file) => {
    const start = startOf(file);
    return /freq \/ Hz/.test(start) && /neg\. ?Phase \//.test(start);
  },
});
