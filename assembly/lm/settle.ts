/**
 * Variables that the data do not hold. Near a minimum at 0 or infinity S is flat, so the solver stops somewhere on the way; such
 * a variable is carried to its limit, the others following along the flat direction, and if S does not rise it stays
 * there, out of the covariance. One that the data do hold, however loosely, makes S rise and is put back.
 */
import { number, setNumber, word } from "../view";
import { analyseRank, inverseNormal, undetermined } from "./covariance";
import { freeCount } from "./factor";
import { minimizeWhole } from "./loop";
import { polish } from "./polish";
import {
  evaluate, evaluations, freeList, lower, objective, objectiveFloor, residualCount, saved, setObjective, size, theta, tried,
  upper,
} from "./problem";

/** A standard error of this much, in units of ln p, leaves a variable to be tried. */
const LOOSE_ERROR: f64 = 1;
/** More of a variable than this in directions without rank, and others can make up for it. */
const UNDETERMINED: f64 = 1e-3;
/** Only limits further apart than this are those of nature rather than of a person. */
const WIDE: f64 = 20;
/** S may rise by this part when a variable is carried to its limit. */
const RISE: f64 = 1e-9;

/**
 * Standard error of the i-th free variable. 0 for one that others can make up for entirely: it could be carried
 * anywhere without a rise of S, which says nothing of its best value.
 */
function looseness(i: i32): f64 {
  if (undetermined(i) > UNDETERMINED) return 0;
  const freedom = <f64>max(1, residualCount - freeCount);
  return Math.sqrt((objective / freedom) * inverseNormal(i, i));
}

/** The loosest variable that was not tried yet, as its place among the free ones; -1 if there is none. */
function loosest(): i32 {
  let found = -1;
  let most = LOOSE_ERROR;
  for (let i = 0; i < freeCount; i++) {
    const k = word(freeList, i);
    if (number(tried, k) != 0 || number(upper, k) - number(lower, k) < WIDE) continue;
    const error = looseness(i);
    if (error > most) {
      most = error;
      found = i;
    }
  }
  return found;
}

/** Carries free variable i to a limit with the others following as the covariance says, and pins it there. */
function carry(i: i32, limit: f64): void {
  const k = word(freeList, i);
  const distance = limit - number(theta, k);
  const own = inverseNormal(i, i);
  if (own > 0 && own < Infinity) {
    for (let j = 0; j < freeCount; j++) {
      const other = word(freeList, j);
      if (other == k || number(upper, other) - number(lower, other) < WIDE) continue;
      const x = number(theta, other) + (inverseNormal(j, i) / own) * distance;
      setNumber(theta, other, max(number(lower, other), min(number(upper, other), x)));
    }
  }
  setNumber(theta, k, limit);
  setNumber(lower, k, limit);
  setNumber(upper, k, limit);
}

/**
 * Tries every loose variable at both its limits, until the count of evaluations reaches `last`; the few that put back what
 * failed come on top. The current point must be polished; it is again afterwards.
 */
export function settle(tolerance: f64, last: i32, polishSteps: i32): void {
  for (let k = 0; k < size; k++) setNumber(tried, k, 0);
  analyseRank();
  for (let round = 0; round < size && objective > objectiveFloor && evaluations < last; round++) {
    const i = loosest();
    if (i < 0) return;
    const k = word(freeList, i);
    setNumber(tried, k, 1);
    const low = number(lower, k);
    const high = number(upper, k);
    const start = objective;
    memory.copy(saved, theta, <usize>size << 3);
    for (let side = 0; side < 2 && evaluations < last; side++) {
      if (side == 1) analyseRank();
      carry(i, side == 0 ? low : high);
      minimizeWhole(tolerance, last - evaluations);
      setObjective(evaluate(theta));
      polish(polishSteps, last);
      if (objective <= start * (1 + RISE)) break;
      setNumber(lower, k, low);
      setNumber(upper, k, high);
      memory.copy(theta, saved, <usize>size << 3);
      setObjective(evaluate(theta));
    }
    analyseRank();
  }
}
