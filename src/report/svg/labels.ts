/** A rectangle in pixels; y grows downwards. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const HEIGHT = 14;
const DISTANCES = [8, 16, 28];
/** Directions from a mark to its name, the most readable first. */
const DIRECTIONS: readonly (readonly [across: number, down: number])[] = [
  [0, -1],
  [0, 1],
  [1, 0],
  [-1, 0],
  [0.7, -0.7],
  [-0.7, -0.7],
  [0.7, 0.7],
  [-0.7, 0.7],
];

/** The nearest box for a name of a given width beside a mark that meets nothing and lies in the frame, if there is one. */
export function freePlace(
  mark: { readonly x: number; readonly y: number },
  width: number,
  taken: readonly Box[],
  frame: Box,
): Box | undefined {
  for (const distance of DISTANCES) {
    for (const [across, down] of DIRECTIONS) {
      const x = mark.x + across * (distance + width / 2);
      const y = mark.y + down * (distance + HEIGHT / 2);
      const box = { left: x - width / 2, right: x + width / 2, top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 };
      if (contains(frame, box) && !taken.some((other) => meet(box, other))) return box;
    }
  }
  return undefined;
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.left > outer.left + 4 &&
    inner.right < outer.right - 4 &&
    inner.top > outer.top + 2 &&
    inner.bottom < outer.bottom - 2
  );
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
