import { exp } from "../../../assembly/math/elementary.ts";
import { correlated, measured, plus, stderrOf, type Uncertain } from "../uncertain.ts";

/** A rest that has not come to its end, continued by the last exponential of its relaxation. */
export interface Relaxation {
  /** V, that the rest goes to. */
  readonly limit: Uncertain;
  /** V from there, at a time of the recording. */
  readonly left: (time: number) => number;
  /** s */
  readonly timeConstant: number;
}

/** Part of a rest that is looked at: its beginning has more than one exponential. */
const WINDOW = 0.5;
const FEWEST_POINTS = 12;
const GRID = 60;
const GOLDEN = 0.6180339887498949;
/** Of the rest: within these lie time constants that a rest can show. */
const [SHORTEST, LONGEST] = [0.02, 0.75] as const;
/** One exponential must leave so much less than a line does, and its time constant be known so well. */
const BETTER = 0.5;
const WELL_KNOWN = 0.2;
/** Of the way that is left: what a second exponential may change of it. */
const MODEL_ERROR = 0.1;

/**
 * The end of a relaxation in a layer is exponential, whatever came before it (Carslaw, Jaeger, Conduction of Heat in Solids, 2nd
 * ed., section 3.8): E = E_0 + a exp(-t/tau), fitted to the second half of a rest. Undefined where that half does not tell tau.
 */
export function relaxationOf(time: Float64Array, voltage: Float64Array): Relaxation | undefined {
  const end = time.at(-1) ?? 0;
  const duration = end - (time[0] ?? 0);
  const points = [...time].flatMap((each, place) =>
    each >= end - WINDOW * duration ? [{ since: each - end, volts: voltage[place] ?? Number.NaN }] : [],
  );
  if (points.length < FEWEST_POINTS || !(duration > 0)) return undefined;
  const [shortest, longest] = [SHORTEST * duration, LONGEST * duration];
  const at = (share: number): number => shortest * (longest / shortest) ** share;
  let best = 0;
  let least = Infinity;
  for (let k = 0; k <= GRID; k++) {
    const { squares } = throughExponential(points, at(k / GRID));
    if (squares < least) [best, least] = [k, squares];
  }
  if (best === 0 || best === GRID) return undefined;
  let [low, high] = [(best - 1) / GRID, (best + 1) / GRID];
  for (let round = 0; round < 60; round++) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (throughExponential(points, at(left)).squares < throughExponential(points, at(right)).squares) high = right;
    else low = left;
  }
  const tau = at(0.5 * (low + high));
  const { limit, amplitude, squares } = throughExponential(points, tau);
  // Very slow exponentials are lines.
  if (squares > BETTER * throughExponential(points, 1e6 * duration).squares) return undefined;
  const variance = squares / (points.length - 3);
  const slopes = points.map(({ since }) => {
    const decay = exp(-since / tau);
    return [1, decay, (amplitude * decay * since) / (tau * tau)];
  });
  const covariance = inverse(slopes);
  if (covariance === undefined) return undefined;
  const [fitted, , rate] = correlated(
    [limit, amplitude, tau],
    covariance.map((row) => row.map((entry) => entry * variance)),
  );
  if (fitted === undefined || rate === undefined || !(stderrOf(rate) < WELL_KNOWN * tau)) return undefined;
  return {
    limit: plus(fitted, measured(0, MODEL_ERROR * Math.abs(amplitude))),
    left: (when) => amplitude * exp(-(when - end) / tau),
    timeConstant: tau,
  };
}

interface Sample {
  /** s, of the end of the rest: not above 0. */
  readonly since: number;
  readonly volts: number;
}

/** The best limit and amplitude, at the end of the rest, for a time constant. */
function throughExponential(
  points: readonly Sample[],
  tau: number,
): { readonly limit: number; readonly amplitude: number; readonly squares: number } {
  const decays = points.map(({ since }) => exp(-since / tau));
  const count = points.length;
  const meanDecay = decays.reduce((sum, decay) => sum + decay, 0) / count;
  const meanVolts = points.reduce((sum, { volts }) => sum + volts, 0) / count;
  let [product, norm] = [0, 0];
  points.forEach(({ volts }, place) => {
    const decay = (decays[place] ?? 0) - meanDecay;
    product += decay * (volts - meanVolts);
    norm += decay * decay;
  });
  const amplitude = norm > 0 ? product / norm : 0;
  const limit = meanVolts - amplitude * meanDecay;
  const squares = points.reduce(
    (sum, { volts }, place) => sum + (volts - limit - amplitude * (decays[place] ?? 0)) ** 2,
    0,
  );
  return { limit, amplitude, squares };
}

/** Of the matrix of products of three columns, scaled so that none is large; undefined where they depend on each other. */
function inverse(rows: readonly (readonly number[])[]): number[][] | undefined {
  const scales = [0, 1, 2].map((k) => Math.sqrt(rows.reduce((sum, row) => sum + (row[k] ?? 0) ** 2, 0)));
  const augmented = [0, 1, 2].map((i) => [
    ...[0, 1, 2].map((j) =>
      rows.reduce((sum, row) => sum + ((row[i] ?? 0) / (scales[i] ?? 1)) * ((row[j] ?? 0) / (scales[j] ?? 1)), 0),
    ),
    ...[0, 1, 2].map((j) => (i === j ? 1 : 0)),
  ]);
  for (let i = 0; i < 3; i++) {
    const pivot = augmented[i];
    const head = pivot?.[i] ?? 0;
    if (pivot === undefined || !(head > 1e-12)) return undefined;
    for (let j = 0; j < 6; j++) pivot[j] = (pivot[j] ?? 0) / head;
    augmented.forEach((row, k) => {
      if (k === i) return;
      const factor = row[i] ?? 0;
      for (let j = 0; j < 6; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    });
  }
  return augmented.map((row, i) => row.slice(3).map((entry, j) => entry / ((scales[i] ?? 1) * (scales[j] ?? 1))));
}
