import { fitPolynomial } from "../polynomial.ts";
import { slice } from "../plateau.ts";
import { stderrOf, type Uncertain } from "../uncertain.ts";

/** The part of a pulse in which the voltage follows the square root of time. */
export interface LinearRegion {
  /** V s^(-1/2). */
  readonly slope: Uncertain;
  /** V, the line at the start of the pulse: the voltage behind the ohmic drop. */
  readonly intercept: Uncertain;
  /** s since the start of the pulse. */
  readonly from: number;
  readonly to: number;
  readonly points: number;
  /** By how much of itself the slope changes over the region, from a parabola through it. */
  readonly curvature: number;
  readonly isLinear: boolean;
}

/** Ends of the regions that are tried, as parts of the root of the pulse's time. */
const STARTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5];
const ENDS = [1, 0.9, 0.8, 0.7, 0.6];
export const FEWEST_POINTS = 6;
/** A slope that changes by this part over the region leaves the mean slope good to half of it. */
const TOLERATED = 0.02;
/** A curvature of fewer standard errors is not seen, however few points there are: what few points hide is no line. */
const SIGNIFICANT = 3;

/**
 * Fits E = E_0 + k sqrt(t) to the longest part of a pulse in which it holds; the beginning may be left out, where the double layer
 * charges, and the end, where diffusion has met the other side. A parabola in sqrt(t) is the test.
 *
 * @param time s since the start of the pulse.
 * @param duration of the pulse, s.
 * @returns undefined where no part has enough points.
 */
export function linearRegion(time: Float64Array, voltage: Float64Array, duration: number): LinearRegion | undefined {
  const roots = time.map((each) => Math.sqrt(Math.max(0, each)));
  const whole = Math.sqrt(duration);
  const windows = STARTS.flatMap((start) => ENDS.map((end) => ({ start, end })));
  windows.sort((one, other) => other.end - other.start - (one.end - one.start) || one.start - other.start);
  let straightest: LinearRegion | undefined;
  for (const { start, end } of windows) {
    const first = roots.findIndex((root) => root >= start * whole);
    const beyond = roots.findIndex((root) => root > end * whole * (1 + 1e-9));
    const behind = beyond < 0 ? roots.length : beyond;
    if (first < 0 || behind - first < FEWEST_POINTS) continue;
    const region = fitRegion(roots, voltage, time, first, behind);
    if (region.isLinear) return region;
    if (straightest === undefined || region.curvature < straightest.curvature) straightest = region;
  }
  return straightest;
}

function fitRegion(
  roots: Float64Array,
  voltage: Float64Array,
  time: Float64Array,
  first: number,
  behind: number,
): LinearRegion {
  const [x, y] = [slice(roots, first, behind), slice(voltage, first, behind)];
  const line = fitPolynomial(x, y, 1);
  const parabola = fitPolynomial(x, y, 2);
  const [low, high] = [x[0] ?? 0, x.at(-1) ?? 0];
  const slope = line.slopeAt(0);
  const change = parabola.slopeAt(high).value - parabola.slopeAt(low).value;
  const curvature = slope.value === 0 ? Infinity : Math.abs(change / slope.value);
  return {
    slope,
    intercept: line.at(0),
    from: time[first] ?? 0,
    to: time[behind - 1] ?? 0,
    points: behind - first,
    curvature,
    isLinear:
      (curvature <= TOLERATED || parabola.significance * parabola.limit <= SIGNIFICANT) &&
      Math.abs(slope.value) > stderrOf(slope),
  };
}
