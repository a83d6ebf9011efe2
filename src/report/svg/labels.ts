import type { Look } from "./look.ts";
import { short, tag } from "./markup.ts";

/** A rectangle in points; y grows downwards. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A mark that a name is to stand beside. */
export interface NamedMark {
  readonly x: number;
  readonly y: number;
  /** Where the name would stand best, a vector of any length. */
  readonly outward?: readonly [across: number, down: number];
}

/** A free place with the distance of its edge from the mark. */
export interface FreePlace {
  readonly box: Box;
  readonly distance: number;
}

/** A name further off than this needs a line to its mark. */
export const NEAR = 6;

const DISTANCES = [3.5, 7, 12, 18];
const DIRECTIONS = 16;

/** The nearest box of a size beside a mark that meets nothing and lies in the frame, if there is one; in its direction outward where possible. */
export function freePlace(
  mark: NamedMark,
  size: { readonly width: number; readonly height: number },
  taken: readonly Box[],
  frame: Box,
): FreePlace | undefined {
  const { width, height } = size;
  const directions = directionsFrom(mark.outward ?? [0, -1]);
  for (const distance of DISTANCES) {
    for (const [across, down] of directions) {
      // As far from the mark along the direction as half the box reaches against it.
      const reach = distance + boxReach(across, down, width / 2, height / 2);
      const x = mark.x + across * reach;
      const y = mark.y + down * reach;
      const box = { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
      if (contains(frame, box) && !taken.some((other) => meet(box, other))) return { box, distance };
    }
  }
  return undefined;
}

/** Unit vectors, those nearest to a direction first. */
function directionsFrom([across, down]: readonly [number, number]): [number, number][] {
  const start = Math.atan2(down, across);
  return Array.from({ length: DIRECTIONS }, (_, k) => {
    const turn = (k % 2 === 0 ? 1 : -1) * Math.ceil(k / 2) * ((2 * Math.PI) / DIRECTIONS);
    return [Math.cos(start + turn), Math.sin(start + turn)];
  });
}

function boxReach(across: number, down: number, halfWidth: number, halfHeight: number): number {
  return Math.min(halfWidth / Math.max(Math.abs(across), 1e-9), halfHeight / Math.max(Math.abs(down), 1e-9));
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.left > outer.left + 2 &&
    inner.right < outer.right - 2 &&
    inner.top > outer.top + 1.5 &&
    inner.bottom < outer.bottom - 1.5
  );
}

export function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** From the mark to the nearest edge of its name. */
export function leader(mark: { x: number; y: number }, box: Box, radius: number, { palette }: Look): string {
  const end = {
    x: Math.min(box.right, Math.max(box.left, mark.x)),
    y: Math.min(box.bottom, Math.max(box.top, mark.y)),
  };
  const length = Math.hypot(end.x - mark.x, end.y - mark.y);
  const share = (radius + 0.8) / length;
  const from = { x: mark.x + share * (end.x - mark.x), y: mark.y + share * (end.y - mark.y) };
  const d = `M${short(from.x)} ${short(from.y)}L${short(end.x)} ${short(end.y)}`;
  return tag("path", { d, stroke: palette.muted, "stroke-width": 0.4 });
}
