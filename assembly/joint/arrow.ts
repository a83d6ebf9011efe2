/**
 * One step from the normal equations. Their matrix is an arrow: a block of every spectrum's own unknowns on the diagonal, coupled to the
 * common ones only. Each block is eliminated by itself; what that leaves of the common unknowns, the Schur complements, is added up and
 * solved; then every spectrum's own follow. The work grows as the number of spectra.
 */
import { number, setNumber, setWord, word } from "../view";
import { AT_LOWER, AT_UPPER, LOOSE } from "../lm/bounds";
import {
  blockOf, blocks, center, common, factors, globals, gradient, list, locals, lower, order, pinned, row, scaling, spectra, step,
  trial, unknowns, unknownOf, upper, work, x,
} from "./memory";

/** A pivot smaller than this against its diagonal is rounding error. */
const PIVOT_THRESHOLD: f64 = 1e-14;
/** In one step a logarithmic variable changes by less than a factor of e^6. */
const LONGEST_STEP: f64 = 6;

/** The decrease of S that the linear model predicts for the step found last. */
export let predicted: f64 = 0;

/** Element of a spectrum's block. */
@inline
function at(block: usize, r: i32, c: i32): f64 {
  return number(block + <usize>min(r, c) * row, max(r, c));
}

/** J^T r and the running maximum of the diagonal of J^T J at the current point. */
export function summarize(): void {
  for (let a = 0; a < globals; a++) {
    let slope: f64 = 0;
    let square: f64 = 0;
    for (let i = 0; i < spectra; i++) {
      const block = blockOf(blocks, i) + <usize>(locals + a) * row;
      slope += number(block, order);
      square += number(block, locals + a);
    }
    note(common + a, slope, square);
  }
  for (let i = 0; i < spectra; i++) {
    for (let j = 0; j < locals; j++) {
      const block = blockOf(blocks, i) + <usize>j * row;
      note(i * locals + j, number(block, order), number(block, j));
    }
  }
}

function note(k: i32, slope: f64, square: f64): void {
  setNumber(gradient, k, slope);
  setNumber(scaling, k, max(number(scaling, k), max(square, 1e-300)));
}

/** Pins the unknowns that stand on a limit with the gradient pointing outwards, or have no room. Returns the number of the others. */
export function choosePinned(): i32 {
  let count = 0;
  for (let k = 0; k < unknowns; k++) {
    const slope = number(gradient, k);
    const low = number(lower, k);
    const high = number(upper, k);
    const value = number(x, k);
    const hold =
      value <= low && (slope >= 0 || low == high) ? AT_LOWER : value >= high && slope <= 0 ? AT_UPPER : LOOSE;
    setWord(pinned, k, hold);
    if (hold == LOOSE) count++;
  }
  return count;
}

/**
 * Eliminates the first `count` rows of a symmetric matrix of `size` columns, the right-hand side among them, whose upper triangle
 * stands at `a`; what is left below is the Schur complement. Row j keeps the reciprocal of its pivot on the diagonal. False where
 * a pivot does not exceed that in `least`.
 */
function eliminate(a: usize, bytes: usize, count: i32, rows: i32, size: i32, least: usize): bool {
  for (let j = 0; j < count; j++) {
    const rowJ = a + <usize>j * bytes;
    const pivot = number(rowJ, j);
    if (!(pivot > number(least, j))) return false;
    const inverse = 1 / pivot;
    for (let i = j + 1; i < rows; i++) {
      const factor = number(rowJ, i) * inverse;
      if (factor == 0) continue;
      const rowI = a + <usize>i * bytes;
      for (let k = i; k < size; k++) setNumber(rowI, k, number(rowI, k) - factor * number(rowJ, k));
    }
    setNumber(rowJ, j, inverse);
  }
  return true;
}

/** Solves for minus the step of the unknowns that are not pinned, into `trial`. The steps of those that are stand in `step`. */
function solveFree(damping: f64): bool {
  const bytes = row;
  let free = 0;
  for (let a = 0; a < globals; a++) if (word(pinned, common + a) == LOOSE) free++;
  for (let r = 0; r <= globals; r++) memory.fill(center + <usize>r * bytes, 0, <usize>(free + 1) << 3);
  for (let i = 0; i < spectra; i++) {
    const block = blockOf(blocks, i);
    const factor = blockOf(factors, i);
    const own = freeColumns(i);
    const count = own + free;
    for (let r = 0; r < count; r++) {
      const target = factor + <usize>r * bytes;
      const from = word(list, r);
      for (let c = r; c < count; c++) setNumber(target, c, at(block, from, word(list, c)));
      let right = at(block, from, order);
      for (let c = 0; c < order; c++) {
        const k = unknownOf(i, c);
        if (word(pinned, k) != LOOSE && number(step, k) != 0) right += at(block, from, c) * number(step, k);
      }
      setNumber(target, count, right);
    }
    for (let r = 0; r < own; r++) {
      const target = factor + <usize>r * bytes;
      const diagonal = number(target, r) + damping * number(scaling, unknownOf(i, word(list, r)));
      setNumber(target, r, diagonal);
      setNumber(work, r, PIVOT_THRESHOLD * diagonal);
    }
    // The last row takes the place of the pivots of the common unknowns: what they are before anything is eliminated.
    for (let a = 0; a < free; a++) {
      const diagonal = number(factor + <usize>(own + a) * bytes, own + a);
      const sum = center + <usize>globals * bytes;
      setNumber(sum, a, number(sum, a) + diagonal);
    }
    if (!eliminate(factor, bytes, own, count, count + 1, work)) return false;
    for (let a = 0; a < free; a++) {
      const target = center + <usize>a * bytes;
      const source = factor + <usize>(own + a) * bytes;
      for (let c = a; c <= free; c++) setNumber(target, c, number(target, c) + number(source, own + c));
    }
  }
  let a = 0;
  for (let k = common; k < unknowns; k++) {
    if (word(pinned, k) != LOOSE) continue;
    const damp = damping * number(scaling, k);
    const target = center + <usize>a * bytes;
    setNumber(target, a, number(target, a) + damp);
    setNumber(work, a, PIVOT_THRESHOLD * (number(center + <usize>globals * bytes, a) + damp));
    a++;
  }
  if (!eliminate(center, bytes, free, free, free + 1, work)) return false;
  for (let r = free - 1; r >= 0; r--) {
    const source = center + <usize>r * bytes;
    let sum = number(source, free);
    for (let c = free - 1; c > r; c--) sum -= number(source, c) * number(work, c);
    setNumber(work, r, sum * number(source, r));
  }
  a = 0;
  for (let k = common; k < unknowns; k++) if (word(pinned, k) == LOOSE) setNumber(trial, k, number(work, a++));
  for (let i = 0; i < spectra; i++) {
    const factor = blockOf(factors, i);
    const own = freeColumns(i);
    const count = own + free;
    for (let r = own - 1; r >= 0; r--) {
      const source = factor + <usize>r * bytes;
      let sum = number(source, count);
      for (let c = count - 1; c > r; c--) sum -= number(source, c) * number(trial, unknownOf(i, word(list, c)));
      setNumber(trial, unknownOf(i, word(list, r)), sum * number(source, r));
    }
  }
  return true;
}

/** Fills `list` with the columns of a spectrum's block that are not pinned, its own first. Returns how many are its own. */
function freeColumns(i: i32): i32 {
  let count = 0;
  let own = 0;
  for (let c = 0; c < order; c++) {
    if (word(pinned, unknownOf(i, c)) != LOOSE) continue;
    setWord(list, count++, c);
    if (c < locals) own++;
  }
  return own;
}

/**
 * Sets `step`, `trial` and `predicted`. With `bounded` false it ignores limits not already active, for the convergence test.
 * Returns false if the system is singular.
 */
export function findStep(damping: f64, bounded: bool): bool {
  choosePinned();
  for (let k = 0; k < unknowns; k++) setNumber(step, k, 0);
  for (let round = 0; round <= unknowns; round++) {
    if (!solveFree(damping)) return false;
    let violated = false;
    for (let k = 0; k < unknowns; k++) {
      if (word(pinned, k) != LOOSE) continue;
      let move = -number(trial, k);
      if (!(move - move == 0)) return false;
      if (bounded) {
        const least = max(number(lower, k) - number(x, k), -LONGEST_STEP);
        const most = min(number(upper, k) - number(x, k), LONGEST_STEP);
        if (move < least || move > most) {
          violated = true;
          setWord(pinned, k, move < least ? AT_LOWER : AT_UPPER);
          move = move < least ? least : most;
        }
      }
      setNumber(step, k, move);
    }
    if (!violated) break;
  }
  predicted = 0;
  for (let i = 0; i < spectra; i++) {
    const block = blockOf(blocks, i);
    for (let r = 0; r < order; r++) {
      const move = number(step, unknownOf(i, r));
      if (move == 0) continue;
      let sum: f64 = 2 * at(block, r, order) + move * at(block, r, r);
      for (let c = r + 1; c < order; c++) sum += 2 * at(block, r, c) * number(step, unknownOf(i, c));
      predicted -= move * sum;
    }
  }
  for (let k = 0; k < unknowns; k++) {
    const value = number(x, k) + number(step, k);
    setNumber(trial, k, bounded ? max(number(lower, k), min(number(upper, k), value)) : value);
  }
  return true;
}
