/**
 * F = coth(x)/x and H = 1/(x sinh x), of which the line with two resistive rails consists, with w d/dw of both,
 * w = x^2.
 *
 * Both have the pole 1/w at 0, which drops out of derivatives that leave w/(X1 + X2) alone; for those f = F - 1/w and
 * h = H - 1/w are needed without cancellation, by their series for small x (diffusionLayer.ts).
 */
import { squaredModulus } from "../math/complex";
import { add, mul, sub } from "../math/lanes";
import {
  COSECH,
  LAYER,
  SHARE,
  SLOPE,
  SMALL_SQUARE,
  VALUE,
  cothPair,
  decayPair,
  replaceComplex,
  seriesPair,
} from "./diffusionLayer";
import { productIm, productRe, storeComplex, storeProduct } from "./pair";

/** Block of results, complex numbers [re2 | im2]: H, w dH/dw, and after remainderPair f, h, w df/dw, w dh/dw. */
export const RAIL: usize = memory.data(192, 16);
export const END: usize = 0;
export const END_SLOPE: usize = 32;
export const VALUE_REST: usize = 64;
export const END_REST: usize = 96;
export const VALUE_SLOPE_REST: usize = 128;
export const END_SLOPE_REST: usize = 160;

const SERIES: usize = memory.data(32, 16);

/** f in powers of w. */
const COTH_REST: usize = memory.data<f64>(
  [0.3333333333333333, -0.022222222222222223, 0.0021164021164021165, -0.00021164021164021165, 2.1377799155576935e-5],
  16,
);
/** h in powers of w. */
const COSECH_REST: usize = memory.data<f64>(
  [-0.16666666666666666, 0.019444444444444445, -0.00205026455026455, 0.0002099867724867725, -2.1336045641601196e-5],
  16,
);
/** w dh/dw in powers of w. */
const COSECH_SLOPE_REST: usize = memory.data<f64>(
  [0.0, 0.019444444444444445, -0.0041005291005291, 0.0006299603174603175, -8.534418256640479e-5],
  16,
);
const TERMS: i32 = 5;

/**
 * Fills {@link RAIL} with H and its derivative, and {@link LAYER} as cothPair does, from one pair of a prepared layer,
 * with w and 1/w.
 */
export function railPair(at: usize, stride: usize, wRe: v128, wIm: v128, inverseRe: v128, inverseIm: v128): void {
  cothPair(at, stride);
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const decay = mul(f64x2.splat(2.0), decayPair(f64x2.neg(a)));
  const cosechRe = mul(decay, v128.load(LAYER, COSECH));
  const cosechIm = mul(decay, v128.load(LAYER, COSECH + 16));
  // 1/x = x/w.
  const overRe = productRe(a, b, inverseRe, inverseIm);
  const overIm = productIm(a, b, inverseRe, inverseIm);
  const endRe = productRe(cosechRe, cosechIm, overRe, overIm);
  const endIm = productIm(cosechRe, cosechIm, overRe, overIm);
  storeComplex(RAIL + END, endRe, endIm);
  // w dH/dw = -(H + coth x/sinh x)/2 = -(H + w F H)/2
  const valueRe = v128.load(LAYER, VALUE);
  const valueIm = v128.load(LAYER, VALUE + 16);
  const factorRe = mul(f64x2.splat(-0.5), add(f64x2.splat(1.0), productRe(wRe, wIm, valueRe, valueIm)));
  const factorIm = mul(f64x2.splat(-0.5), productIm(wRe, wIm, valueRe, valueIm));
  storeProduct(RAIL + END_SLOPE, endRe, endIm, factorRe, factorIm);
}

/** Fills the rest of {@link RAIL}, after railPair, with the same w and 1/w. */
export function remainderPair(wRe: v128, wIm: v128, inverseRe: v128, inverseIm: v128): void {
  const half = f64x2.splat(0.5);
  storeComplex(
    RAIL + VALUE_REST,
    sub(v128.load(LAYER, VALUE), inverseRe),
    sub(v128.load(LAYER, VALUE + 16), inverseIm),
  );
  storeComplex(RAIL + END_REST, sub(v128.load(RAIL, END), inverseRe), sub(v128.load(RAIL, END + 16), inverseIm));
  storeComplex(
    RAIL + END_SLOPE_REST,
    add(v128.load(RAIL, END_SLOPE), inverseRe),
    add(v128.load(RAIL, END_SLOPE + 16), inverseIm),
  );
  const slopeRe = add(mul(half, v128.load(LAYER, SLOPE)), inverseRe);
  const slopeIm = add(mul(half, v128.load(LAYER, SLOPE + 16)), inverseIm);
  storeComplex(RAIL + VALUE_SLOPE_REST, slopeRe, slopeIm);
  const small = f64x2.lt(squaredModulus(wRe, wIm), f64x2.splat(SMALL_SQUARE * SMALL_SQUARE));
  if (v128.any_true(small)) smallRemainder(wRe, wIm, small);
}

function smallRemainder(wRe: v128, wIm: v128, small: v128): void {
  seriesPair(COTH_REST, TERMS, wRe, wIm, SERIES);
  const valueRe = v128.load(SERIES);
  const valueIm = v128.load(SERIES, 16);
  replaceComplex(RAIL + VALUE_REST, valueRe, valueIm, small);
  // w df/dw = F + w dF/dw - f; good to rounding of f itself, which always accompanies it.
  replaceComplex(
    RAIL + VALUE_SLOPE_REST,
    sub(v128.load(LAYER, SHARE), valueRe),
    sub(v128.load(LAYER, SHARE + 16), valueIm),
    small,
  );
  seriesPair(COSECH_REST, TERMS, wRe, wIm, SERIES);
  replaceComplex(RAIL + END_REST, v128.load(SERIES), v128.load(SERIES, 16), small);
  seriesPair(COSECH_SLOPE_REST, TERMS, wRe, wIm, SERIES);
  replaceComplex(RAIL + END_SLOPE_REST, v128.load(SERIES), v128.load(SERIES, 16), small);
}
