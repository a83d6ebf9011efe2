/** One trial step from the normal equations: (J^T J + damping * D) step = -J^T r, within the limits. */
import { solvePositiveDefinite } from "../linalg/ldlt";
import { number, setNumber, setWord, word } from "../view";
import { AT_LOWER, AT_UPPER, LOOSE, chooseFree, refreshFree } from "./bounds";
import {
  freeList, gram, longestStep, lower, matrix, matrixDiagonal, pinned, rightHandSide, row, scaling, size, step, theta,
  trial, upper,
} from "./problem";

/** A pivot smaller than this against its diagonal is rounding error. */
const PIVOT_THRESHOLD: f64 = 1e-14;

/** The decrease of S that the linear model predicts for the step found last. */
export let predicted: f64 = 0;

// @ts-ignore: decorator
@inline
function gramAt(i: i32, j: i32): f64 {
  return i >= j ? load<f64>(gram + <usize>i * row + (<usize>j << 3)) : load<f64>(gram + <usize>j * row + (<usize>i << 3));
}

/** Builds and solves the system of the free variables. */
function solveFree(count: i32, damping: f64, anyPinned: bool): bool {
  const gradient = gram + <usize>size * row;
  for (let i = 0; i < count; i++) {
    const k = word(freeList, i);
    const at = matrix + <usize>i * row;
    for (let j = 0; j < i; j++) setNumber(at, j, gramAt(k, word(freeList, j)));
    const diagonal = gramAt(k, k) + damping * number(scaling, k);
    setNumber(at, i, diagonal);
    setNumber(matrixDiagonal, i, diagonal);
    let b = -number(gradient, k);
    if (anyPinned) {
      for (let j = 0; j < size; j++) {
        if (word(pinned, j) != LOOSE && number(step, j) != 0) b -= gramAt(k, j) * number(step, j);
      }
    }
    setNumber(rightHandSide, i, b);
  }
  return solvePositiveDefinite(matrix, row, rightHandSide, count, PIVOT_THRESHOLD, matrixDiagonal);
}

/**
 * Sets `step`, `trial` and `predicted`. With `bounded` false it ignores limits not already active, for the convergence
 * test. Returns false if the system is singular.
 */
export function findStep(damping: f64, bounded: bool): bool {
  const gradient = gram + <usize>size * row;
  let count = chooseFree(gradient);
  for (let k = 0; k < size; k++) setNumber(step, k, 0);
  let anyPinned = false;
  for (let round = 0; round <= size; round++) {
    if (count > 0 && !solveFree(count, damping, anyPinned)) return false;
    let violated = false;
    for (let i = 0; i < count; i++) {
      const k = word(freeList, i);
      let move = number(rightHandSide, i);
      if (!(move - move == 0)) return false;
      if (bounded) {
        const least = max(number(lower, k) - number(theta, k), -longestStep);
        const most = min(number(upper, k) - number(theta, k), longestStep);
        if (move < least || move > most) {
          violated = true;
          anyPinned = true;
          setWord(pinned, k, move < least ? AT_LOWER : AT_UPPER);
          move = move < least ? least : most;
        }
      }
      setNumber(step, k, move);
    }
    if (!violated) break;
    count = refreshFree();
  }
  let linear: f64 = 0;
  let quadratic: f64 = 0;
  for (let i = 0; i < size; i++) {
    const d = number(step, i);
    linear += number(gradient, i) * d;
    if (anyPinned) for (let j = 0; j < size; j++) quadratic += d * number(step, j) * gramAt(i, j);
    else quadratic -= d * (number(gradient, i) + damping * number(scaling, i) * d);
    let x = number(theta, i) + d;
    if (bounded) x = max(number(lower, i), min(number(upper, i), x));
    setNumber(trial, i, x);
  }
  // Without pinned variables J^T J step = -gradient - damping D step, which spares the double sum.
  predicted = -(2 * linear + quadratic);
  return true;
}
