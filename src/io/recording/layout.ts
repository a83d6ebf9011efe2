import { isNumeric, decimalSignOf, type DecimalSign } from "../table/number.ts";
import { namesOf, type TableRow } from "../table/layout.ts";
import { rowOf, type Delimiter } from "../table/rows.ts";
import { columnOf, isPerArea, isUnit, type RecordedColumn, type RecordedQuantity } from "./columns.ts";
import { readClock } from "./clock.ts";

/** Where the columns of a recording stand, and how its numbers are written. */
export interface RecordingLayout {
  readonly delimiter: Delimiter;
  readonly decimal: DecimalSign;
  /** Counted from 1. */
  readonly headerLine: number;
  readonly names: readonly string[];
  readonly columns: Readonly<Partial<Record<RecordedQuantity, RecordedColumn>>>;
  /** A column of current by area that stands where a current is missing. */
  readonly perArea?: string;
}

const DELIMITERS: readonly Delimiter[] = ["tab", "semicolon", "pipe", "comma", "white space"];
const SAMPLE = 20;
const QUANTITIES = ["time", "current", "voltage"] as const;

/** Finds the header that names a time and a current or voltage, with numbers below; the delimiter that gives most of them wins. */
export function findRecording(lines: readonly string[]): RecordingLayout | undefined {
  let best: Judged | undefined;
  for (const delimiter of DELIMITERS) {
    const rows = lines.map((line, index) => rowOf(line, index + 1, delimiter));
    const found = bestAmong(rows, delimiter);
    if (found !== undefined && found.good > (best?.good ?? 0)) best = found;
  }
  return best?.layout;
}

/** The same in the first rows of a sheet. */
export function findRecordingInRows(rows: readonly TableRow[]): RecordingLayout | undefined {
  return bestAmong(rows, "cells")?.layout;
}

interface Judged {
  readonly layout: RecordingLayout;
  /** Rows below that have numbers in all columns. */
  readonly good: number;
}

function bestAmong(rows: readonly TableRow[], delimiter: Delimiter): Judged | undefined {
  let best: Judged | undefined;
  for (const [index, row] of rows.entries()) {
    for (const names of namesOf(row, delimiter)) {
      const found = layoutAt(rows, index, names, delimiter);
      if (found !== undefined && found.good > (best?.good ?? 0)) best = found;
    }
  }
  return best;
}

function layoutAt(
  rows: readonly TableRow[],
  index: number,
  names: readonly string[],
  delimiter: Delimiter,
): Judged | undefined {
  const below = rows
    .slice(index + 1, index + 1 + SAMPLE)
    .filter(({ fields, comment }) => fields.length > 0 && comment === undefined);
  const first = below[0]?.fields ?? [];
  const hasUnits = first.some(isUnit) && !first.some((field) => isNumeric(field, undefined));
  const columns: Partial<Record<RecordedQuantity, RecordedColumn>> = {};
  for (const [place, name] of names.entries()) {
    const column = columnOf(name, place, hasUnits ? first[place] : undefined);
    if (column === undefined) continue;
    if (column.rank < (columns[column.quantity]?.rank ?? Infinity)) columns[column.quantity] = column;
  }
  if (columns.time === undefined || (columns.current === undefined && columns.voltage === undefined)) return undefined;
  const wanted = QUANTITIES.flatMap((quantity) => columns[quantity] ?? []);
  const good = below.filter(({ fields }) =>
    wanted.every(({ index: place, quantity }) => {
      const field = fields[place] ?? "";
      return isNumeric(field, undefined) || (quantity === "time" && readClock(field) !== undefined);
    }),
  );
  const perArea = columns.current === undefined ? names.find(isPerArea) : undefined;
  const decimal = decimalOf(good, wanted, delimiter);
  const layout = { delimiter, decimal, headerLine: rows[index]?.line ?? 0, names, columns };
  return { layout: perArea === undefined ? layout : { ...layout, perArea }, good: good.length };
}

function decimalOf(rows: readonly TableRow[], columns: readonly RecordedColumn[], delimiter: Delimiter): DecimalSign {
  if (delimiter === "comma" && !rows.some(({ fields }) => fields.some((field) => field.includes(",")))) return ".";
  const signs = rows.flatMap(({ fields }) => columns.map(({ index }) => decimalSignOf(fields[index] ?? "")));
  return signs.includes(",") && !signs.includes(".") ? "," : ".";
}
