/**
 * Profile of S along one variable x: S(x) is the least S with x held, the others free. The ends of the interval are where
 * the square root of its rise, tau(x) = sqrt((S(x) - S_min)/s^2), reaches Student's t (Bates and Watts 1988, section 6.1;
 * Venzon and Moolgavkar, Appl. Statist. 37, 87, 1988). tau is nearly linear in x, so it is what steps and secants go by.
 *
 * 1. Walk from the optimum in steps that raise tau by a part of t, the others following on the secant of the last step.
 * 2. Where tau has passed t, narrow the bracket by secants (Illinois), every fourth time by halving it.
 *    Before that, the other variables are moved far, one at a time: another valley may go on beyond the crossing.
 * 3. Where the limit comes first, the end is that limit, or open if it is the numerical one. It is open too where the
 *    crossing comes only from the numerical limit of another variable, with which x would go on.
 */
import { objectiveScale } from "../grid";
import { inverseNormal, undetermined } from "../lm/covariance";
import { freeCount, gradientFromColumns } from "../lm/factor";
import { evaluate, freeList, objective, rightHandSide } from "../lm/problem";
import { describe, isLogarithmic, updateParameters, WITH_NATURAL } from "../parameters";
import {
  ANSWER_WITHOUT_MEMORY,
  END_CROSSING,
  END_LIMIT,
  END_OPEN,
  PROFILE_DONE,
  PROFILE_FAILED,
  PROFILE_HEADER,
  PROFILE_HIGH,
  PROFILE_HIGH_END,
  PROFILE_LOW,
  PROFILE_LOW_END,
  PROFILE_LOWEST,
  PROFILE_POINTS,
  PROFILE_STATUS,
  PROFILE_UNCONVERGED,
  PROFILE_WITHOUT_NOISE,
} from "../agreed/questions";
import { OUTCOME_CONVERGED, OUTCOME_START_FAILED, PARAMETER_SCALED } from "../program";
import { cachedQuantile } from "../statistics/report";
import { number, setNumber, word } from "../view";
import {
  answer, extend, lower, parameters, parameterValue, theta, upper, variableLower, variableParameter, variables, variableUpper,
} from "../workspace";
import { isOpenLimit, minimizeNear } from "./faraway";
import { freedom, returnToOptimum, variance } from "./optimum";

/** Steps to a side where S is a parabola. */
const STEPS: f64 = 5;
/** The first step of a variable whose standard error is not known. */
const BLIND_STEP: f64 = 1e-3;
/** A step changes a logarithmic variable by less than a factor of e^2, an exponent by less than this. */
const LONGEST: f64 = 2;
const LONGEST_EXPONENT: f64 = 0.1;
const MOST_STEPS = 150;
/** Where S passes its threshold, valleys beside the one walked in are looked for this far off; and this often. */
const FAR: f64 = 2;
const FAR_EXPONENT: f64 = 0.2;
const MOST_WAYS = 3;
const MOST_SECANTS = 60;
/** The ends are found to this part of t. */
const CLOSE: f64 = 1e-7;
/** A bracket this narrow holds a jump of S rather than a crossing. */
const NARROW: f64 = 1e-12;
/** Of S; its effect on tau is nu/(2 t) times this. */
const TOLERANCE: f64 = 1e-9;
/** With more of the variable than this in directions without rank, its covariance means nothing. */
const UNDETERMINED: f64 = 1e-3;
/** Of one standard error's rise of S: what one more factor of e of a variable must bring to count. */
const NOTICEABLE: f64 = 1e-3;
const MOST_ROWS = 2 * (MOST_STEPS + MOST_SECANTS) + 1;


let variable: i32 = 0;
let least: f64 = 0;
let most: i32 = 0;
/** Rows of P numbers: theta at the optimum, where the last step ended, and beyond the crossing. */
let optimum: usize = 0;
let inner: usize = 0;
let outer: usize = 0;
let tangent: usize = 0;
let firstTangent: usize = 0;
let low: usize = 0;
let high: usize = 0;
let lowest: usize = 0;
let curve: usize = 0;
let rows: i32 = 0;

/** The header, U values, the curve, and seven rows of P. */
function place(): bool {
  const row = <usize>variables << 3;
  const head = <usize>(PROFILE_HEADER + parameters) << 3;
  if (!extend(<u64>head + <u64>(MOST_ROWS << 4) + 7 * <u64>row)) return false;
  lowest = answer + (<usize>PROFILE_HEADER << 3);
  curve = answer + head;
  optimum = curve + (MOST_ROWS << 4);
  inner = optimum + row;
  outer = inner + row;
  tangent = outer + row;
  firstTangent = tangent + row;
  low = firstTangent + row;
  high = low + row;
  return true;
}

function record(value: f64): void {
  if (rows == MOST_ROWS) return;
  updateParameters(theta, WITH_NATURAL);
  setNumber(curve, 2 * rows, number(parameterValue, word(variableParameter, variable)));
  setNumber(curve, 2 * rows + 1, value * objectiveScale);
  rows++;
  if (value * objectiveScale < number(answer, PROFILE_LOWEST)) {
    setNumber(answer, PROFILE_LOWEST, value * objectiveScale);
    memory.copy(lowest, parameterValue, <usize>parameters << 3);
  }
}

/** Whether S would go on falling if other variables were not held by the numerical limits of 0 and infinity. */
function isHeldByRange(): bool {
  if (!(evaluate(theta) < Infinity)) return false;
  gradientFromColumns();
  for (let k = 0; k < variables; k++) {
    if (k == variable) continue;
    const x = number(theta, k);
    const gradient = number(rightHandSide, k);
    const side = x <= number(low, k) && gradient > 0 ? -1 : x >= number(high, k) && gradient < 0 ? 1 : 0;
    if (side != 0 && isOpenLimit(k, side) && 2 * abs(gradient) > NOTICEABLE * variance) return true;
  }
  return false;
}

/** tau at x, the others minimised from theta. Only what is on the way to the ends is counted where it did not converge. */
function riseAt(x: f64, isOnTheWay: bool = true): f64 {
  for (let k = 0; k < variables; k++) {
    setNumber(theta, k, max(number(low, k), min(number(high, k), number(theta, k))));
  }
  setNumber(theta, variable, x);
  setNumber(lower, variable, x);
  setNumber(upper, variable, x);
  const outcome = minimizeNear(TOLERANCE, most);
  if (isOnTheWay && outcome != OUTCOME_CONVERGED) setNumber(answer, PROFILE_UNCONVERGED, number(answer, PROFILE_UNCONVERGED) + 1);
  if (outcome == OUTCOME_START_FAILED) return Infinity;
  record(objective);
  return Math.sqrt(max(0.0, (objective - least) / variance));
}

/** Place of the variable among the free ones, -1 if it is on its limit. */
function placeAmongFree(): i32 {
  for (let i = 0; i < freeCount; i++) if (word(freeList, i) == variable) return i;
  return -1;
}

/** Direction in which the others follow, and the standard error, by the covariance. Returns that error, 0 where there is none. */
function linearGuess(): f64 {
  memory.fill(firstTangent, 0, <usize>variables << 3);
  const own = placeAmongFree();
  if (own < 0 || undetermined(own) > UNDETERMINED) return 0;
  const square = inverseNormal(own, own);
  if (!(square > 0 && square < Infinity)) return 0;
  for (let i = 0; i < freeCount; i++) setNumber(firstTangent, word(freeList, i), inverseNormal(i, own) / square);
  return Math.sqrt(square * variance);
}

function natural(x: f64): f64 {
  memory.copy(theta, inner, <usize>variables << 3);
  setNumber(theta, variable, x);
  updateParameters(theta, WITH_NATURAL);
  return number(parameterValue, word(variableParameter, variable));
}

function finish(side: i32, value: f64, end: i32): void {
  setNumber(answer, side < 0 ? PROFILE_LOW : PROFILE_HIGH, value);
  setNumber(answer, side < 0 ? PROFILE_LOW_END : PROFILE_HIGH_END, <f64>end);
}

/** The limit of a side was reached with S under its threshold. */
function finishAtLimit(side: i32): void {
  const limit = side < 0 ? number(variableLower, variable) : number(variableUpper, variable);
  finish(side, limit, isOpenLimit(variable, side) ? END_OPEN : END_LIMIT);
}

/** Narrows the bracket between theta in `inner` (tau below t) and `outer` (tau above t). */
function findCrossing(side: i32, t: f64, below: f64, above: f64): void {
  let a = number(inner, variable);
  let b = number(outer, variable);
  let fa = below - t;
  let fb = above - t;
  const row = <usize>variables << 3;
  let last = 0;
  for (let i = 0; i < MOST_SECANTS; i++) {
    const width = b - a;
    if (abs(width) <= NARROW * (1 + abs(a))) break;
    let part = fb < Infinity && i % 4 != 3 ? fa / (fa - fb) : 0.5;
    part = max(1e-3, min(1 - 1e-3, part));
    const x = a + part * width;
    for (let k = 0; k < variables; k++) {
      const from = number(inner, k);
      setNumber(theta, k, from + part * (number(outer, k) - from));
    }
    const f = riseAt(x) - t;
    if (abs(f) <= CLOSE * t) {
      memory.copy(inner, theta, row);
      a = x;
      break;
    }
    if (f < 0) {
      memory.copy(inner, theta, row);
      a = x;
      fa = f;
      if (last < 0) fb *= 0.5;
      last = -1;
    } else {
      memory.copy(outer, theta, row);
      b = x;
      fb = f;
      if (last > 0) fa *= 0.5;
      last = 1;
    }
  }
  memory.copy(theta, inner, row);
  if (isOpenLimit(variable, side) && isHeldByRange()) finishAtLimit(side);
  else finish(side, natural(a), END_CROSSING);
}

/** A tau of at most t at x, found with one other variable far from the optimum; Infinity if there is none. */
function otherWay(x: f64, t: f64): f64 {
  const row = <usize>variables << 3;
  for (let k = 0; k < variables; k++) {
    if (k == variable) continue;
    const far = isLogarithmic(word(variableParameter, k)) ? FAR : FAR_EXPONENT;
    for (let sign = -1; sign <= 1; sign += 2) {
      memory.copy(theta, optimum, row);
      setNumber(theta, k, number(theta, k) + <f64>sign * far);
      const rise = riseAt(x, false);
      if (rise <= t) return rise;
    }
  }
  return Infinity;
}

function walk(side: i32, t: f64, error: f64): void {
  const row = <usize>variables << 3;
  const limit = side < 0 ? number(low, variable) : number(high, variable);
  const longest = isLogarithmic(word(variableParameter, variable)) ? LONGEST : LONGEST_EXPONENT;
  const aim = t / STEPS;
  memory.copy(inner, optimum, row);
  memory.copy(tangent, firstTangent, row);
  let rise: f64 = 0;
  let ways = 0;
  let step = min(longest, error > 0 ? error * aim : BLIND_STEP);
  for (let i = 0; i < MOST_STEPS; i++) {
    const from = number(inner, variable);
    if (from == limit) {
      finishAtLimit(side);
      return;
    }
    let x = from + <f64>side * step;
    if (side < 0 ? x < limit : x > limit) x = limit;
    for (let k = 0; k < variables; k++) {
      // One that came back from 0 or infinity in the last step does not go on like that.
      const follow = max(-LONGEST, min(LONGEST, (x - from) * number(tangent, k)));
      setNumber(theta, k, number(inner, k) + follow);
    }
    let reached = riseAt(x);
    if (reached > t && ways < MOST_WAYS) {
      memory.copy(outer, theta, row);
      const other = otherWay(x, t);
      if (other <= t) {
        ways++;
        reached = other;
        step = abs(x - from);
        memory.copy(inner, theta, row);
        memory.fill(tangent, 0, row);
        rise = reached;
        continue;
      }
      memory.copy(theta, outer, row);
    }
    if (reached > t) {
      memory.copy(outer, theta, row);
      findCrossing(side, t, rise, reached);
      return;
    }
    const move = x - from;
    for (let k = 0; k < variables; k++) setNumber(tangent, k, (number(theta, k) - number(inner, k)) / move);
    const slope = (reached - rise) / abs(move);
    const wanted = slope > 0 ? aim / slope : 2 * step;
    step = min(longest, max(0.5 * step, min(2 * step, wanted)));
    memory.copy(inner, theta, row);
    rise = reached;
  }
  finish(side, natural(number(inner, variable)), END_OPEN);
}

/**
 * Profiles a variable of the loaded problem, whose optimum stands in the parameters' buffer, at the confidence `level`; each
 * minimisation may spend `mostEvaluations`. The variable must not be scaled with an exponent (assembly/parameters.ts).
 * Returns 0 or ANSWER_WITHOUT_MEMORY; the answer is laid out as program.ts says.
 */
export function runProfile(which: i32, level: f64, mostEvaluations: i32): i32 {
  if (!place()) return ANSWER_WITHOUT_MEMORY;
  variable = which;
  most = mostEvaluations;
  rows = 0;
  setNumber(answer, PROFILE_UNCONVERGED, 0);
  setNumber(answer, PROFILE_POINTS, 0);
  setNumber(answer, PROFILE_LOWEST, Infinity);
  setNumber(answer, PROFILE_STATUS, <f64>PROFILE_FAILED);
  if (describe(word(variableParameter, which), PARAMETER_SCALED) != 0 || !returnToOptimum()) return 0;
  setNumber(answer, PROFILE_STATUS, <f64>PROFILE_WITHOUT_NOISE);
  if (!(variance > 0) || !(freedom > 0)) return 0;
  const row = <usize>variables << 3;
  memory.copy(optimum, theta, row);
  memory.copy(low, lower, row);
  memory.copy(high, upper, row);
  least = objective;
  const t = cachedQuantile(level, freedom);
  record(objective);
  const error = linearGuess();
  walk(-1, t, error);
  walk(1, t, error);
  setNumber(answer, PROFILE_POINTS, <f64>rows);
  setNumber(answer, PROFILE_STATUS, <f64>PROFILE_DONE);
  return 0;
}
