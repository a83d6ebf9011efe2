import type { Sweep } from "../format.ts";
import { printable } from "../printable.ts";
import { ReadError } from "../readError.ts";
import { findSheetLayout, isOfImpedance, type TableLayout, type TableRow } from "./layout.ts";
import { readSweeps } from "./reader.ts";
import { transposed, TRANSPOSED_NOTE } from "./transposed.ts";

/** A sheet of a workbook; its rows are read anew each time they are asked for. */
export interface Sheet {
  readonly name: string;
  readonly rows: () => Iterable<TableRow, undefined>;
}

/** A header stands among the first rows, or there is none. */
const HEAD_ROWS = 500;
const LONGEST_NAME = 60;

/**
 * The sweeps of all sheets that hold a table of impedances, with the sheet's name as title; others are named in the notes.
 *
 * @throws {ReadError} where no sheet holds one, or a row is damaged.
 */
export function* readSheets(sheets: readonly Sheet[], file: string): Generator<Sweep> {
  const found = sheets.map(lookedInto);
  const readable = found.filter(({ layout }) => isReadable(layout));
  const notes = found.filter(({ layout }) => !isReadable(layout)).map(({ sheet, layout }) => unread(sheet, layout));
  const first = readable[0] ?? found.find(({ layout }) => layout !== undefined);
  if (first === undefined) {
    throw new ReadError("bad-data", {
      file,
      foundWhat: `${sheets.length} sheet(s) without three numbers in a row`,
      expected: "a sheet with columns of frequency, Z' and Z''",
    });
  }
  let isFirst = true;
  for (const { sheet, layout, rows, assumed } of readable.length > 0 ? readable : [first]) {
    if (layout === undefined) continue;
    const metadata = { title: shown(sheet) };
    for (const sweep of readSweeps(rows(), { file: placeOf(file, sheet.name), layout, metadata, notes: assumed })) {
      yield isFirst && notes.length > 0 ? { ...sweep, notes: [...(sweep.notes ?? []), ...notes] } : sweep;
      isFirst = false;
    }
  }
}

/** What a cell is refused with that ends without having begun: the bytes before it are damaged, and others may stand in their place. */
export function unmatchedCell(file: string, line: number): ReadError {
  return new ReadError("bad-row", {
    file,
    line,
    foundWhat: "a cell that ends without having begun",
    expected: "well-formed XML",
  });
}

interface LookedInto {
  readonly sheet: Sheet;
  readonly layout: TableLayout | undefined;
  readonly rows: Sheet["rows"];
  readonly assumed: readonly string[];
}

/** Where its table begins; a sheet that was read to its end by that is not read anew. */
function lookedInto(sheet: Sheet): LookedInto {
  const head: TableRow[] = [];
  let isWhole = true;
  for (const row of sheet.rows()) {
    head.push(row);
    isWhole = head.length < HEAD_ROWS;
    if (!isWhole) break;
  }
  const layout = findSheetLayout(head);
  const turned = isWhole && !isReadable(layout) ? transposed(head) : undefined;
  if (turned !== undefined)
    return { sheet, layout: turned.layout, rows: () => turned.rows, assumed: [TRANSPOSED_NOTE] };
  return { sheet, layout, rows: isWhole ? () => head : sheet.rows, assumed: [] };
}

function isReadable(layout: TableLayout | undefined): boolean {
  return isOfImpedance(layout) && layout.firstLine !== 0;
}

function unread(sheet: Sheet, layout: TableLayout | undefined): string {
  const reason = layout === undefined ? "it holds no table of numbers" : "its header names no impedance";
  return `sheet "${shown(sheet)}" was not read: ${reason}`;
}

/** A sheet as errors name it. */
export function placeOf(file: string, sheet: string): string {
  return `${file} [${printable(sheet.slice(0, LONGEST_NAME))}]`;
}

function shown({ name }: Sheet): string {
  return printable(name.slice(0, LONGEST_NAME));
}
