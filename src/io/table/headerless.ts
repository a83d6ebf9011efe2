import { ln } from "../../../assembly/math/elementary.ts";
import type { Column, SpectrumColumns, TablePlan } from "./columns.ts";
import { ANALYSER, GOOD, impedanceOf, readingOf, type Numbers, type Reading } from "./course.ts";
import type { ColumnHeader } from "./header.ts";
import type { Quantity } from "./names.ts";
import { parseNumber, type DecimalSign } from "./number.ts";

/** What the numbers of a table without names show. */
export interface NamelessPlan {
  readonly plan: TablePlan;
  /** They obey what impedances obey, so that text above them need not be their header. */
  readonly isCertain: boolean;
}

const FEWEST_ROWS = 5;
/** Columns that repeat what others say are printed with three digits at least. */
const SAME = 0.02;

/**
 * Reads a table without names by its numbers: which column is a frequency, and whether the others are Z' and Z'', Z' and
 * -Z'', or |Z| and phase, decided by Bode's relation between the phase and the slope of |Z|. Three columns whose numbers say
 * nothing are frequency, Z' and Z''.
 *
 * @param isCounted the number of rows stands above them, as in files of EIS Spectrum Analyser: Z', -Z'', frequency.
 * @returns undefined where more columns are not explained; words where one is a time.
 */
export function planWithoutNames(
  rows: readonly (readonly string[])[],
  decimal: DecimalSign,
  isCounted = false,
): NamelessPlan | string | undefined {
  const width = rows[0]?.length ?? 0;
  const alike = rows.filter((row) => row.length === width);
  const columns = Array.from({ length: width }, (_, index) =>
    alike.map((row) => parseNumber(row[index] ?? "", decimal) ?? Number.NaN),
  );
  const filled = columns.flatMap((column, index) => (column.some(Number.isFinite) ? [index] : []));
  const at = (index: number): readonly number[] => columns[index] ?? [];
  const counter = isCounter(at(filled[0] ?? 0)) && filled.length > 3 ? filled[0] : undefined;
  const candidates = filled.filter((index) => index !== counter);
  const frequency = frequencyAmong(candidates, at);
  const others = candidates.filter((index) => index !== frequency);
  const [first, second, ...rest] = others;
  if (frequency === undefined || first === undefined || second === undefined) return undefined;
  const points = alike.map((_, row) => ({
    frequency: at(frequency)[row] ?? Number.NaN,
    first: at(first)[row] ?? Number.NaN,
    second: at(second)[row] ?? Number.NaN,
  }));
  const isAnalyser = isCounted && filled.length === 3 && frequency === filled[2];
  const { reading, misfit } = isAnalyser ? { reading: ANALYSER, misfit: 0 } : readingOf(points);
  const explained = rest.filter((index) => repeats(at(index), points, reading));
  if (rest.length > explained.length && explained.length === 0) return undefined;
  if (misfit > GOOD && isTime(at(frequency))) {
    return `, of which number ${String(frequency + 1)} rises in equal steps as a time does`;
  }
  return { plan: planFor(frequency, first, second, width, reading), isCertain: misfit <= GOOD };
}

/** True for a column that holds |Z|, the phase, or the other sign of a part: it shows what the columns before it are. */
function repeats(column: readonly number[], points: readonly Numbers[], reading: Reading): boolean {
  const close = (value: number, expected: number) => Math.abs(value - expected) <= SAME * Math.abs(expected) + 1e-30;
  const tests = [
    (x: number, y: number, value: number) => close(value, Math.sqrt(x * x + y * y)),
    (x: number, y: number, value: number) => close(Math.abs(value), Math.abs((Math.atan2(y, x) * 180) / Math.PI)),
    (x: number, y: number, value: number) => close(Math.abs(value), Math.abs(Math.atan2(y, x))),
    (_: number, y: number, value: number) => close(Math.abs(value), Math.abs(y)),
    (x: number, _: number, value: number) => close(value, x),
  ];
  return tests.some((test) => {
    const fitting = points.filter(({ first, second }, index) => {
      const [x, y] = impedanceOf(first, second, reading);
      return test(x, y, column[index] ?? Number.NaN);
    });
    return points.length >= FEWEST_ROWS && fitting.length >= 0.9 * points.length;
  });
}

/** The first column that could be a sweep, unless another one is far more regular than it. */
function frequencyAmong(candidates: readonly number[], at: (index: number) => readonly number[]): number | undefined {
  const [usual] = candidates;
  const sweeps = candidates.filter((index) => isSweep(at(index)));
  const [first] = sweeps;
  if (usual === undefined || first === undefined) return usual;
  const best = sweeps.reduce((a, b) => (irregularity(at(b)) < irregularity(at(a)) ? b : a));
  const [own, least] = [irregularity(at(first)), irregularity(at(best))];
  return own > 0.5 && least < 0.2 && own > 3 * least && spansDecade(at(best)) ? best : first;
}

function spansDecade(column: readonly number[]): boolean {
  const known = column.filter(Number.isFinite);
  return Math.max(...known) >= 10 * Math.min(...known);
}

function isSweep(column: readonly number[]): boolean {
  const start = column.slice(0, FEWEST_ROWS);
  const direction = Math.sign((start[1] ?? 0) - (start[0] ?? 0));
  return (
    start.length === FEWEST_ROWS &&
    column.every((value) => value > 0 || Number.isNaN(value)) &&
    direction !== 0 &&
    start.every((value, index) => index === 0 || Math.sign(value - (start[index - 1] ?? 0)) === direction)
  );
}

/** How much the steps of the logarithm differ from their mean, as a part of it. */
function irregularity(column: readonly number[]): number {
  const steps = column.slice(1).map((value, index) => ln(value / (column[index] ?? Number.NaN)));
  const run = steps.findIndex((step) => Math.sign(step) !== Math.sign(steps[0] ?? 0));
  const known = (run < 0 ? steps : steps.slice(0, run)).filter(Number.isFinite);
  const mean = known.reduce((sum, step) => sum + step, 0) / known.length;
  const square = known.reduce((sum, step) => sum + (step - mean) * (step - mean), 0) / known.length;
  return Math.sqrt(square) / Math.abs(mean);
}

function isCounter(column: readonly number[]): boolean {
  const [first] = column;
  return (first === 0 || first === 1) && column.every((value, index) => value === first + index);
}

/** Equal steps from about zero. */
function isTime(column: readonly number[]): boolean {
  const steps = column.slice(1).map((value, index) => value - (column[index] ?? Number.NaN));
  const [first = Number.NaN] = column;
  const middle = [...steps].sort((a, b) => a - b)[steps.length >> 1] ?? Number.NaN;
  const equal = steps.filter((step) => Math.abs(step - middle) <= 0.05 * Math.abs(middle));
  return steps.length >= FEWEST_ROWS && middle > 0 && first <= 3 * middle && equal.length >= 0.8 * steps.length;
}

function planFor(frequency: number, first: number, second: number, width: number, reading: Reading): TablePlan {
  const isInOrder = frequency === 0 && first === 1 && second === 2;
  const which = isInOrder ? `the ${width === 3 ? "three" : "first three"} columns` : orderOf(frequency, first, second);
  const spectrum: SpectrumColumns = {
    frequency: column(frequency, "frequency"),
    first: column(first, reading.names[0]),
    second: column(second, reading.names[1], reading.negated),
    representation: reading.representation,
    notes: [`no header: ${which} were read as ${reading.words}`],
  };
  return { spectra: [spectrum], width };
}

function orderOf(frequency: number, first: number, second: number): string {
  return `columns ${String(frequency + 1)}, ${String(first + 1)} and ${String(second + 1)}`;
}

function column(index: number, quantity: Quantity, negated = false): Column {
  const header: ColumnHeader = {
    quantity,
    power: 0,
    dimension: quantity === "phase" ? "degrees" : undefined,
    logarithmic: false,
    negated,
    unitGiven: true,
    label: "",
  };
  return { index, name: quantity, header };
}
