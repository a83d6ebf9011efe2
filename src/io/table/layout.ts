import { planOf, type HeaderProblem, type TablePlan } from "./columns.ts";
import { planWithoutNames } from "./headerless.ts";
import { parseHeader } from "./header.ts";
import { decimalSignOf, isNumeric, type DecimalSign } from "./number.ts";
import { isBlank, isComment, rowOf, splitRow, type Delimiter, type TableRow } from "./rows.ts";
import { parseUnit } from "./units.ts";

export { isBlank, isComment, splitRow, type Delimiter, type TableRow } from "./rows.ts";

/** How a table of numbers is written down, and where it begins. */
export interface TableLayout {
  readonly delimiter: Delimiter;
  readonly decimal: DecimalSign;
  /** The plan, or why the header makes none. */
  readonly plan: TablePlan | HeaderProblem | undefined;
  /** Counted from 1; 0 without a header. */
  readonly headerLine: number;
  /** The names in the header, for messages. */
  readonly names: readonly string[];
  /** The line of the first row with numbers, and how many fields it has; 0 for a table without any. */
  readonly firstLine: number;
  readonly width: number;
  /** The column that should tell sweeps apart differs from row to row: it counts points. */
  readonly isCounting: boolean;
  /** What speaks against columns without a header, for messages. */
  readonly doubt?: string;
  /** Numbers may have the prefix of their unit behind them: 735.948m. */
  readonly hasPrefixes?: boolean;
}

const TEXT_DELIMITERS: readonly Delimiter[] = ["tab", "semicolon", "pipe", "comma", "white space"];
/** In a number, no letter but that of its exponent; a header has others. */
const LETTERS = /[^\d\s.,;+\-eEdD]/;
const SAMPLE = 30;
/** Without names, the numbers must tell what they are: of one sweep, more than this are seldom needed. */
const NAMELESS_SAMPLE = 200;
const FEWEST_COLUMNS = 3;
const MOST_COLUMNS = 4096;

/**
 * What the names in a row may be. In a table split at white space, a unit in brackets belongs to the word before it, and
 * commas are none of the name; or names of several words stand apart by more than one blank.
 */
export function namesOf(row: TableRow, delimiter: Delimiter): readonly (readonly string[])[] {
  const text = row.comment ?? row.text ?? "";
  if (delimiter !== "white space") return [row.comment === undefined ? row.fields : splitRow(text, delimiter)];
  const words = splitRow(text, delimiter)
    .join(" ")
    .replace(/ (?=[([/])/g, "")
    .replace(/(?<=\/) /g, "")
    .split(" ")
    .map((name) => name.replace(/[,;]$/, ""));
  const apart = text.trim().split(/\s{2,}|\t/);
  return apart.length === words.length ? [words] : [words, apart];
}

/** Names of columns and what they say. */
interface PlannedNames {
  readonly names: readonly string[];
  readonly plan: TablePlan;
}

/** The names that make a plan for rows of this width, if any; else the first that make one. */
export function planned(row: TableRow, delimiter: Delimiter, width: () => number): PlannedNames | undefined {
  const plans = namesOf(row, delimiter).flatMap((names) => {
    const plan = names.length < FEWEST_COLUMNS ? undefined : planOf(names);
    return plan === undefined || "expected" in plan ? [] : [{ names, plan }];
  });
  if (plans.length < 2) return plans[0];
  const wanted = width();
  return plans.find(({ names }) => names.length === wanted) ?? plans[0];
}

/** Rows by their index from 0, each made when it is first asked for: few of them rule a wrong delimiter out. */
interface Rows {
  readonly length: number;
  readonly at: (index: number) => TableRow;
}

function rowsOfLines(lines: readonly string[], delimiter: Delimiter): Rows {
  const made: TableRow[] = [];
  return {
    length: lines.length,
    at: (index) => (made[index] ??= rowOf(lines[index] ?? "", index + 1, delimiter)),
  };
}

/**
 * Finds the header that names the columns of a spectrum with numbers under it; without any, the first row with at least
 * three numbers. Undefined where there is neither.
 */
export function findLayout(lines: readonly string[]): TableLayout | undefined {
  const lettered = lines.map((line) => LETTERS.test(line));
  let best: Found | undefined;
  for (const delimiter of TEXT_DELIMITERS) {
    const found = findHeader(rowsOfLines(lines, delimiter), delimiter, lettered);
    if (found !== undefined && (best === undefined || found.goodRows > best.goodRows)) best = found;
    if (best?.goodRows === SAMPLE) break;
  }
  const layout = best?.layout ?? findNumbers(lines);
  return layout === undefined || !havePrefixes(lines.slice(layout.headerLine))
    ? layout
    : { ...layout, hasPrefixes: true };
}

const PREFIXED_FIELD = /(?:^|[\s;,|])[-+]?\d+[.,]?\d*[pnu\u00b5\u03bcmkMG](?=$|[\s;,|])/;

/** One number with a letter behind it may be damaged, several are meant so. */
function havePrefixes(lines: readonly string[]): boolean {
  let found = 0;
  return lines.some((line) => PREFIXED_FIELD.test(line) && ++found > 1);
}

/** Whether the names, or the numbers where there are none, are those of an impedance. */
export function isOfImpedance(layout: TableLayout | undefined): layout is TableLayout {
  return layout?.plan !== undefined && !("expected" in layout.plan);
}

/** As `findLayout`, for the rows of a spreadsheet. */
export function findSheetLayout(rows: readonly TableRow[]): TableLayout | undefined {
  const lettered = rows.map(({ fields }) => fields.some((field) => LETTERS.test(field)));
  const at = (index: number): TableRow => rows[index] ?? { line: 0, fields: [] };
  return findHeader({ length: rows.length, at }, "cells", lettered)?.layout ?? findRowOfNumbers(rows, "cells");
}

interface Found {
  readonly layout: TableLayout;
  readonly goodRows: number;
}

function findHeader(rows: Rows, delimiter: Delimiter, lettered: readonly boolean[]): Found | undefined {
  let best: Found | undefined;
  for (let index = 0; index < rows.length; index++) {
    if (best === undefined && lettered[index] !== true) continue;
    const row = rows.at(index);
    const isCommented = row.comment !== undefined;
    if (best !== undefined && !isCommented && countNumbers(row.fields, delimiter) >= FEWEST_COLUMNS) return best;
    if (lettered[index] !== true || row.fields.length > MOST_COLUMNS) continue;
    const header = planned(row, delimiter, () => widthBelow(rows, index, delimiter));
    if (header === undefined) continue;
    const found = headerAt(rows, index, header, delimiter);
    // A commented header is one only if nothing better stands between it and the numbers; a table without rows counts least.
    if (found.goodRows > 0 && !isCommented) return found;
    if (found.goodRows > 0 || best === undefined) best = found;
  }
  return best;
}

/** How many fields the next row of numbers has. */
function widthBelow(rows: Rows, index: number, delimiter: Delimiter): number {
  for (let at = index + 1; at < rows.length && at < index + SAMPLE; at++) {
    const { fields } = rows.at(at);
    if (countNumbers(fields, delimiter) >= FEWEST_COLUMNS) return fields.length;
  }
  return 0;
}

/** What a header is worth: how many of the rows below hold numbers in its columns. */
function headerAt(rows: Rows, index: number, header: PlannedNames, delimiter: Delimiter): Found {
  const { names } = header;
  let plan: TablePlan | HeaderProblem = header.plan;
  const sample: TableRow[] = [];
  let firstLine = 0;
  let below = 0;
  for (let at = index + 1; at < rows.length && below < SAMPLE; at++) {
    const row = rows.at(at);
    if (row.comment !== undefined || row.fields.length === 0) continue;
    below++;
    if (fits(row, plan)) {
      sample.push(row);
      if (firstLine === 0) firstLine = row.line;
    } else if (firstLine === 0 && isRowOfUnits(row, names)) {
      plan = planOf(names, row.fields);
    } else if (firstLine === 0 && below > 6) {
      break;
    }
  }
  const layout = { delimiter, decimal: decimalOf(sample, delimiter), plan, headerLine: rows.at(index).line };
  const more = { firstLine, width: sample[0]?.fields.length ?? 0, isCounting: isCounting(sample, plan) };
  return { layout: { ...layout, names, ...more }, goodRows: sample.length };
}

function isCounting(sample: readonly TableRow[], plan: TablePlan | HeaderProblem): boolean {
  if ("expected" in plan || plan.sweep === undefined || sample.length < 3) return false;
  const { index } = plan.sweep;
  return sample.every(({ fields }, at) => at === 0 || fields[index] !== sample[at - 1]?.fields[index]);
}

/** True for a row that gives units to the names above it. */
export function isRowOfUnits({ fields }: TableRow, names: readonly string[]): boolean {
  return (
    fields.length <= names.length &&
    fields.some((field) => parseUnit(field.replace(/^[([](.*)[)\]]$/, "$1")) !== undefined) &&
    !fields.some((field) => isNumeric(field, undefined))
  );
}

function fits({ fields }: TableRow, plan: TablePlan | HeaderProblem): boolean {
  if ("expected" in plan) return false;
  return plan.spectra.some((spectrum) =>
    [spectrum.frequency, spectrum.first, spectrum.second].every(({ index }) =>
      isNumeric(fields[index] ?? "", undefined),
    ),
  );
}

function findNumbers(lines: readonly string[]): TableLayout | undefined {
  for (let first = 0; first < lines.length; first++) {
    const line = lines[first] ?? "";
    if (isBlank(line) || isComment(line)) continue;
    const able = TEXT_DELIMITERS.filter((delimiter) => isWide(rowOf(line, first + 1, delimiter), delimiter));
    if (able.length === 0) continue;
    const sample = lines.slice(first, first + NAMELESS_SAMPLE);
    const rowsOf = (delimiter: Delimiter) => sample.map((text, index) => rowOf(text, first + index + 1, delimiter));
    // Tabs that only align their columns give rows of several widths.
    const scores = able.map((delimiter) => {
      const [top, ...more] = rowsOf(delimiter);
      return more.filter((row) => isWide(row, delimiter) && row.fields.length === top?.fields.length).length;
    });
    const delimiter = able[scores.indexOf(Math.max(...scores))] ?? "tab";
    const above = lines.slice(0, first).map((text, index) => rowOf(text, index + 1, delimiter));
    return findRowOfNumbers([...above, ...rowsOf(delimiter)], delimiter);
  }
  return undefined;
}

/** A row of numbers; settings with their names before them are none. */
function isWide({ fields }: TableRow, delimiter: Delimiter): boolean {
  const count = countNumbers(fields, delimiter);
  return count >= FEWEST_COLUMNS && 2 * count >= fields.filter((field) => field !== "").length;
}

/**
 * What stands above the first row of numbers must be their header; it was not understood. Numbers that stand there, such as
 * how many rows follow, are none, nor is text that names nothing, if the numbers below are an impedance beyond doubt.
 */
function findRowOfNumbers(rows: readonly TableRow[], delimiter: Delimiter): TableLayout | undefined {
  const first = rows.findIndex((row) => isWide(row, delimiter));
  const row = rows[first];
  if (row === undefined) return undefined;
  const decimal = decimalOf(rows.slice(first, first + SAMPLE), delimiter);
  const below = rows.slice(first, first + NAMELESS_SAMPLE).map(({ fields }) => fields);
  const header = rows
    .slice(0, first)
    .reverse()
    .find(({ fields }) => fields.length > 0);
  const names = header === undefined ? [] : (namesOf(header, delimiter)[0] ?? []);
  const isCounted = names.length === 1 && /^\d+$/.test(names[0] ?? "");
  const nameless = planWithoutNames(below, decimal, isCounted);
  const isCertain = typeof nameless === "object" && nameless.isCertain;
  const isTitle =
    isCertain && names.length < row.fields.length && names.every((name) => parseHeader(name) === undefined);
  const isHeader = !isTitle && names.some((name) => !isNumeric(name, undefined));
  return {
    delimiter,
    decimal,
    plan: isHeader ? planOf(names) : typeof nameless === "object" ? nameless.plan : undefined,
    ...(typeof nameless === "string" ? { doubt: nameless } : {}),
    headerLine: isHeader ? (header?.line ?? 0) : 0,
    names: isHeader ? names : [],
    firstLine: row.line,
    width: row.fields.length,
    isCounting: false,
  };
}

function countNumbers(fields: readonly string[], delimiter: Delimiter): number {
  // Unless quoted, no number in a row split at commas has a decimal comma; other fields were cut apart.
  const decimal = delimiter === "comma" && !fields.some((field) => field.includes(",")) ? "." : undefined;
  return fields.filter((field) => isNumeric(field, decimal)).length;
}

/** A comma that stands in the place of a decimal sign is one; rows that mix both signs are refused when they are read. */
function decimalOf(sample: readonly TableRow[], delimiter: Delimiter): DecimalSign {
  if (delimiter === "comma" && !sample.some(({ fields }) => fields.some((field) => field.includes(",")))) return ".";
  let hasComma = false;
  for (const { fields } of sample) {
    for (const field of fields) {
      const sign = decimalSignOf(field);
      if (sign === ".") return ".";
      hasComma ||= sign === ",";
    }
  }
  return hasComma ? "," : ".";
}
