/**
 * T: A coth(b)/b + B/(b sinh b), b = sqrt(a0 + s b0).
 *
 * With w = b^2, F = coth(b)/b and H = 1/(b sinh b): dZ/dln A = A F, dZ/dln B = B H, and from
 * dZ/dln w = A w dF/dw + B w dH/dw, dZ/dln a0 = a0/w dZ/dln w and dZ/dln b0 = s b0/w dZ/dln w.
 */
import { reciprocalPair, sqrtPair } from "../math/complex";
import { add, mul } from "../math/lanes";
import { LAYER, SLOPE, VALUE, prepareLayer } from "./diffusionLayer";
import { boundedModulus, boundedNumber, productIm, productRe, storeComplex, storeScaled } from "./pair";
import { END, END_SLOPE, RAIL, railPair } from "./railPair";

const INVERSE: usize = memory.data(32, 16);

/** Parameters: A, B, a0, b0. */
export function paasch(
  parameters: usize,
  pairs: i32,
  omega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
  layer: usize,
): void {
  const A = f64x2.splat(load<f64>(parameters));
  const B = f64x2.splat(load<f64>(parameters, 8));
  const a0 = f64x2.splat(boundedNumber(load<f64>(parameters, 16)));
  const b0 = f64x2.splat(load<f64>(parameters, 24));
  const halfA = mul(f64x2.splat(0.5), A);
  const start = omega;
  let column = layer;
  for (let k = 0; k < pairs; k++) {
    sqrtPair(a0, boundedModulus(mul(v128.load(omega), b0)), column);
    omega += 16;
    column += 32;
  }
  prepareLayer(layer, pairs, stride);
  omega = start;
  for (let k = 0; k < pairs; k++) {
    const wIm = boundedModulus(mul(v128.load(omega), b0));
    reciprocalPair(a0, wIm, INVERSE);
    const inverseRe = v128.load(INVERSE);
    const inverseIm = v128.load(INVERSE, 16);
    railPair(layer, stride, a0, wIm, inverseRe, inverseIm);
    const valueRe = mul(A, v128.load(LAYER, VALUE));
    const valueIm = mul(A, v128.load(LAYER, VALUE + 16));
    const endRe = mul(B, v128.load(RAIL, END));
    const endIm = mul(B, v128.load(RAIL, END + 16));
    storeComplex(impedance, add(valueRe, endRe), add(valueIm, endIm));
    storeComplex(derivatives, valueRe, valueIm);
    storeComplex(derivatives + stride, endRe, endIm);
    const slopeRe = add(mul(halfA, v128.load(LAYER, SLOPE)), mul(B, v128.load(RAIL, END_SLOPE)));
    const slopeIm = add(mul(halfA, v128.load(LAYER, SLOPE + 16)), mul(B, v128.load(RAIL, END_SLOPE + 16)));
    const relativeRe = productRe(slopeRe, slopeIm, inverseRe, inverseIm);
    const relativeIm = productIm(slopeRe, slopeIm, inverseRe, inverseIm);
    storeScaled(derivatives + 2 * stride, a0, relativeRe, relativeIm);
    storeComplex(derivatives + 3 * stride, f64x2.neg(mul(wIm, relativeIm)), mul(wIm, relativeRe));
    omega += 16;
    impedance += 32;
    derivatives += 32;
    layer += 32;
  }
}
