/**
 * TLMD, TLMDR: a line with two resistive rails X1 and X2; the current enters one at one end and leaves the other at the
 * other end.
 *
 * With X = X1 + X2, r1 = X1/X, r2 = X2/X, w = X/Zs (porousInterface.ts), F = coth(x)/x and H = 1/(x sinh x), x^2 = w:
 *
 *   Z = P (1 + 2 H) + Q F,   P = X1 r2,   Q = X1 r1 + X2 r2,
 *   dZ/dln w = 2 P w dH/dw + Q w dF/dw,
 *   dZ/dln X1 = dP/dln X1 (1 + 2 H) + dQ/dln X1 F + r1 dZ/dln w,
 *   dP/dln X1 = X1 r2^2,   dQ/dln X1 = X1 (r1^2 + 2 r1 r2 - r2^2),
 *
 * and with 1 and 2 exchanged. In dZ/dln X1 and dZ/dln X2 the poles 1/w of F and H cancel, so that there they are left
 * out from the start (railPair.ts).
 */
import { reciprocalPair } from "../math/complex";
import { add, mul } from "../math/lanes";
import { LAYER, SLOPE, VALUE, prepareLayer } from "./diffusionLayer";
import { boundedNumber } from "./pair";
import { admittanceColumn, interfaceColumns, interfaceConduction, rootColumn } from "./porousInterface";
import {
  END,
  END_REST,
  END_SLOPE,
  END_SLOPE_REST,
  RAIL,
  VALUE_REST,
  VALUE_SLOPE_REST,
  railPair,
  remainderPair,
} from "./railPair";

const INVERSE: usize = memory.data(32, 16);

/** Parameters: Rion, Rel, Rct if `reactive`, Qs, g. */
export function twoRails(
  reactive: bool,
  parameters: usize,
  pairs: i32,
  logOmega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
  layer: usize,
): void {
  const X1 = load<f64>(parameters);
  const X2 = load<f64>(parameters, 8);
  const total = boundedNumber(X1 + X2);
  const r1 = X1 / total;
  const r2 = X2 / total;
  const parallel = f64x2.splat(X1 * r2);
  const parallel2 = f64x2.splat(2.0 * X1 * r2);
  const rest = f64x2.splat(X1 * r1 + X2 * r2);
  const halfRest = f64x2.splat(0.5 * (X1 * r1 + X2 * r2));
  const conduction = interfaceConduction(reactive, total, parameters + 16);
  const dc = f64x2.splat(conduction);
  let capacitive = layer + 3 * stride;
  admittanceColumn(total, parameters + (reactive ? 24 : 16), pairs, logOmega, capacitive);
  rootColumn(conduction, pairs, capacitive, layer);
  prepareLayer(layer, pairs, stride);
  for (let k = 0; k < pairs; k++) {
    const wRe = add(dc, v128.load(capacitive));
    const wIm = v128.load(capacitive, 16);
    reciprocalPair(wRe, wIm, INVERSE);
    railPair(layer, stride, wRe, wIm, v128.load(INVERSE), v128.load(INVERSE, 16));
    remainderPair(wRe, wIm, v128.load(INVERSE), v128.load(INVERSE, 16));
    for (let part: usize = 0; part < 32; part += 16) {
      const value = add(mul(parallel2, v128.load(RAIL + part, END)), mul(rest, v128.load(LAYER + part, VALUE)));
      v128.store(impedance + part, part == 0 ? add(parallel, value) : value);
    }
    railColumn(X1, r1, r2, derivatives);
    railColumn(X2, r2, r1, derivatives + stride);
    const slopeRe = add(mul(parallel2, v128.load(RAIL, END_SLOPE)), mul(halfRest, v128.load(LAYER, SLOPE)));
    const slopeIm = add(mul(parallel2, v128.load(RAIL, END_SLOPE + 16)), mul(halfRest, v128.load(LAYER, SLOPE + 16)));
    interfaceColumns(reactive, dc, capacitive, slopeRe, slopeIm, v128.load(logOmega), derivatives + 2 * stride, stride);
    logOmega += 16;
    impedance += 32;
    derivatives += 32;
    layer += 32;
    capacitive += 32;
  }
}

/** dZ/dln X1 to `column`; the same with 1 and 2 exchanged for X2. */
function railColumn(X1: f64, r1: f64, r2: f64, column: usize): void {
  const parallel = f64x2.splat(X1 * r2 * r2);
  const parallel2 = f64x2.splat(2.0 * X1 * r2 * r2);
  const rest = f64x2.splat(X1 * (r1 * r1 + 2.0 * r1 * r2 - r2 * r2));
  // r1 (2 P, Q) with P = X r1 r2 and Q = X (r1^2 + r2^2)
  const endSlope = f64x2.splat(2.0 * X1 * r1 * r2);
  const valueSlope = f64x2.splat(X1 * (r1 * r1 + r2 * r2));
  for (let part: usize = 0; part < 32; part += 16) {
    const block = RAIL + part;
    const value = add(mul(parallel2, v128.load(block, END_REST)), mul(rest, v128.load(block, VALUE_REST)));
    const slope = add(
      mul(endSlope, v128.load(block, END_SLOPE_REST)),
      mul(valueSlope, v128.load(block, VALUE_SLOPE_REST)),
    );
    const sum = add(value, slope);
    v128.store(column + part, part == 0 ? add(parallel, sum) : sum);
  }
}
