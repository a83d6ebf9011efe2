/** The solver of assembly/lm on the NIST StRD problems: the same code that fits circuits, on models that know nothing of them. */
import { minimizeCarefully, SCALE_CURRENT, SCALE_RUNNING_MAXIMUM } from "../lm/careful";
import { analyseRank, inverseNormal } from "../lm/covariance";
import { freeCount } from "../lm/factor";
import { minimize } from "../lm/loop";
import { polish } from "../lm/polish";
import { columnBytes, evaluate, evaluations, jacobian, objective, setDifferences, setObjective, setProblem, size } from "../lm/problem";
import { OUTCOME_START_FAILED } from "../program";
import { number, setNumber } from "../view";
import { solverNumbers } from "../workspace";
import { evaluateModel } from "./models";

/** Relative to the sum of y^2: an S this small is the rounding of the data, as in the fit of circuits. */
const FLOOR: f64 = 1e-29;
const TOLERANCE: f64 = 1e-12;
const MOST_EVALUATIONS = 20000;
const POLISH_STEPS = 20;

let model: i32 = 0;
let observations: i32 = 0;
let predictors: usize = 0;
let responses: usize = 0;

function evaluateProblem(theta: usize): f64 {
  const residual = jacobian + <usize>size * columnBytes;
  evaluateModel(model, theta, predictors, responses, observations, residual, jacobian, <i32>columnBytes);
  let sum: f64 = 0;
  for (let i = 0; i < observations; i++) sum += number(residual, i) * number(residual, i);
  return sum - sum == 0 ? sum : Infinity;
}

function reserve(bytes: usize): usize {
  const address = (<usize>memory.size()) << 16;
  if (memory.grow(<i32>((bytes + 0xffff) >>> 16)) < 0) unreachable();
  return address;
}

/** One descent from `start`; the lowest end so far, with its S behind it, is kept at `lowest`. */
function attempt(way: i32, start: usize, theta: usize, lowest: usize): void {
  const bytes = <usize>size << 3;
  memory.copy(theta, start, bytes);
  const outcome = way == 0
    ? minimize(TOLERANCE, MOST_EVALUATIONS)
    : minimizeCarefully(way == 1 ? SCALE_RUNNING_MAXIMUM : SCALE_CURRENT, TOLERANCE, MOST_EVALUATIONS);
  if (outcome == OUTCOME_START_FAILED || !(objective < number(lowest, size))) return;
  memory.copy(lowest, theta, bytes);
  setNumber(lowest, size, objective);
}

/**
 * Fits model number `which` to n observations: x (predictors one after the other) and y, from the p parameters at `start`.
 * Returns the address of p values, p standard deviations, S and the number of evaluations.
 */
export function solveProblem(which: i32, start: usize, p: i32, x: usize, y: usize, n: i32): usize {
  model = which;
  observations = n;
  predictors = x;
  responses = y;
  const bytes = (<usize>n * 8 + 31) & ~(<usize>31);
  const vector = (<usize>(p + 1) * 8 + 63) & ~(<usize>63);
  const theta = reserve(6 * vector + 16 * <usize>(p + 2));
  const lower = theta + 2 * vector;
  const upper = lower + vector;
  const lowest = upper + vector;
  const result = lowest + vector;
  for (let k = 0; k < p; k++) {
    setNumber(lower, k, -Infinity);
    setNumber(upper, k, Infinity);
  }
  // Fresh memory is zero, which the padding of the columns must be.
  const columns = reserve(bytes * (p + 1));
  const factor = reserve(bytes * (p + 1));
  const solver = reserve(<usize>solverNumbers(p) << 3);
  let signal: f64 = 0;
  for (let i = 0; i < n; i++) signal += number(y, i) * number(y, i);
  setProblem(
    p, n, bytes, theta, theta + vector, lower, upper, columns, factor, solver, FLOOR * signal, Infinity, evaluateProblem,
  );
  setDifferences(1e-5, true);
  setNumber(lowest, p, Infinity);
  for (let way = 0; way < 3; way++) attempt(way, start, theta, lowest);
  memory.copy(theta, lowest, <usize>p << 3);
  setObjective(evaluate(theta));
  polish(POLISH_STEPS);
  analyseRank();
  for (let k = 0; k < p; k++) {
    setNumber(result, k, number(theta, k));
    setNumber(result, p + k, freeCount == p ? Math.sqrt((objective / <f64>(n - p)) * inverseNormal(k, k)) : NaN);
  }
  setNumber(result, 2 * p, objective);
  setNumber(result, 2 * p + 1, <f64>evaluations);
  return result;
}
