import { ln } from "../../assembly/math/elementary.ts";
import type { Zhit } from "./zhit.ts";

/** How far the modulus leaves what the phase says of it over the lowest decade. */
export interface Drift {
  /** Mean of the Z-HIT residual over the lowest decade minus that over the two above, percent. */
  readonly deviationPercent: number;
  /** Its standard deviation from the noise, percent. */
  readonly standardErrorPercent: number;
  /** Beyond this drift is suspected: what Z-HIT itself may err by, and three standard deviations. */
  readonly thresholdPercent: number;
  readonly suspected: boolean;
  /** Ends of the decades compared, Hz, from the lowest frequency on. */
  readonly lowestHz: number;
  readonly middleHz: number;
  readonly highestHz: number;
}

/**
 * What the first two terms of Z-HIT leave of circuits without drift stays below this in all but a few (docs/validation.md), percent.
 */
const OWN_ERROR_PERCENT = 1.3;
const DECADE = 10;
/** Frequencies written with few digits may miss the edge of a decade. */
const EDGE = 1.001;
const LEAST_POINTS = 3;
const DEVIATIONS = 3;

/**
 * Compares the lowest decade with the two above by their Z-HIT residuals. An impedance that rises by x during the measurement of the lowest
 * decades gives about half of x. The error follows from that of ln|Z| and of the phase between, summed up.
 *
 * @param noise standard deviation of either part over |Z|
 * @returns null where the points are too few or cover less than two decades.
 */
export function findDrift({ frequencyHz, residualPercent }: Zhit, noise: number): Drift | null {
  const lowestHz = frequencyHz.at(-1) ?? Number.NaN;
  const middleHz = DECADE * lowestHz;
  const highestHz = DECADE * DECADE * middleHz;
  const low: number[] = [];
  const high: number[] = [];
  frequencyHz.forEach((frequency, k) => {
    if (frequency * EDGE < middleHz) low.push(k);
    else if (frequency < highestHz * EDGE) high.push(k);
  });
  const covers = (frequencyHz[0] ?? 0) * EDGE >= DECADE * middleHz;
  if (!covers || low.length < LEAST_POINTS || high.length < LEAST_POINTS) return null;
  const mean = (points: readonly number[]): number =>
    points.reduce((sum, k) => sum + (residualPercent[k] ?? Number.NaN), 0) / points.length;
  const deviationPercent = mean(low) - mean(high);
  const logarithm = (points: readonly number[]): number =>
    points.reduce((sum, k) => sum + ln(frequencyHz[k] ?? Number.NaN), 0) / points.length;
  const distance = logarithm(high) - logarithm(low);
  const spacing = ln((frequencyHz[high[0] ?? 0] ?? Number.NaN) / lowestHz) / (low.length + high.length - 1);
  const variance = 1 / low.length + 1 / high.length + (2 / Math.PI) * (2 / Math.PI) * spacing * distance;
  const standardErrorPercent = 100 * noise * Math.sqrt(variance);
  const thresholdPercent = OWN_ERROR_PERCENT + DEVIATIONS * standardErrorPercent;
  const suspected = Math.abs(deviationPercent) > thresholdPercent;
  return { deviationPercent, standardErrorPercent, thresholdPercent, suspected, lowestHz, middleHz, highestHz };
}
