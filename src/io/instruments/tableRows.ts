import { ReadError } from "../readError.ts";
import { filledLength } from "./fields.ts";
import { FieldNumbers } from "./fieldNumbers.ts";
import type { Line } from "./numberedLines.ts";
import type { Point, SweepBuilder } from "./sweepBuilder.ts";

/** Where a quantity stands in a row. */
export interface NamedColumn {
  readonly index: number;
  /** Multiplies the number to give Hz, ohm or degrees with the true sign. */
  readonly factor: number;
  readonly name: string;
}

/** The columns of a spectrum: Z' and Z'', or |Z| and phase, or all four. */
export interface PointColumns {
  readonly frequency: NamedColumn;
  readonly re?: NamedColumn;
  readonly im?: NamedColumn;
  readonly modulus?: NamedColumn;
  readonly degrees?: NamedColumn;
}

/** A last number is known to be whole by the shape of so many before it. */
const FEWEST_ALIKE = 3;

/** Reads rows of numbers under known names. */
export class TableRows {
  readonly numbers: FieldNumbers;
  private readonly file: string;
  private readonly columns: PointColumns;
  private width: number;
  /** No row has more fields than there are names, where a program writes fewer in some rows. */
  private readonly most: number;
  private mayAdopt: boolean;
  private readonly lastUsed: number;
  private shape: string | undefined;
  private alike = 0;

  /**
   * @param width how many names the table has; a row has as many fields, the last of which may be empty.
   * @param adopts true for a program that writes more names than fields: the first row says how many fields there are at
   * least.
   */
  constructor(
    file: string,
    columns: PointColumns,
    width: number,
    { numbers = new FieldNumbers(), adopts = false }: { numbers?: FieldNumbers; adopts?: boolean } = {},
  ) {
    this.file = file;
    this.columns = columns;
    this.width = this.most = width;
    this.mayAdopt = adopts;
    this.numbers = numbers;
    const { frequency, re, im, modulus, degrees } = columns;
    // |Z| and phase beside Z' and Z'' serve as a check only.
    const needed = re !== undefined && im !== undefined ? [frequency, re, im] : [frequency, re, im, modulus, degrees];
    this.lastUsed = Math.max(...needed.map((column) => column?.index ?? 0));
  }

  /**
   * The point of a row, or undefined for the last row of a file that ends within it, which becomes a warning.
   *
   * @throws {ReadError} for any other row that does not fit the names.
   */
  read(fields: readonly string[], line: Line, sweep: SweepBuilder): Point | undefined {
    const filled = filledLength(fields);
    if (this.mayAdopt && !line.isLast && fields.length > this.lastUsed) {
      this.width = Math.min(this.width, fields.length);
      this.mayAdopt = false;
    }
    const isShort = fields.length < this.width || (line.mayBeCut && filled < this.width);
    if (filled > this.most || (isShort && !line.isLast)) throw this.misfit(line, filled);
    if (isShort || this.mayEndInNumber(fields, line)) {
      sweep.warnings.push(`the file ends within line ${String(line.number)}: that row was left out`);
      return undefined;
    }
    const { frequency, re, im, modulus, degrees } = this.columns;
    const value = (column: NamedColumn): number => this.value(fields, column, line);
    const isCut = (column: NamedColumn): boolean => endsIn(column.index, fields, line) && column.index > this.lastUsed;
    return {
      frequency: value(frequency),
      ...(re === undefined ? {} : { re: value(re) }),
      ...(im === undefined ? {} : { im: value(im) }),
      ...(modulus === undefined || isCut(modulus) ? {} : { modulus: value(modulus) }),
      ...(degrees === undefined || isCut(degrees) ? {} : { degrees: value(degrees) }),
    };
  }

  private value(fields: readonly string[], { index, factor, name }: NamedColumn, line: Line): number {
    const field = fields[index] ?? "";
    const value = this.numbers.read(field);
    if (value !== undefined) return factor === 1 ? value : value * factor;
    const { decimal } = this.numbers;
    const other = decimal === "," ? "." : ",";
    const isMixed = decimal !== undefined && field.includes(other);
    throw new ReadError("bad-row", {
      file: this.file,
      line: line.number,
      found: field.trim(),
      expected: isMixed ? `"${decimal}" as the decimal sign, as in the rows before` : `a number in column "${name}"`,
    });
  }

  private misfit(line: Line, filled: number): ReadError {
    return new ReadError("bad-row", {
      file: this.file,
      line: line.number,
      foundWhat: `${String(filled)} fields`,
      expected: `${String(this.width)} fields, one under each name of the table`,
    });
  }

  /**
   * True if the row ends the file, without a line end, in a number that is used and may be cut. It is whole if all before
   * it have as many decimals and digits of the exponent as it has.
   */
  private mayEndInNumber(fields: readonly string[], line: Line): boolean {
    if (this.lastUsed < fields.length - 1) return false;
    const shape = shapeOf(fields[this.lastUsed] ?? "");
    const isWhole = shape !== "" && shape === this.shape && this.alike >= FEWEST_ALIKE;
    this.alike = shape === this.shape ? this.alike + 1 : this.shape === undefined ? 1 : Number.NEGATIVE_INFINITY;
    this.shape = shape;
    return endsIn(this.lastUsed, fields, line) && !isWhole;
  }
}

/** True if the file ends, without a line end, in this field, which may be cut. */
function endsIn(index: number, fields: readonly string[], line: Line): boolean {
  return line.mayBeCut && index === fields.length - 1 && !/\s$/.test(line.text);
}

/** How many decimals and digits of the exponent a number has; empty for one without decimals. */
function shapeOf(field: string): string {
  const [, decimals = "", exponent = ""] = /[.,](\d+)(?:[eE][+-]?(\d+))?\s*$/.exec(field) ?? [];
  return decimals === "" ? "" : `${String(decimals.length)} ${String(exponent.length)}`;
}
