/** One fit of a circuit: starts, local solver, polish, statistics. */
import { evaluateCircuit, evaluateForward, impedanceColumn, prepareEvaluation, setResidualKind } from "./evaluate";
import { absoluteWeights, impedanceScale, objectiveScale, signal } from "./grid";
import { minimizeCarefully, carefulDecrease, SCALE_CURRENT } from "./lm/careful";
import { analyseRank, determinedDecrease } from "./lm/covariance";
import { measuredDecrease, minimize, minimizeWhole } from "./lm/loop";
import { polish } from "./lm/polish";
import { evaluate, evaluations, objective, offerCoarse, setCaution, setObjective, setProblem } from "./lm/problem";
import { leaveSaddles } from "./lm/saddle";
import { settle } from "./lm/settle";
import { beginLoss, fitRobustly, needsScale } from "./robust";
import { residualScale, setResidualScale } from "./residualLoss";
import {
  KERNEL_ONLY, prepareLimits, thetaFromValues, updateParameters, WITH_DERIVATIVES, WITH_NATURAL,
} from "./parameters";
import {
  OUTCOME_CONVERGED,
  OUTCOME_NOT_CONVERGED,
  OUTCOME_START_FAILED,
  REPORT_EVALUATIONS,
  REPORT_MEASURED,
  REPORT_MINIMA,
  REPORT_MOVED_STARTS,
  REPORT_OBJECTIVE,
  REPORT_OUTCOME,
  REPORT_RESIDUAL_SCALE,
  REPORT_RESIDUAL_UNIT,
  REPORT_SIGNAL,
  REPORT_STARTS,
  REPORT_STARTS_AGREEING,
  REPORT_THRESHOLD,
  REPORT_UNSEEN,
  RESIDUAL_LOGARITHM,
  RESIDUAL_OBJECTIVE,
  VARIABLE_AT_LOWER,
  VARIABLE_AT_UPPER,
} from "./program";
import { seedRandom } from "./start/random";
import { agreeing, minimaCount, scaleMinima, tried, unseenShare } from "./start/minima";
import { searchStarts } from "./start/search";
import { writeLikelihood } from "./statistics/likelihood";
import { writeStatistics } from "./statistics/report";
import { number, setNumber, word } from "./view";
import {
  best, coarse, factor, fittedIm, fittedRe, jacobian, lower, points, report, setActive, solver, sourceOf, starts, stride,
  theta, trial, upper, variables, variableStatus,
} from "./workspace";

/** Relative to sum w|Z|^2: an S this small is the rounding of the data. */
const FLOOR: f64 = 1e-29;
/** In one step a logarithmic variable changes by less than a factor of e^6. */
const LONGEST_STEP: f64 = 6;
/** The same for a descent that must not overshoot into the flat regions of tanh and coth. */
const SHORT_STEP: f64 = 0.5;

const DIRECTLY = 0;
const ONCE_BY_LOGARITHM = 1;
const CAREFULLY = 2;
const CAUTIOUSLY = 3;

/** A variable carried to its limit may open a way to a lower S, which is then followed unless evaluations ran out before. */
const MOST_RESUMPTIONS = 3;
/** Two descents ended in the same minimum if their S differ by less than this, relatively. */
const AGREEMENT: f64 = 1e-6;

/** With more numbers than this in the Jacobian, a QR at every step takes too long for what it may bring. */
const LARGE: f64 = 2e5;

/** Theta and S of the lowest end so far. */
let lowest: usize = 0;
let lowestOutcome: i32 = 0;

function setActiveColumns(bytes: usize): void {
  setActive(<i32>bytes);
}

/** Prepares limits, start and solver for the values that the host wrote. Returns how many starting values had to be moved inside the limits. */
export function begin(): i32 {
  prepareLimits();
  const moved = thetaFromValues();
  setResidualKind(RESIDUAL_OBJECTIVE);
  beginLoss();
  setNumber(report, REPORT_RESIDUAL_UNIT, Math.sqrt(objectiveScale));
  setProblem(
    variables, 2 * points, stride, theta, trial, lower, upper, jacobian, factor, solver, FLOOR * signal, LONGEST_STEP,
    evaluateCircuit,
  );
  if (coarse < stride) offerCoarse(coarse, setActiveColumns);
  return moved;
}

/**
 * Runs one way of minimising from the start in `best`; remembers where it ends if that is the lowest. Returns S, Infinity for
 * a descent that failed or did not converge.
 */
function attempt(way: i32, tolerance: f64, most: i32): f64 {
  if (way == CAUTIOUSLY) setCaution(SHORT_STEP, 1);
  else setCaution(LONGEST_STEP, 0);
  memory.copy(theta, best, <usize>variables << 3);
  if (way == ONCE_BY_LOGARITHM) {
    setResidualKind(RESIDUAL_LOGARITHM);
    const started = prepareEvaluation(theta) && minimize(tolerance, most) != OUTCOME_START_FAILED;
    setResidualKind(RESIDUAL_OBJECTIVE);
    if (!prepareEvaluation(theta) || !started) return Infinity;
  }
  let outcome: i32;
  let measured: f64;
  if (way == CAREFULLY) {
    outcome = minimizeCarefully(SCALE_CURRENT, tolerance, most);
    measured = carefulDecrease;
  } else {
    outcome = minimize(tolerance, most);
    measured = measuredDecrease;
  }
  if (outcome == OUTCOME_START_FAILED) return Infinity;
  if (objective < number(lowest, variables)) {
    memory.copy(lowest, theta, <usize>variables << 3);
    setNumber(lowest, variables, objective);
    lowestOutcome = outcome;
    setNumber(report, REPORT_MEASURED, measured);
  }
  return outcome == OUTCOME_CONVERGED ? objective : Infinity;
}

/**
 * Local minimum from theta. The fast solver, the same in short steps, the careful solver with another scaling, and the
 * fast one after a descent on ln(Z/Z_data) fail on different problems. Where the first two agree that is the answer;
 * otherwise all are tried and the lowest end is kept.
 */
function descend(tolerance: f64, most: i32): i32 {
  lowest = starts;
  setNumber(lowest, variables, Infinity);
  lowestOutcome = OUTCOME_START_FAILED;
  memory.copy(best, theta, <usize>variables << 3);
  const first = attempt(DIRECTLY, tolerance, most);
  const second = attempt(CAUTIOUSLY, tolerance, most);
  if (!(abs(first - second) <= AGREEMENT * first)) {
    if (<f64>variables * <f64>points <= LARGE) attempt(CAREFULLY, tolerance, most);
    attempt(ONCE_BY_LOGARITHM, tolerance, most);
  }
  setCaution(LONGEST_STEP, 0);
  memory.copy(theta, lowest, <usize>variables << 3);
  return lowestOutcome;
}

/** From the best minimum of a search, which the solver reaches in a few steps, or else by every way. */
function finish(tolerance: f64, most: i32): i32 {
  memory.copy(best, theta, <usize>variables << 3);
  if (minimizeWhole(tolerance, most) == OUTCOME_CONVERGED) {
    setNumber(report, REPORT_MEASURED, measuredDecrease);
    return OUTCOME_CONVERGED;
  }
  memory.copy(theta, best, <usize>variables << 3);
  return descend(tolerance, most);
}

/** Part of S that an undamped step along the determined directions would still take away. */
function promisedDecrease(): f64 {
  return objective > FLOOR * signal ? determinedDecrease() / objective : 0;
}

/** S at the point reached, in the units of the weights, and how it was reached. */
function conclude(outcome: i32, threshold: f64, moved: i32): i32 {
  setNumber(report, REPORT_OBJECTIVE, objective * objectiveScale);
  setNumber(report, REPORT_SIGNAL, signal * objectiveScale);
  setNumber(report, REPORT_THRESHOLD, threshold);
  setNumber(report, REPORT_EVALUATIONS, <f64>evaluations);
  setNumber(report, REPORT_OUTCOME, <f64>outcome);
  setNumber(report, REPORT_MOVED_STARTS, <f64>moved);
  setNumber(report, REPORT_RESIDUAL_SCALE, residualScale() * number(report, REPORT_RESIDUAL_UNIT));
  return outcome;
}

/**
 * The local solver alone, from the values written by the host: no search, no polish, no statistics. The natural values
 * reached replace them.
 */
export function runLocal(tolerance: f64, most: i32): i32 {
  const moved = begin();
  if (!prepareEvaluation(theta)) return conclude(OUTCOME_START_FAILED, tolerance, moved);
  let outcome = minimize(tolerance, most);
  if (needsScale() && outcome != OUTCOME_START_FAILED) {
    fitRobustly(false, 0, tolerance, most);
    outcome = minimizeWhole(tolerance, most);
  }
  setNumber(report, REPORT_MEASURED, measuredDecrease);
  setNumber(report, REPORT_STARTS, 1);
  updateParameters(theta, WITH_NATURAL);
  return conclude(outcome, tolerance, moved);
}

/**
 * A whole fit. `search` 0: from the host's values alone; 1: from the spectrum alone; 2: from both. Returns the outcome;
 * the rest is in the report and the parameters' buffers.
 */
export function runFit(search: i32, seed: u32, tolerance: f64, most: i32, polishSteps: i32, level: f64): i32 {
  const moved = begin();
  setNumber(report, REPORT_STARTS, 1);
  setNumber(report, REPORT_STARTS_AGREEING, 1);
  setNumber(report, REPORT_UNSEEN, 1);
  setNumber(report, REPORT_MINIMA, 0);
  let ready = prepareEvaluation(theta);
  if (search != 0) {
    seedRandom(seed);
    // What the values lead to by every way is one start among those of the search.
    const given = search == 2 && ready && descend(tolerance, most) != OUTCOME_START_FAILED;
    searchStarts(given, tolerance, most);
    setNumber(report, REPORT_STARTS, <f64>tried);
    setNumber(report, REPORT_STARTS_AGREEING, <f64>agreeing());
    setNumber(report, REPORT_UNSEEN, unseenShare());
    setNumber(report, REPORT_MINIMA, needsScale() ? 0 : <f64>minimaCount);
    scaleMinima(objectiveScale);
    setResidualKind(RESIDUAL_OBJECTIVE);
    ready = prepareEvaluation(theta);
  }
  if (!ready) return conclude(OUTCOME_START_FAILED, tolerance, moved);
  let outcome = search == 0 ? descend(tolerance, most) : finish(tolerance, most);
  if (outcome == OUTCOME_START_FAILED) return conclude(outcome, tolerance, moved);
  if (needsScale()) fitRobustly(search != 0, seed, tolerance, most);
  setObjective(evaluate(theta));
  // What follows the descents may together spend as much as one of them.
  const last = evaluations + most;
  if (polishSteps > 0) {
    polish(polishSteps);
    leaveSaddles(tolerance, last, polishSteps);
    settle(tolerance, last, polishSteps);
  }
  analyseRank();
  if (polishSteps > 0) {
    let decrease = promisedDecrease();
    const resumptions = outcome == OUTCOME_CONVERGED ? MOST_RESUMPTIONS : 0;
    for (let again = 0; again < resumptions && decrease > tolerance && evaluations < last; again++) {
      minimizeWhole(tolerance, last - evaluations);
      setObjective(evaluate(theta));
      polish(polishSteps, last);
      analyseRank();
      decrease = promisedDecrease();
    }
    outcome = decrease <= tolerance ? OUTCOME_CONVERGED : OUTCOME_NOT_CONVERGED;
    setNumber(report, REPORT_MEASURED, decrease);
  }
  updateParameters(theta, WITH_DERIVATIVES);
  writeStatistics(level, absoluteWeights);
  writeLikelihood();
  return conclude(outcome, tolerance, moved);
}

/**
 * Statistics at the natural values that stand in the parameters' buffer, which must be an optimum. A variable whose status,
 * written by the host, is that of one at its limit stays there, also where the gradient alone would not hold it. Returns 0
 * where the circuit has no finite impedance.
 */
export function runStatistics(level: f64): i32 {
  begin();
  for (let k = 0; k < variables; k++) {
    const status = word(variableStatus, k);
    if (status != VARIABLE_AT_LOWER && status != VARIABLE_AT_UPPER) continue;
    const limit = number(status == VARIABLE_AT_LOWER ? lower : upper, k);
    setNumber(theta, k, limit);
    setNumber(lower, k, limit);
    setNumber(upper, k, limit);
  }
  if (!prepareEvaluation(theta)) return 0;
  setObjective(evaluate(theta));
  if (!(objective < Infinity)) return 0;
  analyseRank();
  updateParameters(theta, WITH_DERIVATIVES);
  writeStatistics(level, absoluteWeights);
  return 1;
}

/** Natural values of all parameters for the theta that the host wrote into its buffer. Returns 0 where a tie has no value. */
export function runNatural(): i32 {
  return updateParameters(theta, WITH_NATURAL) ? 1 : 0;
}

/** Impedance for the natural values that stand in the parameters' buffer, into the fitted arrays. Returns false where a tie fails. */
export function runForward(): i32 {
  prepareLimits();
  thetaFromValues();
  if (!updateParameters(theta, KERNEL_ONLY)) return 0;
  evaluateForward();
  for (let k = 0; k < points; k++) {
    const at = impedanceColumn + (<usize>(k >> 1) << 5) + (<usize>(k & 1) << 3);
    setNumber(fittedRe, sourceOf(k), load<f64>(at) * impedanceScale);
    setNumber(fittedIm, sourceOf(k), load<f64>(at, 16) * impedanceScale);
  }
  return 1;
}

/**
 * Weighted residual and Jacobian by theta at the natural values that stand in the parameters' buffer, those of squares whatever
 * the loss. Returns 0 where they are not finite.
 */
export function runJacobian(): i32 {
  begin();
  setResidualScale(Infinity);
  if (!prepareEvaluation(theta)) return 0;
  return evaluate(theta) < Infinity ? 1 : 0;
}
