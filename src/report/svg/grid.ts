import { bottomMargin, leftMargin, rightMargin } from "./axes.ts";
import type { Look } from "./look.ts";

/** Where the frame of a small plot stands. */
export interface Cell {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Whether it is the first of its row. */
  readonly isFirst: boolean;
}

const COLUMNS = { single: 2, double: 4 };
const BETWEEN_ROWS = 6;
const BETWEEN_COLUMNS = 7;

/** How many small plots stand side by side. */
export function columnsOf(count: number, { size }: Look): number {
  const most = COLUMNS[size];
  // As few rows as possible, and those as equal as possible.
  return Math.max(1, Math.min(most, Math.ceil(count / Math.ceil(count / most))));
}

/** Frames of equal size in rows. `numbers` is the width of the widest number at the left of any of them. */
export function gridCells(
  count: number,
  {
    top,
    height,
    numbers,
    named = "first",
  }: { readonly top: number; readonly height: number; readonly numbers: number; readonly named?: "first" | "all" },
  look: Look,
): { cells: Cell[]; height: number } {
  const columns = columnsOf(count, look);
  const first = leftMargin(numbers, look);
  const others = named === "all" ? first : leftMargin(numbers, { ...look, name: 0 });
  const room = look.width - rightMargin - first - (columns - 1) * (others + BETWEEN_COLUMNS);
  const width = room / columns;
  const step = height + bottomMargin(look) + BETWEEN_ROWS;
  const cells = Array.from({ length: count }, (_, k): Cell => {
    const [row, column] = [Math.floor(k / columns), k % columns];
    const left = first + column * (width + others + BETWEEN_COLUMNS);
    return {
      left,
      right: left + width,
      top: top + row * step,
      bottom: top + row * step + height,
      isFirst: named === "all" || column === 0,
    };
  });
  return { cells, height: top + Math.ceil(count / columns) * step - BETWEEN_ROWS };
}
