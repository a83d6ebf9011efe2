import { decimalSignOf, isNumeric, type DecimalSign } from "./number.ts";

/** What stands between the fields of a row. */
export type Delimiter = "tab" | "semicolon" | "comma" | "white space";

/** How a table of numbers is written down. */
export interface TableLayout {
  readonly delimiter: Delimiter;
  readonly decimal: DecimalSign;
  /** Index of the first line with data. */
  readonly firstRow: number;
}

const CANDIDATES: readonly Delimiter[] = ["tab", "semicolon", "comma", "white space"];
const SAMPLE = 30;
const FEWEST_COLUMNS = 3;
const COMMENT = /^\s*(?:#|%|\/\/)/;

export function isComment(line: string): boolean {
  return COMMENT.test(line);
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}

/** The fields of a row, trimmed and without quotation marks; a trailing delimiter adds no field. */
export function splitRow(line: string, delimiter: Delimiter): string[] {
  if (delimiter === "white space") return line.trim().split(/\s+/).map(unquote);
  const separator = delimiter === "tab" ? "\t" : delimiter === "semicolon" ? ";" : ",";
  const fields = (line.includes('"') ? splitQuoted(line, separator) : line.split(separator)).map(unquote);
  while (fields.length > 0 && fields.at(-1) === "") fields.pop();
  return fields;
}

function unquote(field: string): string {
  const text = field.trim();
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).trim() : text;
}

/** Only a quotation mark at the start of a field opens a quoted one: some headers write Z" for Z''. */
function splitQuoted(line: string, separator: string): string[] {
  const fields: string[] = [];
  let start = 0;
  while (start <= line.length) {
    const opening = /^\s*"/.exec(line.slice(start, start + 64));
    const closing = opening === null ? -1 : line.indexOf('"', start + opening[0].length);
    const next = line.indexOf(separator, closing < 0 ? start : closing);
    const end = next < 0 ? line.length : next;
    fields.push(line.slice(start, end));
    start = end + 1;
  }
  return fields;
}

/**
 * Finds the first row with at least three numbers and the delimiter under which it and its successors read best.
 * Undefined where no line holds three numbers.
 */
export function findLayout(lines: readonly string[]): TableLayout | undefined {
  for (let firstRow = 0; firstRow < lines.length; firstRow++) {
    const line = lines[firstRow] ?? "";
    if (isBlank(line) || isComment(line)) continue;
    if (!CANDIDATES.some((delimiter) => countNumbers(line, delimiter) >= FEWEST_COLUMNS)) continue;
    const sample = lines.slice(firstRow, firstRow + SAMPLE).filter((row) => !isBlank(row) && !isComment(row));
    const delimiter = bestDelimiter(line, sample);
    return { delimiter, decimal: decimalOf(sample, delimiter), firstRow };
  }
  return undefined;
}

function bestDelimiter(first: string, sample: readonly string[]): Delimiter {
  let best: Delimiter = "tab";
  let most = 0;
  for (const delimiter of CANDIDATES) {
    if (countNumbers(first, delimiter) < FEWEST_COLUMNS) continue;
    const rows = sample.filter((row) => countNumbers(row, delimiter) >= FEWEST_COLUMNS).length;
    if (rows > most) [best, most] = [delimiter, rows];
  }
  return best;
}

function countNumbers(line: string, delimiter: Delimiter): number {
  const decimal = delimiter === "comma" ? "." : undefined;
  return splitRow(line, delimiter).filter((field) => isNumeric(field, decimal)).length;
}

/** A comma that stands in the place of a decimal sign is one; rows that mix both signs are refused when they are read. */
function decimalOf(sample: readonly string[], delimiter: Delimiter): DecimalSign {
  if (delimiter === "comma") return ".";
  const signs = sample.flatMap((row) => splitRow(row, delimiter).map(decimalSignOf));
  return signs.includes(",") && !signs.includes(".") ? "," : ".";
}
