/**
 * sin and cos.
 *
 * Argument reduction after Cody and Waite (Software Manual for the Elementary Functions, 1980): pi/2 in three parts of
 * 33 bits and a tail, so that n times a part is exact for |n| <= 2^20; what is left is kept as a sum y + yLow. On
 * |y| <= pi/4 the polynomials have the shape of fdlibm's k_sin.c and k_cos.c (Sun Microsystems 1993) with minimax
 * coefficients of our own (test/fixtures/math/minimax.py, relative errors 2^-57.8 and 2^-61.1).
 */

import { add, entry, mul, sub } from "./lanes";

const TWO_OVER_PI: usize = 0;
/** 1.5 * 2^52: after adding it the integer part stands in the low bits. */
const ROUNDER: usize = 1;
const HALF_PI_1: usize = 2;
const HALF_PI_2: usize = 3;
const HALF_PI_3: usize = 4;
const HALF_PI_TAIL: usize = 5;
const S0: usize = 6;
const C0: usize = 12;
const HALF: usize = 18;
const ONE: usize = 19;
const QUARTER_PI: usize = 20;
const HALF_PI: usize = 21;

const TABLE: usize = memory.data<f64>(
  [
    0.6366197723675814, 6755399441055744.0, 1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21,
    8.4784276603689e-32, -0.1666666666666663, 0.00833333333332184, -0.00019841269829358764, 2.7557313537372014e-6,
    -2.505073390318636e-8, 1.5895384607114398e-10, 0.041666666666666595, -0.0013888888888873342, 2.4801587289002072e-5,
    -2.755731421702968e-7, 2.087570539332494e-9, -1.1358756346242923e-11, 0.5, 1.0, 0.7854,
    1.5707963267948966,
  ],
  16,
);

/** Where sin and cos of one argument are put. */
const SCRATCH: usize = memory.data(32, 16);

@inline
function constant(index: usize): v128 {
  return entry(TABLE, index);
}

/** sin(y + yLow) for |y| <= pi/4, with z = y^2. */
@inline
function sinNear0(y: v128, yLow: v128, z: v128): v128 {
  const z2 = mul(z, z);
  const s12 = add(constant(S0 + 1), mul(z, constant(S0 + 2)));
  const s34 = add(constant(S0 + 3), mul(z, constant(S0 + 4)));
  const s = add(s12, mul(z2, add(s34, mul(z2, constant(S0 + 5)))));
  const cube = mul(z, y);
  const fifth = sub(mul(z, sub(mul(constant(HALF), yLow), mul(cube, s))), yLow);
  return sub(y, sub(fifth, mul(cube, constant(S0))));
}

/** cos(y + yLow) for |y| <= pi/4, with z = y^2. */
@inline
function cosNear0(y: v128, yLow: v128, z: v128): v128 {
  const z2 = mul(z, z);
  const c01 = add(constant(C0), mul(z, constant(C0 + 1)));
  const c23 = add(constant(C0 + 2), mul(z, constant(C0 + 3)));
  const c45 = add(constant(C0 + 4), mul(z, constant(C0 + 5)));
  const c = add(c01, mul(z2, add(c23, mul(z2, c45))));
  const half = mul(constant(HALF), z);
  const w = sub(constant(ONE), half);
  return add(w, add(sub(sub(constant(ONE), w), half), sub(mul(z2, c), mul(y, yLow))));
}

/** sin and cos of y + yLow, |y| <= pi/4, turned by the quarter turns in the low bits of `shifted`. */
function storeInQuadrant(y: v128, yLow: v128, shifted: v128, out: usize): void {
  const z = mul(y, y);
  const sine = sinNear0(y, yLow, z);
  const cosine = cosNear0(y, yLow, z);
  const one = i64x2.splat(1);
  const two = i64x2.splat(2);
  const odd = i64x2.neg(v128.and(shifted, one));
  const sineSign = i64x2.shl(v128.and(shifted, two), 62);
  const cosineSign = i64x2.shl(v128.and(i64x2.add(shifted, one), two), 62);
  v128.store(out, v128.xor(v128.bitselect(cosine, sine, odd), sineSign));
  v128.store(out, v128.xor(v128.bitselect(sine, cosine, odd), cosineSign), 16);
}

/**
 * sin of both lanes to `out`, cos to `out + 16`.
 * Error at most 0.8 units in the last place (0.790 and 0.782 measured on 5e7 arguments) for |x| <= 1647099, which is
 * 2^20 quarter turns. Beyond, the angle is lost little by little and from 2^51 on altogether, but the results stay
 * within -1..1 to rounding. Infinity and NaN give NaN.
 */
export function sincosPair(x: v128, out: usize): void {
  const shifted = add(mul(x, constant(TWO_OVER_PI)), constant(ROUNDER));
  const n = sub(shifted, constant(ROUNDER));
  // Near a multiple of pi/2 nearly all cancels, so each difference keeps its rounding error (Knuth's two-sum).
  const high = sub(x, mul(n, constant(HALF_PI_1)));
  const second = mul(n, constant(HALF_PI_2));
  const middle = sub(high, second);
  const middleBack = sub(middle, high);
  const middleError = sub(sub(high, sub(middle, middleBack)), add(second, middleBack));
  const third = mul(n, constant(HALF_PI_3));
  const low = sub(middle, third);
  const lowBack = sub(low, middle);
  const lowError = sub(sub(middle, sub(low, lowBack)), add(third, lowBack));
  // Held with its sign changed: -0 minus 0 is -0, and so sin(-0) is.
  const rest = sub(mul(n, constant(HALF_PI_TAIL)), add(middleError, lowError));
  const sum = sub(low, rest);
  // The bounds act only where |x| is so large that n is no longer the nearest integer.
  const y = f64x2.pmax(f64x2.pmin(sum, constant(QUARTER_PI)), f64x2.neg(constant(QUARTER_PI)));
  const yLow = v128.and(sub(sub(low, sum), rest), f64x2.eq(y, sum));

  storeInQuadrant(y, yLow, shifted, out);
}

/**
 * sin of m pi/2 of both lanes to `out`, cos to `out + 16`, for |m| up to 2^50; exact for whole m. What is left of m after its nearest
 * whole number is exact, so that the reduction of sincosPair is not needed. Error at most 1.8 units in the last place (1.737 measured
 * on 5e5 arguments).
 */
export function sincosOfQuarterTurnsPair(m: v128, out: usize): void {
  const shifted = add(m, constant(ROUNDER));
  storeInQuadrant(mul(sub(m, sub(shifted, constant(ROUNDER))), constant(HALF_PI)), f64x2.splat(0), shifted, out);
}

/** sin(x), the same bits as a lane of sincosPair. */
export function sin(x: f64): f64 {
  sincosPair(f64x2.splat(x), SCRATCH);
  return load<f64>(SCRATCH);
}

/** cos(x), the same bits as a lane of sincosPair. */
export function cos(x: f64): f64 {
  sincosPair(f64x2.splat(x), SCRATCH);
  return load<f64>(SCRATCH, 16);
}
