import { sinDegrees } from "../polar.ts";

/** What a file says of the sign of its Z'' besides the header. */
export type SignEvidence = "confirmed" | "contradicted" | "mixed" | "none";

/** Columns of one sweep; a missing |Z| or phase is undefined. */
export interface SignedColumns {
  readonly re: readonly number[];
  readonly im: readonly number[];
  readonly modulus: readonly (number | undefined)[];
  readonly degrees: readonly (number | undefined)[];
}

/** Near the real axis noise and rounding decide about the sign. */
const SMALLEST_SINE = 0.02;
const TOLERANCE = 0.1;

/**
 * Compares the signs of Z'' with those of the phase, at the points where |Z| sin(phase) agrees with Z'' in size: a phase
 * column that is empty, in other units or of another quantity says nothing.
 */
export function signEvidence({ re, im, modulus, degrees }: SignedColumns): SignEvidence {
  let same = 0;
  let opposite = 0;
  im.forEach((value, index) => {
    const phase = degrees[index];
    const size = Math.hypot(re[index] ?? Number.NaN, value);
    const absolute = modulus[index] ?? size;
    if (phase === undefined || !Number.isFinite(phase) || Math.abs(phase) > 360) return;
    const sine = sinDegrees(phase);
    const expected = absolute * sine;
    const usable = Math.abs(sine) > SMALLEST_SINE && Math.abs(value) > SMALLEST_SINE * size;
    if (!usable || !(Math.abs(Math.abs(expected) - Math.abs(value)) <= TOLERANCE * Math.abs(value))) return;
    if (expected > 0 === value > 0) same++;
    else opposite++;
  });
  if (same + opposite === 0) return "none";
  if (same >= 9 * opposite) return "confirmed";
  return opposite >= 9 * same ? "contradicted" : "mixed";
}

/** |Z| is printed with three digits or more. */
const MODULUS_TOLERANCE = 0.01;

/** Where |Z| is not that of Z' and Z'', and at how many points it was compared: zeros stand for a column not recorded. */
export function modulusMisfits({ re, im, modulus }: SignedColumns): { compared: number; indices: number[] } {
  const indices: number[] = [];
  let compared = 0;
  modulus.forEach((absolute, index) => {
    if (absolute === undefined || !(Math.abs(absolute) > 0)) return;
    const size = Math.hypot(re[index] ?? Number.NaN, im[index] ?? Number.NaN);
    compared++;
    if (!(Math.abs(absolute - size) <= MODULUS_TOLERANCE * size)) indices.push(index);
  });
  return { compared, indices };
}
