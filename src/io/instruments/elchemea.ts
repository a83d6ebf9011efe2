import type { FileContent } from "../content.ts";
import type { FileFormat, Sweep } from "../format.ts";
import { ReadError } from "../readError.ts";
import { MetadataCollector } from "./metadata.ts";
import { numberedLines } from "./numberedLines.ts";
import { SweepSeries } from "./sweepSeries.ts";
import { TableRows } from "./tableRows.ts";

const HEADER_LINES = 5;
const COUNT = /^\s*(\d{1,9})\s*$/;
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
    const lines = file.headLines().slice(0, HEADER_LINES + 1);
    const [count = "", row = ""] = lines.slice(HEADER_LINES - 1);
    const isText = lines.slice(0, HEADER_LINES - 1).some((line) => /[A-Za-z]/.test(line) || line.trim() === "");
    return isText && COUNT.test(count) && /^\s*(?:[-+\d.,eE]{1,40}\s+){2}[-+\d.,eE]{1,40}\s*$/.test(row);
  },
  sweeps: readElchemea,
};

function* readElchemea(file: FileContent): Generator<Sweep> {
  const metadata = new MetadataCollector();
  const signFrom = "the definition of the format";
  const series = new SweepSeries(file.name, { metadata: () => metadata.all, signFrom });
  const rows = new TableRows(file.name, COLUMNS, 3);
  let announced = 0;
  let lastLine = 1;
  for (const line of numberedLines(file)) {
    lastLine = line.number;
    if (line.number < HEADER_LINES) {
      metadata.text(line.number === 1 ? "title" : `header_${String(line.number)}`, line.text);
    } else if (line.number === HEADER_LINES) {
      const count = COUNT.exec(line.text)?.[1];
      if (count === undefined) {
        const expected = "the number of points alone on the fifth line";
        throw new ReadError("bad-header", { file: file.name, line: line.number, found: line.text.trim(), expected });
      }
      announced = Number(count);
    } else if (line.text.trim() !== "") {
      const point = rows.read(line.text.trim().split(/\s+/), line, series.sweep);
      if (point !== undefined) yield* series.add(point, line.number);
    }
  }
  yield* series.end(lastLine, announced);
}
