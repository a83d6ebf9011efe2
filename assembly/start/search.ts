/**
 * Starts sought from the spectrum alone.
 *
 * A round screens many draws anchored in the data. Some of those kept are converged at once; the others take a few steps on the
 * forgiving residual ln(Z/Z_data), and the best of them are converged on it and then with the weights asked for. Rounds differ in how
 * they draw and screen, and go on until several starts agree on the best S. Hops from the best minimum follow, until so
 * many in a row found nothing better; a descent after a hop is given up when it is unlikely to come down to the best S.
 */
import { relativeWeights, signal } from "../grid";
import { minimize, minimizeTo, minimizeWhole } from "../lm/loop";
import { objective, solveCoarsely } from "../lm/problem";
import { OUTCOME_CONVERGED, OUTCOME_START_FAILED, RESIDUAL_LOGARITHM, RESIDUAL_OBJECTIVE, RESIDUAL_RELATIVE } from "../program";
import { coarse, points, stride, theta, variables } from "../workspace";
import { prepareDraws } from "./draw";
import { hop } from "./hop";
import { agreeing, bestObjective, countTried, distinct, forgetMinima, isKnown, minimaCount, reassessMinima, rememberMinimum, takeBest } from "./minima";
import { isLinear, keepStart, screenByLogarithm, screenByTerms, spareStart, startAt, useResidual } from "./screen";

const SCREENED = 16;
const FINALISTS = 6;
/** Starts that go straight to the weights asked for: the best fit of ln Z may be far from the best. */
const UNREFINED = 4;
/** The same where the weights are not relative, from draws screened by those weights. */
const UNREFINED_OWN = 12;
const FIRST_STEPS = 14;
const FIRST_TOLERANCE: f64 = 1e-4;
const MOST_ROUNDS = 6;
const LEAST_ROUNDS = 2;
const AGREEING = 3;
/** Hops in vain before the search ends, for each variable: the more different minima were met, the more. */
const FEWEST_HOPS = 5;
const HOPS_A_MINIMUM = 1;
const MOST_HOPS = 12;
const HOP_STEPS = 60;
const HOP_TOLERANCE: f64 = 1e-4;
/** A hop counts as better than the best by this part of S. */
const BETTER: f64 = 1e-6;
/** A best S below this part of sum w|Z|^2 leaves residuals of 1e-11 of |Z|, as exact data do: nothing lower is worth looking for. */
const EXACT: f64 = 1e-22;
/** With more points than this the search keeps to the coarse grid; the fit that follows does not. */
const MANY_POINTS = 1000;

function searchesCoarsely(): bool {
  return points > MANY_POINTS && coarse < stride;
}

/** Local fits on ln(Z/Z_data) from the rows kept, which are then ordered by the S reached. */
function refine(count: i32, steps: i32): i32 {
  let kept = 0;
  solveCoarsely(true);
  for (let i = 0; i < count; i++) {
    memory.copy(spareStart(), startAt(i), <usize>variables << 3);
    memory.copy(theta, spareStart(), <usize>variables << 3);
    if (minimize(FIRST_TOLERANCE, steps) == OUTCOME_START_FAILED) continue;
    kept = keepStart(objective, kept, i + 1);
  }
  solveCoarsely(searchesCoarsely());
  return kept;
}

function converge(tolerance: f64, most: i32, isIndependent: bool): void {
  if (minimize(tolerance, most) == OUTCOME_START_FAILED) return;
  countTried();
  rememberMinimum(isIndependent);
}

/** A descent after a hop: far enough to tell a minimum that is known, to its end in another one. */
function descendFromHop(tolerance: f64, most: i32): void {
  const outcome = minimizeTo(bestObjective(), max(tolerance, HOP_TOLERANCE), most);
  if (outcome == OUTCOME_START_FAILED) return;
  countTried();
  if (outcome != OUTCOME_CONVERGED && objective >= bestObjective()) return;
  if (!isKnown()) minimizeWhole(tolerance, most);
  rememberMinimum(false);
}

function convergeRows(count: i32, tolerance: f64, most: i32): void {
  useResidual(RESIDUAL_OBJECTIVE);
  for (let i = 0; i < count; i++) {
    memory.copy(theta, startAt(i), <usize>variables << 3);
    converge(tolerance, most, true);
  }
}

function runRound(round: i32, tolerance: f64, most: i32): void {
  const unusually = (round & 1) != 0;
  if (isLinear() && !relativeWeights) {
    convergeRows(screenByTerms(RESIDUAL_OBJECTIVE, unusually, UNREFINED_OWN), tolerance, most);
  }
  let count = unusually ? screenByTerms(RESIDUAL_RELATIVE, true, SCREENED) : screenByLogarithm(SCREENED);
  convergeRows(min(count, UNREFINED), tolerance, most);
  useResidual(RESIDUAL_LOGARITHM);
  count = refine(count, FIRST_STEPS);
  count = refine(min(count, FINALISTS), most);
  convergeRows(count, tolerance, most);
}

/** Leaves the best minimum found in theta. With `fromValues`, theta on entry is one of the starts. */
export function searchStarts(fromValues: bool, tolerance: f64, most: i32): void {;
  forgetMinima();
  prepareDraws();
  solveCoarsely(searchesCoarsely());
  if (fromValues) {
    useResidual(RESIDUAL_OBJECTIVE);
    converge(tolerance, most, true);
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    runRound(round, tolerance, most);
    if (round + 1 >= LEAST_ROUNDS && agreeing() >= AGREEING) break;
  }
  if (minimaCount > 0 && bestObjective() > EXACT * signal) {
    const inVain = min(MOST_HOPS, FEWEST_HOPS + HOPS_A_MINIMUM * (distinct - 1)) * variables;
    for (let failed = 0; failed < inVain; failed++) {
      const soFar = bestObjective();
      if (hop()) descendFromHop(tolerance, min(HOP_STEPS, most));
      if (bestObjective() < soFar * (1 - BETTER)) failed = 0;
    }
  }
  if (searchesCoarsely()) reassessMinima();
  if (minimaCount > 0) takeBest();
  solveCoarsely(false);
}
