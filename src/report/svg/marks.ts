import { label, short, STYLE, tag } from "./markup.ts";
import { place, type Scale } from "./scale.ts";

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

/** A line through the points in their order. */
export function drawLine(points: Points, x: Scale, y: Scale, colour: string): string {
  const pieces: string[] = [];
  const stride = strideFor(points.x.length);
  for (let index = 0; index < points.x.length; index += stride) {
    const across = place(x, points.x[index] ?? Number.NaN);
    const up = place(y, points.y[index] ?? Number.NaN);
    if (!Number.isFinite(across) || !Number.isFinite(up)) continue;
    pieces.push(`${pieces.length === 0 ? "M" : "L"}${short(across)} ${short(up)}`);
  }
  return tag("path", {
    d: pieces.join(""),
    fill: "none",
    stroke: colour,
    "stroke-width": 1.8,
    "stroke-linejoin": "round",
  });
}

/** What a mark looks like. */
export type MarkShape = "circle" | "square";

/** One mark a point, open or filled. */
export function drawMarks(
  points: Points,
  x: Scale,
  y: Scale,
  colour: string,
  shape: MarkShape,
  filled = false,
): string {
  const marks: string[] = [];
  const stride = strideFor(points.x.length);
  for (let index = 0; index < points.x.length; index += stride) {
    const across = place(x, points.x[index] ?? Number.NaN);
    const up = place(y, points.y[index] ?? Number.NaN);
    if (Number.isFinite(across) && Number.isFinite(up)) marks.push(drawMark(across, up, shape));
  }
  const look = { fill: filled ? colour : "#ffffff", stroke: colour, "stroke-width": 1.3 };
  return tag("g", look, marks.join("\n"));
}

function drawMark(x: number, y: number, shape: MarkShape): string {
  if (shape === "circle") return tag("circle", { cx: x, cy: y, r: 3.4 });
  return tag("rect", { x: x - 3, y: y - 3, width: 6, height: 6 });
}

/** An entry of a legend. */
export interface LegendEntry {
  readonly text: string;
  readonly colour: string;
  readonly shape: MarkShape | "line";
}

/** Entries side by side, ending at `right`. */
export function drawLegend(entries: readonly LegendEntry[], right: number, y: number): string[] {
  const parts: string[] = [];
  let start = right - entries.reduce((sum, { text }) => sum + entryWidth(text), 0) + 12;
  for (const { text, colour, shape } of entries) {
    const symbol =
      shape === "line"
        ? tag("path", { d: `M${start} ${y - 4}h20`, stroke: colour, "stroke-width": 1.8 })
        : tag("g", { fill: "#ffffff", stroke: colour, "stroke-width": 1.3 }, drawMark(start + 10, y - 4, shape));
    parts.push(symbol, label(start + 26, y, text, { fill: STYLE.text }));
    start += entryWidth(text);
  }
  return parts;
}

function entryWidth(text: string): number {
  return 44 + 6.4 * text.length;
}
