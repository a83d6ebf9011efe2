/** Small symmetric positive definite systems by A = L L^T; matrices are row-major, n x n. */
import { number, setNumber } from "../view";

/** Replaces the lower triangle of `a` by L. False where `a` is not positive definite. */
export function cholesky(a: usize, n: i32): bool {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = number(a, i * n + j);
      for (let k = 0; k < j; k++) sum -= number(a, i * n + k) * number(a, j * n + k);
      if (j < i) setNumber(a, i * n + j, sum / number(a, j * n + j));
      else if (sum > 0) setNumber(a, i * n + i, Math.sqrt(sum));
      else return false;
    }
  }
  return true;
}

/** Replaces a symmetric matrix `b` by L^-1 b L^-T, which has the eigenvalues of A^-1 b. */
export function congruence(factor: usize, b: usize, n: i32): void {
  // First L^-1 b by columns, then the same on the rows of what is left.
  for (let column = 0; column < n; column++) substitute(factor, b + (<usize>column << 3), n, n);
  for (let row = 0; row < n; row++) substitute(factor, b + (<usize>(row * n) << 3), n, 1);
}

/** x = L^-1 x for a vector whose numbers stand `step` apart. */
function substitute(factor: usize, x: usize, n: i32, step: i32): void {
  for (let i = 0; i < n; i++) {
    let sum = number(x, i * step);
    for (let k = 0; k < i; k++) sum -= number(factor, i * n + k) * number(x, k * step);
    setNumber(x, i * step, sum / number(factor, i * n + i));
  }
}
