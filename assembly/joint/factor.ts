/**
 * The whole Jacobian by QR, for the last digits and for errors as accurate. Its rows, spectrum by spectrum, are
 * [0 .. J_i .. 0 | G_i]. Reflections of J_i turn [J_i | G_i] into [R_i | S_i] above [0 | T_i]; all T_i, stacked, are reduced to R_G. Then
 *
 *   R_G g = c_G for the common unknowns,  R_i u_i = c_i - S_i g for each spectrum's own,
 *
 * and with independent e of variance 1 the errors are g = R_G^-1 e_G, u_i = R_i^-1 (e_i - S_i g). Columns are scaled to length 1.
 */
import { dot } from "../linalg/gram";
import { triangularize } from "../linalg/qr";
import { AT_LOWER, LOOSE } from "../lm/bounds";
import { JOINT_DEFICIENT, JOINT_EVALUATE, JOINT_FREE, JOINT_MEASURED, JOINT_REFACTOR } from "../agreed/joint";
import { OUTCOME_CONVERGED, VARIABLE_AT_LOWER, VARIABLE_AT_UPPER, VARIABLE_FREE, VARIABLE_UNIDENTIFIED } from "../program";
import { number, setNumber, setWord, word } from "../view";
import { stride } from "../workspace";
import { choosePinned } from "./arrow";
import { evaluateAt, objectiveFloor, placeColumns } from "./block";
import { objective } from "./loop";
import {
  blockOf, blocks, columnBytes, columns, common, factors, globals, list, locals, lower, norms, order, pinned, report, row,
  spectra, stack, stackBytes, status, step, trial, unknownOf, unknowns, upper, work, x,
} from "./memory";

/** Left out of the step as the columns before make up for it. */
const DEPENDENT = 3;
/** A column of length 1 that keeps less than this apart from those before it is a combination of them. */
const RANK_THRESHOLD: f64 = 1e-11;
/** Unknowns with more than this in such a combination are not determined. */
const UNDETERMINED: f64 = 1e-3;
/** At this relative decrease the unknowns are at the minimum to rounding. */
const ENOUGH: f64 = 1e-24;
/** Undamped steps must lower the decrease they predict this fast to be worth their time. */
const SHRINKING: f64 = 0.8;

let previous: f64 = Infinity;

/** Before the first undamped step. */
export function beginPolish(): void {
  previous = Infinity;
}

/** Chooses the unknowns that the factors are of, from the blocks at the current point. */
export function beginFactors(): void {
  choosePinned();
  for (let k = 0; k < unknowns; k++) {
    const hold = word(pinned, k);
    setWord(status, k, hold == LOOSE ? VARIABLE_FREE : hold == AT_LOWER ? VARIABLE_AT_LOWER : VARIABLE_AT_UPPER);
  }
  for (let a = 0; a < globals; a++) {
    let square: f64 = 0;
    for (let i = 0; i < spectra; i++) square += number(blockOf(blocks, i) + <usize>(locals + a) * row, locals + a);
    setNumber(norms, common + a, Math.sqrt(square));
    if (square == 0 && word(pinned, common + a) == LOOSE) declareDependent(common + a);
  }
  memory.fill(stack, 0, <usize>(globals + 1) * stackBytes);
}

function declareDependent(k: i32): void {
  setWord(pinned, k, DEPENDENT);
  setWord(status, k, VARIABLE_UNIDENTIFIED);
}

/** Columns in `list`. */
let taken: i32 = 0;

/** Fills `list` with the columns of a block that take part, the spectrum's own first. Returns how many are its own. */
function chosenColumns(i: i32): i32 {
  let own = 0;
  taken = 0;
  for (let c = 0; c < order; c++) {
    if (word(pinned, unknownOf(i, c)) != LOOSE) continue;
    setWord(list, taken++, c);
    if (c < locals) own++;
  }
  return own;
}

@inline
function element(r: i32, c: i32): f64 {
  return number(columns + <usize>c * columnBytes, r);
}

/** Factors spectrum `i`, the resident problem, at the current point. */
export function factorJoint(i: i32): void {
  evaluateAt(i, x);
  const rows = <i32>(stride >> 3);
  let own = 0;
  while (true) {
    own = chosenColumns(i);
    placeColumns(i, columns, columnBytes);
    for (let c = 0; c <= taken; c++) {
      const source = columns + <usize>(c < taken ? word(list, c) : order) * columnBytes;
      const target = columns + <usize>c * columnBytes;
      if (c < own) setNumber(norms, unknownOf(i, word(list, c)), Math.sqrt(dot(source, source, stride)));
      const norm = c < taken ? number(norms, unknownOf(i, word(list, c))) : 1;
      const inverse = f64x2.splat(norm > 0 ? 1 / norm : 0);
      for (let b: usize = 0; b < <usize>stride; b += 16) v128.store(target + b, f64x2.mul(inverse, v128.load(source + b)));
    }
    triangularize(columns, rows, min(taken, rows), taken + 1, columnBytes);
    let dependent = -1;
    for (let r = 0; r < own && dependent < 0; r++) {
      if (r >= rows || !(abs(element(r, r)) > RANK_THRESHOLD)) dependent = r;
    }
    if (dependent < 0) break;
    markOwn(i, dependent);
    declareDependent(unknownOf(i, word(list, dependent)));
  }
  const factor = blockOf(factors, i);
  for (let r = 0; r < own; r++) {
    for (let c = r; c <= taken; c++) setNumber(factor + <usize>r * row, c, element(r, c));
  }
  const left = min(taken, rows);
  for (let c = own; c <= taken; c++) {
    const target = stack + <usize>(c - own) * stackBytes;
    for (let r = own; r < left && r <= c; r++) setNumber(target, i * globals + r - own, element(r, c));
  }
}

/** The unknowns of a spectrum that make up for the `dependent`-th of its own. */
function markOwn(i: i32, dependent: i32): void {
  for (let r = dependent - 1; r >= 0; r--) {
    let sum = element(r, dependent);
    for (let c = r + 1; c < dependent; c++) sum -= element(r, c) * number(work, c);
    setNumber(work, r, sum / element(r, r));
    if (abs(number(work, r)) > UNDETERMINED) setWord(status, unknownOf(i, word(list, r)), VARIABLE_UNIDENTIFIED);
  }
}

/** Takes the weights of a direction of the common unknowns in `step`, and marks what takes part in it. */
function markCommon(): void {
  for (let a = 0; a < globals; a++) {
    if (abs(number(step, common + a)) > UNDETERMINED) setWord(status, common + a, VARIABLE_UNIDENTIFIED);
  }
  for (let i = 0; i < spectra; i++) {
    const factor = blockOf(factors, i);
    const own = chosenColumns(i);
    for (let r = own - 1; r >= 0; r--) {
      const source = factor + <usize>r * row;
      let sum: f64 = 0;
      for (let c = r + 1; c < taken; c++) sum -= number(source, c) * number(step, unknownOf(i, word(list, c)));
      const k = unknownOf(i, word(list, r));
      setNumber(step, k, sum / number(source, r));
      if (abs(number(step, k)) > UNDETERMINED) setWord(status, k, VARIABLE_UNIDENTIFIED);
    }
  }
}

/** Number of the `index`-th common unknown that takes part. */
export function chosenCommon(index: i32): i32 {
  let seen = 0;
  for (let k = common; k < unknowns; k++) {
    if (word(pinned, k) == LOOSE && seen++ == index) return k;
  }
  return -1;
}

/** How many common unknowns take part. */
export function countCommon(): i32 {
  let count = 0;
  for (let k = common; k < unknowns; k++) if (word(pinned, k) == LOOSE) count++;
  return count;
}

/** Reduces the stack. False where a common unknown was found to depend on the others: all spectra are to be factored anew. */
function reduceCommon(free: i32): bool {
  triangularize(stack, spectra * globals, free, free + 1, stackBytes);
  for (let j = 0; j < free; j++) {
    if (abs(number(stack + <usize>j * stackBytes, j)) > RANK_THRESHOLD) continue;
    for (let k = 0; k < unknowns; k++) setNumber(step, k, 0);
    const dependent = chosenCommon(j);
    setNumber(step, dependent, 1);
    for (let r = j - 1; r >= 0; r--) {
      let sum = number(stack + <usize>j * stackBytes, r);
      for (let c = r + 1; c < j; c++) sum += number(stack + <usize>c * stackBytes, r) * number(step, chosenCommon(c));
      setNumber(step, chosenCommon(r), -sum / number(stack + <usize>r * stackBytes, r));
    }
    markCommon();
    declareDependent(dependent);
    memory.fill(stack, 0, <usize>(globals + 1) * stackBytes);
    return false;
  }
  return true;
}

/**
 * The undamped step from the factors, into `trial`. Returns JOINT_EVALUATE where it is worth taking, OUTCOME_CONVERGED where the
 * unknowns are at the minimum or no step comes nearer, JOINT_REFACTOR where all spectra are to be factored anew.
 */
export function solveFactors(): i32 {
  const free = countCommon();
  if (!reduceCommon(free)) return JOINT_REFACTOR;
  let decrease: f64 = 0;
  memory.copy(trial, x, <usize>unknowns << 3);
  const right = stack + <usize>free * stackBytes;
  for (let r = free - 1; r >= 0; r--) {
    let sum = number(right, r);
    decrease += sum * sum;
    for (let c = r + 1; c < free; c++) sum -= number(stack + <usize>c * stackBytes, r) * number(step, chosenCommon(c));
    setNumber(step, chosenCommon(r), sum / number(stack + <usize>r * stackBytes, r));
  }
  for (let a = 0; a < free; a++) moveTrial(chosenCommon(a));
  let counted = free;
  for (let i = 0; i < spectra; i++) {
    const factor = blockOf(factors, i);
    const own = chosenColumns(i);
    counted += own;
    for (let r = own - 1; r >= 0; r--) {
      const source = factor + <usize>r * row;
      let sum = number(source, taken);
      decrease += sum * sum;
      for (let c = r + 1; c < taken; c++) sum -= number(source, c) * number(step, unknownOf(i, word(list, c)));
      const k = unknownOf(i, word(list, r));
      setNumber(step, k, sum / number(source, r));
      moveTrial(k);
    }
  }
  let deficient = 0;
  for (let k = 0; k < unknowns; k++) if (word(pinned, k) == DEPENDENT) deficient++;
  setNumber(report, JOINT_FREE, <f64>(counted + deficient));
  setNumber(report, JOINT_DEFICIENT, <f64>deficient);
  const relative = objective > objectiveFloor ? decrease / objective : 0;
  setNumber(report, JOINT_MEASURED, relative);
  if (!(relative > ENOUGH && relative < SHRINKING * previous)) return OUTCOME_CONVERGED;
  previous = relative;
  return JOINT_EVALUATE;
}

/** Steps stand in units of the column's length. */
function moveTrial(k: i32): void {
  const value = number(x, k) - number(step, k) / number(norms, k);
  setNumber(trial, k, max(number(lower, k), min(number(upper, k), value)));
}
