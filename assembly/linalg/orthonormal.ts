/** An explicit orthonormal basis of the space that columns span. */
import { number, setNumber } from "../view";
import { tailDot, tailSubtract } from "./qr";

/** A column of which less than this is left beside those before it lies in their span, to rounding. */
const DEPENDENT: f64 = 1e-11;

function scale(column: usize, factor: f64, rows: i32): void {
  for (let i = 0; i < rows; i++) setNumber(column, i, number(column, i) * factor);
}

/**
 * Orthonormalizes `count` columns of `rows` numbers, `rows` numbers apart, in place by modified Gram-Schmidt, each twice (Giraud,
 * Langou, Rozloznik, Comput. Math. Appl. 50, 1069, 2005). Columns that depend on earlier ones are left out and the others
 * move up; returns how many there are.
 */
export function orthonormalize(columns: usize, rows: i32, count: i32): i32 {
  const bytes = <usize>rows << 3;
  let rank = 0;
  for (let j = 0; j < count; j++) {
    const column = columns + <usize>rank * bytes;
    if (rank < j) memory.copy(column, columns + <usize>j * bytes, bytes);
    let largest: f64 = 0;
    for (let i = 0; i < rows; i++) largest = max(largest, abs(number(column, i)));
    if (!(largest > 0 && largest < Infinity)) continue;
    scale(column, 1 / largest, rows);
    const length = Math.sqrt(tailDot(column, column, 0, rows));
    let left = length;
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < rank; k++) {
        const other = columns + <usize>k * bytes;
        tailSubtract(column, other, tailDot(other, column, 0, rows), 0, rows);
      }
      left = Math.sqrt(tailDot(column, column, 0, rows));
      if (!(left > DEPENDENT * length)) break;
    }
    if (!(left > DEPENDENT * length)) continue;
    scale(column, 1 / left, rows);
    rank++;
  }
  return rank;
}
