/**
 * What the kernels of the elements share: products of complex pairs, and the variables that their formulas start from.
 * A complex number on two frequencies is [re, re | im, im], 32 bytes, in a column or in a result block.
 */
import { add, mul, sub } from "../math/lanes";
import { cos, sin } from "../math/sincos";

export const HALF_PI: f64 = 1.5707963267948966;

/**
 * Moduli are kept within 1e-100..1e100, so that their squares, and these times a resistance up to 1e100, are finite;
 * ln 1e100 = 230.26.
 */
const SMALLEST: f64 = 1e-100;
const LARGEST: f64 = 1e100;
const LARGEST_LOG: f64 = 230.0;

/** Re (a + jb)(c + jd). */
@inline
export function productRe(a: v128, b: v128, c: v128, d: v128): v128 {
  return sub(mul(a, c), mul(b, d));
}

/** Im (a + jb)(c + jd). */
@inline
export function productIm(a: v128, b: v128, c: v128, d: v128): v128 {
  return add(mul(a, d), mul(b, c));
}

@inline
export function storeComplex(at: usize, re: v128, im: v128): void {
  v128.store(at, re);
  v128.store(at, im, 16);
}

/** Z to its column and to the first derivative column, which is the same: dZ/dln R = Z where R is a factor of Z. */
@inline
export function storeValue(impedance: usize, derivatives: usize, re: v128, im: v128): void {
  storeComplex(impedance, re, im);
  storeComplex(derivatives, re, im);
}

/** (a + jb)(c + jd). */
@inline
export function storeProduct(at: usize, a: v128, b: v128, c: v128, d: v128): void {
  storeComplex(at, productRe(a, b, c, d), productIm(a, b, c, d));
}

/** factor (re + j im). */
@inline
export function storeScaled(at: usize, factor: v128, re: v128, im: v128): void {
  storeComplex(at, mul(factor, re), mul(factor, im));
}

/** x within 1e-100..1e100. */
@inline
export function boundedModulus(x: v128): v128 {
  return f64x2.pmax(f64x2.pmin(x, f64x2.splat(LARGEST)), f64x2.splat(SMALLEST));
}

/** The logarithm of a modulus within 1e-100..1e100. */
@inline
export function boundedLog(x: v128): v128 {
  return f64x2.pmax(f64x2.pmin(x, f64x2.splat(LARGEST_LOG)), f64x2.splat(-LARGEST_LOG));
}

/** {@link boundedModulus} of one number. */
@inline
export function boundedNumber(x: f64): f64 {
  return max(min(x, LARGEST), SMALLEST);
}

/** cos(p pi/2). Near p = 1, where it vanishes, by the sine of an angle that is formed without cancellation. */
export function quarterCosine(p: f64): f64 {
  return p > 0.5 ? sin((1.0 - p) * HALF_PI) : cos(p * HALF_PI);
}

/** sin(p pi/2). */
export function quarterSine(p: f64): f64 {
  return p > 0.5 ? cos((1.0 - p) * HALF_PI) : sin(p * HALF_PI);
}

/** (re + j im) ln s to `column`, with ln s = logOmega + j pi/2. */
@inline
export function logarithmicColumn(column: usize, re: v128, im: v128, logOmega: v128): void {
  const quarter = f64x2.splat(HALF_PI);
  storeComplex(column, productRe(re, im, logOmega, quarter), productIm(re, im, logOmega, quarter));
}

/** sqrt(s tau) = sqrt(omega tau/2) (1 + j) to a column. */
export function squareRootColumn(tau: f64, pairs: i32, omega: usize, column: usize): void {
  const timeConstant = f64x2.splat(tau);
  const half = f64x2.splat(0.5);
  for (let k = 0; k < pairs; k++) {
    const part = f64x2.sqrt(mul(half, boundedModulus(mul(v128.load(omega), timeConstant))));
    storeComplex(column, part, part);
    omega += 16;
    column += 32;
  }
}
