/** The double-double functions that judge the kernel's are themselves judged by mpmath (test/fixtures/math/values.py). */

import { expect, test } from "vitest";

import fixture from "../fixtures/math/values.json" with { type: "json" };
import { DoubleDouble } from "./doubleDouble.ts";
import * as oracle from "./oracle.ts";

type Oracle = (first: DoubleDouble, second: DoubleDouble) => DoubleDouble[];

const ORACLES: Record<keyof typeof fixture, Oracle> = {
  exp: (x) => [oracle.unscaled(oracle.exp(x))],
  expm1: (x) => [oracle.unscaled(oracle.expm1(x))],
  log: (x) => [oracle.log(x)],
  log1p: (x) => [oracle.log1p(x)],
  sin: (x) => [oracle.sincos(x).sine],
  cos: (x) => [oracle.sincos(x).cosine],
  atan2: (y, x) => [oracle.atan2(y, x)],
  pow: (x, y) => [oracle.unscaled(oracle.pow(x, y))],
  reciprocal: (re, im) => oracle.parts(oracle.reciprocal(re.high, im.high)),
  squareRoot: (re, im) => oracle.parts(oracle.squareRoot(re.high, im.high)),
};

/** Largest |value - reference|/|reference| over the rows; NaN if any is NaN. */
function worstRelativeError(rows: readonly number[][], evaluate: Oracle): number {
  let worst = 0;
  for (const row of rows) {
    const values = evaluate(new DoubleDouble(row[0] ?? NaN), new DoubleDouble(row[1] ?? NaN));
    const references = row.slice(row.length - 2 * values.length);
    values.forEach((value, i) => {
      const high = references[2 * i] ?? NaN;
      const difference = value.subtract(new DoubleDouble(high, references[2 * i + 1]));
      worst = Math.max(worst, Math.abs(difference.high / high));
    });
  }
  return worst;
}

const NAMES = Object.keys(ORACLES) as (keyof typeof fixture)[];

test.each(NAMES)("%s agrees with mpmath to 100 bits", (name) => {
  // An operation in double-double leaves at most 2^-102 and mostly 2^-105; the reference holds 106 bits or more.
  // In x^y the error of log x counts |y log x| <= 745 < 2^10 times.
  const bound = name === "pow" ? 2 ** -94 : 2 ** -100;
  expect(worstRelativeError(fixture[name], ORACLES[name])).toBeLessThan(bound);
});
