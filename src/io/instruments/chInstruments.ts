import type { FileContent } from "../content.ts";
import type { FileFormat, Sweep } from "../format.ts";
import { ReadError } from "../readError.ts";
import { parseUnit } from "../table/units.ts";
import { splitNumbers } from "./fields.ts";
import { leadingNumber } from "./fieldNumbers.ts";
import { MetadataCollector } from "./metadata.ts";
import { numberedLines } from "./numberedLines.ts";
import { SweepSeries } from "./sweepSeries.ts";
import { TableRows, type NamedColumn, type PointColumns } from "./tableRows.ts";

const NAMES = `Freq/Hz, Z'/ohm and Z"/ohm`;

/** Text of CH Instruments: a header of `key = value` lines, a line of names, a blank line, rows. */
export const chInstrumentsFormat: FileFormat = {
  name: "chi",
  title: "CH Instruments text (.txt)",
  extensions: [],
  reads: `${NAMES}, which is signed and checked with Phase/deg.`,
  sniff: (file) => file.headLines().some((line) => isNames(line)),
  sweeps: readChInstruments,
};

function isNames(text: string): boolean {
  return /^\s*Freq\/\w?Hz\s*[,;\t ]/i.test(text) && /[,;\t ]Z'\/\w?ohm/i.test(text) && text.length < 400;
}

function* readChInstruments(file: FileContent): Generator<Sweep> {
  const metadata = new MetadataCollector();
  let table: { readonly rows: TableRows; readonly series: SweepSeries } | undefined;
  let finalHz: number | undefined;
  let lastLine = 1;
  for (const line of numberedLines(file)) {
    lastLine = line.number;
    if (table === undefined) {
      if (isNames(line.text)) table = openTable(line.text, line.number, file.name, { metadata, finalHz });
      else finalHz = headerLine(metadata, line.text, line.number) ?? finalHz;
    } else if (line.text.trim() !== "") {
      const point = table.rows.read(splitNumbers(line.text.trim()), line, table.series.sweep);
      if (point !== undefined) yield* table.series.add(point, line.number);
    }
  }
  if (table === undefined) {
    const expected = `a line of column names with ${NAMES}`;
    throw new ReadError("bad-header", { file: file.name, line: lastLine, foundWhat: "the end of the file", expected });
  }
  yield* table.series.end(lastLine);
}

interface Header {
  readonly metadata: MetadataCollector;
  readonly finalHz: number | undefined;
}

function openTable(text: string, line: number, file: string, { metadata, finalHz }: Header) {
  const names = splitNumbers(text.trim()).map((name) => name.trim());
  const find = (pattern: RegExp): NamedColumn | undefined => {
    const index = names.findIndex((name) => pattern.test(name));
    const name = names[index];
    if (name === undefined) return undefined;
    return { index, name, factor: parseUnit(name.slice(name.indexOf("/") + 1))?.factor ?? 1 };
  };
  const frequency = find(/^Freq\/\w*Hz$/i);
  const re = find(/^Z'\/\w*ohm$/i);
  const im = find(/^-?Z(?:"|'')\/\w*ohm$/i);
  const modulus = find(/^\|?Z\|?\/\w*ohm$/i);
  const degrees = find(/^Phase\/deg$/i);
  if (frequency === undefined || re === undefined || im === undefined) {
    throw new ReadError("bad-header", { file, line, found: text.trim(), expected: `column names with ${NAMES}` });
  }
  const columns: PointColumns = {
    frequency,
    re,
    im: im.name.startsWith("-") ? { ...im, factor: -im.factor } : im,
    ...(modulus === undefined ? {} : { modulus }),
    ...(degrees === undefined ? {} : { degrees }),
  };
  const signFrom = `the name of column ${im.name}`;
  const series = new SweepSeries(file, { metadata: () => metadata.all, signFrom, finalHz });
  return { rows: new TableRows(file, columns, names.length), series };
}

/** The first line is the date, the second the technique. Gives the last frequency where the line holds it. */
function headerLine(metadata: MetadataCollector, text: string, number: number): number | undefined {
  if (number === 1) metadata.text("date", text);
  else if (number === 2) metadata.text("technique", text);
  const [, key = "", value = ""] = /^\s*([A-Za-z][^=:]{0,60}?)\s*[=:]\s*(.*)$/.exec(text) ?? [];
  if (key === "Instrument Model") metadata.text("instrument", value);
  else if (key === "Header") metadata.text("title", value);
  else if (key === "Note") metadata.text("comment", value);
  else if (key === "Init E (V)") metadata.number("dc_V", value);
  else if (key === "Amplitude (V)") metadata.positive("amplitude_V", value);
  return key === "Low Frequency (Hz)" ? leadingNumber(value) : undefined;
}
