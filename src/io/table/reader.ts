import type { Metadata, Sweep } from "../format.ts";
import { printable } from "../printable.ts";
import { ReadError } from "../readError.ts";
import { numberAmong, planOf, type TablePlan } from "./columns.ts";
import { CutDetector } from "./cut.ts";
import { isRowOfUnits, planned, type TableLayout, type TableRow } from "./layout.ts";
import { metadataOf } from "./metadata.ts";
import { isNumeric } from "./number.ts";
import type { Run } from "./split.ts";
import { sweepOf } from "./sweep.ts";
import { couldBeCut, Track } from "./track.ts";

/** What a table is read with besides its rows. */
export interface TableSource {
  readonly file: string;
  readonly layout: TableLayout;
  /** What is known of all sweeps from elsewhere, such as the name of a sheet. */
  readonly metadata?: Metadata;
  /** What was assumed before the rows were read. */
  readonly notes?: readonly string[];
  /** More metadata from the rows above a table. */
  readonly describe?: (rows: readonly (readonly string[])[]) => Metadata;
}

const COMMENTS_SHOWN = 8;
const MOST_TEXT_ROWS = 200;
const NO_SWEEPS: readonly Sweep[] = [];

/**
 * The sweeps of a table, each as soon as it is complete. Rows above the header and between two tables are text; a further
 * header begins a new table.
 *
 * @param rows their iterator returns false where the last line has no end, so that its last number may be cut.
 * @throws {ReadError} at a row that is cut or holds no number where one must stand.
 */
export function* readSweeps(rows: Iterable<TableRow, boolean | undefined>, source: TableSource): Generator<Sweep> {
  const reader = new TableReader(source);
  const iterator = rows[Symbol.iterator]();
  try {
    for (let next = iterator.next(); ; next = iterator.next()) {
      if (next.done === true) {
        yield* reader.end(next.value === false);
        return;
      }
      yield* reader.take(next.value);
    }
  } finally {
    // Closes the file where reading ends before its end.
    iterator.return?.(true);
  }
}

class TableReader {
  private readonly source: TableSource;
  private plan: TablePlan;
  private tracks: Track[];
  private headerLine: number;
  private names: readonly string[];
  private isFirstRow = true;
  private points = 0;
  private sweepValue: string | undefined;
  private readonly comments: string[] = [];
  private texts: TableRow[] = [];
  private metadata: Metadata = {};
  /** After text, rows may be anything until one fits the table again. */
  private state: "table" | "text" | "other table" = "table";
  private warnings: string[] = [];
  /** A row with a fault, which is one only if more rows follow: the end of a file may be cut off. */
  private fault: ReadError | undefined;
  private cut = new CutDetector();

  constructor(source: TableSource) {
    const { layout, file } = source;
    this.source = source;
    this.plan = planFrom(layout, file);
    this.headerLine = layout.headerLine;
    this.names = layout.names;
    this.tracks = this.tracksOf(this.plan);
    this.sweepValue = undefined;
  }

  take(row: TableRow): readonly Sweep[] {
    if (row.comment !== undefined) {
      this.takeComment(row.comment);
      return [];
    }
    if (row.line === this.headerLine) return [];
    if (row.fields.length === 0) {
      for (const { splitter } of this.tracks) splitter.pause();
      return [];
    }
    if (row.line < this.headerLine || (this.headerLine === 0 && row.line < this.source.layout.firstLine)) {
      this.takeText(row);
      return [];
    }
    if (this.fault !== undefined) throw this.fault;
    if (!row.fields.some((field) => isNumeric(field, undefined))) return this.takeWords(row);
    if (this.state === "other table") return [];
    if (this.state === "text" && !this.tracks.some((track) => track.fits(row))) {
      this.takeText(row);
      return [];
    }
    try {
      return this.takeNumbers(row);
    } catch (error) {
      if (!(error instanceof ReadError) || this.points === 0 || !couldBeCut(row, error)) throw error;
      this.fault = error;
      return [];
    }
  }

  end(mayBeCut: boolean): Sweep[] {
    const { fault, source } = this;
    const verdict = mayBeCut ? this.cut.verdict(Math.max(...this.tracks.map(({ lastIndex }) => lastIndex))) : "whole";
    if (fault !== undefined) {
      if (!mayBeCut) throw fault;
      const found = fault.found === undefined ? "" : `: found "${printable(fault.found.slice(0, 40))}"`;
      this.warnings.push(`the last row (line ${fault.line ?? 0}) was left out, it is cut off or damaged${found}`);
    } else if (verdict === "cut") {
      this.warnings.push("the last row was left out: the file ends in it, with fewer digits than all rows before");
      for (const { splitter } of this.tracks) if (splitter.length > 0) splitter.pop();
    } else if (verdict === "doubtful") {
      this.warnings.push("the file ends without a line end in a number with few digits: it may be cut off");
    }
    this.warnOfText();
    const sweeps = this.flush();
    if (this.points === 0) {
      throw new ReadError("bad-data", { file: source.file, expected: "at least one row with a frequency above 0 Hz" });
    }
    return sweeps;
  }

  private tracksOf(plan: TablePlan): Track[] {
    const { layout, file } = this.source;
    return plan.spectra.map((columns) => new Track(columns, plan, layout, file));
  }

  private takeComment(comment: string): void {
    const text = comment.trim();
    if (text !== "" && this.comments.length < COMMENTS_SHOWN) this.comments.push(`comment: ${printable(text)}`);
  }

  private takeText(row: TableRow): void {
    if (this.texts.length < MOST_TEXT_ROWS) this.texts.push(row);
  }

  /** A row without any number: units, a further header, or text. */
  private takeWords(row: TableRow): readonly Sweep[] {
    const header = planned(row, this.source.layout.delimiter, () => this.plan.width);
    if (header !== undefined) {
      const done = this.flush();
      this.plan = header.plan;
      this.tracks = this.tracksOf(header.plan);
      this.headerLine = row.line;
      this.names = header.names;
      this.isFirstRow = true;
      this.cut = new CutDetector();
      this.state = "table";
      this.metadata = {};
      return done;
    }
    if (this.isFirstRow) {
      if (isRowOfUnits(row, this.names)) this.takeUnits(row);
      else this.takeText(row);
      return [];
    }
    for (const { splitter } of this.tracks) splitter.pause();
    if (row.fields.length >= Math.max(3, this.plan.width - 1) && this.state !== "other table") {
      this.state = "other table";
      this.warnings.push(`the table at line ${row.line} was not read: its header names no impedance`);
    } else if (this.state === "table") {
      this.state = "text";
    }
    this.takeText(row);
    return [];
  }

  private takeUnits({ fields }: TableRow): void {
    const plan = planOf(this.names, fields);
    if ("expected" in plan) return;
    this.plan = plan;
    this.tracks = this.tracksOf(plan);
  }

  private takeNumbers(row: TableRow): readonly Sweep[] {
    if (this.isFirstRow) this.checkHeader(row);
    if (this.state === "text") this.warnOfText();
    const metadata = this.texts.length > 0 ? this.described() : this.metadata;
    this.isFirstRow = false;
    this.state = "table";
    if (this.points === 0) this.metadata = metadata;
    const { sweep } = this.plan;
    const sweepValue = sweep === undefined || this.source.layout.isCounting ? undefined : row.fields[sweep.index];
    if (sweepValue !== this.sweepValue && this.sweepValue !== undefined) {
      for (const { splitter } of this.tracks) splitter.end();
    }
    let done = NO_SWEEPS;
    for (const track of this.tracks) {
      const runs = track.take(row);
      if (runs === undefined) continue;
      this.points++;
      if (runs.length > 0) done = done.concat(runs.map((run) => this.sweepOf(run, track, this.sweepValue)));
    }
    this.sweepValue = sweepValue;
    // What text says belongs to the rows below it, also where those above were not known to be complete before.
    this.metadata = metadata;
    this.cut.take(row.fields);
    return done;
  }

  /** Names and numbers must stand under each other; only empty last fields may be missing from a row. */
  private checkHeader({ fields, line }: TableRow): void {
    const number = numberAmong(this.names, this.plan);
    if (number !== undefined) {
      const place = `the header (line ${this.headerLine}) holds the number "${printable(number)}" among its names`;
      this.warnings.push(`${place}: it may be damaged, check that the right columns were read`);
    }
    const { delimiter } = this.source.layout;
    const [names, width] = [this.plan.width, fields.length];
    if (names === width || (names > width && delimiter !== "white space")) return;
    throw new ReadError("bad-header", {
      file: this.source.file,
      line: this.headerLine,
      found: this.names.join(", "),
      expected: `${width} column names, one for each number of line ${line}`,
    });
  }

  private described(): Metadata {
    const rows = this.texts.map(({ fields }) => fields);
    this.texts = [];
    return { ...this.metadata, ...metadataOf(rows), ...this.source.describe?.(rows) };
  }

  /** Text above a header describes the table; numbers that were skipped among text are worth a warning. */
  private warnOfText(): void {
    const odd = this.texts.filter(({ fields }) => fields.some((field) => isNumeric(field, undefined)));
    const [first] = odd;
    if (first === undefined || this.points === 0) return;
    const found = printable(first.fields.join(" ").slice(0, 40));
    this.warnings.push(`${odd.length} row(s) after text were not read, first line ${first.line}: "${found}"`);
  }

  private flush(): Sweep[] {
    return this.tracks.flatMap((track) =>
      track.splitter.flush().map((run) => this.sweepOf(run, track, this.sweepValue)),
    );
  }

  private sweepOf(run: Run, track: Track, sweepValue: string | undefined): Sweep {
    const { plan, comments, metadata, warnings, source } = this;
    this.warnings = [];
    return sweepOf(run, track, {
      plan,
      notes: [
        ...comments,
        ...(source.notes ?? []),
        ...(source.layout.decimal === "," ? ["the decimal sign was taken to be a comma"] : []),
      ],
      metadata: { ...metadata, ...source.metadata },
      warnings,
      ...(sweepValue === undefined ? {} : { sweepValue }),
    });
  }
}

function planFrom(layout: TableLayout, file: string): TablePlan {
  const { plan, headerLine, firstLine } = layout;
  if (plan === undefined) {
    throw new ReadError("bad-header", {
      file,
      line: firstLine,
      foundWhat: `${layout.width} columns without a header${layout.doubt ?? ""}`,
      expected: "a header line that names columns of frequency, Z' and Z'', such as frequency_hz,z_re_ohm,z_im_ohm",
    });
  }
  if ("expected" in plan) throw new ReadError("bad-header", { file, line: headerLine, ...plan });
  return plan;
}
