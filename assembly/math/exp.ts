/**
 * exp and expm1.
 *
 * x = k ln 2 + r with |r| <= ln(2)/2, then
 *
 *   e^r = 1 + 2 r/(2 - c) = 1 + r + r c/(2 - c),   c = r - r^2 P(r^2),
 *
 * where r^2 P(r^2) stands for r coth(r/2) - 2 (the formula is that of fdlibm's e_exp.c, Sun Microsystems 1993; P is our
 * own minimax polynomial, test/fixtures/math/minimax.py, relative error 2^-59.7). It needs half the terms of a
 * polynomial for e^r, and the division runs beside the multiplications.
 */

import { add, div, entry, first, mul, sub } from "./lanes";

const LOG2_E: usize = 0;
/** 1.5 * 2^52: after adding it the integer part stands in the low bits. */
const ROUNDER: usize = 1;
/** The first 40 bits of ln 2, so that k ln 2 is exact for |k| < 2^13, and the rest. */
const LN2_HIGH: usize = 2;
const LN2_LOW: usize = 3;
const P0: usize = 4;
const ONE: usize = 9;
const TWO: usize = 10;
const HALF: usize = 11;
/** Beyond these the result is 0 or Infinity, and -1 or Infinity for expm1. */
const EXP_LOWEST: usize = 12;
const EXP_HIGHEST: usize = 13;
const EXPM1_LOWEST: usize = 14;
const LN2: usize = 15;

const TABLE: usize = memory.data<f64>(
  [
    1.4426950408889634, 6755399441055744.0, 0.6931471805592082, 7.371002565167799e-13, 0.16666666666666602,
    -0.0027777777777013664, 6.613756320939575e-5, -1.6533901681596757e-6, 4.1381179383009465e-8, 1.0, 2.0, 0.5, -746.0,
    710.0, -64.0, 0.6931471805599453,
  ],
  16,
);

@inline
function constant(index: usize): v128 {
  return entry(TABLE, index);
}

/** (r coth(r/2) - 2)/r^2 for |r| <= ln(2)/2, with z = r^2. */
@inline
function coth(z: v128): v128 {
  const z2 = mul(z, z);
  const p01 = add(constant(P0), mul(z, constant(P0 + 1)));
  const p23 = add(constant(P0 + 2), mul(z, constant(P0 + 3)));
  return add(p01, mul(z2, add(p23, mul(z2, constant(P0 + 4)))));
}

/** e^r - 1 - r for |r| <= ln(2)/2. */
@inline
function beyondFirstOrder(r: v128): v128 {
  const z = mul(r, r);
  const c = sub(r, mul(z, coth(z)));
  return div(mul(r, c), sub(constant(TWO), c));
}

/** e^r - 1 - r - r^2/2 for |r| <= ln(2)/2, with z = r^2. */
@inline
function beyondSecondOrder(r: v128, z: v128): v128 {
  const w = mul(z, coth(z));
  const c = sub(r, w);
  return div(mul(r, sub(mul(constant(HALF), mul(r, c)), w)), sub(constant(TWO), c));
}

/** p 2^k for p near 1 and integral k in -1080..1080, in two steps so that the result may be subnormal or overflow. */
@inline
function scale(p: v128, k: v128): v128 {
  const half = add(mul(k, constant(HALF)), constant(ROUNDER));
  const rest = add(sub(k, sub(half, constant(ROUNDER))), constant(ROUNDER));
  const power = i64x2.add(i64x2.shl(rest, 52), constant(ONE));
  return mul(i64x2.add(p, i64x2.shl(half, 52)), power);
}

/** x within `lowest`..`highest`; NaN stays NaN. */
@inline
function clamp(x: v128, lowest: usize, highest: usize): v128 {
  return f64x2.pmax(f64x2.pmin(x, constant(highest)), constant(lowest));
}

/**
 * exp(x) of both lanes for |x| <= 708, where it is a normal number; outside of that the result is meaningless. There it
 * has the bits of expPair, and so its error: at most 1 unit in the last place.
 */
@inline
export function expPairBounded(x: v128): v128 {
  const shifted = add(mul(x, constant(LOG2_E)), constant(ROUNDER));
  const k = sub(shifted, constant(ROUNDER));
  const r = sub(sub(x, mul(k, constant(LN2_HIGH))), mul(k, constant(LN2_LOW)));
  const p = add(constant(ONE), add(r, beyondFirstOrder(r)));
  return i64x2.add(p, i64x2.shl(shifted, 52));
}

/**
 * 2^y of both lanes for |y| <= 1021, where it is a normal number; outside of that the result is meaningless. What is left of y after
 * its whole part is exact, which spares two products and their constants. Error at most 1.1 units in the last place (1.018 measured on
 * 5e5 arguments).
 */
@inline
export function powerOfTwoPairBounded(y: v128): v128 {
  const shifted = add(y, constant(ROUNDER));
  const r = mul(sub(y, sub(shifted, constant(ROUNDER))), constant(LN2));
  const p = add(constant(ONE), add(r, beyondFirstOrder(r)));
  return i64x2.add(p, i64x2.shl(shifted, 52));
}

/** exp(x + low) of both lanes for every x, where `low` is at most one unit in the last place of x; error as expPair. */
@inline
export function expOfSumPair(x: v128, low: v128): v128 {
  const bounded = clamp(x, EXP_LOWEST, EXP_HIGHEST);
  const k = sub(add(mul(bounded, constant(LOG2_E)), constant(ROUNDER)), constant(ROUNDER));
  const r = sub(sub(bounded, mul(k, constant(LN2_HIGH))), sub(mul(k, constant(LN2_LOW)), low));
  return scale(add(constant(ONE), add(r, beyondFirstOrder(r))), k);
}

/**
 * exp(x) of both lanes for every x: 0 below -745.13, Infinity above 709.78; NaN gives NaN.
 * Error at most 1 unit in the last place (0.997 measured on 5e7 arguments); a subnormal result is rounded once more.
 */
export function expPair(x: v128): v128 {
  const bounded = clamp(x, EXP_LOWEST, EXP_HIGHEST);
  const k = sub(add(mul(bounded, constant(LOG2_E)), constant(ROUNDER)), constant(ROUNDER));
  const r = sub(sub(bounded, mul(k, constant(LN2_HIGH))), mul(k, constant(LN2_LOW)));
  return scale(add(constant(ONE), add(r, beyondFirstOrder(r))), k);
}

/** exp(x), the same bits as a lane of expPair. */
export function exp(x: f64): f64 {
  return first(expPair(f64x2.splat(x)));
}

/**
 * exp(x) - 1 of both lanes for every x, without cancellation near 0: Infinity above 709.78; NaN gives NaN.
 * Error at most 0.9 units in the last place (0.871 measured on 5e7 arguments).
 */
export function expm1Pair(x: v128): v128 {
  const bounded = clamp(x, EXPM1_LOWEST, EXP_HIGHEST);
  const shifted = add(mul(bounded, constant(LOG2_E)), constant(ROUNDER));
  const k = sub(shifted, constant(ROUNDER));
  const high = sub(bounded, mul(k, constant(LN2_HIGH)));
  const low = mul(k, constant(LN2_LOW));
  const r = sub(high, low);
  const z = mul(r, r);
  // What rounding r left out, times the derivative e^r = 1 + r + ...
  const correction = mul(sub(sub(high, r), low), add(constant(ONE), r));
  const beyond = add(mul(constant(HALF), z), add(beyondSecondOrder(r, z), correction));

  // Where x > 1 half of the result is formed, since 2^1024 is no number; elsewhere halving could lose a subnormal's bit.
  const large = f64x2.gt(bounded, constant(ONE));
  const power = i64x2.sub(i64x2.add(i64x2.shl(shifted, 52), constant(ONE)), v128.and(large, i64x2.splat(1 << 52)));
  const unit = v128.bitselect(constant(HALF), constant(ONE), large);
  // 2^k - 1 is never smaller than 2^k r except for 0, so that both sums leave their errors exactly (Dekker 1971).
  const a = sub(power, unit);
  const aRest = sub(sub(power, a), unit);
  const b = mul(power, r);
  const sum = add(a, b);
  const rest = add(sub(b, sub(sum, a)), aRest);
  const result = add(sum, add(rest, mul(power, beyond)));
  const doubled = mul(result, v128.bitselect(constant(TWO), constant(ONE), large));
  // The sign is that of x: this keeps -0.
  return v128.or(doubled, v128.and(x, f64x2.splat(-0.0)));
}

/** exp(x) - 1, the same bits as a lane of expm1Pair. */
export function expm1(x: f64): f64 {
  return first(expm1Pair(f64x2.splat(x)));
}
