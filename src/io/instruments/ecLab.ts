import type { FileContent } from "../content.ts";
import type { FileFormat, Sweep } from "../format.ts";
import { ReadError } from "../readError.ts";
import { ecLabColumns, ECLAB_NAMES, isNamesRow, type EcLabColumns } from "./ecLabColumns.ts";
import { EcLabHeader } from "./ecLabHeader.ts";
import { FieldNumbers } from "./fieldNumbers.ts";
import { Means } from "./means.ts";
import { numberedLines, type Line } from "./numberedLines.ts";
import { SweepBuilder } from "./sweepBuilder.ts";
import { TableRows } from "./tableRows.ts";

/** BioLogic EC-Lab and BT-Lab text: a header of announced length, column names on its last line, tabs between. */
export const ecLabFormat: FileFormat = {
  name: "eclab",
  title: "BioLogic EC-Lab and BT-Lab text (.mpt)",
  extensions: ["mpt"],
  reads:
    "freq/Hz, Re(Z)/Ohm, -Im(Z)/Ohm (its sign changed, checked with Phase(Z)/deg), or |Z| and phase, in any order. " +
    "Cycles and a frequency that starts anew separate sweeps; rows of the time domain (frequency 0) are passed over.",
  sniff: (file) => {
    const first = file.headLines().find((line) => line.trim() !== "");
    return first !== undefined && (isTitle(first) || isNamesRow(first));
  },
  sweeps: readEcLab,
};

function isTitle(line: string): boolean {
  return /^\s*(?:EC|BT)-Lab ASCII FILE/i.test(line);
}

function* readEcLab(file: FileContent): Generator<Sweep> {
  const header = new EcLabHeader();
  let table: EcLabTable | undefined;
  let lastLine = 1;
  for (const line of numberedLines(file)) {
    lastLine = line.number;
    if (table !== undefined) {
      const finished = table.row(line);
      if (finished !== undefined) yield finished;
    } else if (isNamesRow(line.text) || line.number === header.length) {
      table = new EcLabTable(file.name, ecLabColumns(line, file.name), header);
    } else {
      header.line(line.text);
    }
  }
  if (table === undefined) {
    const place = header.length === undefined ? "" : ` on line ${String(header.length)}`;
    const expected = `column names${place}: ${ECLAB_NAMES}`;
    throw new ReadError("bad-header", { file: file.name, line: lastLine, foundWhat: "the end of the file", expected });
  }
  yield* table.last(lastLine);
}

/** The rows below the column names. */
class EcLabTable {
  private readonly file: string;
  private readonly columns: EcLabColumns;
  private readonly header: EcLabHeader;
  private readonly numbers = new FieldNumbers();
  private readonly rows: TableRows;
  private sweep = new SweepBuilder();
  private means = new Means();
  private cycle: string | undefined;
  private timeDomain = 0;
  private found = false;

  constructor(file: string, columns: EcLabColumns, header: EcLabHeader) {
    this.file = file;
    this.columns = columns;
    this.header = header;
    this.rows = new TableRows(file, columns.point, columns.width, { numbers: this.numbers, adopts: true });
  }

  /** Takes a row; gives the sweep before it where the row begins another one. */
  row(line: Line): Sweep | undefined {
    if (line.text.trim() === "") return undefined;
    const fields = line.text.split("\t");
    const point = this.rows.read(fields, line, this.sweep);
    if (point === undefined) return undefined;
    if (point.frequency === 0) {
      this.timeDomain++;
      return undefined;
    }
    const cycle = this.columns.cycles.map((index) => (fields[index] ?? "").trim()).join(" ");
    const isNew = this.sweep.points > 0 && (cycle !== this.cycle || this.sweep.startsAnew(point.frequency));
    const finished = isNew ? this.finish() : undefined;
    this.cycle = cycle;
    this.sweep.add(point, line.number);
    for (const [name, index] of this.columns.averaged) this.means.add(name, this.numbers.read(fields[index] ?? ""));
    return finished;
  }

  *last(line: number): Generator<Sweep> {
    const { timeDomain } = this;
    const finished = this.finish();
    if (finished !== undefined) yield finished;
    if (this.found) return;
    const onlyTime = timeDomain > 0 ? "rows of the time domain (frequency 0) only" : "no row with a frequency";
    const expected = "at least one row with a frequency above 0 Hz";
    throw new ReadError("bad-data", { file: this.file, line, foundWhat: onlyTime, expected });
  }

  private finish(): Sweep | undefined {
    const { sweep, timeDomain } = this;
    const cycle = this.numbers.read(this.cycle?.split(" ")[0] ?? "");
    const counted = timeDomain === 0 ? [] : [`${String(timeDomain)} row(s) of the time domain were passed over`];
    const finished = sweep.finish({
      metadata: {
        ...this.header.metadata,
        ...this.means.all,
        ...(cycle === undefined || cycle === 0 ? {} : { cycle }),
      },
      notes: [...this.columns.notes, ...counted],
      signFrom: this.columns.signFrom,
      finalHz: this.header.finalHz,
    });
    this.found ||= finished !== undefined;
    this.sweep = new SweepBuilder();
    this.means = new Means();
    this.timeDomain = 0;
    return finished;
  }
}
