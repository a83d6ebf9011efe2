/**
 * ADo and ADs: R (s tau)^(g/2 - 1) coth(x) and the same with tanh, x = (s tau)^(g/2).
 *
 * Z = R (s tau)^(g-1) F with F = coth(x)/x or tanh(x)/x and D = x dF/dx: dZ/dln R = Z,
 * dZ/dln tau = R (s tau)^(g-1) ((g-1) F + (g/2) D), dZ/dg = ln(s tau) R (s tau)^(g-1) (F + D/2).
 */
import { expPairBounded } from "../math/exp";
import { add, div, mul } from "../math/lanes";
import { log } from "../math/log";
import { LAYER, SHARE, SLOPE, VALUE, cothPair, prepareLayer, tanhPair } from "./diffusionLayer";
import {
  boundedLog,
  boundedModulus,
  boundedNumber,
  logarithmicColumn,
  productIm,
  productRe,
  quarterCosine,
  quarterSine,
  storeProduct,
  storeScaled,
  storeValue,
} from "./pair";

/** Parameters: R, tau, g. */
export function anomalousDiffusion(
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
  const g = load<f64>(parameters, 16);
  const timeConstant = f64x2.splat(tau);
  const logTau = f64x2.splat(log(boundedNumber(tau)));
  const halfG = f64x2.splat(0.5 * g);
  const power = f64x2.splat(g - 1.0);
  argumentColumn(0.5 * g, logTau, pairs, logOmega, layer);
  prepareLayer(layer, pairs, stride);
  for (let k = 0; k < pairs; k++) {
    const logU = add(v128.load(logOmega), logTau);
    const a = v128.load(layer);
    const b = v128.load(layer, 16);
    if (open) cothPair(layer, stride);
    else tanhPair(layer, stride);
    // R (s tau)^(g-1) = R x^2/(j omega tau)
    const scale = div(R, boundedModulus(mul(v128.load(omega), timeConstant)));
    const product = mul(a, b);
    const factorRe = mul(scale, add(product, product));
    const factorIm = mul(scale, f64x2.sub(mul(b, b), mul(a, a)));

    const valueRe = v128.load(LAYER, VALUE);
    const valueIm = v128.load(LAYER, VALUE + 16);
    const re = productRe(valueRe, valueIm, factorRe, factorIm);
    const im = productIm(valueRe, valueIm, factorRe, factorIm);
    storeValue(impedance, derivatives, re, im);
    const timeRe = add(mul(power, valueRe), mul(halfG, v128.load(LAYER, SLOPE)));
    const timeIm = add(mul(power, valueIm), mul(halfG, v128.load(LAYER, SLOPE + 16)));
    storeProduct(derivatives + stride, timeRe, timeIm, factorRe, factorIm);
    const shareRe = v128.load(LAYER, SHARE);
    const shareIm = v128.load(LAYER, SHARE + 16);
    logarithmicColumn(
      derivatives + 2 * stride,
      productRe(shareRe, shareIm, factorRe, factorIm),
      productIm(shareRe, shareIm, factorRe, factorIm),
      logU,
    );
    omega += 16;
    logOmega += 16;
    impedance += 32;
    derivatives += 32;
    layer += 32;
  }
}

/** (s tau)^exponent to a column, for |s tau| within the bounds that the factor beside it has too. */
function argumentColumn(exponent: f64, logTau: v128, pairs: i32, logOmega: usize, column: usize): void {
  const power = f64x2.splat(exponent);
  const cosine = f64x2.splat(quarterCosine(exponent));
  const sine = f64x2.splat(quarterSine(exponent));
  for (let k = 0; k < pairs; k++) {
    const modulus = expPairBounded(mul(power, boundedLog(add(v128.load(logOmega), logTau))));
    storeScaled(column, modulus, cosine, sine);
    logOmega += 16;
    column += 32;
  }
}
