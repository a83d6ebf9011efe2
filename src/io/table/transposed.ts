import type { Sweep } from "../format.ts";
import { planOf } from "./columns.ts";
import { findSheetLayout, isOfImpedance, type TableLayout, type TableRow } from "./layout.ts";
import { isNumeric } from "./number.ts";
import { readSweeps } from "./reader.ts";
import { rowOf, type Delimiter } from "./rows.ts";

const FEWEST_POINTS = 5;
const FEWEST_QUANTITIES = 3;
const MOST_QUANTITIES = 100;
const DELIMITERS: readonly Delimiter[] = ["tab", "semicolon", "comma", "white space"];

/** What is said of a table that was turned. */
export const TRANSPOSED_NOTE = "the table has a row for each quantity: its rows were read as columns";

/** A table whose rows are the columns of what was found. */
export interface TransposedTable {
  readonly layout: TableLayout;
  readonly rows: readonly TableRow[];
}

/**
 * A table with a row for each quantity, its name first, as a table with a column for each; other rows stand above it as text. Undefined
 * where rows of numbers have not all a name and one length, or the names are not those of an impedance.
 */
export function transposed(found: readonly TableRow[]): TransposedTable | undefined {
  const rows = found.filter(({ fields }) => fields.length > 0);
  const quantities = rows.filter(({ fields }) => isQuantity(fields));
  const [first] = quantities;
  if (first === undefined || quantities.length < FEWEST_QUANTITIES || quantities.length > MOST_QUANTITIES)
    return undefined;
  if (quantities.some(({ fields }) => fields.length !== first.fields.length)) return undefined;
  const others = rows.filter((row) => !quantities.includes(row));
  if (others.some(({ fields }) => fields.filter((field) => isNumeric(field, undefined)).length >= FEWEST_POINTS))
    return undefined;
  if ("expected" in planOf(quantities.map(({ fields: [name = ""] }) => name))) return undefined;
  const columns = first.fields.map((_, column) => quantities.map(({ fields }) => fields[column] ?? ""));
  const turned = [...others.map(({ fields }) => fields), ...columns].map((fields, index) => ({
    line: index + 1,
    fields,
  }));
  const layout = findSheetLayout(turned);
  return isOfImpedance(layout) ? { layout, rows: turned } : undefined;
}

function isQuantity([name = "", ...values]: readonly string[]): boolean {
  if (values.length < FEWEST_POINTS || name === "" || isNumeric(name, undefined)) return false;
  return values.every((value) => isNumeric(value, undefined));
}

/**
 * The sweeps of such a table in lines of text.
 * @param isEnded whether the last line has an end, without which its last number may be cut.
 */
export function readTransposed(lines: readonly string[], isEnded: boolean, file: string): Generator<Sweep> | undefined {
  for (const delimiter of DELIMITERS) {
    const table = transposed(lines.map((line, index) => rowOf(line, index + 1, delimiter)));
    if (table === undefined) continue;
    const { layout, rows } = table;
    return readSweeps(ended(rows, isEnded), { file: `${file} [transposed]`, layout, notes: [TRANSPOSED_NOTE] });
  }
  return undefined;
}

function* ended(rows: readonly TableRow[], isEnded: boolean): Generator<TableRow, boolean> {
  yield* rows;
  return isEnded;
}
