import type { FileContent } from "../content.ts";
import type { FileFormat, Sweep } from "../format.ts";
import { ReadError } from "../readError.ts";
import { isNumeric } from "../table/number.ts";
import { parseUnit } from "../table/units.ts";
import { filledLength, splitNumbers } from "./fields.ts";
import { numberedLines, type Line } from "./numberedLines.ts";
import { SweepSeries } from "./sweepSeries.ts";
import { TableRows, type NamedColumn, type PointColumns } from "./tableRows.ts";
import { ZplotHeader } from "./zplotHeader.ts";

const NAMES = "Freq(Hz), Z'(a) and Z''(b)";

/**
 * ZPlot and ZView (Scribner, Solartron) `.z` of all versions and the kin that other programs write for ZView: Z60W of
 * Autolab, .z60 of Corrtest.
 */
export const zplotFormat: FileFormat = {
  name: "zplot",
  title: "ZPlot and ZView (.z), Z60W of Autolab and Corrtest (.z60)",
  extensions: ["z", "z60"],
  reads:
    "Freq(Hz), Z'(a) and Z''(b), which is signed, or Zprime and Zbis of calculated data; commas or tabs between; with or " +
    "without comments.",
  sniff: (file) => {
    const lines = file.headLines();
    const first = lines.find((line) => line.trim() !== "") ?? "";
    const isTitle = /^\s*"?\s*Z(?:Plot|View|60)\w*\s+(?:ASCII|(?:Calculated\s+)?Data File)/i.test(first);
    return isTitle || lines.slice(0, 500).some((line) => findColumns(line)?.isZplot === true);
  },
  sweeps: readZplot,
};

function* readZplot(file: FileContent): Generator<Sweep> {
  const header = new ZplotHeader();
  let table: ZplotTable | undefined;
  let lastLine = 1;
  for (const line of numberedLines(file)) {
    lastLine = line.number;
    if (table === undefined) {
      const columns = findColumns(line.text);
      if (columns !== undefined) table = new ZplotTable(file.name, columns, header, line);
      else if (header.isComplete && isUsualRow(line.text)) {
        table = new ZplotTable(file.name, USUAL, header, line);
        yield* table.row(line);
      } else header.line(line.text);
    } else if (!isPassedOver(line.text)) {
      yield* table.row(line);
    }
  }
  if (table === undefined) {
    const expected = `a line of column names with ${NAMES}`;
    throw new ReadError("bad-header", { file: file.name, line: lastLine, foundWhat: "the end of the file", expected });
  }
  yield* table.series.end(lastLine, header.points);
}

class ZplotTable {
  readonly series: SweepSeries;
  private readonly rows: TableRows;
  private readonly names: readonly string[];
  private readonly header: ZplotHeader;

  constructor(file: string, { names, width, re, im, point }: Columns, header: ZplotHeader, line: Line) {
    if (re === undefined || im === undefined || point === undefined) throw missing(file, line);
    this.names = names;
    this.header = header;
    this.rows = new TableRows(file, point, width);
    const usual =
      "no column names: nine columns were read as Freq(Hz), Ampl, Bias, Time(Sec), Z'(a), Z''(b), GD, Err, Range";
    this.series = new SweepSeries(file, {
      metadata: () => header.metadata,
      signFrom: names === USUAL.names ? "the usual order of the columns" : `the name of column "${im.name}"`,
      notes: names === USUAL.names ? [usual] : [],
    });
  }

  *row(line: Line): Generator<Sweep> {
    const fields = splitNumbers(line.text.trim());
    const point = this.rows.read(fields, line, this.series.sweep);
    if (point === undefined) return;
    this.header.row(this.names, fields);
    yield* this.series.add(point, line.number);
  }
}

/** "End Comments" follows the names in newer files; ZView lets people add comments. */
function isPassedOver(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === "" || /^"?\s*End Comments/i.test(trimmed) || /^[!#%]/.test(trimmed);
}

interface Columns {
  readonly names: readonly string[];
  readonly width: number;
  readonly isZplot: boolean;
  readonly re?: NamedColumn;
  readonly im?: NamedColumn;
  readonly point?: PointColumns;
}

const frequencyColumn = { index: 0, name: "Freq(Hz)", factor: 1 };
const reColumn = { index: 4, name: "Z'(a)", factor: 1 };
const imColumn = { index: 5, name: "Z''(b)", factor: 1 };
/** Programs that write for ZView leave the names out. */
const USUAL: Columns = {
  names: ["Freq(Hz)", "Ampl", "Bias", "Time(Sec)", "Z'(a)", "Z''(b)", "GD", "Err", "Range"],
  width: 9,
  isZplot: true,
  re: reColumn,
  im: imColumn,
  point: { frequency: frequencyColumn, re: reColumn, im: imColumn },
};

function isUsualRow(text: string): boolean {
  const fields = splitNumbers(text.trim());
  return fields.length === USUAL.width && fields.every((field) => isNumeric(field.trim(), undefined));
}

/** The columns of a line of names, or undefined for any other line. */
function findColumns(text: string): Columns | undefined {
  if (!/freq/i.test(text) || !/\bZ/i.test(text) || text.length > 1000) return undefined;
  const names = splitNames(text);
  const find = (pattern: RegExp): NamedColumn | undefined => {
    const index = names.findIndex((name) => pattern.test(name));
    const name = names[index];
    if (name === undefined) return undefined;
    const factor = parseUnit(/\(([^()]*)\)$/.exec(name)?.[1] ?? "")?.factor ?? 1;
    return { index, name, factor };
  };
  const frequency = find(/^freq(?:uency)?(?:\(\w*Hz\))?$/i);
  const re = find(/^(?:Z'|Zprime)(?:\(\w*\))?$/i);
  const im = find(/^(?:Z(?:''|")|Zbis)(?:\(\w*\))?$/i);
  // A comment may hold the word "Freq" too.
  if (frequency === undefined || (re === undefined && im === undefined)) return undefined;
  const isZplot = re?.name === "Z'(a)" && im !== undefined;
  const common = { names, width: filledLength(names), isZplot };
  return re === undefined || im === undefined ? common : { ...common, re, im, point: { frequency, re, im } };
}

function splitNames(text: string): string[] {
  const plain = text.trim().replace(/^"|"$/g, "").replace(/\s+\(/g, "(");
  return plain
    .trim()
    .split(/[\t,;]/.test(plain) ? /[\t,;]/ : /\s+/)
    .map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
}

function missing(file: string, line: Line): ReadError {
  const expected = `column names with ${NAMES}`;
  return new ReadError("bad-header", { file, line: line.number, found: line.text.trim(), expected });
}
