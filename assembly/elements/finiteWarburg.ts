/**
 * Ws and Wo: R tanh(x)/x and R coth(x)/x with x = (s tau)^p.
 *
 * With F for the function and D for x dF/dx: dZ/dln R = Z, dZ/dln tau = p R D, dZ/dp = ln(s tau) R D.
 */
import { expPairBounded } from "../math/exp";
import { add, mul } from "../math/lanes";
import { log, logPair } from "../math/log";
import { LAYER, SLOPE, VALUE, cothPair, prepareLayer, tanhPair } from "./diffusionLayer";
import {
  boundedModulus,
  boundedNumber,
  logarithmicColumn,
  quarterCosine,
  quarterSine,
  squareRootColumn,
  storeScaled,
  storeValue,
} from "./pair";

/**
 * x is formed from the product omega tau and not from the sum of its logarithms: near the poles of coth an error of x
 * grows by a factor of up to 13, and ln omega carries one of 7e-15 where omega is 1e30. At p = 1/2 a square root does.
 */
export function finiteWarburg(
  open: bool,
  parameters: usize,
  pairs: i32,
  omega: usize,
  logOmega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
  layer: usize,
): void {
  const R = f64x2.splat(load<f64>(parameters));
  const tau = load<f64>(parameters, 8);
  const p = load<f64>(parameters, 16);
  const logTau = f64x2.splat(log(boundedNumber(tau)));
  const exponent = f64x2.splat(p);
  if (p == 0.5) squareRootColumn(tau, pairs, omega, layer);
  else powerColumn(tau, p, pairs, omega, layer);
  prepareLayer(layer, pairs, stride);
  for (let k = 0; k < pairs; k++) {
    if (open) cothPair(layer, stride);
    else tanhPair(layer, stride);
    const valueRe = mul(R, v128.load(LAYER, VALUE));
    const valueIm = mul(R, v128.load(LAYER, VALUE + 16));
    storeValue(impedance, derivatives, valueRe, valueIm);
    const slopeRe = mul(R, v128.load(LAYER, SLOPE));
    const slopeIm = mul(R, v128.load(LAYER, SLOPE + 16));
    storeScaled(derivatives + stride, exponent, slopeRe, slopeIm);
    logarithmicColumn(derivatives + 2 * stride, slopeRe, slopeIm, add(v128.load(logOmega), logTau));
    logOmega += 16;
    impedance += 32;
    derivatives += 32;
    layer += 32;
  }
}

function powerColumn(tau: f64, p: f64, pairs: i32, omega: usize, column: usize): void {
  const timeConstant = f64x2.splat(tau);
  const exponent = f64x2.splat(p);
  const cosine = f64x2.splat(quarterCosine(p));
  const sine = f64x2.splat(quarterSine(p));
  for (let k = 0; k < pairs; k++) {
    const u = boundedModulus(mul(v128.load(omega), timeConstant));
    const modulus = expPairBounded(mul(exponent, logPair(u)));
    storeScaled(column, modulus, cosine, sine);
    omega += 16;
    column += 32;
  }
}
