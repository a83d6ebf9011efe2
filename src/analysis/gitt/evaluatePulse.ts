import type { Recording } from "../../io/recording/recording.ts";
import { derivedAnswer, type DerivedAnswer } from "../answer.ts";
import { slice } from "../plateau.ts";
import { fitPolynomial } from "../polynomial.ts";
import { combine, minus, over, scaled, stderrOf, times, type Uncertain } from "../uncertain.ts";
import type { Pulse } from "./pulses.ts";
import { restEnd, type RestEnd } from "./rest.ts";
import { continuedFlag, continuedRests, restFlags } from "./restDrift.ts";
import { FEWEST_POINTS, linearRegion, type LinearRegion } from "./rootTime.ts";
import { durationOf, type Timing } from "./timing.ts";

/** A number with its standard error, null where the data give none. */
export interface WithError {
  readonly value: number;
  readonly stderr: number | null;
}

/** One pulse with what follows from it. */
export interface GittPulse {
  /** Counted from 1. */
  readonly number: number;
  /** s, of the recording. */
  readonly start: number;
  /** s. */
  readonly duration: number;
  /** A, mean. */
  readonly current: number;
  /** V, mean of the potentials at the ends of the rests before and after; without one of them, that of the other. */
  readonly voltage: number;
  /** s; null where there is no rest. */
  readonly restBefore: number | null;
  readonly restAfter: number | null;
  /** dE_s, V: rest potential after less that before. */
  readonly steadyChange: WithError | null;
  /** dE_t, V: k sqrt(t_pulse) of the line through E over sqrt(t). */
  readonly transientChange: WithError | null;
  /** V, last voltage of the pulse less that of the line at its start: dE_t if no line were fitted. */
  readonly endToEndChange: number | null;
  /** V, from the rest before to the line at the start of the pulse. */
  readonly ohmicDrop: number | null;
  readonly region: Omit<LinearRegion, "slope" | "intercept"> | null;
  /** cm2/s. Null where the pulse gives none; `refusal` says why. */
  readonly diffusionCoefficient: DerivedAnswer | null;
  /** The same with `endToEndChange` for dE_t. */
  readonly endToEndCoefficient: number | null;
  /** t_pulse D/L^2, which must be far below 1. */
  readonly dimensionlessTime: number | null;
  readonly refusal: string | null;
  readonly flags: readonly string[];
}

/** Lengths of the sample, cm. */
export interface Lengths {
  /** m_B V_M/(M_B A), the volume by the area of contact. */
  readonly effective: Uncertain;
  /** Of the diffusion: the thickness or the radius of the particles. */
  readonly diffusion: Uncertain;
  readonly diffusionName: string;
}

export const GITT_FORMULA = "D = (4/(pi t_pulse)) (m_B V_M/(M_B A))^2 (dE_s/dE_t)^2";
/** Up to here the surface of a plane layer does not feel its far side: D is 0.1 % off. */
const LONGEST_TIME = 0.1;
const FEWEST_ERRORS = 2;
const TOLERATED_CURRENT = 0.02;
/** D goes with the square of dE_t. */
const TOLERATED_DISAGREEMENT = 0.1;

/** Evaluates one pulse of a recording. */
export function evaluatePulse(recording: Recording, pulse: Pulse, number: number, lengths: Lengths): GittPulse {
  const { time, current = new Float64Array(), voltage = new Float64Array() } = recording;
  const timing = durationOf(time, pulse);
  const currents = slice(current, pulse.first, pulse.last + 1);
  const mean = currents.reduce((sum, each) => sum + each, 0) / currents.length;
  const [before, after] = [pulse.restBefore, pulse.restAfter].map((run) =>
    run === null ? null : restEnd(time, voltage, run),
  ) as [RestEnd | null, RestEnd | null];
  const ends = [before, after].flatMap((rest) => rest?.potential.value ?? []);
  const [times, volts] = [time, voltage].map((values) => slice(values, pulse.first, pulse.last + 1)) as [
    Float64Array,
    Float64Array,
  ];
  const since = times.map((each) => each - timing.start);
  const asMeasured = changesOf(since, volts, before?.potential, after?.potential, timing);
  const continued = continuedRests(before, after, asMeasured.steady, timing);
  const remaining = continued?.before?.left ?? ((): number => 0);
  const { region, transient, steady, base } =
    continued === undefined
      ? asMeasured
      : changesOf(
          since,
          volts.map((each, place) => each - remaining(times[place] ?? Number.NaN)),
          continued.before?.limit ?? before?.potential,
          continued.after?.limit ?? after?.potential,
          timing,
        );
  const common = {
    number,
    start: timing.start,
    duration: timing.duration.value,
    current: mean,
    voltage: ends.length === 0 ? (volts[0] ?? Number.NaN) : ends.reduce((sum, each) => sum + each, 0) / ends.length,
    restBefore: before?.duration ?? null,
    restAfter: after?.duration ?? null,
    steadyChange: steady === undefined ? null : withError(steady),
    transientChange: transient === undefined ? null : withError(transient),
    endToEndChange:
      region === undefined
        ? null
        : (volts.at(-1) ?? Number.NaN) - remaining(times.at(-1) ?? Number.NaN) - region.intercept.value,
    ohmicDrop: region === undefined || base === undefined ? null : region.intercept.value - base.value,
    region: region === undefined ? null : regionOf(region),
  };
  const refusal = refusalOf(pulse, timing, steady, transient, volts.length);
  const none = { diffusionCoefficient: null, endToEndCoefficient: null, dimensionlessTime: null };
  if (refusal !== null || steady === undefined || transient === undefined || region === undefined) {
    return { ...common, ...none, refusal, flags: [] };
  }
  const coefficient = coefficientOf(steady, transient, timing, lengths.effective);
  const dimensionless =
    (timing.duration.value * coefficient.value) / (lengths.diffusion.value * lengths.diffusion.value);
  const ratio = transient.value / (common.endToEndChange ?? Number.NaN);
  const endToEnd = coefficient.value * ratio * ratio;
  const flags = [
    ...timeFlags(dimensionless, lengths),
    ...regionFlags(region, coefficient.value, endToEnd),
    ...(continued === undefined
      ? restFlags(before, after, steady, timing)
      : [continuedFlag(continued, before, after, shareWithout(asMeasured, coefficient.value, timing, lengths))]),
    ...currentFlags(times, currents, mean),
  ];
  return {
    ...common,
    diffusionCoefficient: derivedAnswer(coefficient, {
      name: `diffusion coefficient of pulse ${String(number)}`,
      unit: "cm2/s",
      formula: GITT_FORMULA,
      flags,
    }),
    endToEndCoefficient: endToEnd,
    dimensionlessTime: dimensionless,
    refusal: null,
    flags,
  };
}

/** dE_s, dE_t and what they come from. */
interface Changes {
  readonly region: LinearRegion | undefined;
  readonly transient: Uncertain | undefined;
  readonly steady: Uncertain | undefined;
  /** V, before the pulse. */
  readonly base: Uncertain | undefined;
}

function changesOf(
  since: Float64Array,
  volts: Float64Array,
  before: Uncertain | undefined,
  after: Uncertain | undefined,
  timing: Timing,
): Changes {
  const region = linearRegion(since, volts, timing.duration.value);
  return {
    region,
    transient: region === undefined ? undefined : transientOf(region, timing),
    steady: before === undefined || after === undefined ? undefined : minus(after, before),
    base: before,
  };
}

/** By how much of itself D would differ without the drift taken off. */
function shareWithout({ steady, transient }: Changes, found: number, timing: Timing, { effective }: Lengths): number {
  if (steady === undefined || transient === undefined) return Number.NaN;
  return coefficientOf(steady, transient, timing, effective).value / found - 1;
}

function coefficientOf(steady: Uncertain, transient: Uncertain, { duration }: Timing, length: Uncertain): Uncertain {
  const ratio = over(steady, transient);
  return scaled(4 / Math.PI, over(times(times(length, length), times(ratio, ratio)), duration));
}

/** dE_t = k sqrt(t). */
function transientOf({ slope }: LinearRegion, { duration }: Timing): Uncertain {
  const root = Math.sqrt(duration.value);
  return combine(slope.value * root, [
    [slope, root],
    [duration, slope.value / (2 * root)],
  ]);
}

function regionOf({ from, to, points, curvature, isLinear }: LinearRegion): Omit<LinearRegion, "slope" | "intercept"> {
  return { from, to, points, curvature, isLinear };
}

function withError(number: Uncertain): WithError {
  const stderr = stderrOf(number);
  return { value: number.value, stderr: stderr > 0 ? stderr : null };
}

function refusalOf(
  pulse: Pulse,
  { gap }: Timing,
  steady: Uncertain | undefined,
  transient: Uncertain | undefined,
  points: number,
): string | null {
  if (gap !== null) return `the recording was interrupted for ${String(Number(gap.toPrecision(2)))} s within the pulse`;
  if (pulse.restBefore === null) return "there is no rest before the pulse, so that dE_s is not known";
  if (pulse.restAfter === null) return "there is no rest after the pulse, so that dE_s is not known";
  if (transient === undefined) {
    return `the pulse has ${String(points)} points; a line over sqrt(t) needs ${String(FEWEST_POINTS)} or more. Faster sampling would settle it`;
  }
  if (steady === undefined || Math.abs(steady.value) <= FEWEST_ERRORS * stderrOf(steady)) {
    return "dE_s is not larger than its error, as on a plateau of two phases, where the method does not apply";
  }
  if (Math.abs(transient.value) <= FEWEST_ERRORS * stderrOf(transient)) return "dE_t is not larger than its error";
  if (steady.value * transient.value < 0) {
    return "dE_s and dE_t have different signs: the rest before the pulse was not at its end, or the potential drifts";
  }
  return null;
}

function timeFlags(dimensionless: number, { diffusionName }: Lengths): string[] {
  if (dimensionless <= LONGEST_TIME) return [];
  return [
    `t_pulse is ${dimensionless.toPrecision(2)} L^2/D with L the ${diffusionName}; the formula holds far below 1, here up to ${String(LONGEST_TIME)}. Shorter pulses would settle it.`,
  ];
}

function regionFlags({ isLinear, curvature, from, to }: LinearRegion, fitted: number, endToEnd: number): string[] {
  const percent = (share: number): string => `${(100 * share).toPrecision(2)} %`;
  if (!isLinear) {
    return [
      `the voltage is not linear in sqrt(t) anywhere: between ${String(Number(from.toPrecision(3)))} and ${String(Number(to.toPrecision(3)))} s the slope changes by ${percent(curvature)}.`,
    ];
  }
  const difference = Math.abs(endToEnd / fitted - 1);
  if (difference <= TOLERATED_DISAGREEMENT) return [];
  return [
    `with dE_t from end to end D would be ${percent(difference)} ${endToEnd > fitted ? "larger" : "smaller"}: only ${String(Number(from.toPrecision(3)))} to ${String(Number(to.toPrecision(3)))} s of the pulse are linear in sqrt(t).`,
  ];
}

function currentFlags(time: Float64Array, current: Float64Array, mean: number): string[] {
  const line = fitPolynomial(time, current, 1);
  const slope = line.slopeAt(0);
  const change = Math.abs((slope.value * ((time.at(-1) ?? 0) - (time[0] ?? 0))) / mean);
  if (change <= TOLERATED_CURRENT || line.significance <= 1) return [];
  return [
    `the current changes by ${(100 * change).toPrecision(2)} % within the pulse; the formula is for a constant one.`,
  ];
}
