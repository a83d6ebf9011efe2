import { across, most, upright, type Block, type Part } from "./block.ts";
import type { Wire } from "./drawing.ts";
import { breakRows } from "./breakRows.ts";

/** Room for the wire that leads from the end of a row back to the beginning of the next: beside the rows, and between them. */
const COLUMN = 12;
const CHANNEL = 10;
/** Rows that are not at least so much narrower than one row would be are harder to read than that row made smaller. */
const WORTHWHILE = 0.8;
/** Inside of a parallel connection shorter chains stay in one row, for the same reason. */
const SHORTEST_FOLDED = 6;

/** Blocks side by side, in several rows where they are wider than `limit`. */
export function seriesBlock(blocks: readonly Block[], limit: number, isWhole: boolean): Block {
  const width = blocks.reduce((sum, block) => sum + block.width, 0);
  if (width <= limit || (!isWhole && blocks.length < SHORTEST_FOLDED)) return oneRow(blocks, width);
  const rows = folded(breakRows(blocks, limit - 2 * COLUMN));
  return rows.width > WORTHWHILE * width ? oneRow(blocks, width) : rows;
}

function oneRow(blocks: readonly Block[], width: number): Block {
  return {
    width,
    up: most(blocks, ({ up }) => up),
    down: most(blocks, ({ down }) => down),
    drop: 0,
    ...row(blocks, { left: 0, y: 0, width }),
    joints: [],
  };
}

/**
 * Rows one below the other. A wire leads from the end of each down into the channel below it, back to the left, and down to the
 * next; nothing crosses.
 */
function folded(rows: readonly (readonly Block[])[]): Block {
  const inner = most(rows, (blocks) => blocks.reduce((sum, block) => sum + block.width, 0));
  const width = inner + 2 * COLUMN;
  const heights = rowHeights(rows);
  const drop = heights.at(-1) ?? 0;
  const parts: Part[] = [];
  const wires: Wire[] = [];
  rows.forEach((blocks, index) => {
    const y = heights[index] ?? 0;
    const laid = row(blocks, { left: COLUMN, y, width: inner });
    parts.push(...laid.parts);
    wires.push(across(y, 0, COLUMN), ...laid.wires, across(y, width - COLUMN, width));
    const next = heights[index + 1];
    if (next === undefined) return;
    const channel = y + most(blocks, ({ down }) => down) + CHANNEL;
    wires.push(upright(width, y, channel), across(channel, 0, width), upright(0, channel, next));
  });
  const below = most(rows.at(-1) ?? [], ({ down }) => down);
  return { width, up: most(rows[0] ?? [], ({ up }) => up), down: below + drop, drop, wires, joints: [], parts };
}

function rowHeights(rows: readonly (readonly Block[])[]): number[] {
  let height = 0;
  return rows.map((blocks, index) => {
    const before = rows[index - 1];
    if (before === undefined) return 0;
    height += most(before, ({ down }) => down) + 2 * CHANNEL + most(blocks, ({ up }) => up);
    return height;
  });
}

/** Blocks side by side, spread over a width. */
function row(
  blocks: readonly Block[],
  { left, y, width }: { readonly left: number; readonly y: number; readonly width: number },
): Pick<Block, "parts" | "wires"> {
  const spare = width - blocks.reduce((sum, block) => sum + block.width, 0);
  const share = 2 * Math.floor(spare / blocks.length / 2);
  const parts: Part[] = [];
  const wires: Wire[] = [];
  let x = left;
  for (const block of blocks) {
    const at = { x: x + share / 2, y };
    parts.push({ block, at });
    wires.push(across(y, x, at.x), across(y, at.x + block.width, x + block.width + share));
    x += block.width + share;
  }
  wires.push(across(y, x, left + width));
  return { parts, wires };
}
