import type { Box } from "./labels.ts";

/** Side of a cell in points. */
const CELL = 3;

/** Which parts of a frame are taken, to find a free corner in it. */
export class Occupied {
  private readonly frame: Box;
  private readonly columns: number;
  private readonly rows: number;
  private readonly cells: Uint8Array;

  constructor(frame: Box) {
    this.frame = frame;
    this.columns = Math.max(1, Math.ceil((frame.right - frame.left) / CELL));
    this.rows = Math.max(1, Math.ceil((frame.bottom - frame.top) / CELL));
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  add({ left, right, top, bottom }: Box): void {
    const { frame } = this;
    if (right < frame.left || left > frame.right || bottom < frame.top || top > frame.bottom) return;
    const at = (value: number, start: number, count: number): number =>
      Math.min(count, Math.max(0, Math.floor((value - start) / CELL)));
    const [firstRow, lastRow] = [at(top, this.frame.top, this.rows), at(bottom, this.frame.top, this.rows)];
    const [first, last] = [at(left, this.frame.left, this.columns), at(right, this.frame.left, this.columns)];
    for (let row = firstRow; row <= lastRow && row < this.rows; row++) {
      this.cells.fill(1, row * this.columns + first, row * this.columns + Math.min(last + 1, this.columns));
    }
  }

  /** The free box of a size that is nearest to a corner, at least so far from the frame; nothing if none is free. */
  corner({ width, height }: { readonly width: number; readonly height: number }, off: number): Box | undefined {
    const { left, right, top, bottom } = this.frame;
    const sums = this.sums();
    let best: { box: Box; distance: number } | undefined;
    for (let y = top + off; y + height <= bottom - off; y += CELL) {
      for (let x = left + off; x + width <= right - off; x += CELL) {
        const box = { left: x, right: x + width, top: y, bottom: y + height };
        const fromSide = Math.min(x - left, right - box.right);
        const distance = fromSide + Math.min(y - top, bottom - box.bottom);
        if (distance >= (best?.distance ?? Infinity)) continue;
        if (this.countIn(box, sums) === 0) best = { box, distance };
      }
    }
    return best?.box;
  }

  /** How many cells are taken above and left of each corner of cells. */
  private sums(): Int32Array {
    const stride = this.columns + 1;
    const sums = new Int32Array(stride * (this.rows + 1));
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++) {
        const above = sums[row * stride + column + 1] ?? 0;
        const beside = sums[(row + 1) * stride + column] ?? 0;
        const both = sums[row * stride + column] ?? 0;
        sums[(row + 1) * stride + column + 1] = above + beside - both + (this.cells[row * this.columns + column] ?? 0);
      }
    }
    return sums;
  }

  private countIn(box: Box, sums: Int32Array): number {
    const stride = this.columns + 1;
    const [first, last] = [
      Math.floor((box.left - this.frame.left) / CELL),
      Math.min(this.columns, Math.ceil((box.right - this.frame.left) / CELL)),
    ];
    const [high, low] = [
      Math.floor((box.top - this.frame.top) / CELL),
      Math.min(this.rows, Math.ceil((box.bottom - this.frame.top) / CELL)),
    ];
    const at = (row: number, column: number): number => sums[row * stride + column] ?? 0;
    return at(low, last) - at(high, last) - at(low, first) + at(high, first);
  }
}
