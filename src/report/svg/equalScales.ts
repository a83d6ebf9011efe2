import type { PlotSize } from "./look.ts";
import type { Points } from "./marks.ts";
import { paddedExtent, type Scale } from "./scale.ts";

/** Inner heights as shares of the inner width. */
const LOWEST: Readonly<Record<PlotSize, number>> = { single: 0.42, double: 0.3 };
const HIGHEST: Readonly<Record<PlotSize, number>> = { single: 0.95, double: 0.6 };
/** What must not set the scale is shown as far as it reaches no further than this beyond what does, as a share of its width. */
const UNSURE_REACH = 0.4;
const NEAR_ZERO = 0.35;
/** Of the height above the real axis. */
const NOISE = 0.2;
/** Of extent without any width, as of one point. */
const PADDING = 0.07;
/** Of the width, between the frame and a curve with room to its right. */
const OFF_FRAME = 0.05;

/** Where a frame stands; its height follows from the data unless given. */
export interface EqualFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height?: number;
}

/** The same length for an ohm on both axes; the height follows from the data within limits, and the direction with room to spare shows more. */
export function equalScales(
  { sure, unsure }: { readonly sure: readonly Points[]; readonly unsure: readonly Points[] },
  frame: EqualFrame,
  size: PlotSize,
): { x: Scale; y: Scale } {
  const across = extent(sure, unsure, "x");
  const up = extent(sure, unsure, "y");
  fromZero(across);
  fromZero(up);
  const width = frame.right - frame.left;
  const natural = (width * (up[1] - up[0])) / (across[1] - across[0]);
  const height = frame.height ?? Math.min(HIGHEST[size] * width, Math.max(LOWEST[size] * width, natural));
  const unitsPerPoint = Math.max((across[1] - across[0]) / width, (up[1] - up[0]) / height);
  const spareUp = unitsPerPoint * height - (up[1] - up[0]);
  // Data above the real axis, but for noise, stay at the bottom; those on both sides of it, in the middle.
  const below = up[0] >= -NOISE * up[1] ? 0 : spareUp / 2;
  const low = up[0] - below;
  // A steep curve that needs a part of the width only keeps off the frame at its left.
  const spareAcross = unitsPerPoint * width - (across[1] - across[0]);
  const nearest = Math.min(
    ...sure.map(({ x }) => Array.from(x).reduce((one, other) => Math.min(one, other), Infinity)),
  );
  const wanted = OFF_FRAME * unitsPerPoint * width - (nearest - across[0]);
  const start = across[0] - Math.max(0, Math.min(spareAcross / 2, wanted));
  return {
    x: {
      kind: "linear",
      domain: [start, start + unitsPerPoint * width],
      range: [frame.left, frame.right],
    },
    y: { kind: "linear", domain: [low, low + unitsPerPoint * height], range: [frame.top + height, frame.top] },
  };
}

function extent(sure: readonly Points[], unsure: readonly Points[], part: "x" | "y"): [number, number] {
  const values = function* (all: readonly Points[]): Iterable<number> {
    for (const points of all) yield* Array.from(points[part]);
  };
  const [low, high] = paddedExtent(values(sure), PADDING);
  const reach = UNSURE_REACH * (high - low);
  const near: number[] = [];
  for (const value of values(unsure)) if (value >= low - reach && value <= high + reach) near.push(value);
  if (near.length === 0) return [low, high];
  const margin = (PADDING / (1 + 2 * PADDING)) * (high - low);
  const least = near.reduce((one, other) => Math.min(one, other), Infinity);
  const most = near.reduce((one, other) => Math.max(one, other), -Infinity);
  return [Math.min(low, least - margin), Math.max(high, most + margin)];
}

function fromZero(range: [number, number]): void {
  if (range[0] > 0 && range[0] < NEAR_ZERO * range[1]) range[0] = 0;
}
