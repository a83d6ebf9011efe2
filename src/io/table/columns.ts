import { printable } from "../printable.ts";
import { ReadError } from "../readError.ts";
import { parseHeader, type ColumnHeader, type Quantity } from "./header.ts";
import { isBlank, isComment, splitRow, type TableLayout } from "./layout.ts";
import { parseUnit } from "./units.ts";

/** Where to find a quantity in a row and what to multiply it with. */
export interface Column {
  readonly index: number;
  readonly factor: number;
}

/** The columns of a spectrum in a table. */
export interface Columns {
  readonly frequency: Column;
  readonly re: Column;
  readonly im: Column;
  readonly sigmaRe?: Column;
  readonly sigmaIm?: Column;
  readonly notes: readonly string[];
}

const EXPECTED = "columns of frequency, Z' and Z'', such as frequency_hz,z_re_ohm,z_im_ohm";

/**
 * Finds the columns by the header above the first row of data, by a commented header, or, in a table of three columns
 * without any header, by their order.
 *
 * @throws {ReadError} `bad-header` where there is a header but not one for frequency, Z' and Z''.
 */
export function findColumns(lines: readonly string[], layout: TableLayout, file: string): Columns {
  const width = splitRow(lines[layout.firstRow] ?? "", layout.delimiter).length;
  const header = headerAbove(lines, layout) ?? commentedHeader(lines, layout);
  if (header !== undefined) {
    requireWidth(header, width, layout, file);
    return columnsOf(header, file);
  }
  if (width === 3) {
    return {
      frequency: { index: 0, factor: 1 },
      re: { index: 1, factor: 1 },
      im: { index: 2, factor: 1 },
      notes: [
        "no header: the three columns were read as frequency (Hz), Z' (ohm) and Z'' (ohm, negative if capacitive)",
      ],
    };
  }
  throw new ReadError("bad-header", {
    file,
    line: layout.firstRow + 1,
    foundWhat: `${width} columns without a header`,
    expected: `a header line that names ${EXPECTED}`,
  });
}

interface HeaderLine {
  readonly fields: readonly string[];
  /** A second row that holds the units of the first. */
  readonly units?: readonly string[];
  readonly line: number;
}

/** Names and numbers must stand under each other; only an empty last field may be missing from a row. */
function requireWidth(header: HeaderLine, width: number, layout: TableLayout, file: string): void {
  const columns = header.fields.length;
  if (columns === width || (columns > width && layout.delimiter !== "white space")) return;
  throw new ReadError("bad-header", {
    file,
    line: header.line,
    found: header.fields.join(", "),
    expected: `${width} column names, one for each number of line ${layout.firstRow + 1}`,
  });
}

function headerAbove(lines: readonly string[], layout: TableLayout): HeaderLine | undefined {
  const row = lastContent(lines, layout.firstRow, layout);
  if (row === undefined) return undefined;
  const above = lastContent(lines, row.line - 1, layout);
  const isUnits = row.fields.some((field) => parseUnit(field) !== undefined);
  if (isUnits && above !== undefined && above.fields.length === row.fields.length) {
    return { ...above, units: row.fields };
  }
  return row;
}

function lastContent(lines: readonly string[], before: number, layout: TableLayout): HeaderLine | undefined {
  for (let index = before - 1; index >= 0; index--) {
    const line = lines[index] ?? "";
    if (!isBlank(line) && !isComment(line)) return { fields: headerFields(line, layout), line: index + 1 };
  }
  return undefined;
}

/** Programs such as numpy write the header as a comment; it counts only if it names all that is needed. */
function commentedHeader(lines: readonly string[], layout: TableLayout): HeaderLine | undefined {
  for (let index = layout.firstRow - 1; index >= 0; index--) {
    const line = lines[index] ?? "";
    if (!isComment(line)) continue;
    const fields = headerFields(line.replace(/^\s*(?:#+|%+|\/\/)/, ""), layout);
    const quantities = new Set(fields.map((field) => parseHeader(field)?.quantity));
    if (quantities.has("frequency") && quantities.has("re") && quantities.has("im")) return { fields, line: index + 1 };
  }
  return undefined;
}

/** In a table split at white space, a unit in brackets belongs to the word before it. */
function headerFields(line: string, layout: TableLayout): string[] {
  const fields = splitRow(line, layout.delimiter);
  if (layout.delimiter !== "white space") return fields;
  return fields
    .join(" ")
    .replace(/ (?=[([/])/g, "")
    .split(" ");
}

function columnsOf(header: HeaderLine, file: string): Columns {
  const parsed = header.fields.map((field, index) => parseHeader(withUnit(field, header.units?.[index])));
  const find = (quantity: Quantity): Column | undefined => {
    const indices = parsed.flatMap((column, index) => (column?.quantity === quantity ? [index] : []));
    if (indices.length > 1) {
      throw new ReadError("bad-header", {
        file,
        line: header.line,
        found: indices.map((index) => header.fields[index]).join(", "),
        expected: "one column only for this quantity; remove or rename the other",
      });
    }
    const index = indices[0];
    return index === undefined ? undefined : { index, factor: parsed[index]?.factor ?? 1 };
  };
  const frequency = find("frequency");
  const re = find("re");
  const im = find("im");
  if (frequency === undefined || re === undefined || im === undefined) {
    const polar = parsed.some((column) => column?.quantity === "phase");
    throw new ReadError("bad-header", {
      file,
      line: header.line,
      found: header.fields.join(", "),
      expected: polar ? `${EXPECTED}; convert |Z| and phase to Z' and Z''` : EXPECTED,
    });
  }
  const sigma = find("sigma");
  const sigmaRe = find("sigmaRe") ?? sigma;
  const sigmaIm = find("sigmaIm") ?? sigma;
  return {
    frequency,
    re,
    im,
    ...(sigmaRe === undefined || sigmaIm === undefined ? {} : { sigmaRe, sigmaIm }),
    notes: notesOn(header, parsed),
  };
}

function withUnit(field: string, unit: string | undefined): string {
  return unit === undefined || unit === "" || parseUnit(unit) === undefined ? field : `${field} (${unit})`;
}

function notesOn(header: HeaderLine, parsed: readonly (ColumnHeader | undefined)[]): string[] {
  const notes: string[] = [];
  const assumed: string[] = [];
  parsed.forEach((column, index) => {
    if (column === undefined || column.quantity === "modulus" || column.quantity === "phase") return;
    const name = `"${printable(header.fields[index] ?? "")}"`;
    if (column.negated) notes.push(`column ${name} was read as -Z'': its sign was changed`);
    if (column.note !== undefined) notes.push(`column ${name}: ${column.note}`);
    if (!column.unitGiven) assumed.push(`${name} in ${column.quantity === "frequency" ? "Hz" : "ohm"}`);
  });
  if (assumed.length > 0) notes.push(`the header gives no unit: read ${assumed.join(", ")}`);
  return notes;
}
