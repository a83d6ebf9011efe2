import type { Ink } from "./draw.ts";
import type { PlotModel } from "./model.ts";
import { toX, toY, type Area, type View } from "./scales.ts";

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const RADIUS = 3;
const HEIGHT = 11;
/** Neighbours on either side that tell how the points run. */
const NEIGHBOURS = 2;
/** Pixels from a point to the middle of its name's nearer edge, and turns from the outward direction, in the order tried. */
const DISTANCES = [5, 9, 14];
const TURNS = [0, 0.6, -0.6, 1.2, -1.2];
/** A name further in than this from the next one would not say which point it belongs to. */
const CROWDED = 20;
/** Of more points so many are enough to keep names off them. */
const MOST_AVOIDED = 400;

/** Fills the points that have a name, and writes it where it meets neither points nor other names. */
export function drawNames(
  ctx: CanvasRenderingContext2D,
  { points: [series], named, excluded, zero }: PlotModel,
  view: View,
  area: Area,
  ink: Ink,
): void {
  if (series === undefined || named === undefined) return;
  const at = (index: number): Place => ({
    x: toX(view, area, series.x[index] ?? Number.NaN),
    y: toY(view, area, series.y[index] ?? Number.NaN),
  });
  const count = series.x.length;
  const stride = Math.ceil(count / MOST_AVOIDED);
  const avoided = Array.from({ length: Math.ceil(count / stride) }, (_, k) => at(k * stride));
  const axis = toY(view, area, 0);
  const taken: Box[] =
    zero === true ? [{ left: area.left, right: area.left + area.width, top: axis, bottom: axis }] : [];
  const marked: Place[] = [];
  ctx.font = `10px ${ink.font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (const [index, text] of named) {
    const point = at(index);
    if (
      excluded?.has(index) === true ||
      !isInside({ left: point.x, right: point.x, top: point.y, bottom: point.y }, area)
    )
      continue;
    ctx.fillStyle = ink.colour(series.colour);
    ctx.beginPath();
    ctx.arc(point.x, point.y, RADIUS, 0, 2 * Math.PI);
    ctx.fill();
    if (marked.some((other) => Math.hypot(other.x - point.x, other.y - point.y) < CROWDED)) continue;
    const width = ctx.measureText(text).width;
    const box = boxesFor(point, outwardAt(index, count, at), width).find(
      (each) =>
        isInside(each, area) &&
        !taken.some((other) => overlap(each, other)) &&
        !avoided.some(({ x, y }) => x > each.left - 4 && x < each.right + 4 && y > each.top - 3 && y < each.bottom + 3),
    );
    if (box === undefined) continue;
    taken.push(box);
    marked.push(point);
    ctx.fillStyle = ink.colour("muted");
    ctx.fillText(text, box.left, (box.top + box.bottom) / 2);
  }
}

/** Away from where the curve bends to; up where it is straight. */
function outwardAt(index: number, count: number, at: (index: number) => Place): Place {
  const [before, here, after] = [
    at(Math.max(0, index - NEIGHBOURS)),
    at(index),
    at(Math.min(count - 1, index + NEIGHBOURS)),
  ];
  const bend = { x: here.x - (before.x + after.x) / 2, y: here.y - (before.y + after.y) / 2 };
  const length = Math.hypot(bend.x, bend.y);
  if (length > 1) return { x: bend.x / length, y: bend.y / length };
  const run = { x: after.x - before.x, y: after.y - before.y };
  const along = Math.hypot(run.x, run.y) || 1;
  const sign = run.x > 0 ? 1 : -1;
  return { x: (sign * run.y) / along, y: (-sign * run.x) / along };
}

/** Where the name of a point may stand, the best first. */
function boxesFor({ x, y }: Place, outward: Place, width: number): Box[] {
  return DISTANCES.flatMap((distance) =>
    TURNS.map((turn): Box => {
      const across = outward.x * Math.cos(turn) - outward.y * Math.sin(turn);
      const down = outward.x * Math.sin(turn) + outward.y * Math.cos(turn);
      const centre = {
        x: x + across * (RADIUS + distance + width / 2),
        y: y + down * (RADIUS + distance + HEIGHT / 2),
      };
      return {
        left: centre.x - width / 2,
        right: centre.x + width / 2,
        top: centre.y - HEIGHT / 2,
        bottom: centre.y + HEIGHT / 2,
      };
    }),
  );
}

function isInside({ left, right, top, bottom }: Box, area: Area): boolean {
  return left >= area.left && right <= area.left + area.width && top >= area.top && bottom <= area.top + area.height;
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right + 3 && other.left < one.right + 3 && one.top < other.bottom + 1 && other.top < one.bottom + 1
  );
}

/** The points nearest to whole decades of frequency, by index, from the highest on. */
export function nearestToDecades(frequencyHz: readonly number[]): number[] {
  const found = new Map<number, { index: number; distance: number }>();
  frequencyHz.forEach((frequency, index) => {
    const logarithm = Math.log10(frequency);
    const decade = Math.round(logarithm);
    const distance = Math.abs(logarithm - decade);
    if (distance < (found.get(decade)?.distance ?? CLOSE)) found.set(decade, { index, distance });
  });
  return [...found.values()].map(({ index }) => index);
}

/** In decades: with fewer than two points a decade most have none near. */
const CLOSE = 0.2;
