/** Symmetric positive definite systems by LDL^T, right-looking, without pivoting. */

/**
 * Solves A x = b for a row-major n x n matrix whose lower triangle is given; both are overwritten (A by the factors).
 * `row` is the bytes from one row to the next. Returns false where a pivot falls under `threshold` times its
 * diagonal element: the matrix is then not positive definite to working accuracy.
 */
export function solvePositiveDefinite(a: usize, row: usize, b: usize, n: i32, threshold: f64, diagonal: usize): bool {
  for (let j = 0; j < n; j++) {
    const rowJ = a + <usize>j * row;
    const pivot = load<f64>(rowJ + (<usize>j << 3));
    if (!(pivot > threshold * load<f64>(diagonal + (<usize>j << 3)))) return false;
    const inverse = 1.0 / pivot;
    const bj = load<f64>(b + (<usize>j << 3)) * inverse;
    for (let i = j + 1; i < n; i++) {
      const rowI = a + <usize>i * row;
      const lij = load<f64>(rowI + (<usize>j << 3));
      const scaled = lij * inverse;
      // Column j of the rows between is still unscaled at this point, so it is read from rowK before rowK is divided.
      for (let k = j + 1; k <= i; k++) {
        const lkj = load<f64>(a + <usize>k * row + (<usize>j << 3));
        const at = rowI + (<usize>k << 3);
        store<f64>(at, load<f64>(at) - scaled * lkj);
      }
      const at = b + (<usize>i << 3);
      store<f64>(at, load<f64>(at) - lij * bj);
    }
    store<f64>(b + (<usize>j << 3), bj);
    for (let i = j + 1; i < n; i++) {
      const at = a + <usize>i * row + (<usize>j << 3);
      store<f64>(at, load<f64>(at) * inverse);
    }
  }
  for (let j = n - 1; j > 0; j--) {
    const xj = load<f64>(b + (<usize>j << 3));
    const rowJ = a + <usize>j * row;
    for (let k = 0; k < j; k++) {
      const at = b + (<usize>k << 3);
      store<f64>(at, load<f64>(at) - load<f64>(rowJ + (<usize>k << 3)) * xj);
    }
  }
  return true;
}
