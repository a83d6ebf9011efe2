import type { Point, Wire, DrawnElement } from "./drawing.ts";

/**
 * A part of a drawing on its own: a rectangle with a wire through it, which enters on the left at (0, 0) and leaves on the right at
 * (width, drop). Nothing of the part lies outside.
 */
export interface Block {
  readonly width: number;
  /** How far the part reaches above and below the wire that enters. */
  readonly up: number;
  readonly down: number;
  /** Not 0 for a chain in rows: the first leads in, the last leads out. */
  readonly drop: number;
  readonly wires: readonly Wire[];
  readonly joints: readonly Point[];
  readonly parts: readonly Part[];
  readonly element?: DrawnElement;
}

/** A block inside another one. */
export interface Part {
  readonly block: Block;
  /** Where its wire enters. */
  readonly at: Point;
}

/** A piece of horizontal wire. */
export function across(y: number, x1: number, x2: number): Wire {
  return { from: { x: x1, y }, to: { x: x2, y } };
}

/** A piece of vertical wire. */
export function upright(x: number, y1: number, y2: number): Wire {
  return { from: { x, y: Math.min(y1, y2) }, to: { x, y: Math.max(y1, y2) } };
}

/** The largest of what is counted of each item, at least 0. */
export function most<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((largest, item) => Math.max(largest, count(item)), 0);
}

/** The next even number, so that the middle of a length is a whole pixel. */
export function even(length: number): number {
  return 2 * Math.ceil(length / 2);
}
