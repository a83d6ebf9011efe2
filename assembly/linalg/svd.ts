/**
 * Singular values and right singular vectors of a small square matrix by one-sided Jacobi rotations
 * (Demmel and Veselic 1992: small singular values of column-scaled matrices to high relative accuracy).
 */
import { number, setNumber } from "../view";

const MAXIMUM_SWEEPS = 40;

/**
 * `a` (column-major n x n) becomes U Sigma, `v` (column-major) the right singular vectors, `values` the singular values in
 * falling order.
 */
export function singularValues(a: usize, v: usize, values: usize, n: i32): void {
  const column = <usize>n << 3;
  memory.fill(v, 0, <usize>n * column);
  for (let i = 0; i < n; i++) setNumber(v + <usize>i * column, i, 1);
  for (let sweep = 0; sweep < MAXIMUM_SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) rotated = rotate(a, v, p, q, n) || rotated;
    }
    if (!rotated) break;
  }
  for (let j = 0; j < n; j++) {
    let sum: f64 = 0;
    for (let i = 0; i < n; i++) sum += number(a + <usize>j * column, i) * number(a + <usize>j * column, i);
    setNumber(values, j, Math.sqrt(sum));
  }
  for (let j = 0; j < n - 1; j++) {
    let largest = j;
    for (let k = j + 1; k < n; k++) if (number(values, k) > number(values, largest)) largest = k;
    if (largest == j) continue;
    swap(values, j, values, largest, 1);
    swap(a + <usize>j * column, 0, a + <usize>largest * column, 0, n);
    swap(v + <usize>j * column, 0, v + <usize>largest * column, 0, n);
  }
}

function swap(x: usize, i: i32, y: usize, j: i32, n: i32): void {
  for (let k = 0; k < n; k++) {
    const t = number(x, i + k);
    setNumber(x, i + k, number(y, j + k));
    setNumber(y, j + k, t);
  }
}

/** Makes columns p and q orthogonal; false if they were. */
function rotate(a: usize, v: usize, p: i32, q: i32, n: i32): bool {
  const cp = a + (<usize>p * n << 3);
  const cq = a + (<usize>q * n << 3);
  let alpha: f64 = 0;
  let beta: f64 = 0;
  let gamma: f64 = 0;
  for (let i = 0; i < n; i++) {
    const x = number(cp, i);
    const y = number(cq, i);
    alpha += x * x;
    beta += y * y;
    gamma += x * y;
  }
  if (abs(gamma) <= 1e-15 * Math.sqrt(alpha * beta) || gamma == 0) return false;
  const zeta = (beta - alpha) / (2 * gamma);
  const t = (zeta >= 0 ? 1.0 : -1.0) / (abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = c * t;
  turn(cp, cq, c, s, n);
  turn(v + (<usize>p * n << 3), v + (<usize>q * n << 3), c, s, n);
  return true;
}

function turn(x: usize, y: usize, c: f64, s: f64, n: i32): void {
  for (let i = 0; i < n; i++) {
    const a = number(x, i);
    const b = number(y, i);
    setNumber(x, i, c * a - s * b);
    setNumber(y, i, s * a + c * b);
  }
}
