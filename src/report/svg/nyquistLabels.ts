import { frequencyText, type PlottedImpedance } from "./curve.ts";
import { freePlace, leader, NEAR, type Box } from "./labels.ts";
import type { Look } from "./look.ts";
import { label, tag } from "./markup.ts";
import { strideFor, type Points } from "./marks.ts";
import { place, type Scale } from "./scale.ts";
import { textWidth } from "./textWidth.ts";

/** Distance between marks below which a second name would not say which mark it belongs to. */
const CROWDED = 9;
/** A point near a decade need not be named to the last digit. */
const DIGITS = 2;
/** Long pieces of a curve are in the way between their ends too. */
const PIECE = 4;
/** Points on either side that tell in which direction the curve bends. */
const NEIGHBOURS = 2;
/** Smaller ones are not found among hundreds of points. */
const LEAST_FILLED = 1.9;
const RING = 0.5;

/** How decades of frequency are marked. */
export interface DecadeLook {
  readonly look: Look;
  /** Of the other marks. */
  readonly radius: number;
  /** Where no name may stand. */
  readonly avoided?: readonly Box[];
  /** Whether a point is marked here, in the units of the axes. */
  readonly isShown?: (across: number, up: number) => boolean;
}

/** Filled marks nearest to whole decades of frequency, with names that meet neither curves nor each other. */
export function decadeMarks(
  measured: PlottedImpedance,
  points: Points,
  others: readonly Points[],
  x: Scale,
  y: Scale,
  { look, radius, avoided = [], isShown = () => true }: DecadeLook,
): string[] {
  const [colour] = look.palette.colours;
  const zero = place(y, 0);
  const taken: Box[] = [{ left: x.range[0], right: x.range[1], top: zero - 0.5, bottom: zero + 0.5 }, ...avoided];
  for (const curve of [points, ...others]) taken.push(...boxesOf(curve, x, y, curve === points ? radius + 0.6 : 0.8));
  const filled = Math.max(radius + 0.3, LEAST_FILLED);
  const frame: Box = { left: x.range[0], right: x.range[1], top: y.range[1], bottom: y.range[0] };
  const parts: string[] = [];
  const names: string[] = [];
  const named: { x: number; y: number }[] = [];
  const at = (index: number): { x: number; y: number } => ({
    x: place(x, points.x[index] ?? 0),
    y: place(y, points.y[index] ?? 0),
  });
  for (const index of nearestToDecades(measured.frequencyHz)) {
    const mark = at(index);
    const isInside = mark.x >= frame.left && mark.x <= frame.right && mark.y >= frame.top && mark.y <= frame.bottom;
    if (!isInside || !isShown(points.x[index] ?? 0, points.y[index] ?? 0)) continue;
    // A ring of the ground sets it off from hundreds of others.
    if (radius < LEAST_FILLED) {
      parts.push(tag("circle", { cx: mark.x, cy: mark.y, r: filled + RING, fill: look.palette.ground }));
    }
    parts.push(tag("circle", { cx: mark.x, cy: mark.y, r: filled, fill: colour }));
    const isCrowded = named.some((other) => Math.hypot(other.x - mark.x, other.y - mark.y) < CROWDED);
    if (isCrowded) continue;
    const text = frequencyText(measured.frequencyHz[index] ?? 1, DIGITS);
    const size = { width: textWidth(text, look.small), height: 0.95 * look.small };
    const found = freePlace({ ...mark, outward: outwardAt(index, points.x.length, at) }, size, taken, frame);
    if (found === undefined) continue;
    const { box, distance } = found;
    taken.push(box);
    named.push(mark);
    if (distance > NEAR) names.push(leader(mark, box, filled, look));
    names.push(
      label(box.left, box.bottom - 0.15 * look.small, text, { "font-size": look.small, fill: look.palette.ink }),
    );
  }
  return [...parts, ...names];
}

/** Away from the middle of the neighbours, as from the inside of an arc. */
function outwardAt(
  index: number,
  count: number,
  at: (index: number) => { x: number; y: number },
): readonly [number, number] {
  const here = at(index);
  const before = at(Math.max(0, index - NEIGHBOURS));
  const after = at(Math.min(count - 1, index + NEIGHBOURS));
  const bend: [number, number] = [here.x - (before.x + after.x) / 2, here.y - (before.y + after.y) / 2];
  if (Math.hypot(...bend) > 0.3) return bend;
  // Straight: at right angles to the curve, upwards.
  const along: [number, number] = [after.x - before.x, after.y - before.y];
  const across: [number, number] = [along[1], -along[0]];
  if (!(Math.hypot(...across) > 0)) return [0, -1];
  return across[1] <= 0 ? across : [-across[0], -across[1]];
}

/** What a curve covers, as squares along it. */
export function boxesOf(curve: Points, x: Scale, y: Scale, half: number): Box[] {
  const boxes: Box[] = [];
  const stride = strideFor(curve.x.length);
  let last: { x: number; y: number } | undefined;
  for (let index = 0; index < curve.x.length; index += stride) {
    const next = { x: place(x, curve.x[index] ?? 0), y: place(y, curve.y[index] ?? 0) };
    const from = last ?? next;
    // Curves in the frame are no longer than a few widths of it; what lies far outside is in nobody's way.
    const pieces = Math.min(200, Math.max(1, Math.ceil(Math.hypot(next.x - from.x, next.y - from.y) / PIECE)));
    const isDot = half > 1;
    for (let piece = isDot ? pieces : 1; piece <= pieces; piece++) {
      const share = piece / pieces;
      const middle = { x: from.x + share * (next.x - from.x), y: from.y + share * (next.y - from.y) };
      boxes.push({ left: middle.x - half, right: middle.x + half, top: middle.y - half, bottom: middle.y + half });
    }
    last = next;
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
