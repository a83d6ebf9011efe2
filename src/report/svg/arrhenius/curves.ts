import { ln } from "../../../../assembly/math/elementary.ts";
import type { ArrheniusResult, FittedPoint } from "../../../analysis/arrhenius/index.ts";
import type { RichText } from "../richText.ts";

/** A point of a fitted line with its band. */
export interface CurvePoint {
  /** 1000 K/T */
  readonly x: number;
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** A line over the measured range, and the pieces beyond it. */
export interface LineCurve {
  readonly measured: readonly CurvePoint[];
  readonly beyond: readonly (readonly CurvePoint[])[];
}

const CURVE_POINTS = 60;
/** An extrapolation wider than this many times the measured range would leave the data a corner of the plot. */
const WIDEST_EXTRAPOLATION = 1;

/** The line with its band over the measured range, and to the temperatures outside it that values were asked for. */
export function curveOf(result: ArrheniusResult): LineCurve {
  const [coldest, hottest] = result.measuredRange;
  const asked = shownTemperatures(result);
  const along = (from: number, to: number): CurvePoint[] =>
    Array.from({ length: CURVE_POINTS + 1 }, (_, k) =>
      pointAt(result, 1 / from + (k / CURVE_POINTS) * (1 / to - 1 / from)),
    );
  const lowest = Math.min(coldest, ...asked);
  const highest = Math.max(hottest, ...asked);
  return {
    measured: along(coldest, hottest),
    beyond: [
      ...(lowest < coldest ? [along(lowest, coldest)] : []),
      ...(highest > hottest ? [along(hottest, highest)] : []),
    ],
  };
}

/** Temperatures asked for that the plot reaches to. */
export function shownTemperatures({ measuredRange: [coldest, hottest], values }: ArrheniusResult): number[] {
  const reach = WIDEST_EXTRAPOLATION * (1 / coldest - 1 / hottest);
  return values
    .map(({ temperature }) => temperature)
    .filter((kelvin) => 1 / kelvin - 1 / coldest <= reach && 1 / hottest - 1 / kelvin <= reach);
}

function pointAt(result: ArrheniusResult, inverse: number): CurvePoint {
  const kelvin = 1 / inverse;
  const { answer } = result.valueAt({ value: kelvin, unit: "K" });
  const ordinate = (value: number): number => {
    if (result.form === "sigma") return ln(value);
    return ln(result.kind === "conductivity" ? value * kelvin : value / kelvin);
  };
  const [low, high] = answer.interval ?? [answer.value, answer.value];
  return { x: 1000 * inverse, middle: ordinate(answer.value), low: ordinate(low), high: ordinate(high) };
}

/** The Vogel-Tammann-Fulcher law where it is preferred to the line, as 1000 K/T and ordinate. */
export function bendOf({ curvature, form, kind, measuredRange: [coldest, hottest] }: ArrheniusResult) {
  const [best] = curvature?.vft ?? [];
  if (best === undefined || curvature?.preferred !== "vft") return { x: [], y: [] };
  const power = (form === "sigma-T" ? 1 : 0) - (best.form === "root-T" ? 0.5 : 0);
  const kelvin = Array.from({ length: CURVE_POINTS + 1 }, (_, k) => coldest + (k / CURVE_POINTS) * (hottest - coldest));
  return {
    x: kelvin.map((at) => 1000 / at),
    y: kelvin.map((at) => {
      const conduction = best.lnPrefactor.value - best.b.value / (at - best.vogelTemperature.value) + power * ln(at);
      return kind === "conductivity" ? conduction : -conduction;
    }),
  };
}

/** One standard error to either side. */
export function barEnds({ ordinate, ordinateStderr }: FittedPoint): [low: number, high: number] {
  const error = ordinateStderr ?? 0;
  return [ordinate - error, ordinate + error];
}

/** `ln(sigma T / S K cm^-1)` */
export function ordinateName({ form, kind, unit }: ArrheniusResult): RichText {
  const symbol = { text: kind === "conductivity" ? "\u03c3" : "R", italic: true as const };
  const kelvin = { text: "T", italic: true as const };
  const printed = printedUnit(unit);
  if (form === "sigma") return [{ text: "ln(" }, symbol, { text: " / " }, ...printed, { text: ")" }];
  return kind === "conductivity"
    ? [{ text: "ln(" }, symbol, kelvin, { text: " / " }, ...printed, { text: " K)" }]
    : [
        { text: "ln((" },
        symbol,
        { text: "/" },
        kelvin,
        { text: ") / " },
        ...printed,
        ...toThe(" K", "\u22121"),
        { text: ")" },
      ];
}

function printedUnit(unit: string): RichText {
  if (unit === "S/cm") return toThe("S cm", "\u22121");
  const plainUnit = unit.replace("ohm", "\u03a9");
  const [, before, power] = /^(.*cm)\^?2$/.exec(plainUnit) ?? [];
  return before === undefined || power !== undefined ? [{ text: plainUnit }] : toThe(before, "2");
}

function toThe(base: string, power: string): RichText {
  return [{ text: base }, { text: power, level: "superscript" }];
}
