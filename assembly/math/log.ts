/**
 * log and log1p.
 *
 * x = 2^k (1 + f) with sqrt(1/2) <= 1 + f < sqrt(2); with s = f/(2 + f)
 *
 *   log(1 + f) = log((1 + s)/(1 - s)) = f - (f^2/2 - s (f^2/2 + R)),   R = s^2 Q(s^2),
 *
 * which keeps the leading term f free of rounding (fdlibm's e_log.c, Sun Microsystems 1993; Q is our own minimax
 * polynomial, test/fixtures/math/minimax.py, relative error 2^-59.5).
 */

import { add, div, entry, first, mul, sub } from "./lanes";

/** The first 40 bits of ln 2, so that k ln 2 is exact for |k| < 2^13, and the rest. */
const LN2_HIGH: usize = 0;
const LN2_LOW: usize = 1;
const Q0: usize = 2;
const HALF: usize = 9;
const ONE: usize = 10;
const TWO: usize = 11;
const TWO_54: usize = 12;
const SMALLEST_NORMAL: usize = 13;
const INFINITY: usize = 14;
/** 2^52, the bits of which take an integer below 2^52 in their low end. */
const TWO_52: usize = 15;
/** 2^52 + 1023: takes away 2^52 and the exponent's bias at once. */
const TWO_52_BIAS: usize = 16;

const TABLE: usize = memory.data<f64>(
  [
    0.6931471805592082,
    7.371002565167799e-13,
    0.6666666666666734,
    0.3999999999941706,
    0.28571428741889926,
    0.22222198622038486,
    0.181835618758193,
    0.15314111353778914,
    0.14795357822977134,
    0.5,
    1.0,
    2.0,
    18014398509481984.0,
    2.2250738585072014e-308,
    Infinity,
    4503599627370496.0,
    4503599627371519.0,
  ],
  16,
);

/** Bits of sqrt(1/2), where the mantissa's interval starts. */
const ROOT_HALF_BITS: i64 = 0x3fe6a09e667f3bcd;
const ONE_BITS: i64 = 0x3ff0000000000000;
const MANTISSA_BITS: i64 = 0x000fffffffffffff;

@inline
function constant(index: usize): v128 {
  return entry(TABLE, index);
}

/** The bits of a positive normal x, moved so that the exponent field is k + 1023. */
@inline
export function alignedBits(x: v128): v128 {
  return i64x2.add(x, i64x2.splat(ONE_BITS - ROOT_HALF_BITS));
}

/** k as f64. */
@inline
export function binaryExponent(aligned: v128): v128 {
  return sub(v128.or(i64x2.shr_u(aligned, 52), constant(TWO_52)), constant(TWO_52_BIAS));
}

/** f, exact. */
@inline
export function mantissaMinusOne(aligned: v128): v128 {
  const mantissa = i64x2.add(v128.and(aligned, i64x2.splat(MANTISSA_BITS)), i64x2.splat(ROOT_HALF_BITS));
  return sub(mantissa, constant(ONE));
}

/** k ln 2 + log(1 + f) + correction, where the correction is at most 2^-52. */
@inline
function assemble(k: v128, f: v128, correction: v128): v128 {
  const s = div(f, add(constant(TWO), f));
  const z = mul(s, s);
  const z2 = mul(z, z);
  const q01 = add(constant(Q0), mul(z, constant(Q0 + 1)));
  const q23 = add(constant(Q0 + 2), mul(z, constant(Q0 + 3)));
  const q45 = add(constant(Q0 + 4), mul(z, constant(Q0 + 5)));
  const q = add(q01, mul(z2, add(q23, mul(z2, add(q45, mul(z2, constant(Q0 + 6)))))));
  const halfSquare = mul(constant(HALF), mul(f, f));
  const small = add(mul(s, add(halfSquare, mul(z, q))), add(mul(k, constant(LN2_LOW)), correction));
  return sub(mul(k, constant(LN2_HIGH)), sub(sub(halfSquare, small), f));
}

/**
 * Natural logarithm of both lanes, subnormal numbers included; log 0 = -Infinity, NaN for negative x and NaN.
 * Error at most 0.9 units in the last place (0.853 measured on 5e7 arguments).
 */
export function logPair(x: v128): v128 {
  const subnormal = f64x2.lt(x, constant(SMALLEST_NORMAL));
  const normal = v128.bitselect(mul(x, constant(TWO_54)), x, subnormal);
  const aligned = alignedBits(normal);
  const k = sub(binaryExponent(aligned), v128.and(subnormal, f64x2.splat(54.0)));
  const result = assemble(k, mantissaMinusOne(aligned), f64x2.splat(0.0));
  const finite = v128.bitselect(result, x, f64x2.lt(x, constant(INFINITY)));
  const positive = v128.bitselect(f64x2.splat(NaN), finite, f64x2.lt(x, f64x2.splat(0.0)));
  return v128.bitselect(f64x2.splat(-Infinity), positive, f64x2.eq(x, f64x2.splat(0.0)));
}

/** Natural logarithm, the same bits as a lane of logPair. */
export function log(x: f64): f64 {
  return first(logPair(f64x2.splat(x)));
}

/**
 * log(1 + x) of both lanes without cancellation near 0; -Infinity at -1, NaN below and for NaN.
 * Error at most 0.9 units in the last place (0.849 measured on 5e7 arguments).
 */
export function log1pPair(x: v128): v128 {
  const one = constant(ONE);
  const u = add(one, x);
  // What rounding 1 + x left out (Knuth's two-sum), to first order in the logarithm.
  const back = sub(u, one);
  const lost = add(sub(one, sub(u, back)), sub(x, back));
  const aligned = alignedBits(u);
  const k = binaryExponent(aligned);
  const near = f64x2.eq(k, f64x2.splat(0.0));
  const f = v128.bitselect(x, mantissaMinusOne(aligned), near);
  const result = assemble(k, f, v128.andnot(div(lost, u), near));
  const finite = v128.bitselect(result, x, f64x2.lt(x, constant(INFINITY)));
  // The sign is that of x: this keeps -0.
  const signed = v128.or(finite, v128.and(x, f64x2.splat(-0.0)));
  const defined = v128.bitselect(f64x2.splat(NaN), signed, f64x2.lt(x, f64x2.splat(-1.0)));
  return v128.bitselect(f64x2.splat(-Infinity), defined, f64x2.eq(x, f64x2.splat(-1.0)));
}

/** log(1 + x), the same bits as a lane of log1pPair. */
export function log1p(x: f64): f64 {
  return first(log1pPair(f64x2.splat(x)));
}
