import type { BatchRecord, RecordValue } from "../record.ts";

/** What a cell holds; null where a record has nothing for the column. */
export type Cell = string | number | null;

/** A column of a table of records. */
export interface Column {
  readonly title: string;
  readonly type: "text" | "number" | "integer";
  readonly cell: (record: BatchRecord) => Cell;
}

const HEAD: readonly Column[] = [
  integer("input", ({ input }) => input),
  text("source", ({ source }) => source),
  integer("sweep", ({ sweep }) => sweep),
  text("label", ({ label }) => label),
  text("status", ({ status }) => status),
  text("error", ({ error }) => error?.message),
  text("circuit", ({ circuit }) => circuit),
  text("weight", ({ weight }) => weight),
  integer("points", ({ points }) => points),
  number("fmin / Hz", ({ fmin }) => fmin),
  number("fmax / Hz", ({ fmax }) => fmax),
  number("objective", ({ objective }) => objective),
  number("chi2 reduced", ({ chi2Reduced }) => chi2Reduced),
  integer("degrees of freedom", ({ degreesOfFreedom }) => degreesOfFreedom),
];

/** Between several warnings in one cell. */
const BETWEEN = " | ";

/**
 * Finds the columns of all records: those that each has, then value and standard error of every parameter, derived value and answer,
 * then the fields that inputs carried, in the order in which they are first met.
 */
export class ColumnFinder {
  readonly #values = new Map<string, readonly Column[]>();
  readonly #extra = new Map<string, "text" | "number">();
  #hasTimes = false;

  /** Looks at one record more. */
  add(record: BatchRecord): void {
    for (const [kind, values] of valuesOf(record)) {
      for (const value of values) {
        const key = keyOf(kind, value);
        if (!this.#values.has(key)) this.#values.set(key, valueColumns(kind, value));
      }
    }
    for (const [name, value] of Object.entries(record.extra ?? {})) {
      const known = this.#extra.get(name);
      if (value === null || known === "text") continue;
      this.#extra.set(name, typeof value === "number" ? "number" : "text");
    }
    this.#hasTimes ||= record.milliseconds !== undefined;
  }

  get columns(): Column[] {
    const found = [
      ...HEAD,
      ...[...this.#values.values()].flat(),
      text("warnings", ({ warnings }) => warnings?.join(BETWEEN)),
      ...(this.#hasTimes ? [number("milliseconds", ({ milliseconds }) => milliseconds)] : []),
    ];
    const taken = new Set(found.map(({ title }) => title));
    const extra = [...this.#extra].map(([name, type]): Column => {
      const title = taken.has(name) ? `${name} (given)` : name;
      return { title, type, cell: ({ extra: fields }) => extraCell(fields?.[name], type) };
    });
    return [...found, ...extra];
  }
}

const KINDS = ["parameters", "derived", "answers"] as const;
type Kind = (typeof KINDS)[number];

function valuesOf(record: BatchRecord): [Kind, readonly RecordValue[]][] {
  return KINDS.map((kind) => [kind, record[kind] ?? []]);
}

function keyOf(kind: Kind, { name, unit }: RecordValue): string {
  return `${kind} ${name} ${unit}`;
}

function valueColumns(kind: Kind, { name, unit }: RecordValue): Column[] {
  const find = (record: BatchRecord): RecordValue | undefined =>
    record[kind]?.find((value) => value.name === name && value.unit === unit);
  const unitText = unit === "-" || unit === "" ? "" : ` / ${unit}`;
  return [
    number(`${name}${unitText}`, (record) => find(record)?.value),
    number(`${name} stderr`, (record) => find(record)?.stderr),
  ];
}

function text(title: string, cell: (record: BatchRecord) => string | null | undefined): Column {
  return { title, type: "text", cell: (record) => cell(record) ?? null };
}

function integer(title: string, cell: (record: BatchRecord) => number | null | undefined): Column {
  return { title, type: "integer", cell: (record) => cell(record) ?? null };
}

/** Infinities are strings in JSON and numbers in tables. */
function number(title: string, cell: (record: BatchRecord) => number | string | null | undefined): Column {
  return {
    title,
    type: "number",
    cell(record) {
      const value = cell(record) ?? null;
      return value === null ? null : Number(value);
    },
  };
}

function extraCell(value: unknown, type: "text" | "number"): Cell {
  if (value === undefined || value === null) return null;
  if (type === "number") return Number(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}
