import { measured, type Uncertain } from "../uncertain.ts";
import type { Pulse } from "./pulses.ts";

/** When a pulse began and how long it took. */
export interface Timing {
  /** s, of the recording. */
  readonly start: number;
  /** s; its error is that of the ends, which lie between two points. */
  readonly duration: Uncertain;
  /** The longest time without a point within the pulse, where it is far longer than usual; else null. */
  readonly gap: number | null;
}

/** An interval so many times the usual one is an interruption. */
const INTERRUPTION = 20;
const NEAR = 1.5;
/** Of a uniform distribution one wide. */
const UNIFORM = 1 / Math.sqrt(12);

/**
 * The current was switched between the last point of the rest and the first of the pulse. Instruments record the end of each
 * step, so that the last point of the rest is taken where it lies near; else the first of the pulse.
 */
export function durationOf(time: Float64Array, { first, last, restBefore, restAfter }: Pulse): Timing {
  const at = (index: number): number => time[index] ?? Number.NaN;
  const intervals = Float64Array.from({ length: last - first }, (_, k) => at(first + k + 1) - at(first + k));
  const usual = Float64Array.from(intervals).sort()[intervals.length >> 1] ?? 0;
  const longest = intervals.reduce((most, each) => Math.max(most, each), 0);
  const gapBefore = restBefore === null ? Infinity : at(first) - at(restBefore.last);
  const gapAfter = restAfter === null ? Infinity : at(restAfter.first) - at(last);
  const isNear = gapBefore <= NEAR * usual;
  const start = isNear ? at(first) - gapBefore : at(first);
  const open = [gapBefore, gapAfter].map((gap) => UNIFORM * Math.min(gap, usual));
  const error = Math.sqrt(open.reduce((sum, each) => sum + each * each, 0));
  return {
    start,
    duration: measured(at(last) - start, error),
    gap: longest > INTERRUPTION * usual && usual > 0 ? longest : null,
  };
}
