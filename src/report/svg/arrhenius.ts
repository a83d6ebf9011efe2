import { ln } from "../../../assembly/math/elementary.ts";
import type { ArrheniusResult, FittedPoint } from "../../analysis/arrhenius/index.ts";
import { ZERO_CELSIUS } from "../../analysis/constants.ts";
import { stderrOf } from "../../analysis/uncertain.ts";
import { printQuantity } from "../quantity.ts";
import { drawAxes } from "./axes.ts";
import { figure, label, numberText, short, STYLE, tag } from "./markup.ts";
import { drawLine, drawMarks, type Points } from "./marks.ts";
import { linearTicks, paddedExtent, place, type Scale } from "./scale.ts";

const WIDTH = 640;
const PANEL = 420;
const LEFT = 76;
const RIGHT = 24;
const TOP = 84;
const BOTTOM = 56;
/** Between the title and the first panel. */
const TITLE = 36;
const LEGEND_LINE = 18;
const COLOURS = [STYLE.measured, STYLE.fit, STYLE.second, "#1e8449", "#6c3483", "#566573"];
const CURVE_POINTS = 60;
const PADDING = 0.06;
/** An extrapolation wider than this many times the measured range would leave the data a corner of the plot. */
const WIDEST_EXTRAPOLATION = 1;

/**
 * Arrhenius plots as SVG: ln(sigma T) (or as the form has it) over 1000/T with the degrees Celsius above; data with error bars,
 * lines with their 95 % bands, dashed where they are extrapolated, the law of a bend dotted, and outliers crossed. One panel for each kind of quantity.
 */
export function arrheniusSvg(results: readonly ArrheniusResult[], title: string): string {
  const groups = new Map<string, ArrheniusResult[]>();
  for (const result of results) {
    const key = ordinateTitle(result);
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  const panels: string[] = [];
  let top = TITLE;
  for (const [ordinate, group] of groups) {
    const legend = LEGEND_LINE * group.length;
    panels.push(...drawPanel(ordinate, group, top));
    top += PANEL + legend;
  }
  return figure(WIDTH, Math.max(top, TITLE + 40), `Arrhenius plot, ${title}`, [
    label(LEFT, 24, title, { "font-size": 14, "font-weight": "bold" }),
    ...(results.length === 0 ? [label(LEFT, 52, "no activation energies")] : panels),
  ]);
}

function drawPanel(ordinate: string, group: readonly ArrheniusResult[], top: number): string[] {
  const legend = LEGEND_LINE * group.length;
  const frame = { top: top + legend + TOP - TITLE, bottom: top + legend + PANEL - BOTTOM };
  const kelvin = group.flatMap((result) => [
    ...result.points.map(({ temperature }) => temperature),
    ...shownTemperatures(result),
  ]);
  const x: Scale = {
    kind: "linear",
    domain: paddedExtent(
      kelvin.map((each) => 1000 / each),
      PADDING,
    ),
    range: [LEFT, WIDTH - RIGHT],
  };
  const curves = group.map((result) => curveOf(result));
  const heights = [
    ...group.flatMap(({ points }) => points.flatMap((point) => barEnds(point))),
    ...curves.flatMap(({ measured, beyond }) => [...measured, ...beyond].flatMap(({ low, high }) => [low, high])),
  ];
  const y: Scale = {
    kind: "linear",
    domain: paddedExtent(heights.filter(Number.isFinite), PADDING),
    range: [frame.bottom, frame.top],
  };
  return [
    ...drawAxes({ x, y, xLabel: "1000 K / T", yLabel: ordinate, xTicks: 8, yTicks: 7 }),
    ...celsiusAxis(x, frame.top),
    ...group.flatMap((result, k) => {
      const colour = COLOURS[k % COLOURS.length] ?? STYLE.measured;
      const { measured, beyond } = curves[k] ?? { measured: [], beyond: [] };
      return [
        band(beyond, x, y, `${colour}14`),
        band(measured, x, y, `${colour}2e`),
        dashed(beyond, x, y, colour),
        drawLine(pointsOf(measured), x, y, colour),
        bend(result, x, y, colour),
        ...result.points.map((point) => errorBar(point, x, y, colour)),
        drawMarks(
          {
            x: result.points.map((point) => 1000 / point.temperature),
            y: result.points.map((point) => point.ordinate),
          },
          x,
          y,
          colour,
          k % 2 === 0 ? "circle" : "square",
          true,
        ),
        ...result.points.filter((point) => point.isOutlier).map((point) => cross(point, x, y)),
        ...legendLine(result, colour, k % 2 === 0, top + LEGEND_LINE * (k + 1) - 4),
      ];
    }),
  ];
}

/** `ln(sigma T / S K cm^-1)` */
function ordinateTitle({ form, kind, unit }: ArrheniusResult): string {
  const symbol = kind === "conductivity" ? "\u03C3" : "R";
  const inside =
    form === "sigma"
      ? `${symbol} / ${printedUnit(unit)}`
      : kind === "conductivity"
        ? `${symbol}T / ${printedUnit(unit)} K`
        : `(${symbol}/T) / ${printedUnit(unit)} K\u207B\u00B9`;
  return `ln(${inside})`;
}

function printedUnit(unit: string): string {
  return unit
    .replace("S/cm", "S cm\u207B\u00B9")
    .replace("ohm", "\u03A9")
    .replace(/cm\^?2/, "cm\u00B2");
}

interface CurvePoint {
  /** 1000 K/T */
  readonly x: number;
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** The line with its band over the measured range, and to the temperatures outside it that values were asked for. */
function curveOf(result: ArrheniusResult): { measured: CurvePoint[]; beyond: CurvePoint[] } {
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
      ...(lowest < coldest ? along(lowest, coldest) : []),
      ...(highest > hottest ? along(hottest, highest) : []),
    ],
  };
}

/** Temperatures asked for that the plot reaches to. */
function shownTemperatures({ measuredRange: [coldest, hottest], values }: ArrheniusResult): number[] {
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

function pointsOf(curve: readonly CurvePoint[]): Points {
  return { x: curve.map(({ x }) => x), y: curve.map(({ middle }) => middle) };
}

function band(curve: readonly CurvePoint[], x: Scale, y: Scale, fill: string): string {
  if (curve.length === 0) return "";
  const corner = (at: CurvePoint, value: number): string => `${short(place(x, at.x))} ${short(place(y, value))}`;
  const along = curve.map((at) => corner(at, at.high));
  const back = [...curve].reverse().map((at) => corner(at, at.low));
  return tag("path", { d: `M${[...along, ...back].join("L")}Z`, fill, stroke: "none" });
}

function dashed(curve: readonly CurvePoint[], x: Scale, y: Scale, colour: string): string {
  if (curve.length === 0) return "";
  const steps = curve.map(({ x: at, middle }) => `${short(place(x, at))} ${short(place(y, middle))}`);
  return tag("path", {
    d: `M${steps.join("L")}`,
    fill: "none",
    stroke: colour,
    "stroke-width": 1.4,
    "stroke-dasharray": "5 4",
  });
}

/** The Vogel-Tammann-Fulcher law, dotted, where it is preferred to the line. */
function bend(
  { curvature, form, kind, measuredRange: [coldest, hottest] }: ArrheniusResult,
  x: Scale,
  y: Scale,
  colour: string,
): string {
  const [best] = curvature?.vft ?? [];
  if (best === undefined || curvature?.preferred !== "vft") return "";
  const power = (form === "sigma-T" ? 1 : 0) - (best.form === "root-T" ? 0.5 : 0);
  const steps = Array.from({ length: CURVE_POINTS + 1 }, (_, k) => {
    const kelvin = coldest + (k / CURVE_POINTS) * (hottest - coldest);
    const conduction =
      best.lnPrefactor.value - best.b.value / (kelvin - best.vogelTemperature.value) + power * ln(kelvin);
    return `${short(place(x, 1000 / kelvin))} ${short(place(y, kind === "conductivity" ? conduction : -conduction))}`;
  });
  return tag("path", {
    d: `M${steps.join("L")}`,
    fill: "none",
    stroke: colour,
    "stroke-width": 1.4,
    "stroke-dasharray": "1.5 3",
  });
}

function barEnds({ ordinate, ordinateStderr }: FittedPoint): number[] {
  const error = ordinateStderr ?? 0;
  return [ordinate - error, ordinate + error];
}

/** One standard error to either side. */
function errorBar(point: FittedPoint, x: Scale, y: Scale, colour: string): string {
  const [low = 0, high = 0] = barEnds(point);
  const at = place(x, 1000 / point.temperature);
  const [bottom, top] = [place(y, low), place(y, high)];
  if (bottom - top < 1) return "";
  const cap = (height: number): string => `M${short(at - 3)} ${short(height)}h6`;
  const line = `M${short(at)} ${short(bottom)}V${short(top)}`;
  return tag("path", { d: line + cap(bottom) + cap(top), stroke: colour, "stroke-width": 1.2, fill: "none" });
}

function cross(point: FittedPoint, x: Scale, y: Scale): string {
  const [at, height] = [place(x, 1000 / point.temperature), place(y, point.ordinate)];
  const d = `M${short(at - 6)} ${short(height - 6)}l12 12m0 -12l-12 12`;
  return tag("path", { d, stroke: STYLE.text, "stroke-width": 1.4, fill: "none" });
}

/** Round degrees along the top, where they stand in 1000/T; fewer where they would touch. */
function celsiusAxis(x: Scale, top: number): string[] {
  const [low, high] = x.domain;
  const coldest = 1000 / high - ZERO_CELSIUS;
  const hottest = 1000 / low - ZERO_CELSIUS;
  const parts: string[] = [];
  let right = Infinity;
  for (const celsius of linearTicks([coldest, hottest], 9)) {
    const at = place(x, 1000 / (celsius + ZERO_CELSIUS));
    parts.push(tag("path", { d: `M${short(at)} ${short(top)}v5`, stroke: STYLE.axis }));
    if (right - at < 34) continue;
    parts.push(label(at, top - 7, numberText(celsius), { "text-anchor": "middle" }));
    right = at;
  }
  const middle = (x.range[0] + x.range[1]) / 2;
  return [...parts, label(middle, top - 24, "T / \u00B0C", { "text-anchor": "middle", "font-size": 13 })];
}

function legendLine(result: ArrheniusResult, colour: string, isCircle: boolean, y: number): string[] {
  const { value, stderr } = result.activationEnergy;
  const printed = printQuantity(value, stderr, "-");
  const energy = `Ea = ${printed.value.replace("-", "\u2212")}${printed.stderr === "" ? "" : ` \u00B1 ${printed.stderr}`} eV`;
  const [best] = result.curvature?.vft ?? [];
  const law =
    best === undefined || result.curvature?.preferred !== "vft"
      ? ""
      : `; dotted: VFT, T0 = ${printQuantity(best.vogelTemperature.value, stderrOf(best.vogelTemperature) || null, "-").value} K`;
  const mark = isCircle
    ? tag("circle", { cx: LEFT + 10, cy: y - 4, r: 3.4, fill: colour })
    : tag("rect", { x: LEFT + 7, y: y - 7, width: 6, height: 6, fill: colour });
  return [
    tag("path", { d: `M${LEFT} ${short(y - 4)}h20`, stroke: colour, "stroke-width": 1.8 }),
    mark,
    label(LEFT + 28, y, `${result.name}, ${energy}${law}`),
  ];
}
