/** What stands between the fields of a row; `cells` for spreadsheets, where nothing does. */
export type Delimiter = "tab" | "semicolon" | "comma" | "pipe" | "white space" | "cells";

/** A row of a table, split. */
export interface TableRow {
  /** Counted from 1. */
  readonly line: number;
  /** None for a blank row. */
  readonly fields: readonly string[];
  /** The text of a comment, which is no row. */
  readonly comment?: string;
  /** As it stands in the file, in a table split at white space. */
  readonly text?: string;
}

const SEPARATORS = { tab: "\t", semicolon: ";", comma: ",", pipe: "|" } as const;
const [HASH, PERCENT, SLASH, BLANK, LAST_ASCII] = [35, 37, 47, 32, 127];
const COMMENT = /^\s*(?:#+|%+|\/\/)/;

export function isComment(line: string): boolean {
  // Nearly all lines begin with a digit, a sign or a letter, and need no regular expression.
  const code = line.charCodeAt(0);
  const isCandidate = code === HASH || code === PERCENT || code === SLASH || code <= BLANK || code > LAST_ASCII;
  return isCandidate && COMMENT.test(line);
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}

/** The fields of a row, trimmed and without quotation marks; a trailing delimiter adds no field. */
export function splitRow(line: string, delimiter: Delimiter): string[] {
  if (delimiter === "white space" || delimiter === "cells") {
    const text = line.trim();
    return text === "" ? [] : text.split(/\s+/).map(unquote);
  }
  const separator = SEPARATORS[delimiter];
  const fields = line.includes('"') ? splitQuoted(line, separator) : line.split(separator);
  for (let index = 0; index < fields.length; index++) fields[index] = unquote(fields[index] ?? "");
  while (fields.length > 0 && fields.at(-1) === "") fields.pop();
  return fields;
}

/** A line of text as a row. */
export function rowOf(text: string, line: number, delimiter: Delimiter): TableRow {
  const comment = isComment(text) ? text.replace(COMMENT, "") : undefined;
  if (comment !== undefined) return { line, fields: [], comment, text: comment };
  const fields = splitRow(text, delimiter);
  return delimiter === "white space" ? { line, fields, text } : { line, fields };
}

function unquote(field: string): string {
  const text = isBare(field) ? field : field.trim();
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).trim() : text;
}

/** True for a field without blanks around it. */
function isBare(field: string): boolean {
  const [first, last] = [field.charCodeAt(0), field.charCodeAt(field.length - 1)];
  return first > BLANK && last > BLANK && first <= LAST_ASCII && last <= LAST_ASCII;
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
