/**
 * exp, ln, log10 and powers of single numbers, for the formulas and units of circuits. The TypeScript of the library and
 * the kernel both import this file, so that a formula has the same bits wherever it is evaluated: it imports nothing and
 * is written in what both compilers read, exactly rounded operations on f64, which asc calls `number`. The language
 * leaves the accuracy of Math.exp and its kin to each engine, and engines use that freedom.
 *
 * Results are rounded once at the end, so that exact ones such as 10^2 are exact. exp.ts and log.ts are several times
 * faster, on pairs, and good to one unit in the last place.
 */

/** ln 2 in 40 bits, so that k ln 2 is exact, and the rest. */
const LN2_HIGH = 0.6931471805592082;
const LN2_LOW = 7.371002565167799e-13;
const LOG2_E = 1.4426950408889634;
const LOG10_E = 0.4342944819032518;
const LOG10_E_LOW = 1.098319650216765e-17;
const TWO_THIRDS = 0.6666666666666666;
const TWO_THIRDS_LOW = 3.700743415417188e-17;
const ROOT_TWO = 1.4142135623730951;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54: number = 18014398509481984;
const TWO_512 = 1.3407807929942597e154;
const MOST_EXACT_INTEGER: number = 9007199254740991;

/** What {@link logarithm} found last, ln x as an unevaluated sum; one number alone cannot hold it. */
let logarithmHigh: number = 0;
let logarithmLow: number = 0;

/** 2^k for a whole k in -1022..1023. */
function powerOfTwo(k: number): number {
  let power: number = 1;
  let factor: number = k < 0 ? 0.5 : 2;
  let left: number = Math.abs(k);
  while (left > 0) {
    const half = Math.floor(0.5 * left);
    if (2 * half !== left) power *= factor;
    factor *= factor;
    left = half;
  }
  return power;
}

/** The whole k with 2^k <= x < 2^(k+1), for normal x: its binary digits, the highest first. */
function binaryExponent(x: number): number {
  let k: number = 0;
  let rest = x < 1 ? x * TWO_512 * TWO_512 : x;
  let factor: number = TWO_512;
  for (let digit: number = 512; digit >= 1; digit *= 0.5) {
    if (rest >= factor) {
      rest /= factor;
      k += digit;
    }
    factor = Math.sqrt(factor);
  }
  return x < 1 ? k - 1024 : k;
}

/** The upper 26 bits of a (Veltkamp 1968); |a| < 2^996. */
function upperHalf(a: number): number {
  const c = 134217729 * a;
  return c - (c - a);
}

/** a b - product, exactly, where product is a b rounded (Dekker 1971). */
function productError(a: number, b: number, product: number): number {
  const aHigh = upperHalf(a);
  const aLow = a - aHigh;
  const bHigh = upperHalf(b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/**
 * log((1 + s)/(1 - s)) = 2 s + (2/3) s^3 + s^5 of this, with z = s^2 <= 0.0295; test/fixtures/math/minimax.py,
 * relative error 2^-74.8.
 */
function seriesFromFifth(z: number): number {
  const q = 0.11777280443903268 + z * (0.10278560781749001 + z * 0.12033130979767484);
  const r = 0.18181818106039271 + z * (0.15384622185021823 + z * (0.13332959769870514 + z * q));
  return 0.4 + z * (0.2857142857142689 + z * (0.22222222222716415 + z * r));
}

/** ln x of a positive finite x as the sum logarithmHigh + logarithmLow, to about 2^-65 of itself. */
function logarithm(x: number): void {
  const subnormal = x < SMALLEST_NORMAL;
  const normal = subnormal ? x * TWO_54 : x;
  // x = 2^k (1 + f) with sqrt(1/2) < 1 + f <= sqrt(2)
  let k = binaryExponent(normal);
  let mantissa = normal * powerOfTwo(-k);
  if (mantissa > ROOT_TWO) {
    mantissa *= 0.5;
    k += 1;
  }
  if (subnormal) k -= 54;
  const f = mantissa - 1;

  // s + sLow = f/(2 + f)
  const d = 2 + f;
  const dLow = f - (d - 2);
  const s = f / d;
  const sd = s * d;
  const sLow = (f - sd - productError(s, d, sd) - s * dLow) / d;

  // z + zLow = s^2, cube + cubeLow = s^3, third + thirdLow = (2/3) s^3
  const z = s * s;
  const zLow = productError(s, s, z) + 2 * s * sLow;
  const cube = z * s;
  const cubeLow = productError(z, s, cube) + z * sLow + zLow * s;
  const third = TWO_THIRDS * cube;
  const thirdLow = productError(TWO_THIRDS, cube, third) + TWO_THIRDS * cubeLow + TWO_THIRDS_LOW * cube;
  const fifth = cube * z * seriesFromFifth(z);

  // The terms fall in size (or the first is 0), so that each sum leaves its error exactly.
  const whole = k * LN2_HIGH;
  const a = whole + 2 * s;
  const aLow = 2 * s - (a - whole);
  const b = a + third;
  const bLow = third - (b - a);
  const tail = aLow + bLow + (k * LN2_LOW + 2 * sLow + thirdLow + fifth);
  logarithmHigh = b + tail;
  logarithmLow = tail - (logarithmHigh - b);
}

/** e^r - 1 - r = r c/(2 - c) for |r| <= ln(2)/2, where r - c = r coth(r/2) - 2, by the polynomial of exp.ts. */
function beyondFirstOrder(r: number): number {
  const z = r * r;
  const p01 = 0.16666666666666602 - z * 0.0027777777777013664;
  const p23 = 6.613756320939575e-5 - z * 1.6533901681596757e-6;
  const c = r - z * (p01 + z * z * (p23 + z * z * 4.1381179383009465e-8));
  return (r * c) / (2 - c);
}

/** e^(x + low), where `low` is at most one unit in the last place of x. */
function expOfSum(x: number, low: number): number {
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const k = Math.floor(x * LOG2_E + 0.5);
  const a = x - k * LN2_HIGH;
  const b = k * LN2_LOW - low;
  const r = a - b;
  const rLow = a - r - b;
  const s = 1 + r;
  const sLow = r - (s - 1);
  const p = s + (sLow + (s * rLow + beyondFirstOrder(r)));
  // In two steps, since 2^k alone may be out of range.
  const half = Math.floor(0.5 * k);
  return p * powerOfTwo(half) * powerOfTwo(k - half);
}

/** e^x; error at most 0.75 units in the last place, subnormal results included. */
export function exp(x: number): number {
  return isNaN(x) ? NaN : expOfSum(x, 0);
}

/** Natural logarithm; -Infinity at 0, NaN below. Error at most 0.502 units in the last place. */
export function ln(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x === Infinity) return x;
  logarithm(x);
  return logarithmHigh;
}

/** Decimal logarithm; -Infinity at 0, NaN below. Error at most 0.502 units in the last place. */
export function log10(x: number): number {
  if (!(x > 0 && x < Infinity)) return ln(x);
  logarithm(x);
  const product = logarithmHigh * LOG10_E;
  const error = productError(logarithmHigh, LOG10_E, product);
  return product + (error + (logarithmHigh * LOG10_E_LOW + logarithmLow * LOG10_E));
}

/**
 * x^y as `x ** y`, without a sign of zero; a negative x has powers with whole y only. Error at most 0.75 units in the last
 * place, and none where the result is a whole number below 2^53 or the reciprocal of one.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (isNaN(x) || isNaN(y)) return NaN;
  if (x < 0) {
    if (Math.floor(y) !== y) return NaN;
    const modulus = pow(-x, y);
    return 2 * Math.floor(0.5 * y) === y ? modulus : -modulus;
  }
  if (x === 1) return 1;
  if (x === 0 || x === Infinity) return (x === 0) === y > 0 ? 0 : Infinity;
  if (y < 0 && Math.floor(y) === y) {
    // 10^-5 is expected to be the number written as 1e-5.
    const reciprocal = pow(x, -y);
    if (reciprocal <= MOST_EXACT_INTEGER && Math.floor(reciprocal) === reciprocal && reciprocal > 0)
      return 1 / reciprocal;
  }
  logarithm(x);
  const exponent = y * logarithmHigh;
  // Also keeps the splitting of y from overflow, since |ln x| >= 2^-53.
  if (!(Math.abs(exponent) <= 800)) return exponent > 0 ? Infinity : 0;
  return expOfSum(exponent, productError(y, logarithmHigh, exponent) + y * logarithmLow);
}
