import type { FileContent } from "../content.ts";
import type { FileFormat, Sweep } from "../format.ts";
import { ReadError } from "../readError.ts";
import { parseNumber } from "../table/number.ts";
import { parseUnit } from "../table/units.ts";
import { filledLength } from "./fields.ts";
import { FieldNumbers } from "./fieldNumbers.ts";
import { gamryFinalHz, gamryMetadata } from "./gamryMetadata.ts";
import { MetadataCollector } from "./metadata.ts";
import { numberedLines, type Line } from "./numberedLines.ts";
import { SweepBuilder } from "./sweepBuilder.ts";
import { TableRows, type NamedColumn, type PointColumns } from "./tableRows.ts";

const EXPECTED_NAMES = "a row of column names with Freq, Zreal and Zimag, as above the rows of a ZCURVE table";

/** Gamry Framework .DTA: tab-separated text after the word EXPLAIN, with an impedance table named ZCURVE. */
export const gamryFormat: FileFormat = {
  name: "gamry",
  title: "Gamry Framework (.DTA)",
  extensions: ["dta"],
  reads:
    "All ZCURVE tables: Freq, Zreal, Zimag (signed, checked with Zphz); drift-corrected columns give a sweep of their own, before the uncorrected one. " +
    "Other tables are passed over, an aborted experiment is read up to there.",
  sniff: (file) => {
    const lines = file.headLines();
    const first = lines.find((line) => line.trim() !== "")?.trim();
    return first === "EXPLAIN" || lines.some((line) => /^ZCURVE\w*\tTABLE\b/i.test(line));
  },
  sweeps: readGamry,
};

function* readGamry(file: FileContent): Generator<Sweep> {
  const metadata = new MetadataCollector();
  const numbers = new FieldNumbers();
  const others: string[] = [];
  let table: ImpedanceTable | undefined;
  let lastLine = 1;
  let found = false;
  let finalHz: number | undefined;
  for (const line of numberedLines(file)) {
    lastLine = line.number;
    if (table?.isOpen === true && line.text.startsWith("\t")) {
      table.row(line);
      continue;
    }
    const [key = "", type = "", value = ""] = line.text.split("\t", 3).map((field) => field.trim());
    if (type.toUpperCase() === "TABLE") {
      if (table !== undefined) yield* table.sweeps();
      found ||= table !== undefined;
      table = undefined;
      if (/^ZCURVE/i.test(key)) table = new ImpedanceTable(file.name, metadata, numbers, { points: value, finalHz });
      else others.push(key);
    } else if (key === "EXPERIMENTABORTED" && value !== "F") {
      // What follows is the raw signal of the point that was being measured.
      table?.abort(line);
      if (table === undefined && !found) throw aborted(file.name, line);
      break;
    } else if (table?.isOpen === true && (/^[\d+-]/.test(line.text) || table.needsNames)) {
      table.row(line);
    } else if (line.text.trim() !== "" && key !== "") {
      table?.close();
      if (table !== undefined) continue;
      gamryMetadata(metadata, key, value, line.text.split("\t", 6));
      finalHz ??= gamryFinalHz(key, value);
    }
  }
  if (table !== undefined) yield* table.sweeps();
  else if (!found) throw noTable(file.name, lastLine, others);
}

function aborted(file: string, line: Line): ReadError {
  const foundWhat = "an experiment that was aborted before its first impedance";
  return new ReadError("bad-data", { file, line: line.number, foundWhat, expected: "a ZCURVE table" });
}

function noTable(file: string, line: number, others: readonly string[]): ReadError {
  const foundWhat = others.length === 0 ? "the end of the file" : `only the tables ${others.slice(0, 8).join(", ")}`;
  return new ReadError("bad-data", { file, line, foundWhat, expected: "a ZCURVE TABLE with the impedance" });
}

/** One ZCURVE table: a row of names, a row of units, rows that start with a tab. */
class ImpedanceTable {
  isOpen = true;
  private readonly file: string;
  private readonly metadata: MetadataCollector;
  private readonly numbers: FieldNumbers;
  private readonly announced: number;
  private readonly finalHz: number | undefined;
  /** In small letters. */
  private names: readonly string[] | undefined;
  private labels: readonly string[] = [];
  private readers: { readonly rows: TableRows; readonly sweep: SweepBuilder }[] | undefined;
  private readonly warnings: string[] = [];
  private start = 0;
  private rows = 0;

  constructor(
    file: string,
    metadata: MetadataCollector,
    numbers: FieldNumbers,
    announced: { readonly points: string; readonly finalHz: number | undefined },
  ) {
    this.file = file;
    this.metadata = metadata;
    this.numbers = numbers;
    this.announced = /^\d{1,9}$/.test(announced.points) ? Number(announced.points) : 0;
    this.finalHz = announced.finalHz;
  }

  get needsNames(): boolean {
    return this.names === undefined;
  }

  row(line: Line): void {
    if (line.text.trim() === "") return;
    const fields = line.text.split("\t");
    if (this.names === undefined) {
      this.names = this.takeNames(fields, line);
      this.start = line.number;
    } else if (this.readers === undefined) {
      const at = this.names.indexOf("freq");
      const isRow = parseNumber((fields[at] ?? "").trim().replace(",", "."), ".") !== undefined;
      this.readers = this.takeUnits(isRow ? [] : fields, line);
      if (isRow) this.point(fields, line);
    } else {
      this.point(fields, line);
    }
  }

  private takeNames(fields: readonly string[], { text, number }: Line): readonly string[] {
    this.labels = fields.map((field) => field.trim());
    const names = this.labels.map((label) => label.toLowerCase());
    if (["freq", "zreal", "zimag"].every((name) => names.includes(name))) return names;
    throw new ReadError("bad-header", { file: this.file, line: number, found: text.trim(), expected: EXPECTED_NAMES });
  }

  private takeUnits(units: readonly string[], line: Line) {
    const names = this.names ?? [];
    const width = filledLength(names);
    return ["drcor", ""].flatMap((suffix) => {
      if (!names.includes(`zreal${suffix}`) || !names.includes(`zimag${suffix}`)) return [];
      const column = (name: string) => this.column(name, names.indexOf(name), units, line);
      const optional = (name: string) => (names.includes(name) ? column(name) : undefined);
      const modulus = optional(`zmod${suffix}`);
      const degrees = optional(`zphz${suffix}`);
      const columns: PointColumns = {
        frequency: column("freq"),
        re: column(`zreal${suffix}`),
        im: column(`zimag${suffix}`),
        ...(modulus === undefined ? {} : { modulus }),
        ...(degrees === undefined ? {} : { degrees }),
      };
      return [{ rows: new TableRows(this.file, columns, width, { numbers: this.numbers }), sweep: new SweepBuilder() }];
    });
  }

  private column(name: string, index: number, units: readonly string[], line: Line): NamedColumn {
    const label = this.labels[index] ?? name;
    const text = (units[index] ?? "").trim();
    const unit = parseUnit(text);
    const wanted = name === "freq" ? "frequency" : "impedance";
    if (unit !== undefined && !name.startsWith("zphz") && unit.dimension !== wanted) {
      throw new ReadError("bad-header", {
        file: this.file,
        line: line.number,
        found: text,
        expected: `a unit of ${wanted} under the name "${label}"`,
      });
    }
    return { index, factor: unit?.factor ?? 1, name: label };
  }

  private point(fields: readonly string[], line: Line): void {
    this.rows++;
    for (const { rows, sweep } of this.readers ?? []) {
      const point = rows.read(fields, line, sweep);
      if (point !== undefined) sweep.add(point, line.number);
    }
  }

  close(): void {
    this.isOpen = false;
  }

  abort(line: Line): void {
    this.close();
    this.warnings.push(`the experiment was aborted (line ${String(line.number)}): the sweep may be incomplete`);
  }

  *sweeps(): Generator<Sweep> {
    if (this.announced > this.rows) {
      this.warnings.push(`the table announces ${String(this.announced)} points, ${String(this.rows)} were found`);
    }
    let found = false;
    const several = (this.readers ?? []).length > 1;
    for (const [index, { sweep }] of (this.readers ?? []).entries()) {
      sweep.warnings.push(...this.warnings);
      const isCorrected = several && index === 0;
      const finished = sweep.finish({
        metadata: {
          ...this.metadata.all,
          ...(several ? { drift_correction: isCorrected ? "corrected" : "none" } : {}),
        },
        finalHz: this.finalHz,
        signFrom: `the name of column ${isCorrected ? "ZimagDrCor" : "Zimag"}`,
      });
      found ||= finished !== undefined;
      if (finished !== undefined) yield finished;
    }
    if (!found) {
      throw new ReadError("bad-data", {
        file: this.file,
        ...(this.start > 0 ? { line: this.start } : {}),
        foundWhat: this.start > 0 ? "a ZCURVE table without a point" : "the end of the file",
        expected: this.start > 0 ? "at least one row with a frequency above 0 Hz" : EXPECTED_NAMES,
      });
    }
  }
}
