/**
 * Starts sought from the spectrum alone.
 *
 * A round draws many anchored starts, frees their overall scale, and keeps those with the smallest
 * sum |ln(Z/Z_data)|^2; these take a few steps on that same forgiving residual, the best of them are converged on it and then
 * with the weights asked for. Rounds go on until several independent starts agree on the best S.
 */
import { evaluateForward, impedanceColumn, prepareEvaluation, setResidualKind } from "../evaluate";
import { logarithmicMean, logarithmicSpread } from "../logarithm";
import { minimize } from "../lm/loop";
import { objective, objectiveFloor, solveCoarsely } from "../lm/problem";
import { KERNEL_ONLY, updateParameters } from "../parameters";
import { OUTCOME_START_FAILED, RESIDUAL_LOGARITHM, RESIDUAL_OBJECTIVE } from "../program";
import { number, setNumber } from "../view";
import { active, best, coarse, data, setActive, START_ROWS, starts, stride, theta, variables, weight } from "../workspace";
import { drawStart, rescaleStart } from "./draw";

const DRAWS = 512;
const SCREENED = 24;
const FINALISTS = 6;
/** Starts that go straight to the weights asked for: with unit weights the best fit of ln Z may be far from the best. */
const UNREFINED = 4;
const FIRST_STEPS = 14;
const MOST_ROUNDS = 6;
const LEAST_ROUNDS = 2;
const AGREEING = 3;
/** Two minima are one if their S differ by less than this, relatively. */
const SAME: f64 = 1e-3;

/** Starts that reached the best S; all starts that were converged. */
export let agreeing: i32 = 0;
export let tried: i32 = 0;

// @ts-ignore: decorator
@inline
function rowAt(index: i32): usize {
  return starts + (<usize>index * (variables + 2) << 3);
}

/** Keeps theta with its score if it is among the best `keep` rows. */
function keepStart(score: f64, count: i32, keep: i32): i32 {
  if (!(score < Infinity)) return count;
  let at = count;
  if (count == keep) {
    at = keep - 1;
    if (score >= number(rowAt(at), variables)) return count;
  } else {
    count++;
  }
  while (at > 0 && number(rowAt(at - 1), variables) > score) {
    memory.copy(rowAt(at), rowAt(at - 1), <usize>(variables + 1) << 3);
    at--;
  }
  memory.copy(rowAt(at), theta, <usize>variables << 3);
  setNumber(rowAt(at), variables, score);
  return count;
}

/** Screens draws by the spread of ln(Z/Z_data) with the overall scale left free. */
function screen(): i32 {
  let count = 0;
  for (let i = 0; i < DRAWS; i++) {
    drawStart();
    if (!updateParameters(theta, KERNEL_ONLY)) continue;
    setActive(coarse);
    evaluateForward();
    const score = logarithmicSpread(impedanceColumn, data, weight, active);
    rescaleStart(theta, logarithmicMean);
    count = keepStart(score, count, SCREENED);
  }
  setActive(stride);
  return count;
}

/** Local fits on ln(Z/Z_data) from the rows kept, which are then ordered by the S reached. */
function refine(count: i32, steps: i32): i32 {
  let kept = 0;
  solveCoarsely(true);
  const room = rowAt(START_ROWS - 1);
  for (let i = 0; i < count; i++) {
    memory.copy(room, rowAt(i), <usize>variables << 3);
    memory.copy(theta, room, <usize>variables << 3);
    if (minimize(1e-4, steps) == OUTCOME_START_FAILED) continue;
    kept = keepStart(objective, kept, i + 1);
  }
  solveCoarsely(false);
  return kept;
}

function converge(count: i32, tolerance: f64, most: i32): void {
  for (let i = 0; i < count; i++) {
    memory.copy(theta, rowAt(i), <usize>variables << 3);
    if (minimize(tolerance, most) == OUTCOME_START_FAILED) continue;
    tried++;
    consider();
  }
}

/** Compares the current minimum with the best so far. */
function consider(): void {
  const soFar = number(best, variables);
  // Under the floor S is rounding, and all who got there agree.
  if (objective < soFar * (1 - SAME) && soFar > objectiveFloor) agreeing = 1;
  else if (objective <= max(objectiveFloor, soFar * (1 + SAME))) agreeing++;
  if (objective < soFar) {
    memory.copy(best, theta, <usize>variables << 3);
    setNumber(best, variables, objective);
  }
}

function useResidual(kind: i32): void {
  setResidualKind(kind);
  prepareEvaluation(theta);
}

/**
 * Leaves the best minimum found in theta. With `fromValues`, theta on entry is one of the starts.
 */
export function searchStarts(fromValues: bool, tolerance: f64, most: i32): void {
  tried = 0;
  agreeing = 0;
  setNumber(best, variables, Infinity);
  if (fromValues) {
    memory.copy(rowAt(0), theta, <usize>variables << 3);
    useResidual(RESIDUAL_OBJECTIVE);
    converge(1, tolerance, most);
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let count = screen();
    useResidual(RESIDUAL_OBJECTIVE);
    converge(min(count, UNREFINED), tolerance, most);
    useResidual(RESIDUAL_LOGARITHM);
    count = refine(count, FIRST_STEPS);
    count = refine(min(count, FINALISTS), most);
    useResidual(RESIDUAL_OBJECTIVE);
    converge(count, tolerance, most);
    if (round + 1 >= LEAST_ROUNDS && agreeing >= AGREEING) break;
  }
  memory.copy(theta, best, <usize>variables << 3);
}
