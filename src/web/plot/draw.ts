import { axisText, prefixOf } from "../format.ts";
import type { AxisWords, CurveSeries, PlotModel, PointSeries } from "./model.ts";
import { linearTicks, logTicks, toX, toY, type Area, type Range, type View } from "./scales.ts";

/** Colours of the theme by name, and the font of the page. */
export interface Ink {
  colour(token: string): string;
  readonly font: string;
}

const RADIUS = 3;
/** From this number of points on they are drawn as dots, so that a curve of them stays a curve. */
const MANY = 600;

/** What numbers of an axis are multiplied by, and the unit with its prefix. */
export function axisUnit({ unit, log }: AxisWords, { low, high }: Range): { factor: number; unit: string } {
  if (log || unit === "" || !/^(?:\u03A9|s|Hz|F|H|S|V|A)(?![a-z])/.test(unit)) return { factor: 1, unit };
  const { factor, prefix } = prefixOf(Math.max(Math.abs(low), Math.abs(high)));
  return { factor, unit: prefix + unit };
}

export function drawAxes(ctx: CanvasRenderingContext2D, model: PlotModel, view: View, area: Area, ink: Ink): void {
  const { left, top, width, height } = area;
  const [right, bottom] = [left + width, top + height];
  ctx.lineWidth = 1;
  ctx.font = `11px ${ink.font}`;
  ctx.textBaseline = "middle";
  const xUnit = axisUnit(model.x, view.x);
  const yUnit = axisUnit(model.y, view.y);
  const xTicks = ticksOf(view.x, xUnit.factor, Math.max(2, Math.round(width / 70)));
  const yTicks = ticksOf(view.y, yUnit.factor, Math.max(3, Math.round(height / 40)));
  const line = (x1: number, y1: number, x2: number, y2: number): void => {
    ctx.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
    ctx.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
  };
  ctx.strokeStyle = ink.colour("grid");
  ctx.beginPath();
  for (const { value } of xTicks) line(toX(view, area, value), top, toX(view, area, value), bottom);
  for (const { value } of yTicks) line(left, toY(view, area, value), right, toY(view, area, value));
  ctx.stroke();
  ctx.strokeStyle = ink.colour("axis");
  ctx.beginPath();
  line(left, bottom, right, bottom);
  if (model.zero === true && view.y.low < 0 && view.y.high > 0) {
    line(left, toY(view, area, 0), right, toY(view, area, 0));
  }
  ctx.stroke();
  ctx.fillStyle = ink.colour("muted");
  ctx.textAlign = "center";
  let end = -Infinity;
  for (const { value, text } of xTicks) {
    const half = ctx.measureText(text).width / 2;
    const x = Math.min(toX(view, area, value), right + 8 - half);
    if (x - half < end + 6) continue;
    ctx.fillText(text, x, bottom + 12);
    end = x + half;
  }
  ctx.textAlign = "right";
  for (const { value, text } of yTicks) ctx.fillText(text, left - 6, toY(view, area, value));
  ctx.fillStyle = ink.colour("ink");
  ctx.textAlign = "right";
  ctx.fillText(words(model.x.label, xUnit.unit), right, bottom + 28);
  ctx.textAlign = "left";
  ctx.fillText(words(model.y.label, yUnit.unit), 4, top - 13 - (model.celsius === true ? CELSIUS_HEIGHT : 0));
  if (model.celsius === true) drawCelsius(ctx, view, area, ink);
}

/** Room above the data area for an axis of temperatures. */
export const CELSIUS_HEIGHT = 17;
const ZERO_CELSIUS = 273.15;
/** Pixels from one temperature to the next. */
const APART = 34;

/** Degrees Celsius over 1000/T, as far apart as their numbers need. */
function drawCelsius(ctx: CanvasRenderingContext2D, view: View, area: Area, ink: Ink): void {
  const { left, top, width } = area;
  const at = (celsius: number): number => toX(view, area, 1000 / (celsius + ZERO_CELSIUS));
  const [low, high] = [1000 / view.x.high - ZERO_CELSIUS, 1000 / view.x.low - ZERO_CELSIUS];
  // They crowd at the hot end.
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].find((each) => at(high - each) - at(high) > APART) ?? 1000;
  ctx.strokeStyle = ink.colour("axis");
  ctx.fillStyle = ink.colour("muted");
  ctx.textAlign = "center";
  ctx.beginPath();
  for (let celsius = Math.ceil(low / step) * step; celsius <= high; celsius += step) {
    const x = Math.round(at(celsius)) + 0.5;
    ctx.moveTo(x, top);
    ctx.lineTo(x, top - 4);
    ctx.fillText(String(celsius).replace("-", "\u2212"), x, top - 11);
  }
  ctx.stroke();
  ctx.fillStyle = ink.colour("ink");
  ctx.textAlign = "right";
  ctx.fillText("\u03D1 / \u00B0C", left + width + 4, top - 13 - CELSIUS_HEIGHT);
}

function words(label: string, unit: string): string {
  return unit === "" ? label : `${label} / ${unit}`;
}

function ticksOf({ low, high, log }: Range, factor: number, count: number): { value: number; text: string }[] {
  // Less than a decade has no two powers of ten; round values tell more.
  if (log && high / low > 10) return logTicks(low, high, count).map((value) => ({ value, text: axisText(value) }));
  if (log) return linearTicks(low, high, count).values.map((value) => ({ value, text: axisText(value) }));
  const { values, decimals } = linearTicks(low * factor, high * factor, count);
  return values.map((value) => ({ value: value / factor, text: value.toFixed(decimals).replace("-", "\u2212") }));
}

/** Cuts what follows to the data area, with a little room for points on its edge. */
export function clip(ctx: CanvasRenderingContext2D, { left, top, width, height }: Area): void {
  ctx.beginPath();
  ctx.rect(left - 4, top - 4, width + 8, height + 8);
  ctx.clip();
}

/** Of a range about 0 wild points stand on its edge rather than out of sight. */
export function placeOfY(model: PlotModel, view: View, area: Area, value: number): number {
  const y = toY(view, area, value);
  if (model.symmetric !== true) return y;
  return Math.min(Math.max(y, area.top), area.top + area.height);
}

export function drawPoints(
  ctx: CanvasRenderingContext2D,
  series: PointSeries,
  model: PlotModel,
  view: View,
  area: Area,
  ink: Ink,
): void {
  const count = series.x.length;
  // Thousands of circles take longer than a frame; at that density they would be dots anyway.
  const isMany = count > MANY;
  const radius = isMany ? 1.6 : RADIUS;
  const used = new Path2D();
  const crosses = new Path2D();
  const rings = new Path2D();
  const bars = new Path2D();
  for (let place = 0; place < count; place++) {
    const x = toX(view, area, series.x[place] ?? Number.NaN);
    const y = placeOfY(model, view, area, series.y[place] ?? Number.NaN);
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    const index = series.index?.[place] ?? place;
    if (model.excluded?.has(index) === true) {
      crosses.moveTo(x - radius, y - radius);
      crosses.lineTo(x + radius, y + radius);
      crosses.moveTo(x - radius, y + radius);
      crosses.lineTo(x + radius, y - radius);
      continue;
    }
    const error = series.error?.[place];
    if (error !== undefined && error !== null) {
      const value = series.y[place] ?? 0;
      bars.moveTo(x, toY(view, area, value - error));
      bars.lineTo(x, toY(view, area, value + error));
    }
    if (isMany) used.rect(x - 1, y - 1, 2, 2);
    else if (series.shape === "circle") {
      used.moveTo(x + radius, y);
      used.arc(x, y, radius, 0, 2 * Math.PI);
    } else used.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8);
    if (model.flagged?.has(index) === true) {
      rings.moveTo(x + radius + 3.5, y);
      rings.arc(x, y, radius + 3.5, 0, 2 * Math.PI);
    }
  }
  ctx.lineWidth = isMany ? 0.8 : 1.3;
  ctx.strokeStyle = ink.colour("muted");
  ctx.stroke(crosses);
  ctx.strokeStyle = ink.colour(series.colour);
  ctx.stroke(bars);
  ctx.fillStyle = ink.colour(isMany ? series.colour : "panel");
  ctx.fill(used);
  if (!isMany) ctx.stroke(used);
  ctx.strokeStyle = ink.colour("warn");
  ctx.lineWidth = 1.5;
  ctx.stroke(rings);
}

export function drawCurve(
  ctx: CanvasRenderingContext2D,
  { x, y, colour, width = 1.8, dash = [] }: CurveSeries,
  view: View,
  area: Area,
  ink: Ink,
): void {
  ctx.beginPath();
  let pen = false;
  for (let place = 0; place < x.length; place++) {
    const across = toX(view, area, x[place] ?? Number.NaN);
    const down = toY(view, area, y[place] ?? Number.NaN);
    if (!Number.isFinite(across) || !Number.isFinite(down)) {
      pen = false;
      continue;
    }
    // Far outside a canvas coordinates lose their precision.
    const [px, py] = [clamp(across), clamp(down)];
    if (pen) ctx.lineTo(px, py);
    else ctx.moveTo(px, py);
    pen = true;
  }
  ctx.strokeStyle = ink.colour(colour);
  ctx.lineWidth = width;
  ctx.lineJoin = "round";
  ctx.setLineDash([...dash]);
  ctx.stroke();
  ctx.setLineDash([]);
}

function clamp(pixel: number): number {
  return Math.max(-1e5, Math.min(1e5, pixel));
}

export function drawBands(
  ctx: CanvasRenderingContext2D,
  bands: PlotModel["bands"],
  view: View,
  area: Area,
  ink: Ink,
): void {
  for (const { x, low, high, colour } of bands ?? []) {
    ctx.beginPath();
    for (let k = 0; k < x.length; k++) ctx.lineTo(toX(view, area, x[k] ?? 0), clamp(toY(view, area, high[k] ?? 0)));
    for (let k = x.length - 1; k >= 0; k--) ctx.lineTo(toX(view, area, x[k] ?? 0), clamp(toY(view, area, low[k] ?? 0)));
    ctx.closePath();
    ctx.fillStyle = ink.colour(colour);
    ctx.fill();
  }
}

export function drawMarks(
  ctx: CanvasRenderingContext2D,
  marks: PlotModel["marks"],
  view: View,
  area: Area,
  ink: Ink,
): void {
  ctx.font = `11px ${ink.font}`;
  ctx.fillStyle = ink.colour("ink");
  ctx.textBaseline = "bottom";
  for (const { x, y, text } of marks ?? []) {
    const half = ctx.measureText(text).width / 2;
    const centre = Math.min(Math.max(toX(view, area, x), area.left + half), area.left + area.width - half);
    ctx.textAlign = "center";
    ctx.fillText(text, centre, Math.max(area.top + 12, toY(view, area, y) - 5));
  }
}
