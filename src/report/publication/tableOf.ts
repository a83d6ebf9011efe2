import { MARKUPS, type Markup, type TableFormat } from "./format.ts";
import { latexTable, markdownTable } from "./tableMarkup.ts";
import { exponentOf, valueWithError } from "./valueWithError.ts";

/** A number of a table. */
export interface TableNumber {
  readonly value: number;
  readonly stderr: number | null;
  /** What makes it doubtful; it goes below the table. */
  readonly flags?: readonly string[];
}

/** A field: words, a number, or why there is none. */
export type TableField = string | TableNumber | { readonly missing: string };

/** A row by the keys of its columns; what is left out is missing without a word. */
export type TableRow = Readonly<Record<string, TableField>>;

/** A column of numbers in one unit, or of words. */
export interface TableColumn {
  readonly key: string;
  /** Words such as `sample`, or, with `isSymbol`, a symbol such as `sigma_b`. */
  readonly title: string;
  readonly isSymbol?: boolean;
  /** Of its numbers; `-` or nothing for pure ones. */
  readonly unit?: string;
  /** Of the whole column, for below the table. */
  readonly note?: string;
}

/** Numbers within these powers of ten are written in full. */
const PLAIN: readonly [number, number] = [-3, 3];
/** Powers of ten that differ by no more have one in common, in the header. */
const COMMON = 2;

/**
 * A table as a paper prints it: every number with its error in brackets and as many digits as the error leaves (the rule of 1 to
 * 29), powers of ten that a column has in common in its header, and doubts as footnotes. CSV has values and errors in columns of
 * their own, in full.
 */
export function tableOf(rows: readonly TableRow[], columns: readonly TableColumn[], format: TableFormat): string {
  if (format === "csv") return csvOf(rows, columns);
  const markup = MARKUPS[format];
  const notes: string[] = [];
  const header = columns.map((column) => headerOf(column, commonExponent(rows, column), markup, notes));
  const body = rows.map((row) =>
    columns.map((column) => fieldText(row[column.key], commonExponent(rows, column), markup, notes)),
  );
  return format === "markdown"
    ? markdownOf(header, body, notes, rows, columns)
    : latexOf(header, body, notes, markup, rows, columns);
}

function isNumber(field: TableField | undefined): field is TableNumber {
  return typeof field === "object" && "value" in field;
}

function numbersOf(rows: readonly TableRow[], { key }: TableColumn): TableNumber[] {
  return rows.flatMap((row) => {
    const field = row[key];
    return isNumber(field) ? [field] : [];
  });
}

/** The power of ten for the header; null where each number has its own. */
function commonExponent(rows: readonly TableRow[], column: TableColumn): number | null {
  const exponents = numbersOf(rows, column).flatMap(({ value }) => (value === 0 ? [] : [exponentOf(value)]));
  if (exponents.length === 0) return 0;
  const [low, high] = [Math.min(...exponents), Math.max(...exponents)];
  if (low >= PLAIN[0] && high <= PLAIN[1]) return 0;
  return high - low <= COMMON ? high : null;
}

function headerOf(
  { title, isSymbol, unit = "-", note }: TableColumn,
  exponent: number | null,
  markup: Markup,
  notes: string[],
): string {
  const plain = isSymbol === true ? markup.symbol(title) : markup.text(title);
  const name = plain + marksOf(note === undefined ? [] : [note], markup, notes);
  const power = exponent ?? 0;
  if (unit === "-") return power === 0 ? name : `${name} / ${markup.number("1", power)}`;
  return `${name} / ${markup.unit(unit, power)}`;
}

function fieldText(field: TableField | undefined, common: number | null, markup: Markup, notes: string[]): string {
  if (field === undefined) return markup.missing;
  if (typeof field === "string") return markup.text(field);
  if ("missing" in field) return markup.missing + marksOf([field.missing], markup, notes);
  const { value, stderr, flags = [] } = field;
  const { text } = valueWithError(value, stderr, common ?? exponentOf(value));
  return markup.number(text, common === null ? exponentOf(value) : 0) + marksOf(flags, markup, notes);
}

function marksOf(texts: readonly string[], markup: Markup, notes: string[]): string {
  const letters = texts.map((text) => {
    if (!notes.includes(text)) notes.push(text);
    return letterOf(notes.indexOf(text));
  });
  return letters.length === 0 ? "" : markup.mark(letters.join(","));
}

/** a to z, then aa, ab. */
function letterOf(index: number): string {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const rest = Math.floor(index / letters.length);
  return (rest === 0 ? "" : letterOf(rest - 1)) + letters.charAt(index % letters.length);
}

function isNumeric(rows: readonly TableRow[], column: TableColumn): boolean {
  return numbersOf(rows, column).length > 0;
}

function markdownOf(
  header: readonly string[],
  body: readonly (readonly string[])[],
  notes: readonly string[],
  rows: readonly TableRow[],
  columns: readonly TableColumn[],
): string {
  const alignment = columns.map((column) => (isNumeric(rows, column) ? "right" : "left"));
  const below = notes.map((note, index) => `<sup>${letterOf(index)}</sup> ${MARKUPS.markdown.text(note)}\n`);
  return [markdownTable(header, alignment, body), ...below.map((note) => `\n${note}`)].join("");
}

function latexOf(
  header: readonly string[],
  body: readonly (readonly string[])[],
  notes: readonly string[],
  markup: Markup,
  rows: readonly TableRow[],
  columns: readonly TableColumn[],
): string {
  const alignment = columns.map((column) => (isNumeric(rows, column) ? "right" : "left"));
  const below = notes.map((note, index) => `${markup.mark(letterOf(index))} ${markup.text(note)}\\\\\n`);
  const rules = markup === MARKUPS.siunitx ? "booktabs" : "hline";
  return [latexTable(header, alignment, body, rules), ...(below.length === 0 ? [] : ["\n", ...below])].join("");
}

function csvOf(rows: readonly TableRow[], columns: readonly TableColumn[]): string {
  const quoted = (field: string): string => (/[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  const lines = [
    columns.flatMap((column) => {
      const { title, unit = "-" } = column;
      const name = unit === "-" ? title : `${title} (${unit})`;
      return isNumeric(rows, column) ? [name, `stderr of ${name}`] : [name];
    }),
    ...rows.map((row) =>
      columns.flatMap((column) => {
        const field = row[column.key];
        if (isNumber(field)) return [String(field.value), field.stderr === null ? "" : String(field.stderr)];
        const text = typeof field === "string" ? field : "";
        return isNumeric(rows, column) ? [text, ""] : [text];
      }),
    ),
  ];
  return lines.map((fields) => `${fields.map(quoted).join(",")}\n`).join("");
}
