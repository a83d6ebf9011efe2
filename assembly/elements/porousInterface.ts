/**
 * The distributed interface of the transmission lines: w = X/Zs = A + B with A = X/Rct (0 where it blocks) and
 * B = X Qs s^g, for a total rail resistance X; x = sqrt(w) is the argument of the lines' hyperbolic functions.
 */
import { reciprocalPair, sqrtPair } from "../math/complex";
import { expPairBounded } from "../math/exp";
import { add, mul } from "../math/lanes";
import { log } from "../math/log";
import {
  boundedLog,
  boundedNumber,
  logarithmicColumn,
  productIm,
  productRe,
  quarterCosine,
  quarterSine,
  storeComplex,
  storeScaled,
} from "./pair";

const INVERSE: usize = memory.data(32, 16);

/** A = X/Rct, or 0; `parameters` are Rct, Qs, g if `reactive`, else Qs, g. */
export function interfaceConduction(reactive: bool, total: f64, parameters: usize): f64 {
  return reactive ? boundedNumber(boundedNumber(total) / boundedNumber(load<f64>(parameters))) : 0.0;
}

/** total Q s^n to a column, for the parameters Q and n. */
export function admittanceColumn(total: f64, parameters: usize, pairs: i32, logOmega: usize, column: usize): void {
  const n = load<f64>(parameters, 8);
  const amplitude = f64x2.splat(log(boundedNumber(total)) + log(boundedNumber(load<f64>(parameters))));
  const exponent = f64x2.splat(n);
  const cosine = f64x2.splat(quarterCosine(n));
  const sine = f64x2.splat(quarterSine(n));
  for (let k = 0; k < pairs; k++) {
    const modulus = expPairBounded(boundedLog(add(amplitude, mul(exponent, v128.load(logOmega)))));
    storeScaled(column, modulus, cosine, sine);
    logOmega += 16;
    column += 32;
  }
}

/** x = sqrt(conduction + B) to a column, from the column of B. */
export function rootColumn(conduction: f64, pairs: i32, capacitive: usize, column: usize): void {
  const dc = f64x2.splat(conduction);
  for (let k = 0; k < pairs; k++) {
    sqrtPair(add(dc, v128.load(capacitive)), v128.load(capacitive, 16), column);
    capacitive += 32;
    column += 32;
  }
}

/**
 * From dZ/dln w: dZ/dln Rct = -A/w dZ/dln w to `column` if `reactive`, then dZ/dln Qs = B/w dZ/dln w and
 * dZ/dg = ln s dZ/dln Qs, a stride apart each. `capacitive` is the pair of B.
 */
export function interfaceColumns(
  reactive: bool,
  dc: v128,
  capacitive: usize,
  slopeRe: v128,
  slopeIm: v128,
  logOmega: v128,
  column: usize,
  stride: usize,
): void {
  let re = slopeRe;
  let im = slopeIm;
  if (reactive) {
    const bRe = v128.load(capacitive);
    const bIm = v128.load(capacitive, 16);
    reciprocalPair(add(dc, bRe), bIm, INVERSE);
    const inverseRe = v128.load(INVERSE);
    const inverseIm = v128.load(INVERSE, 16);
    const relativeRe = productRe(slopeRe, slopeIm, inverseRe, inverseIm);
    const relativeIm = productIm(slopeRe, slopeIm, inverseRe, inverseIm);
    storeComplex(column, f64x2.neg(mul(dc, relativeRe)), f64x2.neg(mul(dc, relativeIm)));
    column += stride;
    re = productRe(bRe, bIm, relativeRe, relativeIm);
    im = productIm(bRe, bIm, relativeRe, relativeIm);
  }
  storeComplex(column, re, im);
  logarithmicColumn(column + stride, re, im, logOmega);
}
