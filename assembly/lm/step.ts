/** One trial step from the normal equations: (J^T J + damping * D) step = -J^T r, within the limits. */
import { solvePositiveDefinite } from "../linalg/ldlt";
import { number, setNumber, setWord, word } from "../view";
import { AT_LOWER, AT_UPPER, LOOSE, chooseFreeByGram, refreshFree } from "./bounds";
import {
  freeList, gradientAt, gram, longestStep, lower, matrix, pinned, rightHandSide, row, scaling, size, step, theta, trial,
  upper,
} from "./problem";

/** A pivot smaller than this against its diagonal is rounding error. */
const PIVOT_THRESHOLD: f64 = 1e-14;

/** The decrease of S that the linear model predicts for the step found last. */
export let predicted: f64 = 0;

@inline
function gramAt(i: i32, j: i32): f64 {
  return i <= j ? load<f64>(gram + <usize>i * row + (<usize>j << 3)) : load<f64>(gram + <usize>j * row + (<usize>i << 3));
}

/** The damped system of all variables: rows of the Gram matrix as they are. */
function copySystem(damping: f64): void {
  const end = <usize>(size + 1) << 3;
  for (let i = 0; i < size; i++) {
    const source = gram + <usize>i * row;
    const target = matrix + <usize>i * row;
    let k = (<usize>i << 3) & ~(<usize>15);
    do {
      v128.store(target + k, v128.load(source + k));
      k += 16;
    } while (k < end);
    setNumber(target, i, number(source, i) + damping * number(scaling, i));
  }
}

/** The damped system of the free variables, with the pinned ones' steps on its right-hand side. */
function gatherSystem(count: i32, damping: f64, anyPinned: bool): void {
  for (let i = 0; i < count; i++) {
    const k = word(freeList, i);
    const at = matrix + <usize>i * row;
    setNumber(at, i, gramAt(k, k) + damping * number(scaling, k));
    for (let j = i + 1; j < count; j++) setNumber(at, j, gramAt(k, word(freeList, j)));
    let b = gradientAt(k);
    if (anyPinned) {
      for (let j = 0; j < size; j++) {
        if (word(pinned, j) != LOOSE && number(step, j) != 0) b += gramAt(k, j) * number(step, j);
      }
    }
    setNumber(at, count, b);
  }
}

/** Solves for minus the step of the free variables, into `rightHandSide`. */
function solveFree(count: i32, damping: f64, anyPinned: bool): bool {
  if (count == size) copySystem(damping);
  else gatherSystem(count, damping, anyPinned);
  return solvePositiveDefinite(matrix, row, count, rightHandSide, PIVOT_THRESHOLD);
}

/** The step of a system with no variable held, as long as none of them would cross a limit. */
function takeWholeStep(damping: f64, bounded: bool): bool {
  let sum: f64 = 0;
  for (let k = 0; k < size; k++) {
    const move = -number(rightHandSide, k);
    const x = number(theta, k) + move;
    if (bounded && !(x >= number(lower, k) && x <= number(upper, k) && abs(move) <= longestStep)) return false;
    setNumber(step, k, move);
    setNumber(trial, k, x);
    // J^T J step = -gradient - damping D step, which spares the double sum below.
    sum += move * (damping * number(scaling, k) * move - gradientAt(k));
  }
  predicted = sum;
  return true;
}

/**
 * Sets `step`, `trial` and `predicted`. With `bounded` false it ignores limits not already active, for the convergence
 * test. Returns false if the system is singular.
 */
export function findStep(damping: f64, bounded: bool): bool {
  let count = chooseFreeByGram();
  if (count == size) {
    if (!solveFree(count, damping, false)) return false;
    if (takeWholeStep(damping, bounded)) return predicted - predicted == 0;
  }
  for (let k = 0; k < size; k++) setNumber(step, k, 0);
  let anyPinned = false;
  for (let round = 0; round <= size; round++) {
    if (count > 0 && !solveFree(count, damping, anyPinned)) return false;
    let violated = false;
    for (let i = 0; i < count; i++) {
      const k = word(freeList, i);
      let move = -number(rightHandSide, i);
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
    linear += gradientAt(i) * d;
    if (anyPinned) for (let j = 0; j < size; j++) quadratic += d * number(step, j) * gramAt(i, j);
    else quadratic -= d * (gradientAt(i) + damping * number(scaling, i) * d);
    let x = number(theta, i) + d;
    if (bounded) x = max(number(lower, i), min(number(upper, i), x));
    setNumber(trial, i, x);
  }
  // Without pinned variables J^T J step = -gradient - damping D step, which spares the double sum.
  predicted = -(2 * linear + quadratic);
  return true;
}
