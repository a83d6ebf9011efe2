/**
 * G: R/sqrt(1 + s tau), and Gs, the same reaction in a layer of finite thickness:
 * R/(sqrt(1 + s tau) tanh(phi sqrt(1 + s tau))).
 *
 * G: dZ/dln tau = -Z/2 s tau/(1 + s tau).
 * Gs is R phi F with F = coth(x)/x, x^2 = phi^2 (1 + s tau). With D = x dF/dx,
 * dZ/dln tau = R phi D/2 s tau/(1 + s tau) and dZ/dln phi = R phi (F + D) = -R phi/sinh^2 x.
 */
import { sqrtPair } from "../math/complex";
import { mul } from "../math/lanes";
import { DECAY, LAYER, SLOPE, VALUE, cothPair, prepareLayer } from "./diffusionLayer";
import { boundedModulus, boundedNumber, storeComplex, storeProduct, storeValue } from "./pair";
import { RELAXATION, RELAXED, REMAINING, debyePair } from "./relaxation";

const ROOT: usize = memory.data(32, 16);

/** Parameters: R, tau. */
export function gerischer(
  parameters: usize,
  pairs: i32,
  omega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
): void {
  const R = f64x2.splat(load<f64>(parameters));
  const tau = f64x2.splat(load<f64>(parameters, 8));
  const minusHalf = f64x2.splat(-0.5);
  for (let k = 0; k < pairs; k++) {
    debyePair(boundedModulus(mul(v128.load(omega), tau)));
    sqrtPair(v128.load(RELAXATION, REMAINING), v128.load(RELAXATION, REMAINING + 16), ROOT);
    const re = mul(R, v128.load(ROOT));
    const im = mul(R, v128.load(ROOT, 16));
    storeValue(impedance, derivatives, re, im);
    const relaxedRe = mul(minusHalf, v128.load(RELAXATION, RELAXED));
    const relaxedIm = mul(minusHalf, v128.load(RELAXATION, RELAXED + 16));
    storeProduct(derivatives + stride, re, im, relaxedRe, relaxedIm);
    omega += 16;
    impedance += 32;
    derivatives += 32;
  }
}

/** Parameters: R, tau, phi. */
export function finiteGerischer(
  parameters: usize,
  pairs: i32,
  omega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
  layer: usize,
): void {
  const tau = f64x2.splat(load<f64>(parameters, 8));
  const phi = load<f64>(parameters, 16);
  const scale = f64x2.splat(load<f64>(parameters) * phi);
  const halfScale = f64x2.splat(0.5 * load<f64>(parameters) * phi);
  const square = f64x2.splat(boundedNumber(phi * phi));
  const start = omega;
  let column = layer;
  for (let k = 0; k < pairs; k++) {
    const u = boundedModulus(mul(v128.load(omega), tau));
    sqrtPair(square, boundedModulus(mul(square, u)), column);
    omega += 16;
    column += 32;
  }
  prepareLayer(layer, pairs, stride);
  omega = start;
  for (let k = 0; k < pairs; k++) {
    debyePair(boundedModulus(mul(v128.load(omega), tau)));
    cothPair(layer, stride);
    const re = mul(scale, v128.load(LAYER, VALUE));
    const im = mul(scale, v128.load(LAYER, VALUE + 16));
    storeValue(impedance, derivatives, re, im);
    const slopeRe = mul(halfScale, v128.load(LAYER, SLOPE));
    const slopeIm = mul(halfScale, v128.load(LAYER, SLOPE + 16));
    const relaxedRe = v128.load(RELAXATION, RELAXED);
    const relaxedIm = v128.load(RELAXATION, RELAXED + 16);
    storeProduct(derivatives + stride, slopeRe, slopeIm, relaxedRe, relaxedIm);
    storeComplex(
      derivatives + 2 * stride,
      f64x2.neg(mul(scale, v128.load(LAYER, DECAY))),
      f64x2.neg(mul(scale, v128.load(LAYER, DECAY + 16))),
    );
    omega += 16;
    impedance += 32;
    derivatives += 32;
    layer += 32;
  }
}
