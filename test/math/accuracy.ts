/** Errors in units of the last place, and checksums of results. */

import type { DoubleDouble } from "./doubleDouble.ts";
import type { Scaled } from "./oracle.ts";

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);

/** The distance of binary64 numbers at the size of x: 2^(floor(log2|x|) - 52), and 2^-1074 for subnormal x. */
export function unitInLastPlace(x: number): number {
  value[0] = x;
  const exponent = ((words[1] ?? 0) >>> 20) & 0x7ff;
  return exponent > 52 ? 2 ** (exponent - 1075) : 2 ** -1074 * 2 ** Math.max(0, exponent - 1);
}

/** |result - exact| in units of the last place of the exact value; Infinity where the result is not finite. */
export function error(result: number, exact: DoubleDouble): number {
  const difference = Math.abs(result - exact.high - exact.low);
  return Number.isFinite(difference) ? difference / unitInLastPlace(exact.high) : Infinity;
}

/** The same for value 2^exponent, which may be subnormal; past the largest number, Infinity is the exact result. */
export function errorOfScaled(result: number, { value: exact, exponent }: Scaled): number {
  const half = Math.trunc(exponent / 2);
  const rounded = exact.high * 2 ** half * 2 ** (exponent - half);
  if (rounded === Infinity) return result === Infinity ? 0 : Infinity;
  if (Math.abs(rounded) >= 2 ** -1000) return error(result * 2 ** -half * 2 ** -(exponent - half), exact);
  // Everything times 2^exponent', with which a unit of 2^-1074 becomes a normal number.
  const up = 2 ** 500;
  const scaledResult = result * up * up;
  const scaledExact = exact.scale(2 ** half).scale(2 ** (exponent - half + 1000));
  return Math.abs(scaledResult - scaledExact.high - scaledExact.low) / (unitInLastPlace(rounded) * up * up);
}

/** 64 bits over the bits of all results, in hexadecimal; all NaN count as the same. FNV-1a with two different primes. */
export function checksum(...columns: Float64Array[]): string {
  let first = 0x811c9dc5;
  let second = 0x2b5c1d3f;
  for (const column of columns) {
    for (const result of column) {
      value[0] = result;
      for (let i = 0; i < 2; i++) {
        const word = Number.isNaN(result) ? 0x7ff80000 : (words[i] ?? 0);
        first = Math.imul(first ^ word, 0x01000193);
        second = Math.imul(second ^ (second >>> 15) ^ word, 0x85ebca6b);
      }
    }
  }
  return [first, second].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
