import { attributeOf, xmlTokens } from "./archive/xml.ts";
import type { FileContent } from "./content.ts";
import { decodeText } from "./decode.ts";
import type { FileFormat, Sweep } from "./format.ts";
import { printable } from "./printable.ts";
import { ReadError } from "./readError.ts";
import type { TableRow } from "./table/layout.ts";
import { placeOf, readSheets, unmatchedCell, type Sheet } from "./table/sheets.ts";

/** Workbooks of Excel: ECMA-376 part 1, sections 18.2 (workbook), 18.3 (sheets) and 18.4 (shared strings). */
export const xlsxFormat: FileFormat = {
  name: "xlsx",
  title: "Excel workbook",
  extensions: ["xlsx", "xlsm", "xls"],
  reads:
    "Every sheet with a table of impedances, by the rules of tables of text, as sweeps with the sheet's name as title; of " +
    "formulas the values that were saved. Old .xls and encrypted files are refused.",
  sniff: ({ entries }) => sheetPaths(entries).length > 0,
  sweeps: readWorkbook,
};

const MOST_COLUMNS = 16_384;
/** Encrypted workbooks and those of Excel 97 are compound files, no zip archives. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

function sheetPaths(entries: FileContent["entries"]): string[] {
  return [...entries.keys()].filter((path) => /^xl\/worksheets\/[^/]+\.xml$/i.test(path));
}

function readWorkbook(file: FileContent): Iterable<Sweep> {
  return readSheets(workbookSheets(file), file.name);
}

/** The sheets of a workbook, in the order of the tabs. @throws {ReadError} where it is none, or encrypted. */
export function workbookSheets(file: FileContent): Sheet[] {
  const { entries, name } = file;
  if (COMPOUND.every((byte, index) => file.head[index] === byte)) {
    throw new ReadError("bad-archive", {
      file: name,
      foundWhat: "an encrypted workbook or one of Excel 97",
      expected: "a workbook saved as .xlsx without a password",
    });
  }
  if (sheetPaths(entries).length === 0) {
    throw new ReadError("bad-archive", { file: name, foundWhat: "no sheets", expected: "an Excel workbook (.xlsx)" });
  }
  const text = (path: string): string => {
    const bytes = entries.get(path);
    return bytes === undefined ? "" : decodeText(bytes, name);
  };
  const strings = sharedStrings(text("xl/sharedStrings.xml"));
  const sheets = sheetsOf(text("xl/workbook.xml"), text("xl/_rels/workbook.xml.rels"), sheetPaths(entries));
  return sheets.map(([title, path]): Sheet => ({
    name: title,
    rows: () => rowsOf(text(path), strings, placeOf(name, title)),
  }));
}

/** Names and paths in the order of the tabs; those that the workbook does not list come last. */
function sheetsOf(workbook: string, relations: string, paths: readonly string[]): [string, string][] {
  const targets = new Map<string, string>();
  for (const token of xmlTokens(relations)) {
    if (token.kind !== "open" || token.name !== "Relationship") continue;
    const target = attributeOf(token.attributes, "Target") ?? "";
    const path = target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
    targets.set(attributeOf(token.attributes, "Id") ?? "", path);
  }
  const sheets: [string, string][] = [];
  for (const token of xmlTokens(workbook)) {
    if (token.kind !== "open" || token.name !== "sheet") continue;
    const path = targets.get(attributeOf(token.attributes, "id") ?? "");
    if (path !== undefined && paths.includes(path)) sheets.push([attributeOf(token.attributes, "name") ?? path, path]);
  }
  const listed = new Set(sheets.map(([, path]) => path));
  return sheets.concat(paths.filter((path) => !listed.has(path)).map((path) => [path, path]));
}

function sharedStrings(text: string): string[] {
  const strings: string[] = [];
  let string: string | undefined;
  let isText = false;
  let isPhonetic = false;
  for (const token of xmlTokens(text)) {
    if (token.kind === "text") {
      if (isText && !isPhonetic && string !== undefined) string += token.text;
    } else if (token.name === "si") {
      if (token.kind === "close" || token.isEmpty) {
        strings.push(string ?? "");
        string = undefined;
      } else string = "";
    } else if (token.name === "rPh") isPhonetic = token.kind === "open" && !token.isEmpty;
    else if (token.name === "t") isText = token.kind === "open" && !token.isEmpty;
  }
  return strings;
}

function* rowsOf(text: string, strings: readonly string[], file: string): Generator<TableRow, undefined> {
  let line = 0;
  let fields: string[] = [];
  let column = -1;
  let type = "n";
  let value = "";
  let isValue = false;
  let isInCell = false;
  for (const token of xmlTokens(text)) {
    if (token.kind === "text") {
      if (isValue) value += token.text;
    } else if (token.name === "row") {
      if (token.kind === "open") {
        const number = Number(attributeOf(token.attributes, "r") ?? line + 1);
        // Rows that were never filled are left out of the file; they separate tables as blank lines do.
        if (number > line + 1) yield { line: number - 1, fields: [] };
        line = Number.isSafeInteger(number) ? number : line + 1;
        fields = [];
        column = -1;
      }
      if (token.kind === "close" || token.isEmpty) yield { line, fields: trimmed(fields) };
    } else if (token.name === "c") {
      if (token.kind === "open") {
        column = columnOf(attributeOf(token.attributes, "r"), column + 1);
        if (column >= MOST_COLUMNS) {
          throw new ReadError("bad-row", {
            file,
            line,
            foundWhat: "a cell beyond column XFD",
            expected: "a sound sheet",
          });
        }
        type = attributeOf(token.attributes, "t") ?? "n";
        value = "";
        isInCell = !token.isEmpty;
      } else if (!isInCell) {
        throw unmatchedCell(file, line);
      } else {
        isInCell = false;
      }
      if (token.kind === "close" && value !== "") {
        while (fields.length < column) fields.push("");
        fields[column] = (type === "s" ? (strings[Number(value)] ?? lostText(value, file, line)) : value).trim();
      }
    } else if (token.name === "v" || token.name === "t") {
      isValue = token.kind === "open" && !token.isEmpty;
    }
  }
}

/** Without its texts, a sheet loses the names of its columns and their units. */
function lostText(value: string, file: string, line: number): never {
  throw new ReadError("bad-row", {
    file,
    line,
    foundWhat: `a cell with text ${printable(value.slice(0, 20))}, which the workbook does not hold`,
    expected: "a sound workbook; this one is damaged",
  });
}

/** The number of the column in a reference such as AB12, counted from 0. */
function columnOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Za-z]{1,3}/.exec(reference ?? "")?.[0];
  if (letters === undefined) return next;
  return [...letters.toUpperCase()].reduce((number, letter) => 26 * number + letter.charCodeAt(0) - 64, 0) - 1;
}

function trimmed(fields: string[]): string[] {
  while (fields.length > 0 && fields.at(-1) === "") fields.pop();
  return fields;
}
