/** The high-precision values of test/fixtures/elements, made by make.py there. */

import { readFileSync } from "node:fs";

import type { ElementRecord } from "../../src/elements/element.ts";
import { type ComplexNumber, componentError } from "./kernels.ts";

/** One point: parameters in the record's order and units, omega in rad/s, Z and dZ/dq of every parameter in ohm. */
export interface Point {
  readonly parameters: readonly number[];
  readonly omega: number;
  readonly impedance: ComplexNumber;
  readonly derivatives: readonly ComplexNumber[];
}

interface FixtureFile {
  readonly symbol: string;
  readonly parameters: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

/** @throws Error where the file and the record disagree about the parameters. */
export function readPoints(element: ElementRecord): Point[] {
  const file = new URL(`../fixtures/elements/${element.symbol}.json`, import.meta.url);
  const { parameters, rows } = JSON.parse(readFileSync(file, "utf8")) as FixtureFile;
  const names = element.parameters.map(({ name }) => name);
  if (parameters.join() !== names.join()) {
    throw new Error(`fixture of ${element.symbol} is for ${parameters.join()}, the record has ${names.join()}`);
  }
  const count = names.length;
  return rows.map((row) => {
    if (row.length !== 3 + 3 * count)
      throw new Error(`fixture of ${element.symbol} has a row of ${String(row.length)}`);
    const complex = (at: number): ComplexNumber => ({ re: row[at] ?? NaN, im: row[at + 1] ?? NaN });
    return {
      parameters: row.slice(0, count),
      omega: row[count] ?? NaN,
      impedance: complex(count + 1),
      derivatives: names.map((_, index) => complex(count + 3 + 2 * index)),
    };
  });
}

/** Parameters by name, as the formulas of a record take them. */
export function byName(element: ElementRecord, values: readonly number[]): Record<string, number> {
  return Object.fromEntries(element.parameters.map(({ name }, index) => [name, values[index] ?? NaN]));
}

/** Z and its derivatives at one point. */
export interface Columns {
  readonly impedance: ComplexNumber;
  readonly derivatives: readonly ComplexNumber[];
}

export interface ColumnError {
  /** The larger of the errors of real and imaginary part over the modulus; Infinity where a result is NaN. */
  readonly error: number;
  readonly where: string;
}

/** Below this part of Z a column has left the range of float64: the kernels cut e^(-2a) off at 1e-306. */
const VANISHED = 1e-290;

/** The largest error of the impedance, then of each derivative, that `evaluate` makes at any of the points. */
export function worstErrors(points: readonly Point[], evaluate: (point: Point) => Columns): ColumnError[] {
  const worst: ColumnError[] = [];
  for (const point of points) {
    const found = evaluate(point);
    const floor = VANISHED * Math.hypot(point.impedance.re, point.impedance.im);
    const expected = [point.impedance, ...point.derivatives];
    expected.forEach((value, column) => {
      const result = column === 0 ? found.impedance : found.derivatives[column - 1];
      const error = result === undefined ? NaN : componentError(result, value, column === 0 ? 0 : floor);
      if (error <= (worst[column]?.error ?? -1)) return;
      const where = `at ${point.parameters.join(", ")}, omega = ${String(point.omega)}`;
      worst[column] = { error: Number.isNaN(error) ? Infinity : error, where };
    });
  }
  return worst;
}
