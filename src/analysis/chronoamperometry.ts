import type { Recording } from "../io/recording/recording.ts";
import { QuantityError } from "./physicalQuantity.ts";
import { firstAfter, plateauOf, slice, type Plateau } from "./plateau.ts";
import { fitPolynomial } from "./polynomial.ts";
import { measured, stderrOf, type Uncertain } from "./uncertain.ts";

/** The two currents of a polarisation at constant voltage. */
export interface PolarisationCurrents {
  /** A, of the sign that makes the steady current positive. */
  readonly initial: Uncertain;
  readonly initialMethod: "extrapolated to the step" | "first point";
  /** s, when the voltage was applied. */
  readonly start: number;
  readonly steady: Uncertain;
  readonly plateau: Plateau;
  readonly flags: readonly string[];
}

const FEWEST_POINTS = 5;
/** Of the largest current: below, the voltage has not been applied yet. */
const APPLIED = 0.25;
/** The extrapolation uses the points until the current has gone so far from its first value to the steady one ... */
const EARLY = 0.3;
/** ... and at most this part of the time, where it hardly falls. */
const MOST_OF_TIME = 0.1;
const FEWEST_FOR_CURVE = 8;
const FEWEST_FOR_LINE = 5;

/**
 * I_0 and I_ss of a polarisation: I_0 by a parabola or a line through the first points, extrapolated to the step of the voltage;
 * I_ss as the mean over the last fifth of the time, with a flag where the current still changes.
 *
 * @throws {QuantityError} for a recording without a current, or with too few points.
 */
export function polarisationCurrents({ name, time, current }: Recording): PolarisationCurrents {
  if (current === undefined) throw new QuantityError(`${name} has no column of current, such as current_A.`);
  if (time.length < FEWEST_POINTS + 1)
    throw new QuantityError(`${name} has ${String(time.length)} points; a polarisation needs more.`);
  const largest = current.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const onset = current.findIndex((each) => Math.abs(each) >= APPLIED * largest);
  const start = startTime(time, onset);
  const times = slice(time, onset, time.length).map((each) => each - start);
  const raw = slice(current, onset, current.length);
  if (times.length < FEWEST_POINTS)
    throw new QuantityError(`${name} has ${String(times.length)} points of a current; a polarisation needs more.`);
  const sign = Math.sign(plateauOf(times, raw).value.value) || 1;
  const currents = raw.map((each) => sign * each);
  const plateau = plateauOf(times, currents);
  const flags = plateau.isSteady ? [] : [driftWords(plateau)];
  const initial = initialCurrent(times, currents, plateau.value.value);
  return { ...initial, start, steady: plateau.value, plateau, flags: [...initial.flags, ...flags] };
}

/** The step lies at the end of the rest before it; a file that begins with the polarisation counts its time from the step. */
function startTime(time: Float64Array, onset: number): number {
  const first = time[onset] ?? 0;
  if (onset > 0) return time[onset - 1] ?? first;
  const interval = (time[onset + 1] ?? first) - first;
  return first >= 0 && first <= 3 * interval ? 0 : first;
}

function initialCurrent(
  time: Float64Array,
  current: Float64Array,
  steady: number,
): Pick<PolarisationCurrents, "initial" | "initialMethod" | "flags"> {
  const first = current[0] ?? 0;
  const limit = first - EARLY * (first - steady);
  const falls = first > steady;
  const fallen = current.findIndex((each) => (falls ? each < limit : each > limit));
  const latest = firstAfter(time, (time[0] ?? 0) + MOST_OF_TIME * ((time.at(-1) ?? 0) - (time[0] ?? 0)));
  const count = Math.min(fallen < 0 ? time.length : fallen, Math.max(latest, FEWEST_FOR_LINE));
  if (count < FEWEST_FOR_LINE) {
    const flag =
      `I_0 is the first point, at ${String(Number((time[0] ?? 0).toPrecision(3)))} s: the current falls by ${String(100 * EARLY)} % of its way within ` +
      `${String(count)} points, too few to extrapolate to the step, so that I_0 may be too small. Faster sampling after the step would settle it.`;
    return {
      initial: measured(first, Math.abs(first - (current[1] ?? first))),
      initialMethod: "first point",
      flags: [flag],
    };
  }
  const [early, values] = [slice(time, 0, count), slice(current, 0, count)];
  const parabola = count >= FEWEST_FOR_CURVE ? fitPolynomial(early, values, 2) : undefined;
  const isCurved = parabola !== undefined && parabola.significance > 1;
  const initial = (isCurved ? parabola : fitPolynomial(early, values, 1)).at(0);
  return { initial, initialMethod: "extrapolated to the step", flags: [] };
}

/** Says that a current has not come to its end. */
export function driftWords({ drift, value, from, to, limit }: Plateau): string {
  const percent = Math.abs((100 * drift.value) / value.value).toPrecision(2);
  const goes = drift.value * value.value < 0 ? "falls" : "rises";
  const end =
    limit === null
      ? ""
      : ` and would end near ${String(Number(((100 * limit) / value.value).toPrecision(3)))} % of its mean if it goes on so`;
  return (
    `no plateau: over the last ${String(Number((to - from).toPrecision(3)))} s the current still ${goes} by ${percent} % ` +
    `(${(Math.abs(drift.value) / (stderrOf(drift) || Infinity)).toFixed(1)} standard errors)${end}. A longer polarisation would settle it.`
  );
}
