import { bottomMargin, leftMargin, numbersWidth } from "./axes.ts";
import { axisPrefix, type AxisPrefix, type PlottedImpedance } from "./curve.ts";
import type { Box } from "./labels.ts";
import type { Look } from "./look.ts";
import type { Points } from "./marks.ts";
import { boxesOf } from "./nyquistLabels.ts";
import { Occupied } from "./occupied.ts";
import { place, type Scale } from "./scale.ts";
import { valleysOf } from "./valley.ts";

/** What a Nyquist plot enlarges: `auto` the arcs that a long tail would leave no room, `none`, or frequencies from one in Hz upwards. */
export type InsetChoice = "auto" | "none" | number;

/** A part of a Nyquist plot, enlarged in a corner that is free. */
export interface Inset {
  readonly x: Scale;
  readonly y: Scale;
  /** All that it covers, with its numbers. */
  readonly box: Box;
  /** The part that it shows, in the plot around it. */
  readonly part: Box;
  /** The lowest frequency that it shows for certain, in Hz. */
  readonly fromHz: number;
  /** The unit of its numbers, and how many of it the unit of the plot is. */
  readonly unit: AxisPrefix;
}

/** Arcs larger than this share of the whole are seen without being enlarged. */
const SMALL = 0.3;
/** Smaller ones alone would not show how the curve goes on, unless that is straight. */
const TINY = 0.03;
/** Without an end of arcs to be seen: a share of the whole in which so large a share of the decades lies, bent so much. */
const CROWDED = 0.12;
const CROWDED_DECADES = 0.4;
const BENT = 0.03;
/** An arc whose first point lies below this share of its height begins in the data. */
const WHOLE = 0.9;
const LEAST_POINTS = 5;
/** Around the part, as a share of its larger side. */
const MARGIN = 0.08;
/** How many times larger at least, and the step between sizes that are tried, the largest first. */
const LEAST_FACTOR = 2;
const STEP = 0.9;
/** Shares of the frame that an inset leaves to the rest. */
const WIDEST = 0.62;
const HIGHEST = 0.66;
/** Below this the unit of the plot is too large for an inset. */
const OWN_UNIT = 0.2;
const LEAST_WIDTH = 52;
const LEAST_HEIGHT = 30;
/** Between an inset and the frame or a curve. */
const OFF = 5;

/** The letters of an inset. */
export function insetLook(look: Look): Look {
  return { ...look, text: look.small, name: look.small };
}

/** The lowest frequency of the arcs, or of a bent curve, that are small beside the whole; nothing if there are none. */
export function smallArcs(curve: PlottedImpedance): number | undefined {
  const count = curve.im.length;
  const sizes = sizesOf(curve);
  const share = (index: number): number => (sizes[index] ?? 0) / (sizes[count - 1] ?? 0);
  const valleys = valleysOf(curve).filter((index) => share(index) <= SMALL);
  const last = valleys.at(-1);
  const large = valleys.filter((index) => share(index) >= TINY).at(-1);
  if (large !== undefined) return curve.frequencyHz[large];
  if (last !== undefined && isWhole(curve, last) && bendOf(curve, last, count - 1) < BENT) {
    return curve.frequencyHz[last];
  }
  const decadesTo = (index: number): number =>
    Math.log10((curve.frequencyHz[0] ?? 1) / (curve.frequencyHz[index] ?? 1));
  let end = count - 1;
  while (end > 0 && share(end) > CROWDED) end--;
  const isCrowded = decadesTo(end) >= CROWDED_DECADES * decadesTo(count - 1);
  if (isCrowded && bendOf(curve, 0, end) > BENT) return curve.frequencyHz[end];
  return last !== undefined && isWhole(curve, last) ? curve.frequencyHz[last] : undefined;
}

/** Whether an arc that ends at a point begins in the data too. */
function isWhole({ im }: PlottedImpedance, end: number): boolean {
  const top = Array.from(im)
    .slice(0, end)
    .reduce((most, value) => Math.max(most, -value), -Infinity);
  return -(im[0] ?? 0) < WHOLE * top;
}

/** How far a piece of a curve leaves its chord, as a share of that. */
function bendOf({ re, im }: PlottedImpedance, first: number, last: number): number {
  const [fromRe, fromIm] = [re[first] ?? 0, im[first] ?? 0];
  const [across, up] = [(re[last] ?? 0) - fromRe, (im[last] ?? 0) - fromIm];
  const square = across * across + up * up;
  let largest = 0;
  for (let index = first + 1; index < last; index++) {
    largest = Math.max(largest, Math.abs(across * ((im[index] ?? 0) - fromIm) - up * ((re[index] ?? 0) - fromRe)));
  }
  return largest / square;
}

/**
 * The enlarged part of a plot and the free place for it, the largest that there is; nothing where all is seen, or no place is free.
 *
 * @param detail curves that tell what is enlarged, without an inductive lead, as points of the plot with their frequencies.
 * @param curves all that no inset may cover.
 */
export function insetOf(
  detail: readonly { readonly frequencyHz: ArrayLike<number>; readonly points: Points }[],
  curves: readonly Points[],
  fromHz: number,
  { x, y, look, prefix }: { readonly x: Scale; readonly y: Scale; readonly look: Look; readonly prefix: AxisPrefix },
): Inset | undefined {
  const part = extentAbove(detail, fromHz);
  if (part === undefined) return undefined;
  const box = {
    left: place(x, part.left),
    right: place(x, part.right),
    top: place(y, part.high),
    bottom: place(y, part.low),
  };
  const frame = { left: x.range[0], right: x.range[1], top: y.range[1], bottom: y.range[0] };
  const taken = new Occupied(frame);
  for (const curve of curves) for (const each of boxesOf(curve, x, y, OFF)) taken.add(each);
  taken.add(box);
  const small = insetLook(look);
  // Numbers far below those of the plot need a unit of their own.
  const ofPart = Math.max(part.right, part.high);
  const own = axisPrefix(ofPart / prefix.factor);
  const unit =
    ofPart < OWN_UNIT ? { factor: own.factor / prefix.factor, prefix: own.prefix } : { ...prefix, factor: 1 };
  const zero = place(y, 0);
  taken.add({ left: frame.left, right: frame.right, top: zero, bottom: zero });
  const largest = Math.min(
    (WIDEST * (frame.right - frame.left)) / (box.right - box.left),
    (HIGHEST * (frame.bottom - frame.top)) / (box.bottom - box.top),
  );
  for (let factor = largest; factor >= LEAST_FACTOR; factor *= STEP) {
    const width = Math.max(LEAST_WIDTH, factor * (box.right - box.left));
    const height = Math.max(LEAST_HEIGHT, factor * (box.bottom - box.top));
    const unitsPerPoint = (part.right - part.left) / (factor * (box.right - box.left));
    // What is wider or higher than the part shows more of what lies beyond it.
    const across: Scale = { kind: "linear", domain: [part.left, part.left + unitsPerPoint * width], range: [0, width] };
    const up: Scale = { kind: "linear", domain: [part.low, part.low + unitsPerPoint * height], range: [height, 0] };
    const numbers = numbersWidth(inUnit(up, unit), small);
    const isNamed = unit.factor !== 1;
    const margin = {
      left: isNamed ? leftMargin(numbers, small) : numbers + 0.5 * small.text + 1,
      right: 1.2 * small.text,
      top: 0.5 * small.text,
      bottom: isNamed ? bottomMargin(small) : 1.6 * small.text,
    };
    const outer = { width: width + margin.left + margin.right, height: height + margin.top + margin.bottom };
    const found = taken.corner(outer, OFF);
    if (found === undefined) continue;
    const [left, top] = [found.left + margin.left, found.top + margin.top];
    return {
      x: { ...across, range: [left, left + width] },
      y: { ...up, range: [top + height, top] },
      box: found,
      part: box,
      fromHz,
      unit,
    };
  }
  return undefined;
}

/** A scale of a plot in the unit of its inset. */
export function inUnit(scale: Scale, { factor }: AxisPrefix): Scale {
  return { ...scale, domain: [factor * scale.domain[0], factor * scale.domain[1]] };
}

/** The larger side of what lies between the first point and each. */
function sizesOf({ re, im }: PlottedImpedance): Float64Array {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  return Float64Array.from(re, (across, index) => {
    const up = im[index] ?? Number.NaN;
    left = Math.min(left, across);
    right = Math.max(right, across);
    low = Math.min(low, up);
    high = Math.max(high, up);
    return Math.max(right - left, high - low);
  });
}

/** The ends of what lies at a frequency and above, with the real axis and a margin. */
function extentAbove(
  detail: readonly { readonly frequencyHz: ArrayLike<number>; readonly points: Points }[],
  fromHz: number,
): { left: number; right: number; low: number; high: number } | undefined {
  let [left, right, low, high, most] = [Infinity, -Infinity, 0, -Infinity, 0];
  for (const { frequencyHz, points } of detail) {
    let count = 0;
    for (let index = 0; index < frequencyHz.length; index++) {
      if ((frequencyHz[index] ?? 0) < fromHz * (1 - 1e-9)) continue;
      count++;
      const [across, up] = [points.x[index] ?? Number.NaN, points.y[index] ?? Number.NaN];
      left = Math.min(left, across);
      right = Math.max(right, across);
      low = Math.min(low, up);
      high = Math.max(high, up);
    }
    most = Math.max(most, count);
  }
  const margin = MARGIN * Math.max(right - left, high - low);
  if (most < LEAST_POINTS || !(margin > 0)) return undefined;
  return { left: left - margin, right: right + margin, low: low - margin, high: high + margin };
}
