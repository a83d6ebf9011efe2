/**
 * TLMQe, TLMRe: a line with one resistive rail Rion that ends in a constant phase element, 1/ZL = Qe s^ge.
 *
 * With w = Rion/Zs and x = sqrt(w) (porousInterface.ts), e = Rion/ZL = Rion Qe s^ge, T = tanh(x)/x, S = 1/cosh^2 x and
 * M = e + w T the usual form Zc (ZL + Zc tanh x)/(Zc + ZL tanh x), Zc = sqrt(Rion Zs), is Z = Rion (1 + e T)/M, and
 *
 *   dZ/dln Rion = Rion/M^2 (w (e T^2 + (T - S)/2) + e^2 (T + S)/2),
 *   dZ/dln w = -Rion/M^2 (w (e T^2 + (T + S)/2) + e^2 (T - S)/2),
 *   dZ/dln e = -Rion/M^2 e S,
 *
 * in which no sum is much smaller than its largest term: w and e lie in one quarter of the plane, so that where w and e^2
 * oppose each other, w e stands at right angles to both. T - S is formed without loss in diffusionLayer.ts.
 */
import { reciprocalPair } from "../math/complex";
import { add, mul, sub } from "../math/lanes";
import { DECAY, LAYER, SHARE, SLOPE, VALUE, prepareLayer, tanhPair } from "./diffusionLayer";
import { logarithmicColumn, productIm, productRe, storeComplex, storeProduct } from "./pair";
import { admittanceColumn, interfaceColumns, interfaceConduction, rootColumn } from "./porousInterface";

const INVERSE: usize = memory.data(32, 16);

/** Parameters: Rion, Rct if `reactive`, Qs, g, Qe, ge. */
export function loadedLine(
  reactive: bool,
  parameters: usize,
  pairs: i32,
  logOmega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
  layer: usize,
): void {
  const Rion = load<f64>(parameters);
  const rail = f64x2.splat(Rion);
  const one = f64x2.splat(1.0);
  const half = f64x2.splat(0.5);
  const interfaceParameters: usize = parameters + (reactive ? 16 : 8);
  const conduction = interfaceConduction(reactive, Rion, parameters + 8);
  const dc = f64x2.splat(conduction);
  const endOffset: usize = reactive ? 4 * stride : 3 * stride;
  let capacitive = layer + 3 * stride;
  admittanceColumn(Rion, interfaceParameters, pairs, logOmega, capacitive);
  // Until Z takes its place, the column of the impedance holds e.
  admittanceColumn(Rion, interfaceParameters + 16, pairs, logOmega, impedance);
  rootColumn(conduction, pairs, capacitive, layer);
  prepareLayer(layer, pairs, stride);
  for (let k = 0; k < pairs; k++) {
    const logW = v128.load(logOmega);
    tanhPair(layer, stride);
    const eRe = v128.load(impedance);
    const eIm = v128.load(impedance, 16);
    const wRe = add(dc, v128.load(capacitive));
    const wIm = v128.load(capacitive, 16);
    const tRe = v128.load(LAYER, VALUE);
    const tIm = v128.load(LAYER, VALUE + 16);
    const etRe = productRe(eRe, eIm, tRe, tIm);
    const etIm = productIm(eRe, eIm, tRe, tIm);
    reciprocalPair(add(eRe, productRe(wRe, wIm, tRe, tIm)), add(eIm, productIm(wRe, wIm, tRe, tIm)), INVERSE);
    const inverseRe = v128.load(INVERSE);
    const inverseIm = v128.load(INVERSE, 16);
    const scaledRe = mul(rail, inverseRe);
    const scaledIm = mul(rail, inverseIm);
    const numeratorRe = add(one, etRe);
    storeProduct(impedance, numeratorRe, etIm, scaledRe, scaledIm);

    // e/M and w/M stay of moderate size where e^2 or w e would not.
    const shareRe = productRe(eRe, eIm, inverseRe, inverseIm);
    const shareIm = productIm(eRe, eIm, inverseRe, inverseIm);
    const restRe = productRe(wRe, wIm, inverseRe, inverseIm);
    const restIm = productIm(wRe, wIm, inverseRe, inverseIm);
    const sumRe = v128.load(LAYER, SHARE);
    const sumIm = v128.load(LAYER, SHARE + 16);
    const differenceRe = mul(half, f64x2.neg(v128.load(LAYER, SLOPE)));
    const differenceIm = mul(half, f64x2.neg(v128.load(LAYER, SLOPE + 16)));
    const ettRe = productRe(etRe, etIm, tRe, tIm);
    const ettIm = productIm(etRe, etIm, tRe, tIm);
    const eShareRe = productRe(eRe, eIm, shareRe, shareIm);
    const eShareIm = productIm(eRe, eIm, shareRe, shareIm);

    const railRe = add(
      productRe(restRe, restIm, add(ettRe, differenceRe), add(ettIm, differenceIm)),
      productRe(eShareRe, eShareIm, sumRe, sumIm),
    );
    const railIm = add(
      productIm(restRe, restIm, add(ettRe, differenceRe), add(ettIm, differenceIm)),
      productIm(eShareRe, eShareIm, sumRe, sumIm),
    );
    storeProduct(derivatives, railRe, railIm, scaledRe, scaledIm);

    const lineRe = add(
      productRe(restRe, restIm, add(ettRe, sumRe), add(ettIm, sumIm)),
      productRe(eShareRe, eShareIm, differenceRe, differenceIm),
    );
    const lineIm = add(
      productIm(restRe, restIm, add(ettRe, sumRe), add(ettIm, sumIm)),
      productIm(eShareRe, eShareIm, differenceRe, differenceIm),
    );
    const slopeRe = f64x2.neg(productRe(lineRe, lineIm, scaledRe, scaledIm));
    const slopeIm = f64x2.neg(productIm(lineRe, lineIm, scaledRe, scaledIm));
    interfaceColumns(reactive, dc, capacitive, slopeRe, slopeIm, logW, derivatives + stride, stride);

    const decayRe = v128.load(LAYER, DECAY);
    const decayIm = v128.load(LAYER, DECAY + 16);
    const loadRe = sub(mul(shareIm, decayIm), mul(shareRe, decayRe));
    const loadIm = f64x2.neg(productIm(shareRe, shareIm, decayRe, decayIm));
    const endRe = productRe(loadRe, loadIm, scaledRe, scaledIm);
    const endIm = productIm(loadRe, loadIm, scaledRe, scaledIm);
    storeComplex(derivatives + endOffset, endRe, endIm);
    logarithmicColumn(derivatives + endOffset + stride, endRe, endIm, logW);
    logOmega += 16;
    impedance += 32;
    derivatives += 32;
    layer += 32;
    capacitive += 32;
  }
}
