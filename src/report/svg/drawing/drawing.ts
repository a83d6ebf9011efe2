import type { CircuitElement } from "../../../circuit/index.ts";
import type { Box } from "../labels.ts";
import { richExtent, richWidth, type RichText } from "../richText.ts";
import type { Shape } from "./shapes.ts";

/** A place in pixels; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A piece of wire along one of the axes; `from` is its left or upper end. */
export interface Wire {
  readonly from: Point;
  readonly to: Point;
}

/** A line of text about a middle. */
export interface DrawnText {
  readonly text: RichText;
  readonly size: number;
  readonly x: number;
  /** Where the letters stand. */
  readonly y: number;
}

/** An element between two ends of wire at the same height. */
export interface DrawnElement {
  readonly element: CircuitElement;
  readonly shape: Shape;
  readonly left: Point;
  readonly right: Point;
  readonly name: DrawnText;
  readonly values: readonly DrawnText[];
}

/** A circuit laid out on a plane. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** In the order of the circuit's text. */
  readonly elements: readonly DrawnElement[];
  readonly wires: readonly Wire[];
  /** Where more than two wires meet. */
  readonly joints: readonly Point[];
  readonly terminals: readonly [Point, Point];
}

/** What a line of text covers, on the safe side. */
export function textBox({ text, size, x, y }: DrawnText): Box {
  const half = richWidth(text, size) / 2;
  const { above, below } = richExtent(text, size);
  return { left: x - half, right: x + half, top: y - above, bottom: y + below };
}
