/**
 * Rank, condition and covariance from the R of the column-scaled free Jacobian: J = Q R N with N the column lengths, so
 * (J^T J)^-1 = N^-1 V S^-2 V^T N^-1 with the singular values S and right singular vectors V of R.
 */
import { singularValues } from "../linalg/svd";
import { number, setNumber, word } from "../view";
import { factorFree, freeCount } from "./factor";
import { columnBytes, columnNorms, factor, freeList, revision, secondSquare, singular, square, work } from "./problem";

/** Smaller singular values, against the largest, are rounding error of the Jacobian. */
const RANK_THRESHOLD: f64 = 1e-11;

export let rank: i32 = 0;
/** Largest over smallest singular value of the scaled free Jacobian; Infinity when its rank is not full. */
export let condition: f64 = 1;

/** What was analysed. */
let analysedAt: i32 = -1;

/** Factors at the current point and finds rank and condition, unless that has been done since the last evaluation. Right singular vectors are left in `secondSquare` (column-major). */
export function analyseRank(): void {
  if (analysedAt == revision) return;
  analysedAt = revision;
  factorFree();
  const n = freeCount;
  rank = 0;
  condition = 1;
  if (n == 0) return;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      setNumber(square, j * n + i, i <= j ? number(factor + <usize>j * columnBytes, i) : 0);
    }
  }
  singularValues(square, secondSquare, singular, n);
  const largest = number(singular, 0);
  while (rank < n && number(singular, rank) > RANK_THRESHOLD * largest) rank++;
  condition = rank < n ? Infinity : largest / number(singular, n - 1);
}

/**
 * Square of the length of the residual's projection on the directions that have rank: by this much an undamped step
 * would lower S. With V^T J^T r = S U^T r it needs no more than the gradient.
 */
export function determinedDecrease(): f64 {
  const n = freeCount;
  const q = factor + <usize>n * columnBytes;
  for (let j = 0; j < n; j++) {
    let sum: f64 = 0;
    for (let i = 0; i <= j; i++) sum += number(factor + <usize>j * columnBytes, i) * number(q, i);
    setNumber(work, j, sum);
  }
  let total: f64 = 0;
  for (let m = 0; m < rank; m++) {
    let sum: f64 = 0;
    for (let j = 0; j < n; j++) sum += number(secondSquare + (<usize>(m * n) << 3), j) * number(work, j);
    const part = sum / number(singular, m);
    total += part * part;
  }
  return total;
}

/** Element (i, j), in the order of the free variables, of (J^T J)^-1 over the directions that have rank. */
export function inverseNormal(i: i32, j: i32): f64 {
  const n = freeCount;
  let sum: f64 = 0;
  for (let m = 0; m < rank; m++) {
    const s = number(singular, m);
    const column = secondSquare + (<usize>(m * n) << 3);
    sum += (number(column, i) / s) * (number(column, j) / s);
  }
  return sum / (number(columnNorms, i) * number(columnNorms, j));
}

/** How much of free variable i lies in the directions without rank, 0 to 1. */
export function undetermined(i: i32): f64 {
  const n = freeCount;
  if (number(columnNorms, i) == 0) return 1;
  let sum: f64 = 0;
  for (let m = rank; m < n; m++) {
    const x = number(secondSquare + (<usize>(m * n) << 3), i);
    sum += x * x;
  }
  return Math.sqrt(sum);
}

/** How much of a quantity with these slopes by all variables lies in the directions without rank, 0 to 1. */
export function undeterminedShare(slopes: usize): f64 {
  const n = freeCount;
  let total: f64 = 0;
  for (let i = 0; i < n; i++) {
    const slope = number(slopes, word(freeList, i));
    if (slope == 0) continue;
    const norm = number(columnNorms, i);
    if (norm == 0) return 1;
    total += (slope / norm) * (slope / norm);
  }
  if (total == 0) return 0;
  let lost: f64 = 0;
  for (let m = rank; m < n; m++) {
    const direction = secondSquare + (<usize>(m * n) << 3);
    let sum: f64 = 0;
    for (let i = 0; i < n; i++) {
      const slope = number(slopes, word(freeList, i));
      if (slope != 0) sum += (slope / number(columnNorms, i)) * number(direction, i);
    }
    lost += sum * sum;
  }
  return Math.sqrt(lost / total);
}
