/** The functions of assembly/math: on which arguments each is tried, what is exact and how far off it may be. */

import { ATAN, ATAN2, COMPLEX, EXP, EXPM1, LOG, LOG1P, POW, POWER_OF_TWO, QUARTER_TURNS, SINCOS } from "./arguments.ts";
import type { Mixture } from "./arguments.ts";
import { DoubleDouble } from "./doubleDouble.ts";
import * as oracle from "./oracle.ts";

/** A value to about 100 bits. */
export type Exact = DoubleDouble | oracle.Scaled;

export interface TestedFunction {
  readonly name: string;
  /** The column function of test/math/entry.as.ts. */
  readonly column: string;
  readonly mixture: Mixture;
  readonly count: number;
  readonly exact: (first: DoubleDouble, second: DoubleDouble) => readonly Exact[];
  /** Largest error of each result in units of the last place: the one stated in assembly/math. */
  readonly bounds: readonly number[];
}

const MILLION = 1_000_000;
const ONE = new DoubleDouble(1);

function sineAndCosine(x: DoubleDouble): readonly DoubleDouble[] {
  const { sine, cosine } = oracle.sincos(x);
  return [sine, cosine];
}

/** ln 2 and pi/2 to twice the digits of a binary64 number. */
const LN2 = new DoubleDouble(0.6931471805599453, 2.3190468138462996e-17);
const HALF_PI = new DoubleDouble(1.5707963267948966, 6.123233995736766e-17);

/** sin and cos of m pi/2. */
function turned(m: number): readonly DoubleDouble[] {
  const whole = Math.round(m);
  const { sine, cosine } = oracle.sincos(HALF_PI.times(m - whole));
  const quadrants = [
    [sine, cosine],
    [cosine, sine.negate()],
    [sine.negate(), cosine.negate()],
    [cosine.negate(), sine],
  ];
  return quadrants[((whole % 4) + 4) % 4] ?? [];
}

export const EXPONENTIAL: readonly TestedFunction[] = [
  {
    name: "exp",
    column: "expColumn",
    mixture: EXP,
    count: MILLION,
    exact: (x) => [oracle.exp(x)],
    bounds: [1],
  },
  {
    name: "power of two",
    column: "powerOfTwoColumn",
    mixture: POWER_OF_TWO,
    count: MILLION / 2,
    exact: (y) => [oracle.exp(LN2.times(y.high))],
    bounds: [1.1],
  },
  {
    name: "expm1",
    column: "expm1Column",
    mixture: EXPM1,
    count: MILLION,
    exact: (x) => [oracle.expm1(x)],
    bounds: [0.9],
  },
  { name: "log", column: "logColumn", mixture: LOG, count: MILLION, exact: (x) => [oracle.log(x)], bounds: [0.9] },
  {
    name: "log1p",
    column: "log1pColumn",
    mixture: LOG1P,
    count: MILLION,
    exact: (x) => [oracle.log1p(x)],
    bounds: [0.9],
  },
  {
    name: "pow",
    column: "powColumn",
    mixture: POW,
    count: MILLION / 4,
    exact: (x, y) => [oracle.pow(x, y)],
    bounds: [0.75],
  },
];

export const TRIGONOMETRIC: readonly TestedFunction[] = [
  {
    name: "sin and cos",
    column: "sincosColumn",
    mixture: SINCOS,
    count: MILLION,
    exact: sineAndCosine,
    bounds: [0.8, 0.8],
  },
  {
    name: "sin and cos of quarter turns",
    column: "quarterTurnsColumn",
    mixture: QUARTER_TURNS,
    count: MILLION / 2,
    exact: (m) => turned(m.high),
    bounds: [1.8, 1.8],
  },
  {
    name: "atan",
    column: "atanColumn",
    mixture: ATAN,
    count: MILLION / 4,
    exact: (x) => [oracle.atan2(x, ONE)],
    bounds: [0.9],
  },
  {
    name: "atan2",
    column: "atan2Column",
    mixture: ATAN2,
    count: MILLION / 4,
    exact: (y, x) => [oracle.atan2(y, x)],
    bounds: [1.6],
  },
];

export const COMPLEX_ALGEBRA: readonly TestedFunction[] = [
  {
    name: "complex square root",
    column: "sqrtColumn",
    mixture: COMPLEX,
    count: MILLION / 4,
    exact: (re, im) => oracle.parts(oracle.squareRoot(re.high, im.high)),
    bounds: [2.5, 2.5],
  },
  {
    name: "complex reciprocal",
    column: "reciprocalColumn",
    mixture: COMPLEX,
    count: MILLION / 4,
    exact: (re, im) => oracle.parts(oracle.reciprocal(re.high, im.high)),
    bounds: [2.5, 2.5],
  },
];
