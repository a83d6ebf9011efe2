import { foldCircuit, walkCircuit, type Circuit, type CircuitConnection } from "../../../circuit/index.ts";
import { across, type Block } from "./block.ts";
import type { Drawing, DrawnElement, DrawnText, Point, Wire } from "./drawing.ts";
import { elementBlock } from "./elementBlock.ts";
import { parallelBlock, RAILS_WIDTH } from "./parallelBlock.ts";
import type { RichText } from "../richText.ts";
import { seriesBlock } from "./seriesBlock.ts";
import { joinWires } from "./joinWires.ts";

/** About the drawing, and from there to the terminals. */
const MARGIN = 10;
/** Wire between a terminal and the rest. */
const TERMINAL_LEAD = 8;

/**
 * Lays a circuit out: what is in series from left to right, what is in parallel from top to bottom, in the order of its text. No
 * wires cross and no texts overlap. A chain that is wider than `width` pixels goes on in rows; other parts stay as wide as they are.
 *
 * @param lines the lines under each element, by its name.
 */
export function layoutCircuit(
  circuit: Pick<Circuit, "root">,
  lines: ReadonlyMap<string, readonly RichText[]>,
  width: number,
): Drawing {
  const outside = 2 * (MARGIN + TERMINAL_LEAD);
  const depths = parallelDepths(circuit);
  const block = foldCircuit<Block>(
    circuit.root,
    (element) => elementBlock(element, lines.get(element.name) ?? []),
    (connection, blocks) => {
      if (connection.kind === "parallel") return parallelBlock(blocks);
      const limit = width - outside - (depths.get(connection) ?? 0) * RAILS_WIDTH;
      return seriesBlock(blocks, limit, connection === circuit.root);
    },
  );
  const origin = { x: MARGIN + TERMINAL_LEAD, y: MARGIN + block.up };
  const placed = placeAll(block, origin);
  const terminals = [
    { x: MARGIN, y: origin.y },
    { x: origin.x + block.width + TERMINAL_LEAD, y: origin.y + block.drop },
  ] as const;
  placed.wires.push(
    across(terminals[0].y, terminals[0].x, origin.x),
    across(terminals[1].y, origin.x + block.width, terminals[1].x),
  );
  return {
    ...placed,
    wires: joinWires(placed.wires),
    terminals,
    width: block.width + outside,
    height: block.up + block.down + 2 * MARGIN,
  };
}

/** How many parallel connections each chain lies in. */
function parallelDepths({ root }: Pick<Circuit, "root">): Map<CircuitConnection, number> {
  const depths = new Map<CircuitConnection, number>();
  let depth = 0;
  walkCircuit(root, {
    element: () => undefined,
    enter: (connection) => {
      if (connection.kind === "parallel") depth++;
      else depths.set(connection, depth);
    },
    leave: ({ kind }) => {
      if (kind === "parallel") depth--;
    },
  });
  return depths;
}

interface Placed {
  readonly elements: DrawnElement[];
  readonly wires: Wire[];
  readonly joints: Point[];
}

/** All that a block holds, at its place in the drawing. Uses no recursion, so nesting may be as deep as memory allows. */
function placeAll(whole: Block, origin: Point): Placed {
  const placed: Placed = { elements: [], wires: [], joints: [] };
  const open = [{ block: whole, at: origin }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const { block, at } = part;
    const move = ({ x, y }: Point): Point => ({ x: x + at.x, y: y + at.y });
    const moveText = (text: DrawnText): DrawnText => ({ ...text, ...move(text) });
    for (const { from, to } of block.wires) placed.wires.push({ from: move(from), to: move(to) });
    for (const joint of block.joints) placed.joints.push(move(joint));
    if (block.element !== undefined) {
      const { left, right, name, values } = block.element;
      placed.elements.push({
        ...block.element,
        left: move(left),
        right: move(right),
        name: moveText(name),
        values: values.map(moveText),
      });
    }
    for (const inner of [...block.parts].reverse()) open.push({ block: inner.block, at: move(inner.at) });
  }
  return placed;
}
