import type { Metadata } from "../format.ts";
import { startOf, tableFormat } from "../table/textTable.ts";

/** A line `RelaxIS ... Spectrum export`, the date, names such as `Data: Frequency`, then parameters and the spectrum's name. */
export const relaxisFormat = tableFormat({
  name: "relaxis",
  title: "RelaxIS (text)",
  extensions: [],
  reads: "As tables of text, spectra side by side included; Theta (Z) decides the sign of Z''.",
  sniff: (file) => /^\s*"?RelaxIS .*export/i.test(startOf(file)),
  describe,
});

/** The row below the names: `DC=-0.08, TM=33.7`, `Model: ...`, `(WE/RE Spectrum) name`, for the first spectrum. */
function describe(rows: readonly (readonly string[])[]): Metadata {
  const named = rows.flat().find((field) => /^\([^()]*Spectrum\)/.test(field));
  const version = /^RelaxIS [\d.]+/.exec(rows[0]?.[0] ?? "")?.[0];
  return {
    ...(named === undefined ? {} : { title: named.replace(/^\([^()]*\)\s*/, "") }),
    ...(version === undefined ? {} : { instrument: version }),
  };
}
