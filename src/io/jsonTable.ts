import type { Sweep } from "./format.ts";
import { isObject, type JsonObject } from "./jsonDocument.ts";
import { findSheetLayout, isOfImpedance, type TableRow } from "./table/layout.ts";
import { readSweeps } from "./table/reader.ts";

const FEWEST_COLUMNS = 3;

/**
 * The rows of a table in JSON, names first: an object with a list, or an object by row numbers, for each column; a list of
 * objects, each a row; lists of numbers under `data` with their names under `columns`, or without names. These are what
 * pandas and other programs write. Undefined for anything else.
 */
export function tableInJson(document: unknown): TableRow[] | undefined {
  const fields = Array.isArray(document) ? ofList(document) : isObject(document) ? ofObject(document) : undefined;
  if (fields === undefined || fields.length < 2) return undefined;
  return fields.map((row, index) => ({ line: index + 1, fields: row.map(textOf) }));
}

/** The sweeps of such a table, by the rules of tables of text; undefined where its names are not those of an impedance. */
export function sweepsOfTable(rows: readonly TableRow[], file: string): Generator<Sweep> | undefined {
  const layout = findSheetLayout(rows);
  if (!isOfImpedance(layout)) return undefined;
  return readSweeps(closed(rows), { file: `${file} [table]`, layout });
}

function* closed(rows: readonly TableRow[]): Generator<TableRow, undefined> {
  yield* rows;
}

type Fields = readonly unknown[];

function ofList(list: readonly unknown[]): Fields[] | undefined {
  const [first] = list;
  if (isObject(first)) {
    const names = Object.keys(first);
    const rows = list.map((entry) => names.map((name) => (isObject(entry) ? entry[name] : undefined)));
    return names.length < FEWEST_COLUMNS ? undefined : [names, ...rows];
  }
  const rows = list.filter((entry): entry is unknown[] => Array.isArray(entry));
  return rows.length === list.length && rows.every((row) => row.length >= FEWEST_COLUMNS) ? rows : undefined;
}

function ofObject(object: JsonObject): Fields[] | undefined {
  const { columns, data } = object;
  if (Array.isArray(columns) && Array.isArray(data)) {
    const rows = ofList(data);
    return rows === undefined ? undefined : [columns, ...rows];
  }
  const named = Object.entries(object).flatMap(([name, value]): [string, Fields][] => {
    const values = Array.isArray(value) ? (value as Fields) : isObject(value) ? Object.values(value) : [];
    return values.length > 0 && values.every((entry) => typeof entry === "number" || entry === null)
      ? [[name, values]]
      : [];
  });
  const length = named[0]?.[1].length ?? 0;
  if (named.length < FEWEST_COLUMNS || named.some(([, values]) => values.length !== length)) return undefined;
  const rows = Array.from({ length }, (_, row) => named.map(([, values]) => values[row]));
  return [named.map(([name]) => name), ...rows];
}

function textOf(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? String(value).trim() : "";
}
