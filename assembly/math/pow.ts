/**
 * x^y for x >= 0 as exp(y log x), with log x as an unevaluated sum of two f64 good to about 2^-65, since exp turns an
 * absolute error of its argument, which reaches 745, into a relative one.
 */

import { expOfSumPair } from "./exp";
import { alignedBits, binaryExponent, mantissaMinusOne } from "./log";
import { first } from "./lanes";

/** ln 2 in 40 bits, so that k ln 2 is exact, and the rest. */
const LN2_HIGH: f64 = 0.6931471805592082;
const LN2_LOW: f64 = 7.371002565167799e-13;
const TWO_THIRDS: f64 = 0.6666666666666666;
const TWO_THIRDS_LOW: f64 = 3.700743415417188e-17;
const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;
const TWO_54: f64 = 18014398509481984.0;

/** The upper 26 bits of a (Veltkamp 1968); |a| < 2^996. */
@inline
function upperHalf(a: f64): f64 {
  const c = 134217729.0 * a;
  return c - (c - a);
}

/** a b - product, exactly, where product is a b rounded (Dekker 1971). */
@inline
function productError(a: f64, b: f64, product: f64): f64 {
  const aHigh = upperHalf(a);
  const aLow = a - aHigh;
  const bHigh = upperHalf(b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** log((1 + s)/(1 - s)) = 2 s + (2/3) s^3 + s^5 of this, with z = s^2 <= 0.0295; minimax.py, relative error 2^-74.8. */
@inline
function seriesFromFifth(z: f64): f64 {
  const q = 0.11777280443903268 + z * (0.10278560781749001 + z * 0.12033130979767484);
  const r = 0.18181818106039271 + z * (0.15384622185021823 + z * (0.13332959769870514 + z * q));
  return 0.4 + z * (0.2857142857142689 + z * (0.22222222222716415 + z * r));
}

/** x^y for positive finite x other than 1 and finite y; 0 or Infinity where the result is out of range. */
function powOfPositive(x: f64, y: f64): f64 {
  const normal = x < SMALLEST_NORMAL ? x * TWO_54 : x;
  const aligned = alignedBits(f64x2.splat(normal));
  const k = first(binaryExponent(aligned)) - (x < SMALLEST_NORMAL ? 54.0 : 0.0);
  const f = first(mantissaMinusOne(aligned));

  // s + sLow = f/(2 + f)
  const d = 2.0 + f;
  const dLow = f - (d - 2.0);
  const s = f / d;
  const sd = s * d;
  const sLow = (f - sd - productError(s, d, sd) - s * dLow) / d;

  // z + zLow = s^2, cube + cubeLow = s^3, third + thirdLow = (2/3) s^3
  const z = s * s;
  const zLow = productError(s, s, z) + 2.0 * s * sLow;
  const cube = z * s;
  const cubeLow = productError(z, s, cube) + z * sLow + zLow * s;
  const third = TWO_THIRDS * cube;
  const thirdLow = productError(TWO_THIRDS, cube, third) + TWO_THIRDS * cubeLow + TWO_THIRDS_LOW * cube;
  const fifth = cube * z * seriesFromFifth(z);

  // The terms fall in size (or the first is 0), so that each sum leaves its error exactly.
  const whole = k * LN2_HIGH;
  const a = whole + 2.0 * s;
  const aLow = 2.0 * s - (a - whole);
  const b = a + third;
  const bLow = third - (b - a);
  const tail = aLow + bLow + (k * LN2_LOW + 2.0 * sLow + thirdLow + fifth);
  const logarithm = b + tail;
  const logarithmLow = tail - (logarithm - b);

  const exponent = y * logarithm;
  // Far out of range. This also keeps the splitting of y from overflow, since |log x| >= 2^-53.
  if (abs<f64>(exponent) > 800.0) return exponent > 0.0 ? Infinity : 0.0;
  const exponentLow = productError(y, logarithm, exponent) + y * logarithmLow;
  return first(expOfSumPair(f64x2.splat(exponent), f64x2.splat(exponentLow)));
}

/**
 * x^y for x >= 0; NaN for x < 0, whatever y. x^0 = 1 and 1^y = 1 even where the other is NaN or infinite, as in C.
 * Error at most 1 unit in the last place (0.95 measured on 10^6 arguments); subnormal results are rounded once more.
 */
export function pow(x: f64, y: f64): f64 {
  if (y == 0.0 || x == 1.0) return 1.0;
  if (isNaN(x) || isNaN(y) || x < 0.0) return NaN;
  if (x == 0.0 || x == Infinity) return (x == 0.0) == y > 0.0 ? 0.0 : Infinity;
  if (abs<f64>(y) == Infinity) return x > 1.0 == y > 0.0 ? Infinity : 0.0;
  return powOfPositive(x, y);
}
