import type { FileContent } from "../content.ts";
import type { FileFormat, Sweep } from "../format.ts";
import { ReadError } from "../readError.ts";
import { MetadataCollector } from "./metadata.ts";
import { numberedLines } from "./numberedLines.ts";
import { SweepSeries } from "./sweepSeries.ts";
import { TableRows } from "./tableRows.ts";

/** The number of points stands on the fifth line, blank lines not counted by some. */
const COUNT_FROM = 5;
const COUNT_TO = 9;
const COUNT = /^\s*(\d{1,9})\s*$/;
const ROW = /^\s*(?:[-+\d.,eE]{1,40}\s+){2}[-+\d.,eE]{1,40}\s*$/;
const COLUMNS = {
  frequency: { index: 0, factor: 1, name: "frequency" },
  re: { index: 1, factor: 1, name: "Z'" },
  im: { index: 2, factor: 1, name: "Z''" },
};

/** Elchemea Analytical .i2b: four lines of text, the number of points, rows of frequency, Z' and Z''. */
export const elchemeaFormat: FileFormat = {
  name: "i2b",
  title: "Elchemea Analytical (.i2b)",
  extensions: ["i2b"],
  reads: "Rows of frequency, Z' and Z'' (signed) after five header lines, the last of which is the number of points.",
  sniff: (file) => {
    const lines = file.headLines().slice(0, COUNT_TO + 2);
    const at = lines.findIndex((line, index) => index >= COUNT_FROM - 1 && index < COUNT_TO && COUNT.test(line));
    const isText = lines.slice(0, at).some((line) => /[A-Za-z]/.test(line));
    return at > 0 && isText && !lines.slice(0, at).some((line) => ROW.test(line)) && ROW.test(lines[at + 1] ?? "");
  },
  sweeps: readElchemea,
};

function* readElchemea(file: FileContent): Generator<Sweep> {
  const metadata = new MetadataCollector();
  const signFrom = "the definition of the format";
  const series = new SweepSeries(file.name, { metadata: () => metadata.all, signFrom });
  const rows = new TableRows(file.name, COLUMNS, 3);
  let announced: number | undefined;
  let lastLine = 1;
  for (const line of numberedLines(file)) {
    lastLine = line.number;
    if (announced === undefined) {
      const count = line.number < COUNT_FROM ? undefined : COUNT.exec(line.text)?.[1];
      if (count !== undefined) announced = Number(count);
      else if (line.number < COUNT_TO)
        metadata.text(line.number === 1 ? "title" : `header_${String(line.number)}`, line.text);
      else throw noCount(file.name, line.number, { found: line.text.trim() });
    } else if (line.text.trim() !== "") {
      const point = rows.read(line.text.trim().split(/\s+/), line, series.sweep);
      if (point !== undefined) yield* series.add(point, line.number);
    }
  }
  if (announced === undefined) throw noCount(file.name, lastLine, { foundWhat: "the end of the file" });
  yield* series.end(lastLine, announced);
}

function noCount(file: string, line: number, found: { found: string } | { foundWhat: string }): ReadError {
  const expected = "the number of points alone on the fifth line";
  return new ReadError("bad-header", { file, line, ...found, expected });
}
