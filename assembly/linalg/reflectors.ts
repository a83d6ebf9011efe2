/**
 * Householder QR of columns that may grow in number: R stands apart, packed by columns, and each column becomes the vector v of its
 * reflector I - v v^T, with zeros above its own row. Columns are `stride` bytes apart, a multiple of 16; what lies behind the last row is 0.
 */
import { number, setNumber } from "../view";

/** A pivot below this part of its column's length leaves the coefficient without a digit. */
const SMALLEST_PIVOT: f64 = 1e-14;

/** Place of column j of R, which has j + 1 numbers. */
// @ts-ignore: decorator
@inline
function packed(r: usize, j: i32): usize {
  return r + (<usize>((j * (j + 1)) >> 1) << 3);
}

export function packedNumbers(count: i32): i32 {
  return (count * (count + 1)) >> 1;
}

// @ts-ignore: decorator
@inline
function total(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** Sum of a_i b_i over `bytes` bytes, a multiple of 16. */
export function product(a: usize, b: usize, bytes: usize): f64 {
  const end = a + bytes;
  let s = f64x2.splat(0);
  let t = f64x2.splat(0);
  for (; a + 16 < end; a += 32, b += 32) {
    s = f64x2.add(s, f64x2.mul(v128.load(a), v128.load(b)));
    t = f64x2.add(t, f64x2.mul(v128.load(a, 16), v128.load(b, 16)));
  }
  if (a < end) s = f64x2.add(s, f64x2.mul(v128.load(a), v128.load(b)));
  return total(f64x2.add(s, t));
}

/** a_i -= factor b_i over `bytes` bytes, a multiple of 16. */
function subtract(a: usize, b: usize, factor: f64, bytes: usize): void {
  const end = a + bytes;
  const f = f64x2.splat(factor);
  for (; a < end; a += 16, b += 16) v128.store(a, f64x2.sub(v128.load(a), f64x2.mul(f, v128.load(b))));
}

/** Four columns at a time, so that their sums do not wait for each other and v is loaded once. */
function reflectFour(v: usize, a: usize, stride: usize, bytes: usize): void {
  const end = v + bytes;
  const b = a + stride - v;
  const c = b + stride;
  const d = c + stride;
  a -= v;
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  for (let at = v; at < end; at += 16) {
    const x = v128.load(at);
    s0 = f64x2.add(s0, f64x2.mul(x, v128.load(at + a)));
    s1 = f64x2.add(s1, f64x2.mul(x, v128.load(at + b)));
    s2 = f64x2.add(s2, f64x2.mul(x, v128.load(at + c)));
    s3 = f64x2.add(s3, f64x2.mul(x, v128.load(at + d)));
  }
  s0 = f64x2.splat(total(s0));
  s1 = f64x2.splat(total(s1));
  s2 = f64x2.splat(total(s2));
  s3 = f64x2.splat(total(s3));
  for (let at = v; at < end; at += 16) {
    const x = v128.load(at);
    v128.store(at + a, f64x2.sub(v128.load(at + a), f64x2.mul(s0, x)));
    v128.store(at + b, f64x2.sub(v128.load(at + b), f64x2.mul(s1, x)));
    v128.store(at + c, f64x2.sub(v128.load(at + c), f64x2.mul(s2, x)));
    v128.store(at + d, f64x2.sub(v128.load(at + d), f64x2.mul(s3, x)));
  }
}

/** Multiplies `count` columns by the reflector whose own row is `row`. */
function reflect(v: usize, row: i32, column: usize, count: i32, stride: usize, bytes: usize): void {
  // Sums begin at a whole pair of numbers; v is 0 above its row.
  const head = <usize>(row & ~1) << 3;
  const rest = bytes - head;
  v += head;
  column += head;
  for (; count >= 4; count -= 4, column += 4 * stride) reflectFour(v, column, stride, rest);
  for (; count > 0; count--, column += stride) subtract(column, v, product(v, column, rest), rest);
}

/** Makes column j, on which all reflectors before have been, into R and a reflector; false where it depends on those before. */
function makeReflector(column: usize, j: i32, r: usize, bytes: usize): bool {
  const own = packed(r, j);
  let above: f64 = 0;
  for (let i = 0; i < j; i++) {
    const value = number(column, i);
    setNumber(own, i, value);
    setNumber(column, i, 0);
    above += value * value;
  }
  const head = <usize>(j & ~1) << 3;
  const square = product(column + head, column + head, bytes - head);
  const length = Math.sqrt(square);
  const pivot = number(column, j);
  const diagonal = pivot > 0 ? -length : length;
  setNumber(own, j, diagonal);
  if (!(length > SMALLEST_PIVOT * Math.sqrt(above + square))) return false;
  // v = (x - diagonal e) / sqrt(length (length + |pivot|)), whose square is 2.
  setNumber(column, j, pivot - diagonal);
  const scale = f64x2.splat(1 / Math.sqrt(length * (length + abs(pivot))));
  for (let at = column + head; at < column + bytes; at += 16) v128.store(at, f64x2.mul(scale, v128.load(at)));
  return true;
}

/**
 * Factors columns `from` to `to - 1`, those before being factored already, and multiplies targets by the new reflectors: the first
 * `to` numbers of each are then those of Q^T b, and the others have the sum of squares that is left. Returns how many columns are
 * factored in all, less than `to` where the next one depends on those before it, to rounding.
 */
export function factorColumns(
  columns: usize, stride: usize, bytes: usize, r: usize, targets: usize, targetCount: i32, from: i32, to: i32,
): i32 {
  multiplyForth(columns, stride, bytes, from, columns + <usize>from * stride, to - from);
  for (let j = from; j < to; j++) {
    const column = columns + <usize>j * stride;
    if (!makeReflector(column, j, r, bytes)) return j;
    reflect(column, j, column + stride, to - 1 - j, stride, bytes);
    reflect(column, j, targets, targetCount, stride, bytes);
  }
  return to;
}

/** Multiplies columns, as far apart as the reflectors, by the first `count` of these, from the first on: by Q^T. */
export function multiplyForth(reflectors: usize, stride: usize, bytes: usize, count: i32, columns: usize, width: i32): void {
  for (let j = 0; j < count; j++) reflect(reflectors + <usize>j * stride, j, columns, width, stride, bytes);
}

/** The first `count` columns of Q. */
export function expandColumns(reflectors: usize, stride: usize, bytes: usize, count: i32, columns: usize): void {
  memory.fill(columns, 0, <usize>count * stride);
  for (let j = count - 1; j >= 0; j--) {
    const column = columns + <usize>j * stride;
    setNumber(column, j, 1);
    reflect(reflectors + <usize>j * stride, j, column, count - j, stride, bytes);
  }
}

/** Multiplies a column by Q, that is, by the reflectors from the last one on. */
export function multiplyBack(reflectors: usize, stride: usize, bytes: usize, count: i32, column: usize): void {
  for (let j = count - 1; j >= 0; j--) reflect(reflectors + <usize>j * stride, j, column, 1, stride, bytes);
}

/** Sum of a_i b_i from the `count`-th on. */
export function productBelow(a: usize, b: usize, count: i32, bytes: usize): f64 {
  const head = <usize>((count + 1) & ~1) << 3;
  const odd = count & 1 ? number(a, count) * number(b, count) : 0;
  return odd + product(a + head, b + head, bytes - head);
}

/** x of R x = b; b and x may be the same. */
export function solveUpper(r: usize, count: i32, b: usize, x: usize): void {
  if (b != x) memory.copy(x, b, <usize>count << 3);
  for (let j = count - 1; j >= 0; j--) {
    const column = packed(r, j);
    const value = number(x, j) / number(column, j);
    setNumber(x, j, value);
    for (let i = 0; i < j; i++) setNumber(x, i, number(x, i) - number(column, i) * value);
  }
}
