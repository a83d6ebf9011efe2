import { exp } from "../../assembly/math/elementary.ts";
import { arcTangent } from "./arcTangent.ts";

/** A maximum of a distribution of relaxation times, and what lies between the minima around it. */
export interface DrtPeak {
  /** Position of the maximum, s. */
  readonly tau: number;
  /** 1/(2 pi tau), Hz. */
  readonly frequencyHz: number;
  /** Integral of gamma over ln tau between the minima on both sides, ohm. */
  readonly resistance: number;
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
}

/** A peak with the places of its bounds on the grid. */
export interface PlacedPeak extends DrtPeak {
  readonly first: number;
  readonly last: number;
}

/** Peaks of a smaller share of the polarisation resistance are left out. */
const LEAST_SHARE = 0.005;
/** A peak must rise above the higher minimum beside it by this share of its height. */
const LEAST_RISE = 0.05;
const DECADE = 2.302585092994046;
const LEAST_EXPONENT = 0.3;

/** The peaks of gamma on an even grid of ln tau, by rising tau. */
export function findPeaks(logTau: Float64Array, gamma: Float64Array): PlacedPeak[] {
  const maxima = separateMaxima(gamma);
  const bounds = boundsBetween(gamma, maxima);
  const total = integral(gamma, logTau, 0, gamma.length - 1);
  return maxima
    .map((at, index) => describe(logTau, gamma, at, bounds[index] ?? 0, bounds[index + 1] ?? gamma.length - 1))
    .filter(({ resistance }) => resistance > LEAST_SHARE * total);
}

/** Integral over ln tau between two grid points by the trapezoidal rule, ohm. */
export function integral(gamma: ArrayLike<number>, logTau: Float64Array, first: number, last: number): number {
  let sum = 0;
  for (let k = first; k < last; k++) {
    sum += 0.5 * ((gamma[k] ?? 0) + (gamma[k + 1] ?? 0)) * ((logTau[k + 1] ?? 0) - (logTau[k] ?? 0));
  }
  return sum;
}

/** Places of the maxima; of two with next to no valley between them the lower one is no maximum of its own. */
function separateMaxima(gamma: Float64Array): number[] {
  const at = (k: number): number => gamma[k] ?? 0;
  let maxima: number[] = [];
  for (let k = 0; k < gamma.length; k++) {
    if (at(k) > 0 && (k === 0 || at(k) > at(k - 1)) && (k === gamma.length - 1 || at(k) >= at(k + 1))) maxima.push(k);
  }
  for (;;) {
    const bounds = boundsBetween(gamma, maxima);
    // The one with the shallowest valley goes first, since its neighbours' valleys change by it.
    let [flattest, least] = [-1, LEAST_RISE];
    maxima.forEach((place, index) => {
      const before = index === 0 ? 0 : at(bounds[index] ?? 0);
      const behind = index === maxima.length - 1 ? 0 : at(bounds[index + 1] ?? 0);
      const rise = (at(place) - Math.max(before, behind)) / at(place);
      if (rise < least) [flattest, least] = [index, rise];
    });
    if (flattest < 0) return maxima;
    maxima = maxima.filter((_, index) => index !== flattest);
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

function describe(logTau: Float64Array, gamma: Float64Array, at: number, first: number, last: number): PlacedPeak {
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
    first,
    last,
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
