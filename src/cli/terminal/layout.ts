import { displaySlice, displayWidth, padDisplay } from "../../report/index.ts";

/** The rule under the header of a table: its groups of dashes are the columns. */
export const TABLE_RULE = /^ *-+(?: {2,}-+)+ *$|^-{4,}$/;
/** Reports for people break their sentences at this width. */
const REPORT_WIDTH = 96;
/** A label with two spaces or more behind it, under whose text further lines go. */
const LABEL = /^ *\S+(?: \S+)* {2,}(?=\S)/;
/** What stands before a sentence whose further lines are set in a little. */
const SENTENCE = /^ *(?:- |(?:\S+: )?(?:note|warning|error|comment|written): )/;
/** So few columns are too few for text beside a label or in the last column of a table. */
const LEAST_TEXT = 24;
const GAP = "  ";

/**
 * Sets text of `src/report` for a terminal that is narrower than it: sentences are broken anew, with further lines under their
 * text, and tables that are too wide are broken into several with the same first column.
 *
 * @param width characters a line; infinite leaves text as it is.
 */
export function layout(text: string, width: number): string {
  const lines = text.split("\n");
  if (lines.every((line) => displayWidth(line) <= width)) return text;
  const set: string[] = [];
  for (let place = 0; place < lines.length;) {
    const line = lines[place] ?? "";
    if (TABLE_RULE.test(lines[place + 1] ?? "") && line !== "") {
      const end = lines.indexOf("", place);
      const table = lines.slice(place, end === -1 ? lines.length : end);
      set.push(...tableLines(table, width));
      place += table.length;
      continue;
    }
    let paragraph = line;
    place++;
    // A line that ends where the next word would not have fitted goes on with it.
    for (let next = lines[place]; next !== undefined && wasBroken(lines[place - 1] ?? "", next); next = lines[place]) {
      paragraph += ` ${next.trimStart()}`;
      place++;
    }
    set.push(...wrapped(paragraph, width));
  }
  return set.join("\n");
}

function wasBroken(line: string, next: string): boolean {
  const [word = ""] = /\S+/.exec(next) ?? [];
  const isNew = word === "" || word === "-" || /^(?:note|warning|error):/.test(next) || LABEL.test(next.trimStart());
  return !isNew && line.length <= REPORT_WIDTH && line.length > 60 && line.length + 1 + word.length > REPORT_WIDTH;
}

function wrapped(line: string, width: number): string[] {
  if (displayWidth(line) <= width) return [line];
  const [label = ""] = LABEL.exec(line) ?? SENTENCE.exec(line) ?? /^ */.exec(line) ?? [];
  const isSentence = SENTENCE.test(label);
  const text = line.slice(label.length);
  if (displayWidth(label) > width - LEAST_TEXT) {
    const indent = `${/^ */.exec(label)?.[0] ?? ""}    `;
    return [label.trimEnd(), ...brokenText(text, width, indent, indent)];
  }
  return brokenText(text, width, label, " ".repeat(isSentence ? 2 : displayWidth(label)));
}

/** Words of a text in lines of this width; a longer word stands alone. */
function brokenText(text: string, width: number, first: string, indent: string): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line.trimEnd());
      line = indent + word;
    } else line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}

interface Column {
  readonly width: number;
  readonly isRight: boolean;
  /** With the header first. */
  readonly cells: readonly string[];
}

function tableLines(table: readonly string[], width: number): string[] {
  if (table.every((line) => displayWidth(line) <= width)) return [...table];
  const [header = "", rule = "", ...rows] = table;
  const spans = [...rule.matchAll(/-+/g)].map(({ 0: dashes, index }) => [index, index + dashes.length] as const);
  const columns = spans.map(([from, to], place): Column => {
    // The last column of a line may be longer than its rule.
    const end = place === spans.length - 1 ? Number.POSITIVE_INFINITY : to;
    const raw = [header, ...rows].map((line) => displaySlice(line, from, end));
    const isRight = raw.some((cell) => cell.startsWith(" ") && cell.trim() !== "");
    const cells = raw.map((cell) => cell.trim());
    return { width: Math.max(...cells.map(displayWidth)), isRight, cells };
  });
  const [key, ...others] = columns;
  if (key === undefined) return [...table];
  const blocks: Column[][] = [];
  for (const column of others) {
    const last = blocks.at(-1);
    const taken = (last ?? []).reduce((sum, { width: own }) => sum + GAP.length + own, key.width);
    // Words of a last column may be broken rather than go into a table of their own.
    const room = width - taken - GAP.length;
    const isText = column === others.at(-1) && column.cells.some((cell) => cell.includes(" ")) && room >= LEAST_TEXT;
    if (last !== undefined && (column.width <= room || isText)) last.push(column);
    else blocks.push([column]);
  }
  return blocks.flatMap((block, place) => [...(place === 0 ? [] : [""]), ...blockLines([key, ...block], width)]);
}

/** One table, whose last column is broken if need be. */
function blockLines(columns: readonly Column[], width: number): string[] {
  const taken = columns.slice(0, -1).reduce((sum, { width: own }) => sum + own + GAP.length, 0);
  const room = Math.max(LEAST_TEXT, width - taken);
  const set = columns.map((column, place) =>
    place === columns.length - 1 && column.width > room ? { ...column, width: room } : column,
  );
  const lineOf = (cells: readonly string[]): string =>
    set
      .map(({ width: own, isRight }, place) => padDisplay(cells[place] ?? "", own, isRight ? "start" : "end"))
      .join(GAP)
      .trimEnd();
  const height = columns[0]?.cells.length ?? 0;
  const lines: string[] = [];
  for (let row = 0; row < height; row++) {
    const cells = set.map(({ cells: own }) => own[row] ?? "");
    const last = brokenText(cells.at(-1) ?? "", set.at(-1)?.width ?? room, "", "");
    lines.push(lineOf([...cells.slice(0, -1), last[0] ?? ""]));
    for (const further of last.slice(1)) lines.push(lineOf([...cells.slice(0, -1).map(() => ""), further]));
    if (row === 0) lines.push(set.map(({ width: own }) => "-".repeat(own)).join(GAP));
  }
  return lines;
}
