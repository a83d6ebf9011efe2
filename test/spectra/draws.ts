import type { Random } from "../../bench/random.ts";

/** Largest factor by which a quantity's start is off, either way. */
const LARGEST_FACTOR = 2;
/** Largest change of an exponent's start. */
const LARGEST_SHIFT = 0.05;

/** Starting values around given ones: quantities times a factor of up to 2 either way, exponents off by up to 0.05 within (0, 1]. */
export function drawStart(values: readonly number[], isExponent: readonly boolean[], random: Random): number[] {
  return values.map((value, j) => {
    if (!isExponent[j]) return value * random.logUniform(1 / LARGEST_FACTOR, LARGEST_FACTOR);
    return Math.min(Math.max(value + random.uniform(-LARGEST_SHIFT, LARGEST_SHIFT), 1e-3), 1);
  });
}
