/** Symmetric positive definite systems by elimination without pivoting: A = L D L^T with D L^T left in place. */

/**
 * Solves A x = b. The rows of `a`, `row` bytes apart (a multiple of 16, as is `a`), hold the upper triangle of A and b as column n; what stands
 * below the diagonal is of no account and all is overwritten. `x` gets n numbers.
 *
 * Returns false where a pivot falls to `threshold` times its diagonal element or less: the matrix is then not positive definite to
 * working accuracy.
 */
export function solvePositiveDefinite(a: usize, row: usize, n: i32, x: usize, threshold: f64): bool {
  // The least pivots are taken from the diagonal before elimination changes it.
  for (let j = 0; j < n; j++) {
    store<f64>(x + (<usize>j << 3), threshold * load<f64>(a + <usize>j * row + (<usize>j << 3)));
  }
  const last = (<usize>n << 3) + 8;
  for (let j = 0; j < n; j++) {
    const rowJ = a + <usize>j * row;
    const pivot = load<f64>(rowJ + (<usize>j << 3));
    if (!(pivot > load<f64>(x + (<usize>j << 3)))) return false;
    const inverse = 1.0 / pivot;
    for (let i = j + 1; i < n; i++) {
      const factor = f64x2.splat(load<f64>(rowJ + (<usize>i << 3)) * inverse);
      const rowI = a + <usize>i * row;
      let k = (<usize>i << 3) & ~(<usize>15);
      do {
        v128.store(rowI + k, f64x2.sub(v128.load(rowI + k), f64x2.mul(factor, v128.load(rowJ + k))));
        k += 16;
      } while (k < last);
    }
    // The diagonal keeps the reciprocal for the way back.
    store<f64>(rowJ + (<usize>j << 3), inverse);
  }
  for (let j = n - 1; j >= 0; j--) {
    const rowJ = a + <usize>j * row;
    let sum = load<f64>(rowJ + (<usize>n << 3));
    // The unknown found last comes last, so that the other terms need not wait for it.
    for (let k = n - 1; k > j; k--) sum -= load<f64>(rowJ + (<usize>k << 3)) * load<f64>(x + (<usize>k << 3));
    store<f64>(x + (<usize>j << 3), sum * load<f64>(rowJ + (<usize>j << 3)));
  }
  return true;
}
