/**
 * The functions of assembly/math to about 100 bits, for finite arguments. They share nothing with the kernel but the
 * mathematics: Taylor series in double-double, and inverse functions by one Newton step from the host's `Math`, the
 * result of which does not depend on how good the host's value is. Checked against mpmath in oracle.test.ts.
 */

import constants from "../fixtures/math/constants.json" with { type: "json" };
import { DoubleDouble } from "./doubleDouble.ts";

const ONE = new DoubleDouble(1);
const RECIPROCAL_FACTORIALS = constants.reciprocalFactorials.map(([high, low]) => new DoubleDouble(high ?? NaN, low));

function reciprocalFactorial(n: number): DoubleDouble {
  const value = RECIPROCAL_FACTORIALS[n];
  if (value === undefined) throw new RangeError(`1/${n}! is not in test/fixtures/math/constants.json`);
  return value;
}

/** x - n (sum of parts), rounded only where no cancellation follows. */
function reduce(x: DoubleDouble, n: number, parts: readonly number[]): DoubleDouble {
  return parts.reduce((rest, part) => rest.subtract(DoubleDouble.product(n, part)), x);
}

/** expm1(r) for |r| <= 0.35: the series at r/64, then six times (1 + e)^2 - 1 = 2 e + e^2. */
function expm1Near0(r: DoubleDouble): DoubleDouble {
  const small = r.scale(1 / 64);
  let sum = reciprocalFactorial(13);
  for (let n = 12; n >= 1; n--) sum = sum.multiply(small).add(reciprocalFactorial(n));
  let value = sum.multiply(small);
  for (let n = 0; n < 6; n++) value = value.scale(2).add(value.multiply(value));
  return value;
}

/** k and r with x = k ln 2 + r. */
function reduceByLn2(x: DoubleDouble): { k: number; r: DoubleDouble } {
  const k = Math.round(x.high / Math.LN2);
  return { k, r: reduce(x, k, constants.ln2Parts) };
}

/** The value stands as `value 2^exponent`, so that subnormal and overflowing results keep all bits. */
export interface Scaled {
  readonly value: DoubleDouble;
  readonly exponent: number;
}

/** value 2^exponent, in two factors, since 2^exponent alone may overflow. */
export function unscaled({ value, exponent }: Scaled): DoubleDouble {
  const half = Math.trunc(exponent / 2);
  return value.scale(2 ** half).scale(2 ** (exponent - half));
}

/** exp(x) for |x| < 1000. */
export function exp(x: DoubleDouble): Scaled {
  const { k, r } = reduceByLn2(x);
  return { value: expm1Near0(r).add(ONE), exponent: k };
}

/** exp(x) - 1 for x > -745. */
export function expm1(x: DoubleDouble): Scaled {
  const { k, r } = reduceByLn2(x);
  const near0 = expm1Near0(r);
  return k > 0
    ? { value: near0.add(DoubleDouble.sum(1, -(2 ** -k))), exponent: k }
    : { value: near0.scale(2 ** k).add(DoubleDouble.sum(2 ** k, -1)), exponent: 0 };
}

/** log(1 + d) = y + log1p(e) with any y near it and e = (1 + d) exp(-y) - 1. */
function logOfOnePlus(d: DoubleDouble, y: number): DoubleDouble {
  const u = d.add(ONE);
  const minusY = new DoubleDouble(-y);
  let e: DoubleDouble;
  if (Math.abs(y) < 0.5) {
    e = d.add(u.multiply(unscaled(expm1(minusY))));
  } else {
    const { value, exponent } = exp(minusY);
    const half = Math.trunc(exponent / 2);
    e = unscaled({ value: u.scale(2 ** half).multiply(value), exponent: exponent - half }).subtract(ONE);
  }
  return new DoubleDouble(y).add(e.subtract(e.multiply(e).scale(0.5)));
}

/** log(x) for positive x. */
export function log(x: DoubleDouble): DoubleDouble {
  if (x.high < 2 ** -900) return log(x.scale(2 ** 200)).subtract(reduce(new DoubleDouble(0), -200, constants.ln2Parts));
  if (x.high > 2 ** 900) return log(x.scale(2 ** -200)).add(reduce(new DoubleDouble(0), -200, constants.ln2Parts));
  return logOfOnePlus(x.subtract(ONE), Math.log(x.high));
}

/** log(1 + x) for x > -1. */
export function log1p(x: DoubleDouble): DoubleDouble {
  if (x.high > 2 ** 900) return log(x);
  return logOfOnePlus(x, Math.log1p(x.high));
}

function sinNear0(y: DoubleDouble): DoubleDouble {
  const square = y.multiply(y).negate();
  let sum = reciprocalFactorial(29);
  for (let n = 27; n >= 1; n -= 2) sum = sum.multiply(square).add(reciprocalFactorial(n));
  return sum.multiply(y);
}

function cosNear0(y: DoubleDouble): DoubleDouble {
  const square = y.multiply(y).negate();
  let sum = reciprocalFactorial(30);
  for (let n = 28; n >= 0; n -= 2) sum = sum.multiply(square).add(reciprocalFactorial(n));
  return sum;
}

/** sin and cos for |x| <= 2^20 pi/2. */
export function sincos(x: DoubleDouble): { sine: DoubleDouble; cosine: DoubleDouble } {
  const n = Math.round(x.high / (Math.PI / 2));
  const y = reduce(x, n, constants.halfPiParts);
  const sine = sinNear0(y);
  const cosine = cosNear0(y);
  switch (n & 3) {
    case 0:
      return { sine, cosine };
    case 1:
      return { sine: cosine, cosine: sine.negate() };
    case 2:
      return { sine: sine.negate(), cosine: cosine.negate() };
    default:
      return { sine: cosine.negate(), cosine: sine };
  }
}

/** Angle of (x, y): turned back by any angle near it, what is left is e = atan e + O(e^3). Sizes within 2^-400..2^400. */
export function atan2(y: DoubleDouble, x: DoubleDouble): DoubleDouble {
  const angle = new DoubleDouble(Math.atan2(y.high, x.high));
  const { sine, cosine } = sincos(angle);
  const across = cosine.multiply(y).subtract(sine.multiply(x));
  const along = cosine.multiply(x).add(sine.multiply(y));
  return angle.add(across.divide(along));
}

/** x^y for positive x and finite result; the relative error is that of log x times |y log x| <= 745. */
export function pow(x: DoubleDouble, y: DoubleDouble): Scaled {
  return exp(log(x).multiply(y));
}

/** A complex number. */
export interface ComplexDoubleDouble {
  readonly re: DoubleDouble;
  readonly im: DoubleDouble;
}

/** [Re z, Im z]. */
export function parts({ re, im }: ComplexDoubleDouble): DoubleDouble[] {
  return [re, im];
}

/** The power of two that brings the larger part of z near 1, exactly. */
function unitScale(re: number, im: number): number {
  return 2 ** -Math.floor(Math.log2(Math.max(Math.abs(re), Math.abs(im))));
}

/** 1/z. */
export function reciprocal(re: number, im: number): ComplexDoubleDouble {
  const scale = unitScale(re, im);
  const a = re * scale;
  const b = im * scale;
  const square = DoubleDouble.product(a, a).add(DoubleDouble.product(b, b));
  return {
    re: new DoubleDouble(a).divide(square).scale(scale),
    im: new DoubleDouble(-b).divide(square).scale(scale),
  };
}

/** Principal square root of z, not 0. */
export function squareRoot(re: number, im: number): ComplexDoubleDouble {
  // An even power of two, so that its root is one too.
  const rootScale = 2 ** Math.round(Math.log2(unitScale(re, im)) / 2);
  const a = re * rootScale * rootScale;
  const b = im * rootScale * rootScale;
  const modulus = DoubleDouble.product(a, a).add(DoubleDouble.product(b, b)).squareRoot();
  const larger = modulus
    .add(new DoubleDouble(Math.abs(a)))
    .scale(0.5)
    .squareRoot();
  const smaller = new DoubleDouble(Math.abs(b) / 2).divide(larger);
  const [first, second] = a < 0 ? [smaller, larger] : [larger, smaller];
  return { re: first.scale(1 / rootScale), im: (b < 0 ? second.negate() : second).scale(1 / rootScale) };
}
