/**
 * HN: R/(1 + z)^b with z = (s tau)^a, and Ga, the same with a = 1 and its exponent named a.
 *
 * ln(1 + z) is ln(1 + y), plus ln z where y = 1/z (relaxation.ts); |y| <= 1 and Re y >= 0, so that
 *
 *   ln(1 + y) = log1p(2 Re y + |y|^2)/2 + j atan(Im y/(1 + Re y))
 *
 * has no cancellation. With K = ln(1 + z): Z = R e^(-b K), dZ/dln R = Z, dZ/db = -K Z, dZ/dln tau = -a b Z z/(1 + z),
 * dZ/da = -b ln(s tau) Z z/(1 + z).
 */
import { expPairBounded } from "../math/exp";
import { add, mul } from "../math/lanes";
import { log, log1pPair } from "../math/log";
import { sincosPair } from "../math/sincos";
import { anglePair } from "../math/anglePair";
import {
  HALF_PI,
  boundedLog,
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
import { RELAXATION, RELAXED, SMALLER, powerRelaxationPair } from "./relaxation";

const ANGLE: usize = memory.data(32, 16);

/**
 * Parameters: R, tau, a, b; for Ga (`inner` false) R, tau, b.
 * Columns of scratch: z/(1 + z), y, K.
 */
export function havriliakNegami(
  inner: bool,
  parameters: usize,
  pairs: i32,
  logOmega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
  scratch: usize,
): void {
  const R = f64x2.splat(load<f64>(parameters));
  const logTau = f64x2.splat(log(boundedNumber(load<f64>(parameters, 8))));
  const a = inner ? load<f64>(parameters, 16) : 1.0;
  const innerExponent = f64x2.splat(a);
  const outerExponent = f64x2.splat(-load<f64>(parameters + (inner ? 24 : 16)));
  const outerOffset: usize = inner ? 3 * stride : 2 * stride;
  relaxationColumns(a, logTau, pairs, logOmega, scratch, stride);
  logarithmColumn(a, logTau, pairs, logOmega, scratch + stride, scratch + 2 * stride);
  for (let k = 0; k < pairs; k++) {
    const logRe = v128.load(scratch + 2 * stride);
    const logIm = v128.load(scratch + 2 * stride, 16);
    const modulus = mul(R, expPairBounded(mul(outerExponent, logRe)));
    sincosPair(mul(outerExponent, logIm), ANGLE);
    const re = mul(modulus, v128.load(ANGLE, 16));
    const im = mul(modulus, v128.load(ANGLE));
    storeValue(impedance, derivatives, re, im);
    const relaxedRe = v128.load(scratch);
    const relaxedIm = v128.load(scratch, 16);
    const slopeRe = mul(outerExponent, productRe(re, im, relaxedRe, relaxedIm));
    const slopeIm = mul(outerExponent, productIm(re, im, relaxedRe, relaxedIm));
    storeScaled(derivatives + stride, innerExponent, slopeRe, slopeIm);
    if (inner) logarithmicColumn(derivatives + 2 * stride, slopeRe, slopeIm, add(v128.load(logOmega), logTau));
    storeComplex(
      derivatives + outerOffset,
      f64x2.neg(productRe(re, im, logRe, logIm)),
      f64x2.neg(productIm(re, im, logRe, logIm)),
    );
    logOmega += 16;
    impedance += 32;
    derivatives += 32;
    scratch += 32;
  }
}

/** z/(1 + z) and, a stride on, y. */
function relaxationColumns(a: f64, logTau: v128, pairs: i32, logOmega: usize, column: usize, stride: usize): void {
  const exponent = f64x2.splat(a);
  const cosine = f64x2.splat(quarterCosine(a));
  const sine = f64x2.splat(quarterSine(a));
  for (let k = 0; k < pairs; k++) {
    powerRelaxationPair(mul(exponent, add(v128.load(logOmega), logTau)), cosine, sine);
    storeComplex(column, v128.load(RELAXATION, RELAXED), v128.load(RELAXATION, RELAXED + 16));
    storeComplex(column + stride, v128.load(RELAXATION, SMALLER), v128.load(RELAXATION, SMALLER + 16));
    logOmega += 16;
    column += 32;
  }
}

/** K = ln(1 + z) from y. */
function logarithmColumn(a: f64, logTau: v128, pairs: i32, logOmega: usize, smaller: usize, column: usize): void {
  const exponent = f64x2.splat(a);
  const angle = f64x2.splat(a * HALF_PI);
  const half = f64x2.splat(0.5);
  const one = f64x2.splat(1.0);
  for (let k = 0; k < pairs; k++) {
    const logModulus = boundedLog(mul(exponent, add(v128.load(logOmega), logTau)));
    const above = f64x2.gt(logModulus, f64x2.splat(0.0));
    const re = v128.load(smaller);
    const im = v128.load(smaller, 16);
    const excess = add(add(re, re), add(mul(re, re), mul(im, im)));
    storeComplex(
      column,
      add(mul(half, log1pPair(excess)), v128.and(logModulus, above)),
      add(anglePair(im, add(one, re)), v128.and(angle, above)),
    );
    logOmega += 16;
    smaller += 32;
    column += 32;
  }
}
