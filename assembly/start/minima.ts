/**
 * The distinct minima that a search has met, best first: each a row of theta, S and how many starts led there. Minima are one if
 * their S differ by less than 0.1 %; circuits with alike arcs have the same minimum several times, with the arcs exchanged.
 */
import { evaluate, objective, objectiveFloor } from "../lm/problem";
import { number, setNumber } from "../view";
import { MINIMA_ROWS, minima, theta, variables } from "../workspace";

const SAME: f64 = 1e-3;
/** Less than this part of S is rounding. */
const LOWER: f64 = 1e-9;

/** Rows in use. */
export let minimaCount: i32 = 0;
/** Independent starts converged, and the distinct minima they led to: hops from the best minimum are not counted. */
let independent: i32 = 0;
export let distinct: i32 = 0;
/** All starts converged. */
export let tried: i32 = 0;

// @ts-ignore: decorator
@inline
function rowAt(index: i32): usize {
  return minima + (<usize>index * (variables + 2) << 3);
}

export function forgetMinima(): void {
  minimaCount = 0;
  independent = 0;
  distinct = 0;
  tried = 0;
}

/** S of the best minimum, Infinity before the first. */
export function bestObjective(): f64 {
  return minimaCount > 0 ? number(rowAt(0), variables) : Infinity;
}

/** Starts that led to the best minimum. */
export function agreeing(): i32 {
  return minimaCount > 0 ? <i32>number(rowAt(0), variables + 1) : 0;
}

export function takeBest(): void {
  memory.copy(theta, rowAt(0), <usize>variables << 3);
}

/** Under the floor S is rounding, and all who got there agree. */
function isSame(a: f64, b: f64): bool {
  return abs(a - b) <= SAME * min(a, b) || (a <= objectiveFloor && b <= objectiveFloor);
}

/** Whether S at theta is that of a minimum among the rows. */
export function isKnown(): bool {
  for (let i = 0; i < minimaCount; i++) if (isSame(objective, number(rowAt(i), variables))) return true;
  return false;
}

export function countTried(): void {
  tried++;
}

function squareOf(at: usize): f64 {
  let sum: f64 = 0;
  for (let k = 0; k < variables; k++) sum += number(at, k) * number(at, k);
  return sum;
}

/**
 * Whether theta should take the place of the same minimum in a row: if S is lower by more than rounding; else, along a flat
 * direction, if its values are nearer to the typical sizes of the data, which are 0 in theta.
 */
function isPreferable(row: usize): bool {
  const before = number(row, variables);
  const isRounding = abs(before - objective) <= LOWER * before || (before <= objectiveFloor && objective <= objectiveFloor);
  return isRounding ? squareOf(theta) < squareOf(row) : objective < before;
}

/** Puts the minimum at theta among the others; the worst is forgotten when there is no room. */
export function rememberMinimum(isIndependent: bool): void {
  if (isIndependent) independent++;
  for (let i = 0; i < minimaCount; i++) {
    const row = rowAt(i);
    if (!isSame(objective, number(row, variables))) continue;
    setNumber(row, variables + 1, number(row, variables + 1) + 1);
    if (isPreferable(row)) {
      memory.copy(row, theta, <usize>variables << 3);
      setNumber(row, variables, objective);
    }
    return;
  }
  if (isIndependent) distinct++;
  let at = minimaCount;
  if (at < MINIMA_ROWS) minimaCount++;
  else if (objective >= number(rowAt(--at), variables)) return;
  while (at > 0 && number(rowAt(at - 1), variables) > objective) {
    memory.copy(rowAt(at), rowAt(at - 1), <usize>(variables + 2) << 3);
    at--;
  }
  memory.copy(rowAt(at), theta, <usize>variables << 3);
  setNumber(rowAt(at), variables, objective);
  setNumber(rowAt(at), variables + 1, 1);
}

/** S of every minimum in the units of the weights. */
export function scaleMinima(scale: f64): void {
  for (let i = 0; i < minimaCount; i++) setNumber(rowAt(i), variables, scale * number(rowAt(i), variables));
}

/** S of every minimum anew, where the search worked on part of the points. */
export function reassessMinima(): void {
  for (let i = 0; i < minimaCount; i++) {
    memory.copy(theta, rowAt(i), <usize>variables << 3);
    setNumber(rowAt(i), variables, evaluate(theta));
  }
}

/**
 * The part of independent starts that would lead to a minimum not met yet: with w minima from n starts, w (w + 1)/(n (n - 1)) is expected
 * whatever the sizes of their basins (Boender and Rinnooy Kan, Math. Program. 37 (1987) 59). 1 where n is too small to tell.
 */
export function unseenShare(): f64 {
  const n = <f64>independent;
  const w = <f64>distinct;
  return n > w + 1 ? min(1, (w * (w + 1)) / (n * (n - 1))) : 1;
}
