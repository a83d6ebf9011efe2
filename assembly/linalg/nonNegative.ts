/**
 * Quadratic programs min x^T H x/2 - c^T x with x >= 0 and H positive definite: first by block principal pivoting (Portugal, Judice,
 * Vicente, Math. Comput. 63, 625, 1994), where all variables that violate their sign change sides at once; it takes a few
 * systems where it works, and can go round in circles where H is ill-conditioned. Then by the active set of Lawson and Hanson
 * (Solving Least Squares Problems, 1974, ch. 23), which goes downhill with every step and so ends.
 */
import { number, setNumber, setWord, word } from "../view";
import { solvePositiveDefinite } from "./ldlt";
import { tailDot } from "./qr";

/** Exchanges without a gain before the other method takes over. */
const PATIENCE = 10;
/** A gradient or value that violates its sign by less than this part of the largest is rounding. */
const ROUNDING: f64 = 1e-12;

/** The program that is being solved. */
let h: usize = 0;
let row: usize = 0;
let n: i32 = 0;
let c: usize = 0;
let free: usize = 0;
let x: usize = 0;
let system: usize = 0;
let part: usize = 0;

/**
 * Solves the program. `matrix` holds all of H, `size` rows `rowBytes` apart (a multiple of 16); `states` a word for each variable, 1 for
 * those that start above 0, which is left as it ends; `solution` the result; `room` has space for n rows of n + 2 numbers and
 * `vectors` for 2n. With `unbounded` all are free. Returns how many systems were solved, 0 where H is not positive definite
 * to working accuracy.
 */
export function solveNonNegative(
  matrix: usize, rowBytes: usize, size: i32, target: usize, states: usize, solution: usize, room: usize, vectors: usize, unbounded: bool,
): i32 {
  h = matrix;
  row = rowBytes;
  n = size;
  c = target;
  free = states;
  x = solution;
  system = room;
  part = vectors;
  let fewest = n + 1;
  let patience = PATIENCE;
  let solved = 0;
  while (patience > 0) {
    solved++;
    if (!solveFree()) return 0;
    if (unbounded) return solved;
    const violated = exchangeAll();
    if (violated == 0) return solved;
    if (violated < fewest) {
      fewest = violated;
      patience = PATIENCE;
    } else {
      patience--;
    }
  }
  const more = goDownhill(vectors + (<usize>n << 3));
  return more == 0 ? 0 : solved + more;
}

function largestOf(vector: usize): f64 {
  let largest: f64 = 0;
  for (let i = 0; i < n; i++) largest = max(largest, abs(number(vector, i)));
  return largest;
}

/** How fast the program falls with x_i. */
function descent(i: i32): f64 {
  return number(c, i) - tailDot(h + <usize>i * row, x, 0, n);
}

/** Lets all variables of the wrong sign change sides; returns how many. Without any, rounding below 0 is taken away. */
function exchangeAll(): i32 {
  const least = -ROUNDING * largestOf(x);
  const steepest = ROUNDING * largestOf(c);
  let violated = 0;
  for (let i = 0; i < n; i++) {
    const isFree = word(free, i) == 1;
    if (!(isFree ? number(x, i) < least : descent(i) > steepest)) continue;
    violated++;
    setWord(free, i, isFree ? 2 : 3);
  }
  for (let i = 0; i < n; i++) {
    // Marked first, since the values decide about all of them.
    if (word(free, i) > 1) setWord(free, i, word(free, i) - 2);
    if (violated == 0) setNumber(x, i, max(0, number(x, i)));
  }
  return violated;
}

/**
 * The method of Lawson and Hanson from max(0, x); `point` is where it stands. A variable that its own system sends back at once, by
 * rounding, is left out until another step succeeds. Returns the systems solved, 0 where one was singular.
 */
function goDownhill(point: usize): i32 {
  for (let i = 0; i < n; i++) {
    const value = max(0, number(x, i));
    setNumber(point, i, value);
    setWord(free, i, value > 0 ? 1 : 0);
  }
  let solved = 0;
  let added = -1;
  for (;;) {
    // Towards the solution of the free variables, until none of them is in the way.
    for (;;) {
      solved++;
      if (!solveFree()) return 0;
      let step: f64 = 1;
      let blocking = -1;
      for (let i = 0; i < n; i++) {
        if (word(free, i) != 1 || number(x, i) > 0) continue;
        const length = number(point, i) / (number(point, i) - number(x, i));
        if (blocking >= 0 && !(length < step)) continue;
        step = length == length ? length : 0;
        blocking = i;
      }
      if (blocking < 0) break;
      for (let i = 0; i < n; i++) {
        if (word(free, i) == 1) setNumber(point, i, number(point, i) + step * (number(x, i) - number(point, i)));
      }
      setNumber(point, blocking, 0);
      setWord(free, blocking, blocking == added && step == 0 ? 4 : 0);
    }
    memory.copy(point, x, <usize>n << 3);
    let steepest = ROUNDING * largestOf(c);
    const sentBack = added >= 0 && word(free, added) == 4;
    added = -1;
    for (let i = 0; i < n; i++) {
      if (word(free, i) == 1) continue;
      if (word(free, i) == 4) {
        if (!sentBack) setWord(free, i, 0);
        else continue;
      }
      const found = descent(i);
      if (!(found > steepest)) continue;
      steepest = found;
      added = i;
    }
    if (added < 0) break;
    setWord(free, added, 1);
  }
  for (let i = 0; i < n; i++) setWord(free, i, word(free, i) & 1);
  return solved;
}

/** x with the variables that are not free at 0. */
function solveFree(): bool {
  let count = 0;
  for (let i = 0; i < n; i++) if (word(free, i) == 1) count++;
  const bytes = <usize>((count + 2) & ~1) << 3;
  let at = 0;
  for (let i = 0; i < n; i++) {
    setNumber(x, i, 0);
    if (word(free, i) == 0) continue;
    const target = system + <usize>at * bytes;
    const source = h + <usize>i * row;
    let column = at;
    for (let j = i; j < n; j++) if (word(free, j) == 1) setNumber(target, column++, number(source, j));
    setNumber(target, count, number(c, i));
    at++;
  }
  if (count == 0) return true;
  if (!solvePositiveDefinite(system, bytes, count, part, 0)) return false;
  at = 0;
  for (let i = 0; i < n; i++) if (word(free, i) == 1) setNumber(x, i, number(part, at++));
  return true;
}
