import { most } from "./block.ts";

/** Halvings of the interval in which the least width of the rows is sought: enough for a pixel of a drawing of kilometres. */
const HALVINGS = 40;

/**
 * Breaks a chain into the fewest rows that a width allows, and those as evenly as can be: the widest of them is as narrow as their
 * number allows. What is wider than the width has a row of its own.
 */
export function breakRows<T extends { readonly width: number }>(items: readonly T[], limit: number): T[][] {
  let rows = fill(items, limit);
  let low = most(items, ({ width }) => width);
  let high = limit;
  for (let step = 0; step < HALVINGS && high - low >= 1; step++) {
    const middle = (low + high) / 2;
    const tighter = fill(items, middle);
    if (tighter.length === rows.length) {
      rows = tighter;
      high = middle;
    } else {
      low = middle;
    }
  }
  return rows;
}

function fill<T extends { readonly width: number }>(items: readonly T[], limit: number): T[][] {
  const rows: T[][] = [];
  let left = 0;
  for (const item of items) {
    left -= item.width;
    const row = rows.at(-1);
    if (row === undefined || left < 0) {
      rows.push([item]);
      left = limit - item.width;
    } else {
      row.push(item);
    }
  }
  return rows;
}
