/**
 * TLMQ, TLMQs, TLMR, TLMRs: a line with one resistive rail Rion whose far end is open or short-circuited.
 *
 * Z = Rion F(x) with F = coth(x)/x or tanh(x)/x and x^2 = w (porousInterface.ts). With D = x dF/dx:
 * dZ/dln Rion = Rion (F + D/2), dZ/dln w = Rion D/2.
 */
import { mul } from "../math/lanes";
import { LAYER, SHARE, SLOPE, VALUE, cothPair, prepareLayer, tanhPair } from "./diffusionLayer";
import { storeScaled } from "./pair";
import { admittanceColumn, interfaceColumns, interfaceConduction, rootColumn } from "./porousInterface";

/** Parameters: Rion, Rct if `reactive`, Qs, g. */
export function transmissionLine(
  open: bool,
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
  const halfRail = f64x2.splat(0.5 * Rion);
  const conduction = interfaceConduction(reactive, Rion, parameters + 8);
  const dc = f64x2.splat(conduction);
  let capacitive = layer + 3 * stride;
  admittanceColumn(Rion, parameters + (reactive ? 16 : 8), pairs, logOmega, capacitive);
  rootColumn(conduction, pairs, capacitive, layer);
  prepareLayer(layer, pairs, stride);
  for (let k = 0; k < pairs; k++) {
    if (open) cothPair(layer, stride);
    else tanhPair(layer, stride);
    storeScaled(impedance, rail, v128.load(LAYER, VALUE), v128.load(LAYER, VALUE + 16));
    storeScaled(derivatives, rail, v128.load(LAYER, SHARE), v128.load(LAYER, SHARE + 16));
    const slopeRe = mul(halfRail, v128.load(LAYER, SLOPE));
    const slopeIm = mul(halfRail, v128.load(LAYER, SLOPE + 16));
    interfaceColumns(reactive, dc, capacitive, slopeRe, slopeIm, v128.load(logOmega), derivatives + stride, stride);
    logOmega += 16;
    impedance += 32;
    derivatives += 32;
    layer += 32;
    capacitive += 32;
  }
}
