import type { FileContent } from "../content.ts";
import type { FileFormat, Sweep } from "../format.ts";
import { ReadError } from "../readError.ts";
import { latin1Lines, latin1Text } from "./latin1.ts";
import { MetadataCollector } from "./metadata.ts";
import type { Line } from "./numberedLines.ts";
import { SweepSeries } from "./sweepSeries.ts";
import { TableRows } from "./tableRows.ts";

const COLUMNS = {
  re: { index: 0, factor: 1, name: "Z'" },
  im: { index: 1, factor: 1, name: "Z''" },
  frequency: { index: 2, factor: 1, name: "frequency" },
};
const WHOLE_NUMBER = /^\s*(\d{1,9})\s*$/;

/** Ivium .idf and .ids: settings and data as latin-1 text, with binary lengths between the blocks. */
export const iviumFormat: FileFormat = {
  name: "ivium",
  title: "Ivium (.idf, .ids)",
  extensions: ["idf", "ids"],
  reads: "primary_data of each impedance measurement: Z', Z'' (signed), frequency; other methods are passed over.",
  sniff: (file) => {
    const head = latin1Text(file.head);
    if (!head.includes("\nTitle=")) return false;
    return /\nprimary_data\s/.test(head) || (head.includes("\nMethod=") && head.includes("\nTechnique="));
  },
  sweeps: readIvium,
};

/** What is known of the measurement whose block is being read. */
interface Measurement {
  readonly metadata: MetadataCollector;
  method: string | undefined;
}

function* readIvium(file: FileContent): Generator<Sweep> {
  const lines = latin1Lines(file);
  let measurement: Measurement = { metadata: new MetadataCollector(), method: undefined };
  const others = new Set<string>();
  let found = false;
  let lastLine = 1;
  for (const line of lines) {
    lastLine = line.number;
    const text = line.text.trim();
    if (text === "primary_data") {
      if (measurement.method !== undefined && !/impedance|eis/i.test(measurement.method)) {
        others.add(measurement.method);
      } else {
        for (const sweep of readPrimaryData(file.name, lines, measurement.metadata, line)) {
          found = true;
          yield sweep;
        }
      }
      measurement = { metadata: new MetadataCollector(), method: undefined };
    } else setting(measurement, text);
  }
  if (found) return;
  const foundWhat = others.size > 0 ? `only measurements by ${[...others].join(", ")}` : "the end of the file";
  const expected = "primary_data of an impedance measurement";
  throw new ReadError("bad-data", { file: file.name, line: lastLine, foundWhat, expected });
}

function* readPrimaryData(
  file: string,
  lines: Iterator<Line>,
  metadata: MetadataCollector,
  start: Line,
): Generator<Sweep> {
  const columns = wholeNumber(file, lines, start, "the number of columns, 3");
  if (columns !== 3) {
    const foundWhat = `${String(columns)} columns`;
    const expected = "3 columns under primary_data: Z', Z'' and frequency";
    throw new ReadError("bad-header", { file, line: start.number + 1, foundWhat, expected });
  }
  const points = wholeNumber(file, lines, start, "the number of points");
  const signFrom = "the definition of the format";
  const series = new SweepSeries(file, { metadata: () => metadata.all, signFrom });
  const rows = new TableRows(file, COLUMNS, 3);
  let last = start.number + 2;
  for (let read = 0; read < points; read++) {
    const next = lines.next();
    if (next.done === true) break;
    last = next.value.number;
    const point = rows.read(next.value.text.trim().split(/\s+/), next.value, series.sweep);
    if (point !== undefined) yield* series.add(point, last);
  }
  yield* series.end(last, points);
}

function wholeNumber(file: string, lines: Iterator<Line>, start: Line, what: string): number {
  const next = lines.next();
  const number = next.done === true ? undefined : WHOLE_NUMBER.exec(next.value.text)?.[1];
  if (number !== undefined) return Number(number);
  throw new ReadError("bad-header", {
    file,
    ...(next.done === true
      ? { line: start.number, foundWhat: "the end of the file" }
      : { line: next.value.number, found: next.value.text.trim() }),
    expected: `${what} after primary_data (line ${String(start.number)})`,
  });
}

function setting(measurement: Measurement, text: string): void {
  const equals = text.indexOf("=");
  if (equals <= 0 || equals > 40) return;
  const key = text.slice(0, equals);
  const value = text.slice(equals + 1);
  const { metadata } = measurement;
  if (key === "Method") measurement.method = value.trim() === "" ? undefined : value.trim();
  else if (key === "Title") metadata.text("title", value);
  else if (key === "starttime") metadata.text("date", value);
  else if (key === "Technique") metadata.text("technique", value);
  else if (key === "E start") metadata.number("dc_V", value);
  else if (key === "Frequencies.amp[1]") metadata.positive("amplitude_V", value);
  else if (key === "Report.Process data") report(metadata, value);
}

/** Lines of `name : value`, separated by control characters. */
function report(metadata: MetadataCollector, value: string): void {
  for (const part of value.split("\x1c").flatMap((group) => group.split("\x1e"))) {
    const colon = part.indexOf(":");
    const name = part.slice(0, Math.max(colon, 0)).trim();
    const content = part.slice(colon + 1).trim();
    if (name === "instrument") metadata.text("instrument", content);
    else if (name === "start time") metadata.text("date", content);
  }
}
