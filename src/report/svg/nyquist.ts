import { drawAxes } from "./axes.ts";
import { axisPrefix, frequencyText, type PlottedFit, type PlottedImpedance } from "./curve.ts";
import { figure, label, short, STYLE, tag } from "./markup.ts";
import { freePlace, type Box } from "./labels.ts";
import { drawLegend, drawLine, drawMarks, strideFor, type LegendEntry, type Points } from "./marks.ts";
import { linearTicks, paddedExtent, place, type Scale } from "./scale.ts";

const WIDTH = 640;
const LEFT = 76;
const RIGHT = 24;
const TOP = 56;
const BOTTOM = 56;
const LOWEST = 200;
const HIGHEST = 520;
/** Pixels between marks below which a second name would not say which mark it belongs to. */
const CROWDED = 16;

/**
 * Nyquist plot as SVG: -Z'' upwards over Z', the same scale on both axes, one filled and named mark a decade of frequency.
 */
export function nyquistSvg({ measured, fit, title }: PlottedFit): string {
  const largest = Math.max(...[measured.re, measured.im].map((part) => largestMagnitude(part)));
  const { factor, prefix } = axisPrefix(largest);
  const points = complexPoints(measured, factor);
  const line = fit === undefined ? undefined : complexPoints(fit, factor);
  const { x, y, height } = equalScales(points, line);
  const unit = `${prefix}\u03a9`;
  const ticks = {
    xTicks: 7,
    yTicks: Math.max(2, Math.round((7 * (y.domain[1] - y.domain[0])) / (x.domain[1] - x.domain[0]))),
  };
  const legend: LegendEntry[] = [{ text: "data", colour: STYLE.measured, shape: "circle" }];
  if (line !== undefined) legend.push({ text: "fit", colour: STYLE.fit, shape: "line" });
  const stride = strideFor(points.x.length);
  return figure(WIDTH, height, `Nyquist plot, ${title}`, [
    ...drawAxes({ x, y, xLabel: `Z\u2032 / ${unit}`, yLabel: `\u2212Z\u2033 / ${unit}`, ...ticks }),
    ...zeroLine(x, y),
    label(LEFT, 24, title, { "font-size": 14, "font-weight": "bold" }),
    ...(stride > 1 ? [label(LEFT, 42, `one point in ${stride} is shown`, { fill: STYLE.axis })] : []),
    ...drawLegend(legend, WIDTH - RIGHT, 44),
    drawMarks(points, x, y, STYLE.measured, "circle"),
    ...decadeMarks(measured, [points, ...(line === undefined ? [] : [line])], x, y),
    ...(line === undefined ? [] : [drawLine(line, x, y, STYLE.fit)]),
  ]);
}

function complexPoints({ re, im }: PlottedImpedance, factor: number): Points {
  return {
    x: Float64Array.from(re, (value) => value * factor),
    y: Float64Array.from(im, (value) => -value * factor),
  };
}

function largestMagnitude(values: ArrayLike<number>): number {
  let largest = 0;
  for (let index = 0; index < values.length; index++) largest = Math.max(largest, Math.abs(values[index] ?? 0));
  return largest;
}

function* both(first: ArrayLike<number>, second: ArrayLike<number> | undefined): Iterable<number> {
  yield* Array.from(first);
  if (second !== undefined) yield* Array.from(second);
}

/** The height follows from the data within limits; the direction that has room to spare shows more than the data. */
function equalScales(points: Points, line: Points | undefined): { x: Scale; y: Scale; height: number } {
  const across = paddedExtent(both(points.x, line?.x), 0.06);
  const up = paddedExtent(both(points.y, line?.y), 0.08);
  if (across[0] > 0 && across[0] < 0.35 * across[1]) across[0] = 0;
  if (up[0] > 0 && up[0] < 0.35 * up[1]) up[0] = 0;
  const width = WIDTH - LEFT - RIGHT;
  const natural = (width * (up[1] - up[0])) / (across[1] - across[0]);
  const inner = Math.round(Math.min(HIGHEST, Math.max(LOWEST, natural)));
  const ohmPerPixel = Math.max((across[1] - across[0]) / width, (up[1] - up[0]) / inner);
  const extra = ohmPerPixel * width - (across[1] - across[0]);
  across[1] += across[0] === 0 ? extra : extra / 2;
  across[0] -= across[0] === 0 ? 0 : extra / 2;
  const above = ohmPerPixel * inner - (up[1] - up[0]);
  up[1] += above;
  return {
    x: { kind: "linear", domain: across, range: [LEFT, WIDTH - RIGHT] },
    y: { kind: "linear", domain: up, range: [TOP + inner, TOP] },
    height: TOP + inner + BOTTOM,
  };
}

function zeroLine(x: Scale, y: Scale): string[] {
  if (!(y.domain[0] < 0 && y.domain[1] > 0) || !linearTicks(y.domain, 5).includes(0)) return [];
  return [tag("path", { d: `M${x.range[0]} ${short(place(y, 0))}H${x.range[1]}`, stroke: STYLE.axis })];
}

/** Filled marks at the point nearest to each power of ten, named where a name hides neither points nor other names. */
function decadeMarks(measured: PlottedImpedance, curves: readonly Points[], x: Scale, y: Scale): string[] {
  const points = curves[0] ?? { x: [], y: [] };
  const zero = place(y, 0);
  const taken: Box[] = [{ left: x.range[0], right: x.range[1], top: zero - 1, bottom: zero + 1 }];
  for (const curve of curves) taken.push(...boxesOf(curve, x, y));
  const frame: Box = { left: x.range[0], right: x.range[1], top: y.range[1], bottom: y.range[0] };
  const parts: string[] = [];
  const named: { x: number; y: number }[] = [];
  for (const index of nearestToDecades(measured.frequencyHz)) {
    const at = { x: place(x, points.x[index] ?? 0), y: place(y, points.y[index] ?? 0) };
    parts.push(tag("circle", { cx: at.x, cy: at.y, r: 3.4, fill: STYLE.measured }));
    const text = frequencyText(measured.frequencyHz[index] ?? 1);
    const crowded = named.some((other) => Math.abs(other.x - at.x) + Math.abs(other.y - at.y) < CROWDED);
    if (crowded) continue;
    const box = freePlace(at, 6.3 * text.length, taken, frame);
    if (box === undefined) continue;
    taken.push(box);
    named.push(at);
    parts.push(label(box.left, box.bottom - 3, text, { "font-size": 11, fill: STYLE.measured }));
  }
  return parts;
}
function boxesOf(curve: Points, x: Scale, y: Scale): Box[] {
  const boxes: Box[] = [];
  const stride = strideFor(curve.x.length);
  for (let index = 0; index < curve.x.length; index += stride) {
    const at = { x: place(x, curve.x[index] ?? 0), y: place(y, curve.y[index] ?? 0) };
    boxes.push({ left: at.x - 4, right: at.x + 4, top: at.y - 4, bottom: at.y + 4 });
  }
  return boxes;
}

function nearestToDecades(frequencyHz: ArrayLike<number>): number[] {
  const best = new Map<number, { index: number; distance: number }>();
  for (let index = 0; index < frequencyHz.length; index++) {
    const logarithm = Math.log10(frequencyHz[index] ?? 1);
    const decade = Math.round(logarithm);
    const distance = Math.abs(logarithm - decade);
    const known = best.get(decade);
    if (distance < 0.12 && (known === undefined || distance < known.distance)) best.set(decade, { index, distance });
  }
  return [...best.values()].map(({ index }) => index);
}
