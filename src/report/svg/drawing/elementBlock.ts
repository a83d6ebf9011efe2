import type { CircuitElement } from "../../../circuit/index.ts";
import { across, even, most, type Block } from "./block.ts";
import type { DrawnText } from "./drawing.ts";
import { elementName } from "./names.ts";
import { richWidth, type RichText } from "../richText.ts";
import { BOX_HALF_HEIGHT, BOX_PADDING, HALF_HEIGHT, LEAST_BOX_WIDTH, SHAPE_WIDTHS, shapeOf } from "./shapes.ts";

const NAME_SIZE = 14;
const VALUE_SIZE = 11;
/** Wire on either side of a shape. */
const LEAD = 10;
/** Free room on either side of a text. */
const BESIDE_TEXT = 7;
/** From the shape up to where the name stands, and from there to the top. */
const NAME_RISE = 8;
const NAME_HEIGHT = 11;
/** From the shape down to where the first value stands, from one to the next, and from the last to the bottom. */
const VALUE_DROP = 15;
const VALUE_LINE = 15;
const BELOW_VALUES = 5;
/** Free room where no text is. */
const EDGE = 3;
/** Letters in a box stand so far below its middle that they seem centred. */
const IN_BOX = 5;

/** An element with its name above it, or in it where it is a box, and its values below. */
export function elementBlock(element: CircuitElement, lines: readonly RichText[]): Block {
  const shape = shapeOf(element.record);
  const isBox = shape === "box";
  const name = elementName(element);
  const nameWidth = richWidth(name, NAME_SIZE);
  const half = isBox ? BOX_HALF_HEIGHT : HALF_HEIGHT;
  const own = isBox ? Math.max(LEAST_BOX_WIDTH, even(nameWidth + 2 * BOX_PADDING)) : SHAPE_WIDTHS[shape];
  const textWidth = Math.max(
    isBox ? 0 : nameWidth,
    most(lines, (line) => richWidth(line, VALUE_SIZE)),
  );
  const width = 2 * even(Math.max(own + 2 * LEAD, textWidth + 2 * BESIDE_TEXT) / 2);
  const middle = width / 2;
  const left = middle - own / 2;
  const values = lines.map((text, index): DrawnText => ({
    text,
    size: VALUE_SIZE,
    x: middle,
    y: half + VALUE_DROP + index * VALUE_LINE,
  }));
  return {
    width,
    up: half + (isBox ? EDGE : NAME_RISE + NAME_HEIGHT),
    down: half + (lines.length === 0 ? EDGE : VALUE_DROP + (lines.length - 1) * VALUE_LINE + BELOW_VALUES),
    drop: 0,
    wires: [across(0, 0, left), across(0, left + own, width)],
    joints: [],
    parts: [],
    element: {
      element,
      shape,
      left: { x: left, y: 0 },
      right: { x: left + own, y: 0 },
      name: { text: name, size: NAME_SIZE, x: middle, y: isBox ? IN_BOX : -half - NAME_RISE },
      values,
    },
  };
}
