/**
 * Stands in the bundle of eisfit/core for assembly/math/elementary.ts: core.wasm has these functions anyway, compiled from that file, and
 * gives the same bits.
 */
import { theKernel } from "../kernel/load.ts";

export const exp = (x: number): number => theKernel().elementary.exp(x);
export const ln = (x: number): number => theKernel().elementary.ln(x);
export const log10 = (x: number): number => theKernel().elementary.log10(x);
export const pow = (x: number, y: number): number => theKernel().elementary.pow(x, y);
