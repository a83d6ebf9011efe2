/**
 * Sph: R/(x coth x - 1), x = sqrt(s tau).
 *
 * x coth x - 1 = w f with w = x^2 = j omega tau and f = 1/3 - w/45 + ..., a Taylor series with radius of convergence
 * pi^2; it is used up to |w| = 1/2, where the difference has lost a factor of 6 (coefficients:
 * test/fixtures/elements/coefficients.py). On the imaginary axis it is two real series in u^2, u = omega tau.
 * dZ/dln R = Z, dZ/dln tau = -Z^2/R w (F - 1/sinh^2 x)/2 with F = coth(x)/x.
 */
import { reciprocalPair } from "../math/complex";
import { add, entry, mul, sub } from "../math/lanes";
import { LAYER, SHARE, VALUE, cothPair, prepareLayer } from "./diffusionLayer";
import { boundedModulus, productIm, productRe, squareRootColumn, storeProduct, storeValue } from "./pair";

const INVERSE: usize = memory.data(32, 16);
const SMALL: f64 = 0.5;

/** f in powers of w. */
const COTH_REST: usize = memory.data<f64>(
  [
    0.3333333333333333, -0.022222222222222223, 0.0021164021164021165, -0.00021164021164021165, 2.1377799155576935e-5,
    -2.1644042808063972e-6, 2.1925947851873778e-7, -2.2214608789979678e-8, 2.2507846516808994e-9,
    -2.2805151204592183e-10, 2.3106432599002624e-11, -2.3411706819824882e-12,
  ],
  16,
);
const TERMS: usize = 12;

/** Sum over every second coefficient from `first`, with alternating signs: c0 - c2 u^2 + c4 u^4 - ... */
@inline
function alternatingSeries(first: usize, square: v128): v128 {
  let sum = entry(COTH_REST, first + TERMS - 2);
  for (let k: usize = TERMS - 2; k >= 2; k -= 2) sum = sub(entry(COTH_REST, first + k - 2), mul(square, sum));
  return sum;
}

/** Parameters: R, tau. */
export function sphericalDiffusion(
  parameters: usize,
  pairs: i32,
  omega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
  layer: usize,
): void {
  const R = f64x2.splat(load<f64>(parameters));
  const tau = f64x2.splat(load<f64>(parameters, 8));
  const one = f64x2.splat(1.0);
  squareRootColumn(load<f64>(parameters, 8), pairs, omega, layer);
  prepareLayer(layer, pairs, stride);
  for (let k = 0; k < pairs; k++) {
    const u = boundedModulus(mul(v128.load(omega), tau));
    cothPair(layer, stride);
    let re = f64x2.neg(add(mul(u, v128.load(LAYER, VALUE + 16)), one));
    let im = mul(u, v128.load(LAYER, VALUE));
    const small = f64x2.lt(u, f64x2.splat(SMALL));
    if (v128.any_true(small)) {
      const square = mul(u, u);
      re = v128.bitselect(f64x2.neg(mul(square, alternatingSeries(1, square))), re, small);
      im = v128.bitselect(mul(u, alternatingSeries(0, square)), im, small);
    }
    reciprocalPair(re, im, INVERSE);
    const inverseRe = v128.load(INVERSE);
    const inverseIm = v128.load(INVERSE, 16);
    const valueRe = mul(R, inverseRe);
    const valueIm = mul(R, inverseIm);
    storeValue(impedance, derivatives, valueRe, valueIm);
    // -w SHARE/(w f), then times Z.
    const shareRe = mul(u, v128.load(LAYER, SHARE + 16));
    const shareIm = f64x2.neg(mul(u, v128.load(LAYER, SHARE)));
    const slopeRe = productRe(shareRe, shareIm, inverseRe, inverseIm);
    const slopeIm = productIm(shareRe, shareIm, inverseRe, inverseIm);
    storeProduct(derivatives + stride, slopeRe, slopeIm, valueRe, valueIm);
    omega += 16;
    impedance += 32;
    derivatives += 32;
    layer += 32;
  }
}
