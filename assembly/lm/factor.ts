/** The column-scaled Jacobian of the free variables, factored once for the polish, the rank and the covariance. */
import { dot } from "../linalg/gram";
import { columnNorm, triangularize } from "../linalg/qr";
import { number, setNumber, word } from "../view";
import { chooseFree } from "./bounds";
import { columnBytes, columnNorms, factor, freeList, jacobian, revision, rightHandSide, size } from "./problem";

/** Columns factored: the free variables, in the order of `freeList`. */
export let freeCount: i32 = 0;

/** What the factors were made from. */
let factoredAt: i32 = -1;

/** J^T r at the current point into `rightHandSide`. */
export function gradientFromColumns(): void {
  const residual = jacobian + <usize>size * columnBytes;
  for (let k = 0; k < size; k++) {
    setNumber(rightHandSide, k, dot(jacobian + <usize>k * columnBytes, residual, columnBytes));
  }
}

/**
 * Chooses the free variables from the gradient, scales their columns to length 1 (lengths in `columnNorms`, a zero column
 * stays zero) and reduces them to R in place; Q^T r follows as the column after them. Does nothing if it has been done
 * since the last evaluation.
 */
export function factorFree(): void {
  if (factoredAt == revision) return;
  factoredAt = revision;
  gradientFromColumns();
  freeCount = chooseFree(rightHandSide);
  for (let i = 0; i < freeCount; i++) {
    const source = jacobian + <usize>word(freeList, i) * columnBytes;
    const target = factor + <usize>i * columnBytes;
    const length = columnNorm(source, columnBytes);
    setNumber(columnNorms, i, length);
    const inverse = f64x2.splat(length > 0 ? 1 / length : 0);
    for (let b: usize = 0; b < columnBytes; b += 16) {
      v128.store(target + b, f64x2.mul(inverse, v128.load(source + b)));
    }
  }
  memory.copy(factor + <usize>freeCount * columnBytes, jacobian + <usize>size * columnBytes, columnBytes);
  const rows = <i32>(columnBytes >> 3);
  triangularize(factor, rows, min(freeCount, rows), freeCount + 1, columnBytes);
}

/** Square of the length of the residual's projection on the free columns, given the factors. */
export function projection(): f64 {
  const q = factor + <usize>freeCount * columnBytes;
  let sum: f64 = 0;
  for (let i = 0; i < freeCount; i++) sum += number(q, i) * number(q, i);
  return sum;
}
