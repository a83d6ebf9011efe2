import type { FileContent } from "./content.ts";
import type { FileFormat, Sweep } from "./format.ts";
import { printable } from "./printable.ts";
import { ReadError } from "./readError.ts";
import { findColumns, type Column, type Columns } from "./table/columns.ts";
import { findLayout, isBlank, isComment, splitRow, type TableLayout } from "./table/layout.ts";
import { decimalSignOf, parseNumber } from "./table/number.ts";

const COMMENTS_SHOWN = 8;

/**
 * Tables of text: comma, semicolon, tab or white space between the columns, decimal point or comma, comment lines that
 * start with `#`, `%` or `//`. The project's own form is `frequency_hz,z_re_ohm,z_im_ohm` with the true sign of Z'',
 * optionally followed by `sigma_re_ohm,sigma_im_ohm`.
 */
export const csvFormat: FileFormat = {
  name: "csv",
  title: "Tables of text (CSV, TSV)",
  extensions: ["csv", "tsv", "txt", "dat"],
  reads: "Columns of frequency, Z' and Z'' in any order, by their header; three columns without a header.",
  sniff: (file) => findLayout(file.headLines()) !== undefined,
  sweeps: readTable,
};

function readTable(file: FileContent): Sweep[] {
  const lines = [...file.lines()];
  const layout = findLayout(lines);
  if (layout === undefined) {
    const line = lines.findIndex((text) => !isBlank(text) && !isComment(text));
    throw new ReadError("bad-row", {
      file: file.name,
      ...(line < 0 ? {} : { line: line + 1, found: lines[line]?.trim() ?? "" }),
      expected: "at least one row with three numbers: frequency, Z' and Z''",
    });
  }
  const columns = findColumns(lines, layout, file.name);
  const rows = readRows(lines, layout, columns, file.name);
  const notes = [...commentNotes(lines), ...layoutNotes(layout), ...columns.notes];
  return [{ ...rows.sweep, notes, warnings: skippedWarnings(rows.skipped) }];
}

function readRows(lines: readonly string[], layout: TableLayout, columns: Columns, file: string) {
  const sweep = {
    frequencyHz: [] as number[],
    re: [] as number[],
    im: [] as number[],
    lines: [] as number[],
    ...(columns.sigmaRe === undefined ? {} : { sigma: { re: [] as number[], im: [] as number[] } }),
  };
  const skipped: number[] = [];
  const wanted = [columns.frequency, columns.re, columns.im, columns.sigmaRe, columns.sigmaIm];
  const width = 1 + Math.max(...wanted.map((column) => column?.index ?? 0));
  for (let index = layout.firstRow; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (isBlank(line) || isComment(line)) continue;
    const fields = splitRow(line, layout.delimiter);
    const read = (column: Column) => readField(fields, column, layout, { file, line: index + 1, width, row: line });
    const frequency = read(columns.frequency);
    const re = read(columns.re);
    const im = read(columns.im);
    if (frequency <= 0) {
      skipped.push(index + 1);
      continue;
    }
    sweep.frequencyHz.push(frequency);
    sweep.re.push(re);
    sweep.im.push(im);
    sweep.lines.push(index + 1);
    if (columns.sigmaRe !== undefined && columns.sigmaIm !== undefined) {
      sweep.sigma?.re.push(read(columns.sigmaRe));
      sweep.sigma?.im.push(read(columns.sigmaIm));
    }
  }
  if (sweep.frequencyHz.length === 0) {
    throw new ReadError("bad-data", { file, expected: "at least one row with a frequency above 0 Hz" });
  }
  return { sweep, skipped };
}

interface RowPlace {
  readonly file: string;
  readonly line: number;
  readonly width: number;
  readonly row: string;
}

function readField(fields: readonly string[], column: Column, layout: TableLayout, place: RowPlace): number {
  const { file, line } = place;
  const field = fields[column.index];
  if (field === undefined) {
    const expected = `a row of at least ${place.width} numbers separated by ${layout.delimiter}`;
    throw new ReadError("bad-row", { file, line, found: place.row.trim(), expected });
  }
  const value = parseNumber(field, layout.decimal);
  if (value !== undefined) return column.factor === 1 ? value : value * column.factor;
  const mixed = decimalSignOf(field) !== undefined && decimalSignOf(field) !== layout.decimal;
  const expected = mixed
    ? `"${layout.decimal}" as the decimal sign, as in the rows before`
    : `a finite number in column ${column.index + 1}`;
  throw new ReadError("bad-row", { file, line, found: field, expected });
}

function layoutNotes(layout: TableLayout): string[] {
  return layout.decimal === "," ? ["the decimal sign was taken to be a comma"] : [];
}

function commentNotes(lines: readonly string[]): string[] {
  const comments = lines.filter(isComment).map((line) => line.replace(/^\s*(?:#+|%+|\/\/)\s*/, "").trim());
  return comments
    .filter((comment) => comment !== "")
    .slice(0, COMMENTS_SHOWN)
    .map((comment) => `comment: ${printable(comment)}`);
}

function skippedWarnings(skipped: readonly number[]): string[] {
  if (skipped.length === 0) return [];
  const shown = skipped.slice(0, 5).join(", ");
  const more = skipped.length > 5 ? ` and ${skipped.length - 5} more` : "";
  return [`left out ${skipped.length} row(s) whose frequency is not above 0 Hz (line ${shown}${more})`];
}
