import { short } from "../markup.ts";
import type { DrawnElement } from "./drawing.ts";
import { BOX_HALF_HEIGHT, HALF_HEIGHT, type Shape } from "./shapes.ts";

/** The standard of symbols: IEC 60617 has rectangles for resistors, ANSI Y32.2 (IEEE 315) zigzags. */
export type SymbolStyle = "iec" | "ansi";

const RESISTOR_HALF_HEIGHT = 8;
const ZIGZAG_TEETH = 3;
const LOOPS = 4;
/** From the middle to either plate. */
const PLATE = 4;
/** How far the ends of a bent plate lie behind its tip. */
const BEND = 8;

/** The path of an element's shape, from its left end to its right end. */
export function shapePath({ shape, left, right }: DrawnElement, style: SymbolStyle): string {
  const width = right.x - left.x;
  const middle = left.x + width / 2;
  const { y } = left;
  return PATHS[shape]({ left: left.x, right: right.x, middle, width, y, style });
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly width: number;
  readonly y: number;
  readonly style: SymbolStyle;
}

const PATHS: Readonly<Record<Shape, (frame: Frame) => string>> = {
  resistor: (frame) => (frame.style === "iec" ? rectangle(frame, RESISTOR_HALF_HEIGHT) : zigzag(frame)),
  capacitor: ({ left, right, middle, y }) => {
    const plate = (x: number): string => `M${x} ${y - HALF_HEIGHT}v${2 * HALF_HEIGHT}`;
    return `M${left} ${y}H${middle - PLATE}${plate(middle - PLATE)}${plate(middle + PLATE)}M${middle + PLATE} ${y}H${right}`;
  },
  // Both tips point along the wire, and the wire meets the tips.
  "constant-phase": ({ left, right, middle, y }) => {
    const first = middle - PLATE + BEND / 2;
    const second = middle + PLATE + BEND / 2;
    const plate = (tip: number): string =>
      `M${tip - BEND} ${y - HALF_HEIGHT}l${BEND} ${HALF_HEIGHT}l${-BEND} ${HALF_HEIGHT}`;
    return `M${left} ${y}H${first}${plate(first)}${plate(second)}M${second} ${y}H${right}`;
  },
  inductor: ({ left, width, y }) => {
    const loop = width / LOOPS;
    return `M${left} ${y}${`a${short(loop / 2)} ${short(0.65 * loop)} 0 0 1 ${short(loop)} 0`.repeat(LOOPS)}`;
  },
  "modified-inductor": coil,
  box: (frame) => rectangle(frame, BOX_HALF_HEIGHT),
};

function rectangle({ left, width, y }: Frame, half: number): string {
  return `M${left} ${y - half}h${width}v${2 * half}h${-width}Z`;
}

function zigzag({ left, width, y }: Frame): string {
  const step = width / (4 * ZIGZAG_TEETH);
  let path = `M${left} ${y}`;
  for (let tooth = 0; tooth < 2 * ZIGZAG_TEETH; tooth++) {
    const x = left + (2 * tooth + 1) * step;
    path += `L${short(x)} ${y + (tooth % 2 === 0 ? -RESISTOR_HALF_HEIGHT : RESISTOR_HALF_HEIGHT)}`;
  }
  return `${path}L${left + width} ${y}`;
}

/** Loops that run back under themselves. */
function coil({ left, width, y }: Frame): string {
  const back = 5;
  const loop = (width + (LOOPS - 1) * back) / LOOPS;
  const arc = `a${short(loop / 2)} 9 0 0 1 ${short(loop)} 0`;
  const under = `a${short(back / 2)} 4 0 0 1 ${-back} 0`;
  return `M${left} ${y}${Array.from({ length: LOOPS }, () => arc).join(under)}`;
}
