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
  let j = 0;
  // Two pivots at a time: each number behind them is loaded and stored once for both.
  for (; j + 1 < n; j += 2) {
    const first = a + <usize>j * row;
    const second = first + row;
    const at = <usize>j << 3;
    const pivot = load<f64>(first + at);
    if (!(pivot > load<f64>(x + at))) return false;
    const inverse = 1.0 / pivot;
    const coupling = load<f64>(first + at, 8) * inverse;
    const secondPivot = load<f64>(second + at, 8) - coupling * load<f64>(first + at, 8);
    if (!(secondPivot > load<f64>(x + at, 8))) return false;
    const secondInverse = 1.0 / secondPivot;
    const factor = f64x2.splat(coupling);
    let k = at + 16;
    for (; k < last; k += 16) {
      v128.store(second + k, f64x2.sub(v128.load(second + k), f64x2.mul(factor, v128.load(first + k))));
    }
    for (let i = j + 2; i < n; i++) {
      const element = <usize>i << 3;
      const firstFactor = f64x2.splat(load<f64>(first + element) * inverse);
      const secondFactor = f64x2.splat(load<f64>(second + element) * secondInverse);
      const target = a + <usize>i * row;
      k = element & ~(<usize>15);
      do {
        const difference = f64x2.sub(v128.load(target + k), f64x2.mul(firstFactor, v128.load(first + k)));
        v128.store(target + k, f64x2.sub(difference, f64x2.mul(secondFactor, v128.load(second + k))));
        k += 16;
      } while (k < last);
    }
    // The diagonal keeps the reciprocal for the way back.
    store<f64>(first + at, inverse);
    store<f64>(second + at, secondInverse, 8);
  }
  if (j < n) {
    const at = a + <usize>j * row + (<usize>j << 3);
    const pivot = load<f64>(at);
    if (!(pivot > load<f64>(x + (<usize>j << 3)))) return false;
    store<f64>(at, 1.0 / pivot);
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
