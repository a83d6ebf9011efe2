/**
 * K and Zarc: R/(1 + z) with z = (s tau)^n; and what the other relaxations need of 1 + z.
 *
 * With y = z where |z| <= 1 and y = 1/z elsewhere, 1/(1 + z) is 1/(1 + y) or y/(1 + y), and z/(1 + z) the other of the
 * two, so that neither a large nor a small z is lost. dZ/dln R = Z, dZ/dln tau = -n Z z/(1 + z),
 * dZ/dn = -ln(s tau) Z z/(1 + z).
 */
import { reciprocalPair } from "../math/complex";
import { expPairBounded } from "../math/exp";
import { add, div, mul } from "../math/lanes";
import { log } from "../math/log";
import {
  boundedLog,
  boundedModulus,
  boundedNumber,
  logarithmicColumn,
  productIm,
  productRe,
  quarterCosine,
  quarterSine,
  storeComplex,
  storeScaled,
  storeValue,
} from "./pair";

/** Block of results, complex numbers [re2 | im2]: 1/(1 + z), z/(1 + z) and y. */
export const RELAXATION: usize = memory.data(96, 16);
export const REMAINING: usize = 0;
export const RELAXED: usize = 32;
export const SMALLER: usize = 64;

/** Fills {@link RELAXATION} from y; `above` marks the lanes where |z| > 1. */
@inline
function relax(re: v128, im: v128, above: v128): void {
  storeComplex(RELAXATION + SMALLER, re, im);
  reciprocalPair(add(f64x2.splat(1.0), re), im, RELAXATION + REMAINING);
  const lowRe = v128.load(RELAXATION, REMAINING);
  const lowIm = v128.load(RELAXATION, REMAINING + 16);
  const highRe = productRe(re, im, lowRe, lowIm);
  const highIm = productIm(re, im, lowRe, lowIm);
  storeComplex(RELAXATION + REMAINING, v128.bitselect(highRe, lowRe, above), v128.bitselect(highIm, lowIm, above));
  storeComplex(RELAXATION + RELAXED, v128.bitselect(lowRe, highRe, above), v128.bitselect(lowIm, highIm, above));
}

/** For z = u e^(j n pi/2), given n ln u and the cosine and sine of the angle. */
export function powerRelaxationPair(logModulus: v128, cosine: v128, sine: v128): void {
  const modulus = expPairBounded(f64x2.neg(f64x2.abs(boundedLog(logModulus))));
  const above = f64x2.gt(logModulus, f64x2.splat(0.0));
  const re = mul(modulus, cosine);
  const im = mul(modulus, sine);
  relax(re, v128.xor(im, v128.and(above, f64x2.splat(-0.0))), above);
}

/** For z = j u. */
export function debyePair(u: v128): void {
  const above = f64x2.gt(u, f64x2.splat(1.0));
  const smaller = v128.bitselect(f64x2.neg(div(f64x2.splat(1.0), u)), u, above);
  relax(f64x2.splat(0.0), smaller, above);
}

/** K: R/(1 + s tau). Parameters: R, tau. */
export function voigt(
  parameters: usize,
  pairs: i32,
  omega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
): void {
  const R = f64x2.splat(load<f64>(parameters));
  const tau = f64x2.splat(load<f64>(parameters, 8));
  for (let k = 0; k < pairs; k++) {
    debyePair(boundedModulus(mul(v128.load(omega), tau)));
    const re = mul(R, v128.load(RELAXATION, REMAINING));
    const im = mul(R, v128.load(RELAXATION, REMAINING + 16));
    storeValue(impedance, derivatives, re, im);
    const relaxedRe = v128.load(RELAXATION, RELAXED);
    const relaxedIm = v128.load(RELAXATION, RELAXED + 16);
    storeComplex(
      derivatives + stride,
      f64x2.neg(productRe(re, im, relaxedRe, relaxedIm)),
      f64x2.neg(productIm(re, im, relaxedRe, relaxedIm)),
    );
    omega += 16;
    impedance += 32;
    derivatives += 32;
  }
}

/** Zarc: R/(1 + (s tau)^n). Parameters: R, tau, n. */
export function zarc(
  parameters: usize,
  pairs: i32,
  logOmega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
): void {
  const R = f64x2.splat(load<f64>(parameters));
  const logTau = f64x2.splat(log(boundedNumber(load<f64>(parameters, 8))));
  const n = load<f64>(parameters, 16);
  const exponent = f64x2.splat(n);
  const cosine = f64x2.splat(quarterCosine(n));
  const sine = f64x2.splat(quarterSine(n));
  for (let k = 0; k < pairs; k++) {
    const logU = add(v128.load(logOmega), logTau);
    powerRelaxationPair(mul(exponent, logU), cosine, sine);
    const re = mul(R, v128.load(RELAXATION, REMAINING));
    const im = mul(R, v128.load(RELAXATION, REMAINING + 16));
    storeValue(impedance, derivatives, re, im);
    const relaxedRe = v128.load(RELAXATION, RELAXED);
    const relaxedIm = v128.load(RELAXATION, RELAXED + 16);
    const slopeRe = f64x2.neg(productRe(re, im, relaxedRe, relaxedIm));
    const slopeIm = f64x2.neg(productIm(re, im, relaxedRe, relaxedIm));
    storeScaled(derivatives + stride, exponent, slopeRe, slopeIm);
    logarithmicColumn(derivatives + 2 * stride, slopeRe, slopeIm, logU);
    logOmega += 16;
    impedance += 32;
    derivatives += 32;
  }
}
