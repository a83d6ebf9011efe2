import { firstAfter, slice } from "../plateau.ts";
import { fitPolynomial } from "../polynomial.ts";
import { exactly, type Uncertain } from "../uncertain.ts";
import type { Run } from "./pulses.ts";
import { relaxationOf, type Relaxation } from "./relaxation.ts";

/** The potential that a rest has come to. */
export interface RestEnd {
  /** V, of a line through the last part of the rest at its end. */
  readonly potential: Uncertain;
  /** V/s there; null with too few points for a line. */
  readonly slope: Uncertain | null;
  /** Whether that is more than noise. */
  readonly drifts: boolean;
  /** s, of the whole rest. */
  readonly duration: number;
  /** Where it goes to, from its second half; only of a rest that drifts, and where that half tells. */
  readonly relaxation: Relaxation | undefined;
}

const WINDOW = 0.2;
const FEWEST_POINTS = 6;

/** The end of a rest: of few points the last one alone is taken, as it is. */
export function restEnd(time: Float64Array, voltage: Float64Array, { first, last }: Run): RestEnd {
  const [begin, end] = [time[first] ?? 0, time[last] ?? 0];
  const duration = end - begin;
  const from = Math.min(firstAfter(time, end - WINDOW * duration), last + 1 - FEWEST_POINTS);
  const times = slice(time, from, last + 1);
  if (from < first || (times.at(-1) ?? 0) <= (times[1] ?? 0)) {
    return {
      potential: exactly(voltage[last] ?? Number.NaN),
      slope: null,
      drifts: false,
      duration,
      relaxation: undefined,
    };
  }
  const line = fitPolynomial(times, slice(voltage, from, last + 1), 1);
  const drifts = line.significance > 1;
  const whole = [time, voltage].map((values) => slice(values, first, last + 1)) as [Float64Array, Float64Array];
  const relaxation = drifts ? relaxationOf(...whole) : undefined;
  return { potential: line.at(end), slope: line.slopeAt(end), drifts, duration, relaxation };
}
