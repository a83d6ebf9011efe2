import type { Column, Cell } from "./columns.ts";
import { recordsIn } from "./records.ts";

/** Records as CSV, piece by piece: a row of titles, then one row a record. Fields are quoted where they must be (RFC 4180). */
export async function writeCsv(
  recordsPath: string,
  columns: readonly Column[],
  write: (text: string) => unknown,
): Promise<void> {
  await write(row(columns.map(({ title }) => title)));
  for await (const record of recordsIn(recordsPath)) await write(row(columns.map(({ cell }) => cell(record))));
}

function row(cells: readonly Cell[]): string {
  return `${cells.map(field).join(",")}\n`;
}

function field(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
