/** Householder QR of a tall column-major matrix, with a right-hand side carried along. */
import { number, setNumber } from "../view";
import { dot } from "./gram";

/**
 * Reduces `count` columns of `rows` numbers to upper triangular form in place: R stands in the first rows, below it the
 * Householder vectors are left over. The columns after them (right-hand sides up to `all`) are multiplied by Q^T.
 * `stride` is a column's bytes.
 */
export function triangularize(columns: usize, rows: i32, count: i32, all: i32, stride: usize): void {
  for (let j = 0; j < count; j++) {
    const cj = columns + <usize>j * stride;
    const pivot = number(cj, j);
    // Columns of a Jacobian keep their squares within range, so the plain sum serves.
    const length = Math.sqrt(tailDot(cj, cj, j, rows));
    if (length == 0) continue;
    const diagonal = pivot > 0 ? -length : length;
    const head = pivot - diagonal;
    // v = (1, tail / head); H = I - beta v v^T with beta = -head / diagonal.
    const beta = -head / diagonal;
    const inverse = 1 / head;
    for (let i = j + 1; i < rows; i++) setNumber(cj, i, number(cj, i) * inverse);
    setNumber(cj, j, diagonal);
    for (let k = j + 1; k < all; k++) {
      const ck = columns + <usize>k * stride;
      let sum = number(ck, j) + tailDot(cj, ck, j + 1, rows);
      sum *= beta;
      setNumber(ck, j, number(ck, j) - sum);
      tailSubtract(ck, cj, sum, j + 1, rows);
    }
  }
}

/** Sum over i = from..to-1 of a_i b_i, the even part in two lanes. */
export function tailDot(a: usize, b: usize, from: i32, to: i32): f64 {
  let sum: f64 = 0;
  let i = from;
  if (i & 1 && i < to) {
    sum = number(a, i) * number(b, i);
    i++;
  }
  let s = f64x2.splat(0);
  let t = f64x2.splat(0);
  for (; i + 3 < to; i += 4) {
    const at = <usize>i << 3;
    s = f64x2.add(s, f64x2.mul(v128.load(a + at), v128.load(b + at)));
    t = f64x2.add(t, f64x2.mul(v128.load(a + at, 16), v128.load(b + at, 16)));
  }
  for (; i < to; i++) sum += number(a, i) * number(b, i);
  const both = f64x2.add(s, t);
  return sum + f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
}

/** b_i -= factor a_i for i = from..to-1. */
export function tailSubtract(b: usize, a: usize, factor: f64, from: i32, to: i32): void {
  let i = from;
  if (i & 1 && i < to) {
    setNumber(b, i, number(b, i) - factor * number(a, i));
    i++;
  }
  const f = f64x2.splat(factor);
  for (; i + 1 < to; i += 2) {
    const at = <usize>i << 3;
    v128.store(b + at, f64x2.sub(v128.load(b + at), f64x2.mul(f, v128.load(a + at))));
  }
  for (; i < to; i++) setNumber(b, i, number(b, i) - factor * number(a, i));
}

/** x of R x = b, with R in the upper triangle of column-major `columns`; b and x may be the same. False for a zero on the diagonal. */
export function backSubstitute(columns: usize, n: i32, stride: usize, b: usize, x: usize): bool {
  if (b != x) memory.copy(x, b, <usize>n << 3);
  for (let j = n - 1; j >= 0; j--) {
    const cj = columns + <usize>j * stride;
    const pivot = number(cj, j);
    if (pivot == 0) return false;
    const xj = number(x, j) / pivot;
    setNumber(x, j, xj);
    for (let i = 0; i < j; i++) setNumber(x, i, number(x, i) - number(cj, i) * xj);
  }
  return true;
}

/** x of R^T x = b, likewise. */
export function forwardSubstitute(columns: usize, n: i32, stride: usize, b: usize, x: usize): bool {
  if (b != x) memory.copy(x, b, <usize>n << 3);
  for (let j = 0; j < n; j++) {
    const cj = columns + <usize>j * stride;
    let sum = number(x, j);
    for (let i = 0; i < j; i++) sum -= number(cj, i) * number(x, i);
    const pivot = number(cj, j);
    if (pivot == 0) return false;
    setNumber(x, j, sum / pivot);
  }
  return true;
}

/** Euclidean length of a whole column whose bytes are a multiple of 32. */
export function columnNorm(column: usize, stride: usize): f64 {
  return Math.sqrt(dot(column, column, stride));
}
