import type { FileContent } from "../content.ts";
import type { FileFormat, Metadata, Sweep } from "../format.ts";
import { oncePerFile } from "../oncePerFile.ts";
import { ReadError } from "../readError.ts";
import { partsOfComplex } from "./complex.ts";
import { findLayout, isOfImpedance, type TableLayout } from "./layout.ts";
import { readSweeps } from "./reader.ts";
import { isBlank, isComment, rowOf, type TableRow } from "./rows.ts";
import { readTransposed } from "./transposed.ts";

const START_LINES = 100;
const START_LENGTH = 10_000;

/** What makes the table of one program a format of its own. */
export interface TableFormat extends Omit<FileFormat, "sweeps"> {
  /** Metadata that the program writes in its own way, from the rows above a table. */
  readonly describe?: (rows: readonly (readonly string[])[]) => Metadata;
}

/** A format whose files are tables of text: the table is read as any other, the program is told by its content. */
export function tableFormat({ describe, ...format }: TableFormat): FileFormat {
  return { ...format, sweeps: (file) => readTextTable(file, describe) };
}

/** The first lines of a file as one text, for telling formats apart. */
export const startOf = oncePerFile((file) => file.headLines().slice(0, START_LINES).join("\n").slice(0, START_LENGTH));

/** Sweeps of a table of text, line by line: only the points of the sweep that is being read are held. */
export function readTextTable(file: FileContent, describe?: TableFormat["describe"]): Generator<Sweep> {
  const turned = sweepsOfRows(file);
  if (turned !== undefined) return turned;
  const layout = layoutOf(file);
  const more = describe === undefined ? {} : { describe };
  return readSweeps(rowsOf(file, layout), { file: file.name, layout, ...more });
}

// With more lines it has no row for each quantity.
const MOST_ROWS = 200;

/** Where a small file names no columns, its rows may be named. */
function sweepsOfRows(file: FileContent): Generator<Sweep> | undefined {
  const near = headLayoutOf(file);
  if (near === undefined || isOfImpedance(near) || file.head.length < file.size || file.headLines().length > MOST_ROWS)
    return undefined;
  const iterator = file.lines()[Symbol.iterator]();
  const lines: string[] = [];
  let next = iterator.next();
  for (; next.done !== true; next = iterator.next()) lines.push(next.value);
  return readTransposed(lines, next.value, file.name);
}

function* rowsOf(file: FileContent, { delimiter }: TableLayout): Generator<TableRow, boolean> {
  const lines = file.lines()[Symbol.iterator]();
  const split = splitParts(file);
  try {
    for (let line = 1; ; line++) {
      const next = lines.next();
      if (next.done === true) return next.value;
      yield rowOf(split === undefined ? next.value : split(next.value, line), line, delimiter);
    }
  } finally {
    lines.return?.(false);
  }
}

// Of a file with other tables before the one that is sought. Few lines look like its header without being it.
const WINDOW = 40;
const MOST_ATTEMPTS = 200;
const HEADER_WORD = /freq|hz|omega|\u03c9|(?:^|[\t;,| ])"?f["\s/([_,;\t]/i;

/** The layout that the first lines of a file show, for telling the format and for reading it. */
export const headLayoutOf = oncePerFile((file) => {
  const split = splitParts(file);
  const lines = file.headLines();
  return findLayout(split === undefined ? lines : lines.map((line, index) => split(line, index + 1)));
});

const splitParts = oncePerFile((file) => partsOfComplex(file.headLines()));

function layoutOf(file: FileContent): TableLayout {
  const head = file.headLines();
  const near = headLayoutOf(file);
  if (near !== undefined && (isOfImpedance(near) || file.head.length >= file.size)) return near;
  return (file.head.length < file.size ? findFarLayout(file) : undefined) ?? near ?? noTable(file, head);
}

/** Looks for a header in all of a file whose beginning has none. */
function findFarLayout(file: FileContent): TableLayout | undefined {
  let attempts = 0;
  let line = 0;
  let start = 0;
  let window: string[] = [];
  const judge = (): TableLayout | undefined => {
    attempts++;
    const found = findLayout(window);
    const moved = start - 1;
    window = [];
    if (found === undefined || !isOfImpedance(found) || found.headerLine !== 1) return undefined;
    return { ...found, headerLine: found.headerLine + moved, firstLine: found.firstLine + moved };
  };
  for (const text of file.lines()) {
    line++;
    if (window.length === 0) {
      if (attempts >= MOST_ATTEMPTS || !HEADER_WORD.test(text.slice(0, 1000))) continue;
      start = line;
    }
    window.push(text);
    if (window.length < WINDOW) continue;
    const layout = judge();
    if (layout !== undefined) return layout;
  }
  return window.length > 0 ? judge() : undefined;
}

function noTable(file: FileContent, lines: readonly string[]): never {
  // Bytes that are no text say themselves on which line they stand.
  if (lines.length === 0) Array.from(file.lines());
  const line = lines.findIndex((text) => !isBlank(text) && !isComment(text));
  throw new ReadError("bad-row", {
    file: file.name,
    ...(line < 0 ? {} : { line: line + 1, found: lines[line]?.trim() ?? "" }),
    expected: "at least one row with three numbers: frequency, Z' and Z''",
  });
}
