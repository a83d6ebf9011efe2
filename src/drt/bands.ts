import { DRT_CHOICE, DRT_FIXED_LAMBDA, DRT_GIVEN_LAMBDA, DRT_REPLICA_TAIL } from "../../assembly/program.ts";
import { FitError } from "../fit/fitError.ts";
import { theExaminer } from "../kernel/load.ts";
import { integral, type PlacedPeak } from "./peaks.ts";
import type { PreparedDrt } from "./prepare.ts";

/** Between these a quantity lies with the probability of the band. */
export type Interval = readonly [low: number, high: number];

/** What the noise leaves open in a distribution, at its lambda. */
export interface DrtBands {
  readonly level: number;
  readonly replicas: number;
  readonly seed: number;
  /** Ends of the band and median of gamma at each time constant, ohm; each point by itself. */
  readonly lower: Float64Array;
  readonly median: Float64Array;
  readonly upper: Float64Array;
  /** For each peak the interval of the resistance between its bounds, ohm. */
  readonly peakResistance: readonly Interval[];
  /** ohm */
  readonly polarisationResistance: Interval;
  /** ohm; null where the real part was not used. */
  readonly seriesResistance: Interval | null;
}

/**
 * Draws from the posterior of gamma for Gaussian noise of the variance found and the penalty as the logarithm of a Gaussian prior,
 * both cut off at 0, by randomising and then optimising (Bardsley, Solonen, Haario, Laine, SIAM J. Sci. Comput. 36, A1895, 2014):
 * exact without the cut, close to it with it. lambda is held, so the band tells of noise and not of what smoothing hides.
 */
export function drawBands(
  prepared: PreparedDrt,
  lambda: number,
  logTau: Float64Array,
  peaks: readonly PlacedPeak[],
): DrtBands {
  const { input, scale, options } = prepared;
  const { replicas, level, seed } = options.bands;
  const numbers = input.numbers.slice();
  numbers[DRT_CHOICE] = DRT_FIXED_LAMBDA;
  numbers[DRT_GIVEN_LAMBDA] = lambda;
  const drawn = theExaminer().arena.distributionReplicas({ ...input, numbers }, replicas, seed);
  if (drawn === undefined) {
    throw new FitError("bad-option", "A replica of this distribution is singular: choose a larger lambda.");
  }
  const width = input.basis + DRT_REPLICA_TAIL;
  const rows = Array.from({ length: replicas }, (_, replica) =>
    drawn.subarray(replica * width, (replica + 1) * width).map((value) => value * scale),
  );
  const tail = (1 - level) / 2;
  const quantiles = (value: (row: Float64Array) => number): ((p: number) => number) => {
    const sorted = Float64Array.from(rows, value).sort();
    return (p) => quantile(sorted, p);
  };
  const interval = (value: (row: Float64Array) => number): Interval => {
    const at = quantiles(value);
    return [at(tail), at(1 - tail)];
  };
  const [lower, median, upper] = [tail, 0.5, 1 - tail].map(() => new Float64Array(input.basis)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let k = 0; k < input.basis; k++) {
    const at = quantiles((row) => row[k] ?? Number.NaN);
    lower[k] = at(tail);
    median[k] = at(0.5);
    upper[k] = at(1 - tail);
  }
  return {
    level,
    replicas,
    seed,
    lower,
    median,
    upper,
    peakResistance: peaks.map(({ first, last }) => interval((row) => integral(row, logTau, first, last))),
    polarisationResistance: interval((row) => row[input.basis + 1] ?? Number.NaN),
    seriesResistance: options.data === "im" ? null : interval((row) => row[input.basis] ?? Number.NaN),
  };
}

/** Between the order statistics on both sides (Hyndman and Fan, Am. Stat. 50, 361, 1996, type 7). */
function quantile(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[below + 1] ?? low;
  return low + (place - below) * (high - low);
}
