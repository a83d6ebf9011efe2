/**
 * What the tests of assembly/math call: each function over columns of f64 in memory. `pairs` is half the length of a
 * column; where a function has two results, the column of the second follows that of the first.
 */

import { atan, atan2 } from "../../assembly/math/atan";
import { reciprocalPair, sqrtPair } from "../../assembly/math/complex";
import { exp as expOfOne, ln, log10, pow } from "../../assembly/math/elementary";
import { exp, expm1, expm1Pair, expPair, expPairBounded, powerOfTwoPairBounded } from "../../assembly/math/exp";
import { log, log1p, log1pPair, logPair } from "../../assembly/math/log";
import { cos, sin, sincosOfQuarterTurnsPair, sincosPair } from "../../assembly/math/sincos";

export { atan, atan2, cos, exp, expm1, expOfOne, ln, log, log10, log1p, pow, sin };

const SCRATCH: usize = memory.data(32, 16);

/** Makes room for `bytes` after the module's static data and gives the address. */
export function allocate(bytes: i32): usize {
  const address = (<usize>memory.size()) << 16;
  if (memory.grow((bytes + 0xffff) >>> 16) < 0) unreachable();
  return address;
}

/** Puts what stands in SCRATCH into the columns of the first and of the second result. */
function storeBoth(out: usize, pairs: i32): void {
  v128.store(out, v128.load(SCRATCH));
  v128.store(out + (pairs << 4), v128.load(SCRATCH, 16));
}

export function expColumn(x: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 16) v128.store(out + i, expPair(v128.load(x + i)));
}

export function expBoundedColumn(x: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 16) v128.store(out + i, expPairBounded(v128.load(x + i)));
}

export function powerOfTwoColumn(y: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 16) v128.store(out + i, powerOfTwoPairBounded(v128.load(y + i)));
}

export function expm1Column(x: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 16) v128.store(out + i, expm1Pair(v128.load(x + i)));
}

export function logColumn(x: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 16) v128.store(out + i, logPair(v128.load(x + i)));
}

export function log1pColumn(x: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 16) v128.store(out + i, log1pPair(v128.load(x + i)));
}

export function sincosColumn(x: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 16) {
    sincosPair(v128.load(x + i), SCRATCH);
    storeBoth(out + i, pairs);
  }
}

export function quarterTurnsColumn(m: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 16) {
    sincosOfQuarterTurnsPair(v128.load(m + i), SCRATCH);
    storeBoth(out + i, pairs);
  }
}

export function atanColumn(x: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 8) store<f64>(out + i, atan(load<f64>(x + i)));
}

export function atan2Column(y: usize, x: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 8) store<f64>(out + i, atan2(load<f64>(y + i), load<f64>(x + i)));
}

export function powColumn(x: usize, y: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 8) store<f64>(out + i, pow(load<f64>(x + i), load<f64>(y + i)));
}

export function sqrtColumn(re: usize, im: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 16) {
    sqrtPair(v128.load(re + i), v128.load(im + i), SCRATCH);
    storeBoth(out + i, pairs);
  }
}

export function reciprocalColumn(re: usize, im: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs << 4; i += 16) {
    reciprocalPair(v128.load(re + i), v128.load(im + i), SCRATCH);
    storeBoth(out + i, pairs);
  }
}
