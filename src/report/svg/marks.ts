import { short, tag, type Attributes } from "./markup.ts";
import { place, type Scale } from "./scale.ts";
import type { Palette } from "./theme.ts";

/** Points in the values of two axes. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Marks beyond this number cannot be told apart and make a file that no viewer opens gladly. */
export const MOST_MARKS = 2000;

/** Every `stride`-th point is drawn so that there are at most `MOST_MARKS`. */
export function strideFor(points: number): number {
  return Math.max(1, Math.ceil(points / MOST_MARKS));
}

/** How a line is drawn besides its colour. */
export interface LineStyle {
  readonly width?: number;
  readonly dash?: string;
  readonly opacity?: number;
}

const LINE_WIDTH = 1.2;

/** A line through the points in their order, broken where one has no place. */
export function drawLine(points: Points, x: Scale, y: Scale, colour: string, style: LineStyle = {}): string {
  const d = linePath(points, x, y);
  return d === "" ? "" : tag("path", { d, ...lineLook(colour, style) });
}

function lineLook(colour: string, { width = LINE_WIDTH, dash, opacity }: LineStyle): Attributes {
  return {
    fill: "none",
    stroke: colour,
    "stroke-width": width,
    "stroke-linejoin": "round",
    ...(dash === undefined ? {} : { "stroke-dasharray": dash }),
    ...(opacity === undefined ? {} : { "stroke-opacity": opacity }),
  };
}

function linePath(points: Points, x: Scale, y: Scale): string {
  const stride = strideFor(points.x.length);
  let d = "";
  let isDown = false;
  for (let index = 0; index < points.x.length; index += stride) {
    const across = place(x, points.x[index] ?? Number.NaN);
    const up = place(y, points.y[index] ?? Number.NaN);
    const isPlaced = Number.isFinite(across) && Number.isFinite(up);
    if (isPlaced) d += `${isDown ? "L" : "M"}${short(across)} ${short(up)}`;
    isDown = isPlaced;
  }
  return d;
}

/** What a mark looks like. */
export type MarkShape = "circle" | "square" | "triangle" | "diamond" | "cross";

/** How marks are drawn. */
export interface MarkStyle {
  readonly colour: string;
  readonly shape: MarkShape;
  /** Open ones hide what is behind them. */
  readonly filled?: boolean;
  readonly radius: number;
}

/** Half a mark: many points need smaller ones. */
export function radiusFor(points: number): number {
  return points <= 80 ? 2.1 : points <= 250 ? 1.6 : 1.2;
}

/** One mark a point, open or filled. */
export function drawMarks(points: Points, x: Scale, y: Scale, style: MarkStyle, palette: Palette): string {
  const marks: string[] = [];
  const stride = strideFor(points.x.length);
  for (let index = 0; index < points.x.length; index += stride) {
    const across = place(x, points.x[index] ?? Number.NaN);
    const up = place(y, points.y[index] ?? Number.NaN);
    if (Number.isFinite(across) && Number.isFinite(up)) marks.push(markPath(across, up, style));
  }
  return marks.length === 0 ? "" : tag("g", markLook(style, palette), marks.join("\n"));
}

export function markLook({ colour, shape, filled = false }: MarkStyle, palette: Palette): Attributes {
  const fill = shape === "cross" ? "none" : filled ? colour : palette.ground;
  return { fill, stroke: colour, "stroke-width": shape === "cross" ? 0.9 : 0.8 };
}

export function markPath(x: number, y: number, { shape, radius }: MarkStyle): string {
  const path = (d: string): string => tag("path", { d });
  switch (shape) {
    case "circle":
      return tag("circle", { cx: x, cy: y, r: radius });
    case "square": {
      const half = 0.89 * radius;
      return tag("rect", { x: x - half, y: y - half, width: 2 * half, height: 2 * half });
    }
    case "triangle": {
      const half = 1.15 * radius;
      return path(`M${short(x)} ${short(y - half)}l${short(half)} ${short(1.8 * half)}h${short(-2 * half)}Z`);
    }
    case "diamond": {
      const half = 1.2 * radius;
      const [right, left] = [short(half), short(-half)];
      return path(`M${short(x)} ${short(y - half)}l${right} ${right}l${left} ${right}l${left} ${left}Z`);
    }
    case "cross": {
      const half = 0.95 * radius;
      const side = short(2 * half);
      return path(
        `M${short(x - half)} ${short(y - half)}l${side} ${side}m0 ${short(-2 * half)}l${short(-2 * half)} ${side}`,
      );
    }
  }
}

/** The area between two curves over the same values. */
export function drawBand(
  over: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  x: Scale,
  y: Scale,
  fill: Attributes,
): string {
  const corner = (k: number, values: ArrayLike<number>): string =>
    `${short(place(x, over[k] ?? Number.NaN))} ${short(place(y, values[k] ?? Number.NaN))}`;
  if (over.length === 0) return "";
  const along = Array.from(over, (_, k) => corner(k, upper));
  const back = Array.from(over, (_, k) => corner(over.length - 1 - k, lower));
  return tag("path", { d: `M${[...along, ...back].join("L")}Z`, ...fill, stroke: "none" });
}

/** A vertical line from one value to another with a short line across either end. */
export function drawErrorBar(at: number, low: number, high: number, x: Scale, y: Scale, colour: string): string {
  const [across, bottom, top] = [place(x, at), place(y, low), place(y, high)];
  if (![across, bottom, top].every(Number.isFinite) || bottom - top < 1) return "";
  const cap = (height: number): string => `M${short(across - 1.8)} ${short(height)}h3.6`;
  const d = `M${short(across)} ${short(bottom)}V${short(top)}${cap(bottom)}${cap(top)}`;
  return tag("path", { d, stroke: colour, "stroke-width": 0.8, fill: "none" });
}

/** Content of which only what is inside the frame of two axes is seen. */
export function clipped(x: Scale, y: Scale, content: readonly string[]): string {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  const [width, height] = [right - left, bottom - top];
  const viewBox = [left, top, width, height].map(short).join(" ");
  return tag("svg", { x: left, y: top, width, height, viewBox, overflow: "hidden" }, content.join("\n"));
}
