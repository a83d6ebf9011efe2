/**
 * Normal equations: the Gram matrix of the Jacobian with the residual appended as its last column.
 * Two by two columns at a time, so that each value loaded serves two products.
 */

/**
 * Upper triangle of columns^T columns into `gram`, whose rows are `row` bytes apart. Columns are `stride` bytes apart;
 * `length` bytes of each are used, a multiple of 32.
 */
export function gramMatrix(gram: usize, row: usize, columns: usize, count: i32, stride: usize, length: usize): void {
  let i = 0;
  for (; i + 1 < count; i += 2) {
    const a = columns + <usize>i * stride;
    const at = gram + (<usize>i << 3);
    for (let j = 0; j < i; j += 2) tile(at + <usize>j * row, row, a, columns + <usize>j * stride, stride, length);
    diagonalTile(at + <usize>i * row, row, a, stride, length);
  }
  if (i < count) {
    const a = columns + <usize>i * stride;
    const at = gram + (<usize>i << 3);
    for (let j = 0; j < i; j += 2) columnTile(at + <usize>j * row, row, a, columns + <usize>j * stride, stride, length);
    store<f64>(at + <usize>i * row, dot(a, a, length));
  }
}

@inline
function total(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** Products of columns a, a + 1 with b, b + 1, stored as rows b, columns a. */
function tile(at: usize, row: usize, a: usize, b: usize, stride: usize, length: usize): void {
  const end = a + length;
  let a1 = a + stride;
  let b1 = b + stride;
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  do {
    const x0 = v128.load(a);
    const x1 = v128.load(a1);
    const y0 = v128.load(b);
    const y1 = v128.load(b1);
    s00 = f64x2.add(s00, f64x2.mul(x0, y0));
    s01 = f64x2.add(s01, f64x2.mul(x1, y0));
    s10 = f64x2.add(s10, f64x2.mul(x0, y1));
    s11 = f64x2.add(s11, f64x2.mul(x1, y1));
    const u0 = v128.load(a, 16);
    const u1 = v128.load(a1, 16);
    const v0 = v128.load(b, 16);
    const v1 = v128.load(b1, 16);
    s00 = f64x2.add(s00, f64x2.mul(u0, v0));
    s01 = f64x2.add(s01, f64x2.mul(u1, v0));
    s10 = f64x2.add(s10, f64x2.mul(u0, v1));
    s11 = f64x2.add(s11, f64x2.mul(u1, v1));
    a += 32;
    a1 += 32;
    b += 32;
    b1 += 32;
  } while (a < end);
  store<f64>(at, total(s00));
  store<f64>(at + 8, total(s01));
  store<f64>(at + row, total(s10));
  store<f64>(at + row + 8, total(s11));
}

/** Products of columns a and a + 1 among themselves. */
function diagonalTile(at: usize, row: usize, a: usize, stride: usize, length: usize): void {
  const end = a + length;
  let a1 = a + stride;
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  do {
    const x0 = v128.load(a);
    const x1 = v128.load(a1);
    s00 = f64x2.add(s00, f64x2.mul(x0, x0));
    s01 = f64x2.add(s01, f64x2.mul(x0, x1));
    s11 = f64x2.add(s11, f64x2.mul(x1, x1));
    a += 16;
    a1 += 16;
  } while (a < end);
  store<f64>(at, total(s00));
  store<f64>(at + 8, total(s01));
  store<f64>(at + row + 8, total(s11));
}

/** Products of column a with b and b + 1. */
function columnTile(at: usize, row: usize, a: usize, b: usize, stride: usize, length: usize): void {
  const end = a + length;
  let b1 = b + stride;
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  do {
    const x = v128.load(a);
    s0 = f64x2.add(s0, f64x2.mul(x, v128.load(b)));
    s1 = f64x2.add(s1, f64x2.mul(x, v128.load(b1)));
    a += 16;
    b += 16;
    b1 += 16;
  } while (a < end);
  store<f64>(at, total(s0));
  store<f64>(at + row, total(s1));
}

/** Scalar product of two columns. */
export function dot(a: usize, b: usize, length: usize): f64 {
  const end = a + length;
  let s = f64x2.splat(0);
  let t = f64x2.splat(0);
  do {
    s = f64x2.add(s, f64x2.mul(v128.load(a), v128.load(b)));
    t = f64x2.add(t, f64x2.mul(v128.load(a, 16), v128.load(b, 16)));
    a += 32;
    b += 32;
  } while (a < end);
  return total(f64x2.add(s, t));
}
