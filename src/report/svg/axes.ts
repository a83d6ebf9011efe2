import { label, numberText, powerLabel, short, STYLE, tag } from "./markup.ts";
import { decades, linearTicks, place, type Scale } from "./scale.ts";

/** A rectangle of a figure with an axis along its bottom and its left. */
export interface Panel {
  readonly x: Scale;
  readonly y: Scale;
  readonly xLabel?: string;
  readonly yLabel: string;
  /** About how many ticks a linear axis shows. */
  readonly xTicks?: number;
  readonly yTicks?: number;
  /** Step between the ticks of a linear vertical axis, where 1, 2 and 5 times a power of ten do not suit it. */
  readonly yStep?: number;
}

const TICK = 5;

/** Grid, frame, ticks, numbers and names of the axes. Without `xLabel` the bottom has no numbers either. */
export function drawAxes(panel: Panel): string[] {
  const [left, right] = panel.x.range;
  const [bottom, top] = panel.y.range;
  const frame = tag("rect", {
    x: left,
    y: top,
    width: right - left,
    height: bottom - top,
    fill: "none",
    stroke: STYLE.axis,
  });
  return [...bottomAxis(panel), ...leftAxis(panel), frame];
}

function bottomAxis({ x, y, xLabel, xTicks = 6 }: Panel): string[] {
  const [bottom, top] = y.range;
  const parts: string[] = [];
  for (const { value, major } of ticksOf(x, xTicks)) {
    const at = place(x, value);
    if (major) parts.push(tag("path", { d: `M${short(at)} ${bottom}V${top}`, stroke: STYLE.grid }));
    parts.push(tag("path", { d: `M${short(at)} ${bottom}v${major ? -TICK : -TICK / 2}`, stroke: STYLE.axis }));
    if (!major || xLabel === undefined) continue;
    const attributes = { "text-anchor": "middle" };
    parts.push(
      isPlain(x)
        ? label(at, bottom + 18, numberText(value), attributes)
        : powerLabel(at, bottom + 19, Math.round(Math.log10(value)), attributes),
    );
  }
  if (xLabel !== undefined) {
    const middle = (x.range[0] + x.range[1]) / 2;
    parts.push(label(middle, bottom + 40, xLabel, { "text-anchor": "middle", "font-size": 13 }));
  }
  return parts;
}

function leftAxis({ x, y, yLabel, yTicks = 5, yStep }: Panel): string[] {
  const [left, right] = x.range;
  const parts: string[] = [];
  for (const { value, major } of ticksOf(y, yTicks, yStep)) {
    const at = place(y, value);
    if (major) parts.push(tag("path", { d: `M${left} ${short(at)}H${right}`, stroke: STYLE.grid }));
    parts.push(tag("path", { d: `M${left} ${short(at)}h${major ? TICK : TICK / 2}`, stroke: STYLE.axis }));
    if (!major) continue;
    const attributes = { "text-anchor": "end" };
    parts.push(
      isPlain(y)
        ? label(left - 8, at + 4, numberText(value), attributes)
        : powerLabel(left - 8, at + 5, Math.round(Math.log10(value)), attributes),
    );
  }
  const middle = (y.range[0] + y.range[1]) / 2;
  const turned = { "text-anchor": "middle", "font-size": 13, transform: `rotate(-90 ${left - 50} ${middle})` };
  parts.push(label(left - 50, middle, yLabel, turned));
  return parts;
}

interface Tick {
  readonly value: number;
  readonly major: boolean;
}

/** A logarithmic axis of few decades is numbered at 1, 2 and 5 in plain numbers, a longer one at powers of ten. */
function isPlain({ kind, domain }: Scale): boolean {
  return kind === "linear" || domain[1] / domain[0] < 200;
}

function ticksOf(scale: Scale, count: number, step?: number): Tick[] {
  if (scale.kind === "linear") return linearTicks(scale.domain, count, step).map((value) => ({ value, major: true }));
  const [low, high] = scale.domain;
  const exponents = decades(scale.domain);
  const stride = Math.ceil(exponents.length / 12);
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const ticks: Tick[] = exponents.map((exponent) => ({
    value: Number(`1e${exponent}`),
    major: (exponent - (exponents[0] ?? 0)) % stride === 0,
  }));
  if (last - first > 10) return ticks;
  const numbered = isPlain(scale) ? [2, 5] : [];
  for (let exponent = first; exponent < last; exponent++) {
    for (let digit = 2; digit <= 9; digit++) {
      const value = Number(`${digit}e${exponent}`);
      if (value >= low && value <= high) ticks.push({ value, major: numbered.includes(digit) });
    }
  }
  return ticks;
}
