/**
 * Limits by an active set. A variable on its limit whose gradient points outwards is left out of the step; one that
 * the step would carry over its limit is pinned there and the others are solved for anew.
 */
import { number, setWord, word } from "../view";
import { freeList, gradientAt, lower, pinned, size, theta, upper } from "./problem";

/** Not pinned; pinned at the lower or the upper end. */
export const LOOSE = 0;
export const AT_LOWER = 1;
export const AT_UPPER = 2;

/** Where variable k stands, given dS/dtheta_k/2 there: only an outward pull holds it on its limit. */
// @ts-ignore: decorator
@inline
export function hold(k: i32, gradient: f64): i32 {
  const x = number(theta, k);
  if (x <= number(lower, k) && gradient >= 0) return AT_LOWER;
  if (x >= number(upper, k) && gradient <= 0) return AT_UPPER;
  return LOOSE;
}

/** Fills `freeList` with the variables not held, from the gradient J^T r at `gradient`. Returns their number. */
export function chooseFree(gradient: usize): i32 {
  let count = 0;
  for (let k = 0; k < size; k++) {
    const held = hold(k, number(gradient, k));
    setWord(pinned, k, held);
    if (held == LOOSE) setWord(freeList, count++, k);
  }
  return count;
}

/** The same, from the gradient in the Gram matrix. */
export function chooseFreeByGram(): i32 {
  let count = 0;
  for (let k = 0; k < size; k++) {
    const held = hold(k, gradientAt(k));
    setWord(pinned, k, held);
    if (held == LOOSE) setWord(freeList, count++, k);
  }
  return count;
}

/** Rewrites `freeList` after some variables were pinned. */
export function refreshFree(): i32 {
  let count = 0;
  for (let k = 0; k < size; k++) if (word(pinned, k) == LOOSE) setWord(freeList, count++, k);
  return count;
}
