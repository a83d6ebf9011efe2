import { exp } from "../../assembly/math/elementary.ts";
import { arcTangent } from "./arcTangent.ts";
import type { Interval } from "./band.ts";

/** A maximum of a distribution of relaxation times, and what lies between the minima around it. */
export interface DrtPeak {
  /** Position of the maximum, s. */
  readonly tau: number;
  /** 1/(2 pi tau), Hz. */
  readonly frequencyHz: number;
  /** Integral of gamma over ln tau between the minima on both sides, ohm. */
  readonly resistance: number;
  /** Interval of that integral, as of the band. */
  readonly resistanceInterval: Interval;
  /** gamma at the maximum, ohm. */
  readonly height: number;
  /** Full width at half maximum in decades of tau; null where gamma does not fall to half of it on either side before a minimum. */
  readonly widthDecades: number | null;
  /**
   * Exponent n of the Cole-Cole arc R/(1 + (j omega tau)^n) of this height and resistance, whose gamma is R tan(n pi/2)/(2 pi) at its
   * maximum. Regularisation broadens: that of an ideal arc stays below 1.
   */
  readonly exponent: number;
  /** Minima that separate it from its neighbours, s. */
  readonly from: number;
  readonly to: number;
  /** Whether the maximum lies at the end of the time constants, so that there is more beyond. */
  readonly atEdge: boolean;
  /** How many standard deviations of the posterior it rises above the higher one of these minima. */
  readonly significance: number;
}

/** The standard deviation of sum w_k gamma_k, ohm. */
type DeviationOf = (weights: Float64Array) => number;

/** Peaks of a smaller share of the polarisation resistance are left out. */
const LEAST_SHARE = 0.005;
/** A peak must rise above the higher minimum beside it by this share of its height. */
const LEAST_RISE = 0.02;
/**
 * And by so many standard deviations. Of simulated spectra of one or two arcs nearly all true peaks rise by more, and nearly all
 * oscillations of the inversion by less (docs/drt.md has the figures).
 */
const LEAST_SIGNIFICANCE = 1;
const DECADE = 2.302585092994046;
const LEAST_EXPONENT = 0.3;

/**
 * The peaks of gamma on an even grid of ln tau, by rising tau. A maximum that does not stand out belongs to the peak beside it.
 */
export function findPeaks(
  logTau: Float64Array,
  gamma: Float64Array,
  deviationOf: DeviationOf,
  interval: (value: number, deviation: number) => Interval,
): DrtPeak[] {
  const maxima = separateMaxima(gamma, deviationOf);
  const places = maxima.map(({ place }) => place);
  const bounds = boundsBetween(gamma, places);
  const total = integral(gamma, logTau, 0, gamma.length - 1);
  return maxima
    .map(({ place, significance }, index): DrtPeak => {
      const [first, last] = [bounds[index] ?? 0, bounds[index + 1] ?? gamma.length - 1];
      const shape = describe(logTau, gamma, place, first, last);
      const deviation = deviationOf(integralWeights(logTau, first, last));
      return { ...shape, resistanceInterval: interval(shape.resistance, deviation), significance };
    })
    .filter(({ resistance }) => resistance > LEAST_SHARE * total);
}

/** The weights of the trapezoidal rule between two grid points. */
function integralWeights(logTau: Float64Array, first: number, last: number): Float64Array {
  const weights = new Float64Array(logTau.length);
  for (let k = first; k < last; k++) {
    const half = 0.5 * ((logTau[k + 1] ?? 0) - (logTau[k] ?? 0));
    weights[k] = (weights[k] ?? 0) + half;
    weights[k + 1] = half;
  }
  return weights;
}

/** Integral over ln tau between two grid points by the trapezoidal rule, ohm. */
function integral(gamma: ArrayLike<number>, logTau: Float64Array, first: number, last: number): number {
  let sum = 0;
  for (let k = first; k < last; k++) {
    sum += 0.5 * ((gamma[k] ?? 0) + (gamma[k + 1] ?? 0)) * ((logTau[k + 1] ?? 0) - (logTau[k] ?? 0));
  }
  return sum;
}

interface Maximum {
  readonly place: number;
  readonly significance: number;
}

/** The maxima that stand out from what is beside them. */
function separateMaxima(gamma: Float64Array, deviationOf: DeviationOf): Maximum[] {
  const at = (k: number): number => gamma[k] ?? 0;
  const last = gamma.length - 1;
  let places: number[] = [];
  for (let k = 0; k <= last; k++) {
    if (at(k) > 0 && (k === 0 || at(k) > at(k - 1)) && (k === last || at(k) >= at(k + 1))) places.push(k);
  }
  for (;;) {
    const bounds = boundsBetween(gamma, places);
    const maxima = places.map((place, index) => {
      const sides = [bounds[index] ?? 0, bounds[index + 1] ?? last].filter((bound) => bound !== place);
      const higher = sides.reduce((best, side) => (at(side) > at(best) ? side : best), sides[0] ?? place);
      const contrast = new Float64Array(gamma.length);
      contrast[place] = 1;
      contrast[higher] = -1;
      const rise = at(place) - at(higher);
      const significance = rise / deviationOf(contrast);
      return { place, significance, keep: rise >= LEAST_RISE * at(place) && !(significance < LEAST_SIGNIFICANCE) };
    });
    // One at a time, since the valleys of its neighbours change with it.
    const least = maxima
      .filter(({ keep }) => !keep)
      .reduce<Maximum | undefined>((low, one) => (low && low.significance <= one.significance ? low : one), undefined);
    if (least === undefined) return maxima.map(({ place, significance }) => ({ place, significance }));
    places = places.filter((place) => place !== least.place);
  }
}

/** The first place, those of the minima between neighbouring maxima, and the last. */
function boundsBetween(gamma: Float64Array, maxima: readonly number[]): number[] {
  const bounds = [0];
  for (let index = 1; index < maxima.length; index++) {
    let lowest = maxima[index - 1] ?? 0;
    for (let k = lowest; k < (maxima[index] ?? 0); k++) if ((gamma[k] ?? 0) < (gamma[lowest] ?? 0)) lowest = k;
    bounds.push(lowest);
  }
  bounds.push(gamma.length - 1);
  return bounds;
}

function describe(
  logTau: Float64Array,
  gamma: Float64Array,
  at: number,
  first: number,
  last: number,
): Omit<DrtPeak, "resistanceInterval" | "significance"> {
  const step = (logTau[1] ?? 0) - (logTau[0] ?? 0);
  const [left, middle, right] = [gamma[at - 1], gamma[at] ?? 0, gamma[at + 1]];
  let shift = 0;
  let height = middle;
  if (left !== undefined && right !== undefined) {
    // The parabola through the three points.
    const bend = left - 2 * middle + right;
    if (bend < 0) shift = (0.5 * (left - right)) / bend;
    height = middle - 0.25 * (left - right) * shift;
  }
  const logPeak = (logTau[at] ?? 0) + shift * step;
  const resistance = integral(gamma, logTau, first, last);
  const tau = exp(logPeak);
  const exponent = (2 / Math.PI) * arcTangent((2 * Math.PI * height) / resistance);
  return {
    tau,
    frequencyHz: 1 / (2 * Math.PI * tau),
    resistance,
    height,
    widthDecades: halfWidths(logTau, gamma, at, first, last, height, logPeak),
    exponent: Math.max(LEAST_EXPONENT, exponent),
    from: exp(logTau[first] ?? 0),
    to: exp(logTau[last] ?? 0),
    atEdge: left === undefined || right === undefined,
  };
}

/** Distance of the half maxima in decades; twice that of one side where the other meets a minimum before. */
function halfWidths(
  logTau: Float64Array,
  gamma: Float64Array,
  at: number,
  first: number,
  last: number,
  height: number,
  logPeak: number,
): number | null {
  const half = 0.5 * height;
  const reach = (direction: 1 | -1): number | undefined => {
    for (let k = at; direction > 0 ? k < last : k > first; k += direction) {
      const [here, next] = [gamma[k] ?? 0, gamma[k + direction] ?? 0];
      if (next > half) continue;
      const share = here > next ? (here - half) / (here - next) : 0;
      const place = (logTau[k] ?? 0) + share * ((logTau[k + direction] ?? 0) - (logTau[k] ?? 0));
      return Math.abs(place - logPeak) / DECADE;
    }
    return undefined;
  };
  const [below, above] = [reach(-1), reach(1)];
  if (below === undefined && above === undefined) return null;
  return (below ?? above ?? 0) + (above ?? below ?? 0);
}
