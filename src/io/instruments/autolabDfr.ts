import type { FileContent } from "../content.ts";
import type { FileFormat, Sweep } from "../format.ts";
import { ReadError } from "../readError.ts";
import { FieldNumbers } from "./fieldNumbers.ts";
import { numberedLines, type Line } from "./numberedLines.ts";
import { SweepSeries } from "./sweepSeries.ts";

/** What the lines of a point hold; the last three are not documented. */
const FIELDS = [
  "frequency",
  "Z'",
  "-Z''",
  "dc potential",
  "dc current",
  "time",
  "seventh value",
  "eighth value",
  "ninth value",
];

/** Autolab FRA .dfr (Eco Chemie): a version, the number of points, one line more, then nine lines for each point. */
export const autolabDfrFormat: FileFormat = {
  name: "dfr",
  title: "Autolab FRA (.dfr)",
  extensions: ["dfr"],
  reads: "Frequency, Z' and -Z'' (its sign changed) of as many points as the header says, nine lines each.",
  sniff: (file) => {
    const [version = "", count = ""] = file.headLines().filter((line) => line.trim() !== "");
    return /^\s*VERSION\s?\d+(?:\.\d+)?\s*$/i.test(version) && /^\s*\d{1,9}\s*$/.test(count);
  },
  sweeps: readDfr,
};

function* readDfr(file: FileContent): Generator<Sweep> {
  const lines = contentLines(file);
  const version = next(lines);
  if (version === undefined || !/^\s*VERSION/i.test(version.text)) {
    throw unfit(file, version, 'the word VERSION with a number, as in "VERSION8.0"');
  }
  const countLine = next(lines);
  const count = /^\s*(\d{1,9})\s*$/.exec(countLine?.text ?? "")?.[1];
  if (countLine === undefined || count === undefined) throw unfit(file, countLine, "the number of points");
  const points = Number(count);
  let last = next(lines) ?? countLine;
  const numbers = new FieldNumbers();
  const series = new SweepSeries(file.name, { metadata: () => ({}), signFrom: "the definition of the format (-Z'')" });
  if (!/VERSION\s?8/i.test(version.text)) {
    series.sweep.warnings.push(`${version.text.trim()} was read with the layout of VERSION8.0`);
  }
  for (let read = 0; read < points; read++) {
    const values: number[] = [];
    for (const name of FIELDS) {
      const line = next(lines);
      if (line === undefined) break;
      last = line;
      const value = numbers.read(line.text);
      if (value === undefined && !line.mayBeCut)
        throw unfit(file, line, `a number: ${name} of point ${String(read + 1)}`);
      values.push(value ?? Number.NaN);
    }
    if (values.length < FIELDS.length) {
      if (values.length > 0)
        series.sweep.warnings.push(`the file ends within point ${String(read + 1)}, which was left out`);
      break;
    }
    const [frequency = Number.NaN, re = Number.NaN, negativeIm = Number.NaN] = values;
    yield* series.add({ frequency, re, im: -negativeIm }, last.number - FIELDS.length + 1);
  }
  if (goesOnWithNumbers(lines, numbers)) {
    series.sweep.warnings.push(`the file goes on behind its ${count} points: lines may be missing or repeated`);
  }
  yield* series.end(last.number, points);
}

/** Behind the last point stand a few numbers and two dates, which are none; as many numbers as a point has are too many. */
function goesOnWithNumbers(lines: Iterator<Line>, numbers: FieldNumbers): boolean {
  return FIELDS.every(() => numbers.read(next(lines)?.text ?? "") !== undefined);
}

function* contentLines(file: FileContent): Generator<Line> {
  for (const line of numberedLines(file)) if (line.text.trim() !== "") yield line;
}

function next(lines: Iterator<Line>): Line | undefined {
  const line = lines.next();
  return line.done === true ? undefined : line.value;
}

function unfit(file: FileContent, line: Line | undefined, expected: string): ReadError {
  const found =
    line === undefined ? { foundWhat: "the end of the file" } : { line: line.number, found: line.text.trim() };
  return new ReadError("bad-row", { file: file.name, ...found, expected });
}
