/**
 * exp, ln, log10 and powers for the formulas and units of circuits. The language leaves the accuracy of Math.exp and its
 * kin to each engine, and engines use that freedom; what follows is made of exactly rounded operations, so that a
 * circuit means the same numbers everywhere. Rounded once at the end, so that exact results such as 10^2 are exact.
 *
 * The series are those of assembly/math (test/fixtures/math/minimax.py).
 */

/** ln 2 in 40 bits, so that k ln 2 is exact, and the rest. */
const LN2_HIGH = 0.6931471805592082;
const LN2_LOW = 7.371002565167799e-13;
const LOG2_E = 1.4426950408889634;
const LOG10_E = 0.4342944819032518;
const LOG10_E_LOW = 1.098319650216765e-17;
const TWO_THIRDS = 0.6666666666666666;
const TWO_THIRDS_LOW = 3.700743415417188e-17;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;

const bits = new DataView(new ArrayBuffer(8));

/** 2^k for k in -1022..1023. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** k and m with x = 2^k m and sqrt(1/2) < m <= sqrt(2), for positive finite x. */
function splitExponent(x: number): { k: number; m: number } {
  const subnormal = x < SMALLEST_NORMAL;
  bits.setFloat64(0, subnormal ? x * TWO_54 : x);
  const high = bits.getUint32(0);
  const k = (high >>> 20) - 1023 - (subnormal ? 54 : 0);
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  const m = bits.getFloat64(0);
  return m > Math.SQRT2 ? { k: k + 1, m: m / 2 } : { k, m };
}

/** The upper 26 bits of a (Veltkamp 1968). */
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

/** log((1 + s)/(1 - s)) = 2 s + (2/3) s^3 + s^5 of this, with z = s^2 <= 0.0295; relative error 2^-74.8. */
function seriesFromFifth(z: number): number {
  const q = 0.11777280443903268 + z * (0.10278560781749001 + z * 0.12033130979767484);
  const r = 0.18181818106039271 + z * (0.15384622185021823 + z * (0.13332959769870514 + z * q));
  return 0.4 + z * (0.2857142857142689 + z * (0.22222222222716415 + z * r));
}

/** ln x of a positive finite x as the sum of two numbers, to about 2^-65 of itself. */
function logarithm(x: number): { high: number; low: number } {
  const { k, m } = splitExponent(x);
  const f = m - 1;

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
  const high = b + tail;
  return { high, low: tail - (high - b) };
}

/** e^r - 1 - r = r c/(2 - c) for |r| <= ln(2)/2, where c = 2 - r/tanh(r/2) + r is odd but for r^2/2 and up. */
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
  const k = Math.round(x * LOG2_E);
  const a = x - k * LN2_HIGH;
  const b = k * LN2_LOW - low;
  const r = a - b;
  const rLow = a - r - b;
  const s = 1 + r;
  const sLow = r - (s - 1);
  const p = s + (sLow + (s * rLow + beyondFirstOrder(r)));
  // In two steps, since 2^k alone may be out of range.
  const half = k >> 1;
  return p * powerOfTwo(half) * powerOfTwo(k - half);
}

/** e^x. */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/** Natural logarithm; -Infinity at 0, NaN below. */
export function ln(x: number): number {
  if (x === 0) return -Infinity;
  return x > 0 && x < Infinity ? logarithm(x).high : x > 0 ? x : NaN;
}

/** Decimal logarithm; -Infinity at 0, NaN below. */
export function log10(x: number): number {
  if (!(x > 0 && x < Infinity)) return ln(x);
  const { high, low } = logarithm(x);
  const product = high * LOG10_E;
  return product + (productError(high, LOG10_E, product) + (high * LOG10_E_LOW + low * LOG10_E));
}

/** x^y as `x ** y`, without a sign of zero. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x < 0) {
    if (!Number.isInteger(y)) return NaN;
    const modulus = pow(-x, y);
    return y % 2 === 0 ? modulus : -modulus;
  }
  if (x === 1) return 1;
  if (x === 0 || x === Infinity) return (x === 0) === y > 0 ? 0 : Infinity;
  if (y < 0 && Number.isInteger(y)) {
    // 10^-5 is expected to be the number written as 1e-5.
    const reciprocal = pow(x, -y);
    if (Number.isSafeInteger(reciprocal)) return 1 / reciprocal;
  }
  const { high, low } = logarithm(x);
  const exponent = y * high;
  // Also keeps the splitting of y from overflow, since |ln x| >= 2^-53.
  if (!(Math.abs(exponent) <= 800)) return exponent > 0 ? Infinity : 0;
  return expOfSum(exponent, productError(y, high, exponent) + y * low);
}
