/**
 * Quadratic programs min x^T H x/2 - c^T x with x >= 0 and H positive definite, by block principal pivoting (Portugal, Judice,
 * Vicente, Math. Comput. 63, 625, 1994): all variables that violate their sign change sides at once, and only the last of them where
 * that has not helped three times, which makes it end.
 */
import { number, setNumber, setWord, word } from "../view";
import { solvePositiveDefinite } from "./ldlt";
import { tailDot } from "./qr";

/** Exchanges without a gain before one variable at a time is exchanged. */
const PATIENCE = 3;
/** A gradient or value that violates its sign by less than this part of the largest is rounding. */
const ROUNDING: f64 = 1e-12;

/**
 * Solves the program. `h` holds all of H, n rows `row` bytes apart (a multiple of 16); `free` n words, 1 for those that start above 0,
 * which is left as it ends; `x` the result; `system` room for n rows of n + 2 numbers; `part` for n numbers.
 * With `unbounded` all are free. Returns how many systems were solved, 0 where H is not positive definite to working accuracy.
 */
export function solveNonNegative(
  h: usize, row: usize, n: i32, c: usize, free: usize, x: usize, system: usize, part: usize, unbounded: bool,
): i32 {
  let largestC: f64 = 0;
  for (let i = 0; i < n; i++) largestC = max(largestC, abs(number(c, i)));
  let fewest = n + 1;
  let patience = PATIENCE;
  const most = 20 * n;
  for (let solved = 1; solved <= most; solved++) {
    if (!solveFree(h, row, n, c, free, x, system, part)) return 0;
    if (unbounded) return solved;
    let largestX: f64 = 0;
    for (let i = 0; i < n; i++) largestX = max(largestX, abs(number(x, i)));
    let violated = 0;
    let last = -1;
    for (let i = 0; i < n; i++) {
      const wrong = word(free, i) != 0
        ? number(x, i) < -ROUNDING * largestX
        : tailDot(h + <usize>i * row, x, 0, n) - number(c, i) < -ROUNDING * largestC;
      if (!wrong) continue;
      violated++;
      last = i;
      setWord(free, i, word(free, i) | 2);
    }
    if (violated == 0) {
      for (let i = 0; i < n; i++) setNumber(x, i, max(0, number(x, i)));
      return solved;
    }
    const single = violated >= fewest && patience == 0;
    if (violated < fewest) {
      fewest = violated;
      patience = PATIENCE;
    } else if (patience > 0) {
      patience--;
    }
    for (let i = 0; i < n; i++) {
      const state = word(free, i);
      if ((state & 2) == 0) continue;
      setWord(free, i, single && i != last ? state & 1 : (state & 1) ^ 1);
    }
  }
  return most;
}

/** x with the variables that are not free at 0. */
function solveFree(h: usize, row: usize, n: i32, c: usize, free: usize, x: usize, system: usize, part: usize): bool {
  let count = 0;
  for (let i = 0; i < n; i++) if (word(free, i) != 0) count++;
  const bytes = <usize>((count + 2) & ~1) << 3;
  let at = 0;
  for (let i = 0; i < n; i++) {
    setNumber(x, i, 0);
    if (word(free, i) == 0) continue;
    const target = system + <usize>at * bytes;
    const source = h + <usize>i * row;
    let column = at;
    for (let j = i; j < n; j++) if (word(free, j) != 0) setNumber(target, column++, number(source, j));
    setNumber(target, count, number(c, i));
    at++;
  }
  if (count == 0) return true;
  if (!solvePositiveDefinite(system, bytes, count, part, 0)) return false;
  at = 0;
  for (let i = 0; i < n; i++) if (word(free, i) != 0) setNumber(x, i, number(part, at++));
  return true;
}
