import { fitPolynomial } from "./polynomial.ts";
import { measured, plus, scaled, type Uncertain } from "./uncertain.ts";

/** The end of a signal, and whether it is steady. */
export interface Plateau {
  /** Mean over the window; where it still drifts, the way that it may yet go is added to the error. */
  readonly value: Uncertain;
  /** s, ends of the window. */
  readonly from: number;
  readonly to: number;
  readonly points: number;
  /** Change over the window, from a straight line. */
  readonly drift: Uncertain;
  readonly isSteady: boolean;
  /** Where the signal would end if its change went on to fall from window to window as it last did; null where it does not fall. */
  readonly limit: number | null;
}

/** Part of the time that is looked at. */
const WINDOW = 0.2;
const FEWEST_POINTS = 5;
/** A drift below this part of the value does no harm; one that the scatter explains is none. */
const HARMLESS = 0.01;

/**
 * The value that a signal has come to at its end: the mean over the last fifth of the time, if it is steady there.
 *
 * @throws {RangeError} with fewer than five points.
 */
export function plateauOf(time: ArrayLike<number>, signal: ArrayLike<number>): Plateau {
  const count = time.length;
  if (count < FEWEST_POINTS) throw new RangeError(`${String(count)} points make no plateau.`);
  const [begin, to] = [time[0] ?? 0, time[count - 1] ?? 0];
  const width = WINDOW * (to - begin);
  const first = Math.min(firstAfter(time, to - width), count - FEWEST_POINTS);
  const from = time[first] ?? 0;
  const line = fitPolynomial(slice(time, first, count), slice(signal, first, count), 1);
  const drift = scaled(to - from, line.slopeAt(to));
  const mean = fitPolynomial(slice(time, first, count), slice(signal, first, count), 0).at(to);
  const isSteady = line.significance <= 1 || Math.abs(drift.value) <= HARMLESS * Math.abs(mean.value);
  const before = Math.min(firstAfter(time, from - width), first - FEWEST_POINTS);
  const earlier =
    before < 0
      ? undefined
      : fitPolynomial(slice(time, before, first), slice(signal, before, first), 1).slopeAt(from).value;
  const ratio = earlier === undefined || earlier === 0 ? Number.NaN : line.slopeAt(to).value / earlier;
  const limit = ratio > 0 && ratio < 1 ? line.at(to).value + (drift.value * ratio) / (1 - ratio) : null;
  const way = Math.max(Math.abs(drift.value), limit === null ? 0 : Math.abs(limit - mean.value));
  return {
    value: isSteady ? mean : plus(mean, measured(0, way)),
    from,
    to,
    points: count - first,
    drift,
    isSteady,
    limit,
  };
}

/** Index of the first time that is not before `when`. */
export function firstAfter(time: ArrayLike<number>, when: number): number {
  let [low, high] = [0, time.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time[middle] ?? 0) < when) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function slice(values: ArrayLike<number>, from: number, to: number): Float64Array {
  return Float64Array.from({ length: Math.max(0, to - from) }, (_, k) => values[from + k] ?? Number.NaN);
}
