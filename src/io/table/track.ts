import type { SpectrumColumns, Column, TablePlan } from "./columns.ts";
import { readNumber } from "./columns.ts";
import { ReadError } from "../readError.ts";
import type { TableLayout, TableRow } from "./layout.ts";
import { decimalSignOf, parsePrefixed } from "./number.ts";
import type { Extra } from "./points.ts";
import { SweepSplitter, type Run } from "./split.ts";

/** LCR meters write 9.9E37 for an overload. */
const OVERLOAD = 9.9e37;
const OVERLOAD_TOLERANCE = 1e36;
const NO_VALUES: readonly number[] = [];
const SEPARATORS = { tab: "\t", semicolon: ";", comma: ",", pipe: "|", "white space": " ", cells: ", " } as const;

function isOverload(value: number): boolean {
  return Math.abs(Math.abs(value) - OVERLOAD) < OVERLOAD_TOLERANCE;
}

/** One spectrum of a table, from its rows to its sweeps. */
export class Track {
  readonly columns: SpectrumColumns;
  readonly splitter: SweepSplitter;
  /** Lines that were left out since the last sweep. */
  skipped: number[] = [];
  overloaded: number[] = [];
  /** A number with the prefix of its unit behind it, such as 735.9m. */
  prefixed: string | undefined;
  /** Of the last column that is read. */
  readonly lastIndex: number;
  private readonly extras: readonly Column[];
  private readonly isOneOfSeveral: boolean;
  private readonly layout: TableLayout;
  /** For messages. */
  readonly file: string;

  constructor(columns: SpectrumColumns, plan: TablePlan, layout: TableLayout, file: string) {
    const { sigmaRe, sigmaIm, modulus, second, representation } = columns;
    const phase = columns.phase ?? (representation.quantities[1] === "phase" ? second : undefined);
    const { temperature } = plan;
    const known = temperature?.header.dimension === undefined ? undefined : temperature;
    const all = { sigmaRe, sigmaIm, modulus, phase, temperature: known };
    const kept = (Object.keys(all) as Extra[]).filter((name) => all[name] !== undefined);
    this.columns = columns;
    this.extras = kept.flatMap((name) => all[name] ?? []);
    this.splitter = new SweepSplitter(kept);
    this.lastIndex = Math.max(
      ...this.needed()
        .concat(this.extras)
        .map(({ index }) => index),
    );
    this.isOneOfSeveral = plan.spectra.length > 1;
    this.layout = layout;
    this.file = file;
  }

  /** True for a row with a number in each column that is needed. */
  fits({ fields }: TableRow): boolean {
    return this.needed().every((column) => this.numberOf(fields[column.index] ?? "", column) !== undefined);
  }

  /**
   * Takes the point of a row and gives the sweeps that are complete by it; undefined for a row without a point.
   *
   * @throws {ReadError} where a number is missing.
   */
  take(row: TableRow): readonly Run[] | undefined {
    const { frequency: frequencyColumn, first, second, representation } = this.columns;
    const isEmpty = (column: Column): boolean => (row.fields[column.index] ?? "") === "";
    if (this.isOneOfSeveral && isEmpty(first) && isEmpty(second)) return undefined;
    const hasFrequency = !isEmpty(frequencyColumn) || row.fields.length <= frequencyColumn.index;
    const frequency = hasFrequency ? this.read(row, frequencyColumn) : 0;
    if (frequency <= 0) {
      this.skipped.push(row.line);
      return undefined;
    }
    const [a, b] = [this.read(row, first), this.read(row, second)];
    if (isOverload(a) || isOverload(b)) {
      this.overloaded.push(row.line);
      return undefined;
    }
    const [re, im] = representation.toImpedance(a, b, 2 * Math.PI * frequency);
    if (!Number.isFinite(re) || !Number.isFinite(im)) {
      throw this.badRow(row, row.fields.join(", "), "values that give a finite impedance");
    }
    const values = this.extras.length === 0 ? NO_VALUES : this.extras.map((column) => this.readExtra(row, column));
    return this.splitter.push(row.line, frequency, re, im, values);
  }

  private needed(): readonly Column[] {
    return [this.columns.frequency, this.columns.first, this.columns.second];
  }

  private readExtra(row: TableRow, column: Column): number {
    if (column.header.quantity.startsWith("sigma")) return this.read(row, column);
    return readNumber(row.fields[column.index] ?? "", column, this.layout.decimal) ?? Number.NaN;
  }

  private read(row: TableRow, column: Column): number {
    const { decimal, delimiter } = this.layout;
    const field = row.fields[column.index];
    if (field === undefined) {
      const width = 1 + Math.max(...this.needed().map(({ index }) => index));
      const what = delimiter === "cells" ? "cells" : `numbers separated by ${delimiter}`;
      throw this.badRow(row, row.fields.join(SEPARATORS[delimiter]), `a row of at least ${width} ${what}`);
    }
    const value = this.numberOf(field, column);
    if (value !== undefined) return value;
    const isMixed = decimalSignOf(field) !== undefined && decimalSignOf(field) !== decimal;
    const expected = isMixed
      ? `"${decimal}" as the decimal sign, as in the rows before`
      : `a finite number in column ${column.index + 1}`;
    throw this.badRow(row, field, expected);
  }

  private numberOf(field: string, column: Column): number | undefined {
    const { decimal, hasPrefixes } = this.layout;
    const value = readNumber(field, column, decimal);
    if (value !== undefined || !hasPrefixes) return value;
    const prefixed = readNumber(field, column, decimal, parsePrefixed);
    if (prefixed !== undefined) this.prefixed ??= field;
    return prefixed;
  }

  private badRow({ line }: TableRow, found: string, expected: string): ReadError {
    return new ReadError("bad-row", { file: this.file, line, found, expected });
  }
}

/** True for the fault of a file that was cut off: it ends with a row of too few fields, or within a number. */
export function couldBeCut({ fields }: TableRow, { found, expected }: ReadError): boolean {
  if (expected.startsWith("a row of at least")) return true;
  return found !== undefined && found === fields.at(-1) && /^[+-]?(?:\d+(?:[.,]\d*)?(?:[eEdD][+-]?)?)?$/.test(found);
}
