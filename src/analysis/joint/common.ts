import { exp, ln } from "../../../assembly/math/elementary.ts";
import type { PlannedShare } from "./plan.ts";

/** A shared parameter as one spectrum's fit has it. */
export interface Sighting {
  /** In the parameter's unit. */
  readonly value: number;
  /** Its standard error; not finite where it has none. */
  readonly stderr: number;
  /** K; NaN where the law does not go with temperature. */
  readonly temperature: number;
}

/** The coordinate of a value: its logarithm, or an exponent as it is. */
export function coordinateOf({ logarithmic }: Pick<PlannedShare, "logarithmic">, value: number): number {
  return logarithmic ? ln(value) : value;
}

/** Whether the value itself is straight in temperature, while its coordinate is the logarithm. */
function isLinearInValue({ law, logarithmic }: PlannedShare): boolean {
  return law === "linear" && logarithmic;
}

/** The value that a law gives at a temperature for the coordinates of its unknowns. */
export function valueAt(planned: PlannedShare, unknowns: readonly number[], temperature: number): number {
  const [first = Number.NaN, second = Number.NaN] = unknowns;
  if (planned.ends === 1) return planned.logarithmic ? exp(first) : first;
  const { low, high, offset } = planned.shareAt(temperature);
  if (isLinearInValue(planned)) return low * exp(first) + high * exp(second);
  const coordinate = low * first + high * second + offset;
  return planned.logarithmic ? exp(coordinate) : coordinate;
}

/** The unknowns of a law that come nearest to what the spectra say alone, each weighted by its error. */
export function weightedUnknowns(planned: PlannedShare, sightings: readonly Sighting[]): number[] {
  const usable = sightings.filter(({ value }) => Number.isFinite(coordinateOf(planned, value)));
  const known = usable.filter(({ stderr }) => stderr > 0 && stderr < Infinity);
  const taken = known.length >= planned.ends ? known : usable;
  const points = taken.map(({ value, stderr, temperature }) => {
    const { low, high, offset } = planned.shareAt(temperature);
    const inValue = isLinearInValue(planned);
    const y = inValue ? value : coordinateOf(planned, value) - offset;
    const error = taken !== known ? 1 : planned.logarithmic && !inValue ? stderr / value : stderr;
    return { low, high, y, weight: 1 / (error * error) };
  });
  return solve(planned, points);
}

interface Point {
  readonly low: number;
  readonly high: number;
  readonly y: number;
  readonly weight: number;
}

function solve(planned: PlannedShare, points: readonly Point[]): number[] {
  const sum = (term: (point: Point) => number): number =>
    points.reduce((total, point) => total + point.weight * term(point), 0);
  const mean = sum(({ y }) => y) / sum(() => 1);
  if (planned.ends === 1) return [mean];
  const a = sum(({ low }) => low * low);
  const b = sum(({ low, high }) => low * high);
  const c = sum(({ high }) => high * high);
  const d = sum(({ low, y }) => low * y);
  const e = sum(({ high, y }) => high * y);
  const determinant = a * c - b * b;
  // All at one temperature say nothing of a slope.
  const ends =
    determinant > 1e-12 * a * c ? [(c * d - b * e) / determinant, (a * e - b * d) / determinant] : [mean, mean];
  return isLinearInValue(planned) ? positiveEnds(ends, points) : ends;
}

/** Coordinates of the ends of a straight line, which must lie above 0. */
function positiveEnds(ends: readonly number[], points: readonly Point[]): number[] {
  const least = Math.min(...points.map(({ y }) => y).filter((y) => y > 0));
  return ends.map((end) => ln(end > 0 ? end : 0.1 * least));
}

/** The same by medians, so that spectra whose own fits went astray do not count. */
export function robustUnknowns(planned: PlannedShare, sightings: readonly Sighting[]): number[] {
  const points = sightings.flatMap(({ value, temperature }) => {
    const { low, high, offset } = planned.shareAt(temperature);
    const y = isLinearInValue(planned) ? value : coordinateOf(planned, value) - offset;
    return Number.isFinite(y) ? [{ low, high, y, weight: 1 }] : [];
  });
  if (planned.ends === 1) return [median(points.map(({ y }) => y))];
  // The median of the slopes of all pairs (Theil 1950, Sen 1968).
  const slopes = points.flatMap((first, index) =>
    points
      .slice(index + 1)
      .flatMap((second) => (second.high === first.high ? [] : [(second.y - first.y) / (second.high - first.high)])),
  );
  const slope = slopes.length === 0 ? 0 : median(slopes);
  const level = median(points.map(({ y, high }) => y - slope * high));
  const ends = [level, level + slope];
  return isLinearInValue(planned) ? positiveEnds(ends, points) : ends;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : 0.5 * (upper + (sorted[middle - 1] ?? Number.NaN));
}
