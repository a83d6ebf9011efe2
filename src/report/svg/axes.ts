import type { Look } from "./look.ts";
import { short, tag } from "./markup.ts";
import { richLabel } from "./richMarkup.ts";
import { richWidth, type RichText } from "./richText.ts";
import { place, type Scale } from "./scale.ts";
import { ticksOf, type Tick } from "./ticks.ts";

/** A rectangle of a figure with an axis along its bottom and its left. */
export interface Panel {
  readonly x: Scale;
  readonly y: Scale;
  /** Without it the bottom has no numbers either: the panel below has them. Empty for numbers alone. */
  readonly xName?: RichText;
  /** Empty for none, as where the panel to the left has it. */
  readonly yName: RichText;
  /** Steps of a linear vertical axis, rising, where 1, 2 and 5 times a power of ten do not suit it. */
  readonly ySteps?: readonly number[];
  /** How far the numbers of all panels of a column reach to the left, so that names stand in line. */
  readonly numbersWidth?: number;
}

const TICK = 3.2;
/** A number nearer to the lower edge of its frame reaches into the gap below it. */
const TOUCHING = 2.5;
/** Shares of the size of letters. */
const BESIDE_NUMBERS = 0.5;
const ABOVE_LINE = 0.36;
/** Between numbers and the name of an axis. */
const NAME_GAP = 4.5;
/** Room at the left edge of a figure. */
const EDGE = 2;
/** Numbers end before the edge of the figure. */
const RIGHT = 10;

/** How far the frame stands from the right edge. */
export const rightMargin = RIGHT;

/** Height of the numbers and the name under a panel. */
export function bottomMargin({ text, name }: Look): number {
  return text * (BESIDE_NUMBERS + 1) + NAME_GAP + name * 1.3;
}

/** The widest number of an axis at the left. */
export function numbersWidth(y: Scale, look: Look, steps?: readonly number[]): number {
  return Math.max(0, ...leftTicks(y, look, steps).map(({ text = [] }) => richWidth(text, look.text)));
}

/** How far the frame stands from the left edge, for numbers of a width. */
export function leftMargin(width: number, look: Look): number {
  return EDGE + look.name + NAME_GAP + width + BESIDE_NUMBERS * look.text;
}

/** Frame, ticks, numbers and names of the axes. */
export function drawAxes(panel: Panel, look: Look): string[] {
  const [left, right] = panel.x.range;
  const [bottom, top] = panel.y.range;
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  const frame = tag("rect", { ...box, fill: "none", stroke: look.palette.axis, "stroke-width": look.thin });
  return [...bottomAxis(panel, look), ...leftAxis(panel, look), frame];
}

function leftTicks(y: Scale, { text }: Look, steps?: readonly number[]): Tick[] {
  return ticksOf(y, { direction: "up", text, ...(steps === undefined ? {} : { steps }) });
}

function bottomAxis({ x, y, xName }: Panel, look: Look): string[] {
  const [bottom] = y.range;
  const ticks = ticksOf(x, { direction: "across", text: look.text });
  const baseline = bottom + look.text * (BESIDE_NUMBERS + 0.8);
  const lines = ticks.map(({ value, text }) => `M${short(place(x, value))} ${short(bottom)}v${short(-lengthOf(text))}`);
  const parts = [strokes(lines, look)];
  if (xName === undefined) return parts;
  for (const { value, text } of ticks) {
    if (text === undefined) continue;
    const at = place(x, value);
    if (at + richWidth(text, look.text) / 2 > look.width) continue;
    parts.push(richLabel(at, baseline, text, look.text, { "text-anchor": "middle" }));
  }
  if (xName.length === 0) return parts;
  const middle = (x.range[0] + x.range[1]) / 2;
  const nameAt = bottom + look.text * (BESIDE_NUMBERS + 1) + NAME_GAP + look.name * 0.75;
  return [...parts, richLabel(middle, nameAt, xName, look.name, { "text-anchor": "middle" })];
}

function leftAxis({ x, y, xName, yName, ySteps, numbersWidth: given }: Panel, look: Look): string[] {
  const [left] = x.range;
  const ticks = leftTicks(y, look, ySteps);
  const beside = left - BESIDE_NUMBERS * look.text;
  const lines = ticks.map(({ value, text }) => `M${short(left)} ${short(place(y, value))}h${short(lengthOf(text))}`);
  const [bottom] = y.range;
  // The panel below may have a number at its top.
  const lowest = xName === undefined ? bottom - TOUCHING : bottom;
  const numbers = ticks.flatMap(({ value, text }) =>
    text === undefined || place(y, value) > lowest
      ? []
      : [richLabel(beside, place(y, value) + ABOVE_LINE * look.text, text, look.text, { "text-anchor": "end" })],
  );
  if (yName.length === 0) return [strokes(lines, look), ...numbers];
  const middle = (y.range[0] + y.range[1]) / 2;
  const nameAt = beside - (given ?? numbersWidth(y, look, ySteps)) - NAME_GAP;
  const turned = { "text-anchor": "middle", transform: `rotate(-90 ${short(nameAt)} ${short(middle)})` };
  return [strokes(lines, look), ...numbers, richLabel(nameAt, middle, yName, look.name, turned)];
}

/** Ticks with a number are longer. */
function lengthOf(text: RichText | undefined): number {
  return text === undefined ? TICK / 1.8 : TICK;
}

/** Short lines as one path. */
export function strokes(lines: readonly string[], { palette, thin }: Look): string {
  return lines.length === 0 ? "" : tag("path", { d: lines.join(""), stroke: palette.axis, "stroke-width": thin });
}
