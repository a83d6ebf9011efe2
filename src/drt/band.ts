import { theExaminer } from "../kernel/load.ts";

/** Between these a quantity lies with the probability of the band. */
export type Interval = readonly [low: number, high: number];

/**
 * What the noise leaves open in a distribution at its lambda: Bayesian intervals for Gaussian noise of the variance found, with the
 * penalty as the logarithm of a Gaussian prior (Wahba, J. R. Stat. Soc. B 45, 133, 1983), around the estimate and cut off
 * at 0. Their posterior does not know that gamma is not negative, which makes them wide rather than narrow; over a whole curve they
 * cover the truth about as often as they say where lambda comes from cross-validation (Nychka, J. Am. Stat. Assoc. 83, 1134, 1988).
 */
export interface DrtBand {
  readonly level: number;
  /** Ends of the band of gamma at each time constant, ohm; each point by itself. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** ohm */
  readonly polarisationResistance: Interval;
  /** ohm; null where the real part was not used. */
  readonly seriesResistance: Interval | null;
}

/** The ends of an interval; nothing that cannot be negative goes below 0. */
export function intervalAround(value: number, deviation: number, factor: number, nonNegative: boolean): Interval {
  const low = value - factor * deviation;
  return [nonNegative ? Math.max(0, low) : low, value + factor * deviation];
}

/** How many standard deviations to either side hold this share of a normal distribution. */
export function factorOf(level: number): number {
  const { arena } = theExaminer();
  let [low, high] = [0, 8];
  // Halved until nothing is between.
  for (let step = 0; step < 60; step++) {
    const middle = 0.5 * (low + high);
    if (arena.chiSquareTail(middle * middle, 1) > 1 - level) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
