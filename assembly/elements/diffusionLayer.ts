/**
 * coth(x)/x and tanh(x)/x with their derivatives, for complex x of the sector 0 <= arg x <= 0.95 pi/2: the finite layer
 * with a reflective or a transmissive boundary, which is all that finite Warburg elements, anomalous diffusion and
 * uniform transmission lines consist of.
 *
 * With x = a + jb, E = e^(-2a) and m = 1 - E,
 *
 *   2 e^(-a) sinh x = m cos b + j (1 + E) sin b,   its squared modulus m^2 + 4 E sin^2 b,
 *   2 e^(-a) cosh x = (1 + E) cos b + j m sin b,   its squared modulus m^2 + 4 E cos^2 b,
 *   coth x = (m (1 + E) - 4 E j sin b cos b)/(m^2 + 4 E sin^2 b),
 *   tanh x = (m (1 + E) + 4 E j sin b cos b)/(m^2 + 4 E cos^2 b),
 *
 * where nothing overflows and nothing cancels. What does cancel at small x are differences of these functions, which
 * derivatives need; they have a Taylor series in w = x^2, used for |x| < 1/10, where the differences have lost two
 * digits (coefficients: test/fixtures/elements/coefficients.py; radii of convergence pi for coth, pi/2 for tanh).
 *
 * A kernel first fills a column with x, then calls prepareLayer, then cothPair or tanhPair for one pair after the
 * other: in loops of their own the long chains of operations of exp, sin and cos overlap from pair to pair.
 *
 *   layer               x = a | b
 *   layer + stride      E | m
 *   layer + 2 stride    sin b | cos b
 */
import { expPairBounded, expm1Pair } from "../math/exp";
import { add, div, entry, mul, sub } from "../math/lanes";
import { sincosPair } from "../math/sincos";
import { productIm, productRe, storeComplex } from "./pair";

/**
 * The block of results of one pair, each complex number [re2 | im2] at its offset:
 *
 *   VALUE  F = coth(x)/x          or tanh(x)/x
 *   SLOPE  x dF/dx                = -(F + 1/sinh^2 x), or 1/cosh^2 x - F
 *   SHARE  F + SLOPE/2            = (F - 1/sinh^2 x)/2, or (F + 1/cosh^2 x)/2
 *   DECAY  1/sinh^2 x             or 1/cosh^2 x
 *   COSECH 1/(2 e^(-a) sinh x), cothPair only
 */
export const LAYER: usize = memory.data(160, 16);
export const VALUE: usize = 0;
export const SLOPE: usize = 32;
export const SHARE: usize = 64;
export const DECAY: usize = 96;
export const COSECH: usize = 128;

const SERIES: usize = memory.data(32, 16);

/** |x|^2 below which the series are used. */
export const SMALL_SQUARE: f64 = 0.01;
/** a below which 1 - e^(-2a) is formed without subtraction. */
const SMALL_DECAY: f64 = 0.03125;

/** (coth(x)/x - 1/sinh^2 x)/2 in powers of w. */
const COTH_SHARE: usize = memory.data<f64>(
  [0.3333333333333333, -0.044444444444444446, 0.006349206349206349, -0.0008465608465608466, 0.00010688899577788467],
  16,
);
const COTH_TERMS: i32 = 5;

/** (tanh(x)/x - 1/cosh^2 x)/w in powers of w. */
const TANH_SLOPE: usize = memory.data<f64>(
  [
    0.6666666666666666, -0.5333333333333333, 0.3238095238095238, -0.17495590828924162, 0.08863235529902197,
    -0.043105536438869774,
  ],
  16,
);
const TANH_TERMS: i32 = 6;

/** Sum of coefficients times powers of w, to `out`. */
export function seriesPair(coefficients: usize, terms: i32, wRe: v128, wIm: v128, out: usize): void {
  let re = entry(coefficients, terms - 1);
  let im = f64x2.splat(0.0);
  for (let k = terms - 2; k >= 0; k--) {
    const next = add(entry(coefficients, k), productRe(re, im, wRe, wIm));
    im = productIm(re, im, wRe, wIm);
    re = next;
  }
  storeComplex(out, re, im);
}

/** Replaces the complex pair at `at` by re + j im in the lanes of `mask`. */
@inline
export function replaceComplex(at: usize, re: v128, im: v128, mask: v128): void {
  v128.store(at, v128.bitselect(re, v128.load(at), mask));
  v128.store(at, v128.bitselect(im, v128.load(at, 16), mask), 16);
}

/** e^x for x <= 0; 0 where it would be below 1e-306. */
@inline
export function decayPair(x: v128): v128 {
  const limit = f64x2.splat(-706.0);
  return v128.and(expPairBounded(f64x2.pmax(x, limit)), f64x2.gt(x, limit));
}

/** Fills the second and third column of `layer` from the first; 1e-100 <= |x| <= 1e100. */
export function prepareLayer(layer: usize, pairs: i32, stride: usize): void {
  const one = f64x2.splat(1.0);
  const minusTwo = f64x2.splat(-2.0);
  const smallDecay = f64x2.splat(SMALL_DECAY);
  let at = layer;
  for (let k = 0; k < pairs; k++) {
    const decay = decayPair(mul(minusTwo, v128.load(at)));
    storeComplex(at + stride, decay, sub(one, decay));
    at += 32;
  }
  at = layer;
  for (let k = 0; k < pairs; k++) {
    const a = v128.load(at);
    const small = f64x2.lt(a, smallDecay);
    if (v128.any_true(small)) {
      const complement = f64x2.neg(expm1Pair(mul(minusTwo, a)));
      v128.store(at + stride, v128.bitselect(complement, v128.load(at + stride, 16), small), 16);
    }
    sincosPair(v128.load(at, 16), at + 2 * stride);
    at += 32;
  }
}

/** Fills {@link LAYER} for coth from one pair of a prepared layer. */
export function cothPair(at: usize, stride: usize): void {
  const one = f64x2.splat(1.0);
  const half = f64x2.splat(0.5);
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const decay = v128.load(at + stride);
  const m = v128.load(at + stride, 16);
  const sine = v128.load(at + 2 * stride);
  const cosine = v128.load(at + 2 * stride, 16);
  const sum = add(one, decay);
  const decay4 = mul(f64x2.splat(4.0), decay);
  const inverse = div(one, add(mul(m, m), mul(decay4, mul(sine, sine))));
  const cothRe = mul(mul(m, sum), inverse);
  const cothIm = f64x2.neg(mul(mul(decay4, mul(sine, cosine)), inverse));

  const square = add(mul(a, a), mul(b, b));
  const scale = div(one, square);
  const overRe = mul(a, scale);
  const overIm = f64x2.neg(mul(b, scale));
  const valueRe = productRe(cothRe, cothIm, overRe, overIm);
  const valueIm = productIm(cothRe, cothIm, overRe, overIm);

  const cosechRe = mul(mul(m, cosine), inverse);
  const cosechIm = f64x2.neg(mul(mul(sum, sine), inverse));
  const cosechProduct = mul(cosechRe, cosechIm);
  const decayRe = mul(decay4, sub(mul(cosechRe, cosechRe), mul(cosechIm, cosechIm)));
  const decayIm = mul(decay4, add(cosechProduct, cosechProduct));

  storeComplex(LAYER + VALUE, valueRe, valueIm);
  storeComplex(LAYER + SLOPE, f64x2.neg(add(valueRe, decayRe)), f64x2.neg(add(valueIm, decayIm)));
  storeComplex(LAYER + SHARE, mul(half, sub(valueRe, decayRe)), mul(half, sub(valueIm, decayIm)));
  storeComplex(LAYER + DECAY, decayRe, decayIm);
  storeComplex(LAYER + COSECH, cosechRe, cosechIm);
  const small = f64x2.lt(square, f64x2.splat(SMALL_SQUARE));
  if (v128.any_true(small)) smallCoth(a, b, small);
}

function smallCoth(a: v128, b: v128, small: v128): void {
  const product = mul(a, b);
  seriesPair(COTH_SHARE, COTH_TERMS, sub(mul(a, a), mul(b, b)), add(product, product), SERIES);
  replaceComplex(LAYER + SHARE, v128.load(SERIES), v128.load(SERIES, 16), small);
}

/** Fills {@link LAYER} for tanh from one pair of a prepared layer. */
export function tanhPair(at: usize, stride: usize): void {
  const one = f64x2.splat(1.0);
  const half = f64x2.splat(0.5);
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const decay = v128.load(at + stride);
  const m = v128.load(at + stride, 16);
  const sine = v128.load(at + 2 * stride);
  const cosine = v128.load(at + 2 * stride, 16);
  const sum = add(one, decay);
  const decay4 = mul(f64x2.splat(4.0), decay);
  const inverse = div(one, add(mul(m, m), mul(decay4, mul(cosine, cosine))));
  const tanhRe = mul(mul(m, sum), inverse);
  const tanhIm = mul(mul(decay4, mul(sine, cosine)), inverse);

  const square = add(mul(a, a), mul(b, b));
  const scale = div(one, square);
  const overRe = mul(a, scale);
  const overIm = f64x2.neg(mul(b, scale));
  const valueRe = productRe(tanhRe, tanhIm, overRe, overIm);
  const valueIm = productIm(tanhRe, tanhIm, overRe, overIm);

  // 1/(2 e^(-a) cosh x), and from it 1/cosh^2 x.
  const sechRe = mul(mul(sum, cosine), inverse);
  const sechIm = f64x2.neg(mul(mul(m, sine), inverse));
  const sechProduct = mul(sechRe, sechIm);
  const decayRe = mul(decay4, sub(mul(sechRe, sechRe), mul(sechIm, sechIm)));
  const decayIm = mul(decay4, add(sechProduct, sechProduct));

  storeComplex(LAYER + VALUE, valueRe, valueIm);
  storeComplex(LAYER + SLOPE, sub(decayRe, valueRe), sub(decayIm, valueIm));
  storeComplex(LAYER + SHARE, mul(half, add(valueRe, decayRe)), mul(half, add(valueIm, decayIm)));
  storeComplex(LAYER + DECAY, decayRe, decayIm);
  const small = f64x2.lt(square, f64x2.splat(SMALL_SQUARE));
  if (v128.any_true(small)) smallTanh(a, b, small);
}

function smallTanh(a: v128, b: v128, small: v128): void {
  const wRe = sub(mul(a, a), mul(b, b));
  const product = mul(a, b);
  const wIm = add(product, product);
  seriesPair(TANH_SLOPE, TANH_TERMS, wRe, wIm, SERIES);
  const seriesRe = v128.load(SERIES);
  const seriesIm = v128.load(SERIES, 16);
  const slopeRe = f64x2.neg(productRe(seriesRe, seriesIm, wRe, wIm));
  const slopeIm = f64x2.neg(productIm(seriesRe, seriesIm, wRe, wIm));
  replaceComplex(LAYER + SLOPE, slopeRe, slopeIm, small);
}
