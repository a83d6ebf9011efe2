import { across, even, most, upright, type Block, type Part } from "./block.ts";
import type { Point, Wire } from "./drawing.ts";

/** From the ends of the block to its rails, and from the rails to the widest branch. */
const OUTSIDE = 10;
const INSIDE = 8;
/** Between branches. */
const GAP = 12;

/** What a parallel connection adds to the width of its widest branch. */
export const RAILS_WIDTH = 2 * (OUTSIDE + INSIDE);

/**
 * Branches one below the other between two rails. The wire through all meets the left rail at the middle branch, or half-way
 * between the two in the middle, and the right one at the same height.
 */
export function parallelBlock(branches: readonly Block[]): Block {
  const inner = most(branches, ({ width }) => width);
  const width = inner + RAILS_WIDTH;
  const heights = branchHeights(branches);
  const last = branches.length - 1;
  const middle = ((heights[last >> 1] ?? 0) + (heights[(last + 1) >> 1] ?? 0)) / 2;
  const parts = branches.map((block, index): Part => {
    const x = OUTSIDE + INSIDE + (inner - block.width) / 2;
    return { block, at: { x, y: (heights[index] ?? 0) - middle } };
  });
  const rails = [
    rail(
      OUTSIDE,
      parts.map(({ at }) => at.y),
    ),
    rail(
      width - OUTSIDE,
      parts.map(({ block, at }) => at.y + block.drop),
    ),
  ];
  return {
    width,
    up: most(parts, ({ block, at }) => block.up - at.y),
    down: most(parts, ({ block, at }) => block.down + at.y),
    drop: 0,
    wires: [
      across(0, 0, OUTSIDE),
      across(0, width - OUTSIDE, width),
      ...rails.map(({ wire }) => wire),
      ...parts.flatMap(({ block, at }) => [
        across(at.y, OUTSIDE, at.x),
        across(at.y + block.drop, at.x + block.width, width - OUTSIDE),
      ]),
    ],
    joints: rails.flatMap(({ joints }) => joints),
    parts,
  };
}

/** Where the wires of the branches lie, the first at 0. */
function branchHeights(branches: readonly Block[]): number[] {
  let height = 0;
  return branches.map((branch, index) => {
    const before = branches[index - 1];
    if (before !== undefined) height += even(before.down + GAP + branch.up);
    return height;
  });
}

/** A rail that joins branches at these heights with the wire through all, at 0. */
function rail(x: number, heights: readonly number[]): { readonly wire: Wire; readonly joints: Point[] } {
  const top = -most(heights, (height) => -height);
  const bottom = most(heights, (height) => height);
  const meets = (y: number): boolean => (y > top && y < bottom) || (y === 0 && heights.includes(0));
  return {
    wire: upright(x, top, bottom),
    joints: [...new Set([0, ...heights])].filter(meets).map((y) => ({ x, y })),
  };
}
