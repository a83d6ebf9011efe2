import { attributeOf, xmlTokens } from "./archive/xml.ts";
import type { FileContent } from "./content.ts";
import { decodeText } from "./decode.ts";
import type { FileFormat, Sweep } from "./format.ts";
import { ReadError } from "./readError.ts";
import type { TableRow } from "./table/layout.ts";
import { placeOf, readSheets, unmatchedCell, type Sheet } from "./table/sheets.ts";

/** Spreadsheets of LibreOffice and others: OpenDocument 1.3 part 3, section 9 (tables). */
export const odsFormat: FileFormat = {
  name: "ods",
  title: "OpenDocument spreadsheet",
  extensions: ["ods", "fods"],
  reads: "As Excel workbooks.",
  sniff: ({ entries }) => isSpreadsheet(entries),
  sweeps: readDocument,
};

const CONTENT = "content.xml";
/** A cell may say that it is repeated; the blank rest of a row or sheet always does. */
const MOST_REPEATED_ROWS = 100_000;
const MOST_COLUMNS = 16_384;

function isSpreadsheet(entries: FileContent["entries"]): boolean {
  const type = entries.get("mimetype");
  if (!entries.has(CONTENT)) return false;
  return type === undefined || new TextDecoder().decode(type.subarray(0, 200)).includes("spreadsheet");
}

function readDocument(file: FileContent): Iterable<Sweep> {
  return readSheets(documentSheets(file), file.name);
}

/** The sheets of a document. @throws {ReadError} where it is no spreadsheet, or encrypted. */
export function documentSheets(file: FileContent): Sheet[] {
  const bytes = file.entries.get(CONTENT) ?? (file.entries.size === 0 ? file.bytes() : undefined);
  const expected = "an OpenDocument spreadsheet without a password";
  const manifest = file.entries.get("META-INF/manifest.xml");
  if (manifest !== undefined && new TextDecoder().decode(manifest).includes("encryption-data")) {
    throw new ReadError("bad-archive", { file: file.name, foundWhat: "an encrypted document", expected });
  }
  const text = bytes === undefined ? "" : decodeText(bytes, file.name);
  if (!text.includes("spreadsheet")) {
    throw new ReadError("bad-archive", { file: file.name, foundWhat: "no sheets", expected });
  }
  return sheetsOf(text, file.name);
}

function sheetsOf(text: string, file: string): Sheet[] {
  const sheets: Sheet[] = [];
  // Tables within cells or for charts are no sheets, but they do no harm: they hold no spectrum of their own.
  for (let at = text.indexOf("<table:table "); at >= 0; at = text.indexOf("<table:table ", at + 1)) {
    const end = text.indexOf("</table:table>", at);
    const part = text.slice(at, end < 0 ? text.length : end);
    const name = attributeOf(part.slice(0, part.indexOf(">")), "name") ?? `table ${sheets.length + 1}`;
    sheets.push({ name, rows: () => rowsOf(part, placeOf(file, name)) });
  }
  return sheets;
}

function* rowsOf(text: string, file: string): Generator<TableRow, undefined> {
  let line = 0;
  let fields: string[] = [];
  let repeatedRows = 1;
  let repeated = 1;
  let waiting = 0;
  let value: string | undefined;
  let shown = "";
  let isShown = false;
  let depth = 0;
  let openCells = 0;
  for (const token of xmlTokens(text)) {
    if (token.kind === "text") {
      if (isShown && depth === 0) shown += token.text;
    } else if (token.name === "annotation") {
      depth = token.kind === "open" && !token.isEmpty ? depth + 1 : Math.max(0, depth - 1);
    } else if (token.name === "table-row") {
      if (token.kind === "open") {
        fields = [];
        waiting = 0;
        openCells = 0;
        repeatedRows = countOf(token.attributes, "number-rows-repeated");
      }
      if (token.kind === "close" || token.isEmpty) {
        if (fields.length > 0 && repeatedRows > MOST_REPEATED_ROWS) {
          throw new ReadError("bad-row", {
            file,
            line: line + 1,
            foundWhat: `a row repeated ${repeatedRows} times`,
            expected: "a table of measured points",
          });
        }
        if (fields.length === 0) yield { line: (line += repeatedRows), fields };
        else for (let copy = 0; copy < repeatedRows; copy++) yield { line: ++line, fields };
      }
    } else if (token.name === "table-cell" || token.name === "covered-table-cell") {
      if (token.kind === "open") {
        repeated = countOf(token.attributes, "number-columns-repeated");
        value = valueOf(token.attributes);
        shown = "";
        openCells++;
      }
      if (token.kind === "close" || token.isEmpty) {
        if (--openCells < 0) throw unmatchedCell(file, line + 1);
        waiting = addCells(fields, (value ?? shown).trim(), repeated, waiting);
      }
    } else if (token.name === "p") {
      isShown = token.kind === "open" && !token.isEmpty;
    }
  }
}

/** Adds the cells, and the blank ones that wait before them; gives how many blank ones wait now. */
function addCells(fields: string[], text: string, repeated: number, waiting: number): number {
  if (text === "") return Math.min(waiting + repeated, MOST_COLUMNS);
  for (let count = 0; count < waiting && fields.length < MOST_COLUMNS; count++) fields.push("");
  for (let count = 0; count < repeated && fields.length < MOST_COLUMNS; count++) fields.push(text);
  return 0;
}

function valueOf(attributes: string): string | undefined {
  const type = attributeOf(attributes, "value-type");
  if (type === "date") return attributeOf(attributes, "date-value");
  return type === undefined || type === "string" ? undefined : attributeOf(attributes, "value");
}

function countOf(attributes: string, name: string): number {
  const count = Number(attributeOf(attributes, name) ?? 1);
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
}
