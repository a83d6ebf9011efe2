import { drawAxes } from "./axes.ts";
import { axisPrefix, type PlottedFit, type PlottedImpedance } from "./curve.ts";
import { figure, label, short, STYLE, tag } from "./markup.ts";
import { drawLegend, drawLine, drawMarks, strideFor, type LegendEntry } from "./marks.ts";
import { paddedExtent, paddedLogExtent, place, type Scale } from "./scale.ts";

const WIDTH = 640;
const LEFT = 76;
const RIGHT = 24;
const TOP = 56;
const BOTTOM = 56;
const PANEL = 210;
const GAP = 16;

/** Residuals as the plot takes them, percent of |Z|. */
export interface PlottedResiduals {
  /** Hz. */
  readonly frequencyHz: ArrayLike<number>;
  readonly rePercent: ArrayLike<number>;
  readonly imPercent: ArrayLike<number>;
  readonly title: string;
}

/** Bode plot as SVG: |Z| above, -phase below, over the logarithm of frequency. */
export function bodeSvg({ measured, fit, title }: PlottedFit): string {
  const curves = fit === undefined ? [measured] : [measured, fit];
  const modulus = curves.map(modulusOf);
  const phase = curves.map(phaseOf);
  const { factor, prefix } = axisPrefix(paddedExtent(modulus[0] ?? [], 0)[1]);
  const scaled = modulus.map((values) => values.map((value) => value * factor));
  const x = frequencyScale(curves);
  const upper: Scale = {
    kind: "logarithmic",
    domain: atLeastADecade(
      paddedLogExtent(
        scaled.flatMap((values) => Array.from(values)),
        1.3,
      ),
    ),
    range: [TOP + PANEL, TOP],
  };
  const lower: Scale = {
    kind: "linear",
    domain: paddedExtent(
      phase.flatMap((values) => Array.from(values)),
      0.1,
    ),
    range: [TOP + 2 * PANEL + GAP, TOP + PANEL + GAP],
  };
  const legend: LegendEntry[] = [{ text: "data", colour: STYLE.measured, shape: "circle" }];
  if (fit !== undefined) legend.push({ text: "fit", colour: STYLE.fit, shape: "line" });
  const panel = (y: Scale, values: readonly Float64Array[]): string[] => [
    drawMarks({ x: measured.frequencyHz, y: values[0] ?? [] }, x, y, STYLE.measured, "circle"),
    ...(fit === undefined ? [] : [drawLine({ x: fit.frequencyHz, y: values[1] ?? [] }, x, y, STYLE.fit)]),
  ];
  return figure(WIDTH, TOP + 2 * PANEL + GAP + BOTTOM, `Bode plot, ${title}`, [
    ...drawAxes({ x, y: upper, yLabel: `|Z| / ${prefix}\u03a9` }),
    ...drawAxes({ x, y: lower, xLabel: "frequency / Hz", yLabel: "\u2212phase / \u00b0", yStep: degreeStep(lower) }),
    ...heading(title, measured.frequencyHz.length, legend),
    ...panel(upper, scaled),
    ...panel(lower, phase),
  ]);
}

/** Residuals as SVG: (Z_fit - Z)/|Z| in percent, real and imaginary part, over the logarithm of frequency. */
export function residualsSvg({ frequencyHz, rePercent, imPercent, title }: PlottedResiduals): string {
  const x = frequencyScale([{ frequencyHz }]);
  const [low, high] = paddedExtent([...Array.from(rePercent), ...Array.from(imPercent)], 0.1);
  const largest = Math.max(-low, high);
  const y: Scale = { kind: "linear", domain: [-largest, largest], range: [TOP + 240, TOP] };
  const legend: LegendEntry[] = [
    { text: "real part", colour: STYLE.measured, shape: "circle" },
    { text: "imaginary part", colour: STYLE.second, shape: "square" },
  ];
  return figure(WIDTH, TOP + 240 + BOTTOM, `Residuals, ${title}`, [
    ...drawAxes({ x, y, xLabel: "frequency / Hz", yLabel: "(Z fit \u2212 Z) / |Z|, %", yTicks: 6 }),
    tag("path", { d: `M${x.range[0]} ${short(place(y, 0))}H${x.range[1]}`, stroke: STYLE.axis }),
    ...heading(title, frequencyHz.length, legend),
    drawLine({ x: frequencyHz, y: rePercent }, x, y, `${STYLE.measured}55`),
    drawLine({ x: frequencyHz, y: imPercent }, x, y, `${STYLE.second}55`),
    drawMarks({ x: frequencyHz, y: rePercent }, x, y, STYLE.measured, "circle"),
    drawMarks({ x: frequencyHz, y: imPercent }, x, y, STYLE.second, "square"),
  ]);
}

function heading(title: string, points: number, legend: readonly LegendEntry[]): string[] {
  const stride = strideFor(points);
  return [
    label(LEFT, 24, title, { "font-size": 14, "font-weight": "bold" }),
    ...(stride > 1 ? [label(LEFT, 42, `one point in ${stride} is shown`, { fill: STYLE.axis })] : []),
    ...drawLegend(legend, WIDTH - RIGHT, 44),
  ];
}

function frequencyScale(curves: readonly Pick<PlottedImpedance, "frequencyHz">[]): Scale {
  const all = curves.flatMap(({ frequencyHz }) => Array.from(frequencyHz));
  return { kind: "logarithmic", domain: paddedLogExtent(all, 1.6), range: [LEFT, WIDTH - RIGHT] };
}

/** A narrower domain could hold no power of ten, and so no number on its axis. */
function atLeastADecade([low, high]: [number, number]): [number, number] {
  if (high / low >= 12) return [low, high];
  const widen = Math.sqrt((12 * low) / high);
  return [low / widen, high * widen];
}

/** A step that divides the right angle, for at most seven ticks. */
function degreeStep({ domain: [low, high] }: Scale): number {
  return [0.1, 0.5, 1, 5, 10, 15, 30, 45].find((step) => (high - low) / step <= 7) ?? 90;
}

function modulusOf({ re, im }: PlottedImpedance): Float64Array {
  return Float64Array.from(re, (value, index) => Math.hypot(value, im[index] ?? 0));
}

function phaseOf({ re, im }: PlottedImpedance): Float64Array {
  return Float64Array.from(re, (value, index) => (-180 / Math.PI) * Math.atan2(im[index] ?? 0, value));
}
