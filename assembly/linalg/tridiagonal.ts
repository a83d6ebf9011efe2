/** Symmetric matrices as tridiagonal ones, and what shifts of these need: O(n) each. */
import { number, setNumber } from "../view";
import { tailDot, tailSubtract } from "./qr";

/**
 * Reduces a symmetric matrix to Q^T A Q = T with the diagonal in `diagonal` and what stands beside it in `beside` (n numbers, the last
 * one 0), by Householder's reflections, and replaces `vector` by Q^T vector. All of A is given, its rows `row` bytes apart,
 * and overwritten; `work` has room for n numbers.
 */
export function tridiagonalize(a: usize, row: usize, n: i32, diagonal: usize, beside: usize, vector: usize, work: usize): void {
  for (let k = 0; k < n - 1; k++) {
    const v = a + <usize>k * row;
    setNumber(diagonal, k, number(v, k));
    const head = number(v, k + 1);
    const length = Math.sqrt(tailDot(v, v, k + 1, n));
    const rest = k + 2 < n ? tailDot(v, v, k + 2, n) : 0;
    if (rest == 0) {
      setNumber(beside, k, head);
      continue;
    }
    const next = head > 0 ? -length : length;
    setNumber(beside, k, next);
    // H = I - beta v v^T with v_(k+1) = head - next.
    setNumber(v, k + 1, head - next);
    const beta = 1 / (length * (length + abs(head)));
    for (let i = k + 1; i < n; i++) setNumber(work, i, beta * tailDot(a + <usize>i * row, v, k + 1, n));
    tailSubtract(work, v, 0.5 * beta * tailDot(work, v, k + 1, n), k + 1, n);
    for (let i = k + 1; i < n; i++) subtractTwo(a + <usize>i * row, v, number(work, i), work, number(v, i), k + 1, n);
    tailSubtract(vector, v, beta * tailDot(vector, v, k + 1, n), k + 1, n);
  }
  setNumber(diagonal, n - 1, number(a + <usize>(n - 1) * row, n - 1));
  setNumber(beside, n - 1, 0);
}

/** b_i -= f x_i + g y_i for i = from..to-1. */
function subtractTwo(b: usize, x: usize, f: f64, y: usize, g: f64, from: i32, to: i32): void {
  let i = from;
  if (i & 1 && i < to) {
    setNumber(b, i, number(b, i) - (f * number(x, i) + g * number(y, i)));
    i++;
  }
  const ff = f64x2.splat(f);
  const gg = f64x2.splat(g);
  for (; i + 1 < to; i += 2) {
    const at = <usize>i << 3;
    const sum = f64x2.add(f64x2.mul(ff, v128.load(x + at)), f64x2.mul(gg, v128.load(y + at)));
    v128.store(b + at, f64x2.sub(v128.load(b + at), sum));
  }
  for (; i < to; i++) setNumber(b, i, number(b, i) - (f * number(x, i) + g * number(y, i)));
}

/** x of (T + shift) x = b for a positive definite T + shift; `pivots` has room for n numbers. */
export function solveShifted(
  diagonal: usize, beside: usize, n: i32, shift: f64, b: usize, x: usize, pivots: usize,
): void {
  let before: f64 = 0;
  for (let i = 0; i < n; i++) {
    let pivot = number(diagonal, i) + shift;
    let value = number(b, i);
    if (i > 0) {
      const factor = number(beside, i - 1) / before;
      pivot -= factor * number(beside, i - 1);
      value -= factor * number(x, i - 1);
    }
    // Rounding may leave less than the shift, which is a bound.
    before = max(pivot, shift);
    setNumber(pivots, i, before);
    setNumber(x, i, value);
  }
  for (let i = n - 1; i >= 0; i--) {
    const above = i + 1 < n ? number(beside, i) * number(x, i + 1) : 0;
    setNumber(x, i, (number(x, i) - above) / number(pivots, i));
  }
}

/** Trace of (T + shift)^-1; `pivots` are those that `solveShifted` left for this shift. */
export function traceOfInverse(diagonal: usize, beside: usize, n: i32, shift: f64, pivots: usize): f64 {
  let trace: f64 = 0;
  let below: f64 = 0;
  for (let i = n - 1; i >= 0; i--) {
    const coupling = number(beside, i);
    // Pivot of the elimination from below, without the element itself.
    const taken = i + 1 < n ? (coupling * coupling) / below : 0;
    trace += 1 / max(number(pivots, i) - taken, shift);
    below = max(number(diagonal, i) + shift - taken, shift);
  }
  return trace;
}

/** x^T T y. */
export function tridiagonalProduct(diagonal: usize, beside: usize, n: i32, x: usize, y: usize): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < n; i++) {
    let value = number(diagonal, i) * number(y, i);
    if (i > 0) value += number(beside, i - 1) * number(y, i - 1);
    if (i + 1 < n) value += number(beside, i) * number(y, i + 1);
    sum += number(x, i) * value;
  }
  return sum;
}
