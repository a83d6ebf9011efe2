/** Distributions of relaxation times: choice of lambda, the distribution with coefficients of one sign, and its posterior. */
import { reserveArena } from "../arena";
import { cholesky } from "../linalg/cholesky";
import { gramMatrix } from "../linalg/gram";
import { solveNonNegative } from "../linalg/nonNegative";
import { tailDot } from "../linalg/qr";
import {
  DRT_AT_END,
  DRT_CHOICE,
  DRT_CURVATURE,
  DRT_DONE,
  DRT_EFFECTIVE,
  DRT_ELASTANCE,
  DRT_FIRST,
  DRT_FIXED_LAMBDA,
  DRT_FREE_MISFIT,
  DRT_GIVEN_LAMBDA,
  DRT_HEAD,
  DRT_INDUCTANCE_FOUND,
  DRT_LAMBDA,
  DRT_MISFIT,
  DRT_NON_NEGATIVE,
  DRT_POLARISATION,
  DRT_POLARISATION_DEVIATION,
  DRT_RESISTANCE,
  DRT_RESISTANCE_DEVIATION,
  DRT_SCORE,
  DRT_SINGULAR,
  DRT_STATUS,
  DRT_SYSTEMS,
  DRT_VARIANCE,
} from "../agreed/drt";
import { number, setNumber, setWord } from "../view";
import { basisArea, basisAt, basisReach } from "./basis";
import { band, factorPenalty, penaltyEntry } from "./penalty";
import {
  columns, count, delta, derivative, epsilon, evaluateSolution, factor, kind, lumped, lumpedScale, lumpedValue, points, prepareProblem,
  results, rows, setting, stride, unknowns,
} from "./problem";
import { atEnd, chooseLambda, curvature, examine, freedom, misfit, reduceProblem, score } from "./regularization";

/** H, whose rows have room for one number more, the right-hand side, and what the active set needs. */
let hessian: usize = 0;
let hessianRow: usize = 0;
let right: usize = 0;
let free: usize = 0;
let solution: usize = 0;
let system: usize = 0;
let part: usize = 0;
/** Values of a function of the basis at distances of 0, 1, ... grid points. */
let shape: usize = 0;
/** The factor of H, a linear form of the unknowns, and one of gamma. */
let triangle: usize = 0;
let form: usize = 0;
let weights: usize = 0;

/** H = A^T A + lambda M and c = A^T z. False where the memory is missing. */
function prepareProgram(lambda: f64): bool {
  const width = (unknowns + 2) & ~1;
  hessianRow = <usize>width << 3;
  hessian = reserveArena((unknowns + 2) * width);
  right = reserveArena(unknowns);
  free = reserveArena(unknowns);
  solution = reserveArena(unknowns);
  system = reserveArena(unknowns * (unknowns + 2));
  part = reserveArena(2 * unknowns);
  shape = reserveArena(count);
  triangle = reserveArena(unknowns * unknowns);
  form = reserveArena(unknowns);
  weights = reserveArena(count);
  if (weights == 0 || triangle == 0 || system == 0 || hessian == 0) return false;
  gramMatrix(hessian, hessianRow, columns, unknowns + 1, stride, stride);
  for (let i = 0; i < unknowns; i++) setNumber(right, i, number(hessian, i * width + unknowns));
  for (let steps = 0; steps <= band; steps++) {
    const entry = lambda * penaltyEntry(kind, derivative, epsilon, delta, steps);
    for (let j = 0; j + steps < count; j++) {
      const at = (lumped + j) * width + lumped + j + steps;
      setNumber(hessian, at, number(hessian, at) + entry);
    }
  }
  for (let i = 0; i < unknowns; i++) {
    setWord(free, i, 1);
    for (let j = 0; j < i; j++) setNumber(hessian, i * width + j, number(hessian, j * width + i));
  }
  for (let s = 0; s < count; s++) setNumber(shape, s, s <= basisReach(kind, epsilon, delta) ? basisAt(kind, epsilon, delta, s) : 0);
  return true;
}

function solveProgram(): i32 {
  return solveNonNegative(
    hessian, hessianRow, unknowns, right, free, solution, system, part, setting(DRT_NON_NEGATIVE) == 0,
  );
}

/** gamma at the grid from the coefficients. */
function distributionTo(to: usize): void {
  const reach = basisReach(kind, epsilon, delta);
  for (let k = 0; k < count; k++) {
    let sum: f64 = 0;
    for (let j = max(0, k - reach); j <= min(count - 1, k + reach); j++) {
      sum += number(solution, lumped + j) * number(shape, j < k ? k - j : j - k);
    }
    setNumber(to, k, sum);
  }
}

function polarisation(): f64 {
  let sum: f64 = 0;
  for (let j = 0; j < count; j++) sum += number(solution, lumped + j);
  return sum * basisArea(kind, epsilon, delta);
}

/** Factors H, so that variances can be asked for. False where it is not positive definite to working accuracy. */
function preparePosterior(): bool {
  const width = (unknowns + 2) & ~1;
  for (let i = 0; i < unknowns; i++) {
    memory.copy(triangle + (<usize>(i * unknowns) << 3), hessian + (<usize>(i * width) << 3), <usize>unknowns << 3);
  }
  return cholesky(triangle, unknowns);
}

/** Variance of the linear form of the unknowns that stands in `form`, which is overwritten; it is 0 before the unknown `first`. */
function varianceOfForm(first: i32): f64 {
  let sum: f64 = 0;
  for (let i = first; i < unknowns; i++) {
    const row = triangle + (<usize>(i * unknowns) << 3);
    const value = (number(form, i) - tailDot(row, form, first, i)) / number(row, i);
    setNumber(form, i, value);
    sum += value * value;
  }
  return sum * number(results, DRT_VARIANCE);
}

/** The standard deviation of gamma at a point of the grid. */
function deviationAt(k: i32): f64 {
  const reach = basisReach(kind, epsilon, delta);
  const first = max(0, k - reach);
  for (let j = first; j < count; j++) setNumber(form, lumped + j, number(shape, j < k ? k - j : j - k));
  return Math.sqrt(varianceOfForm(lumped + first));
}

/** The standard deviation of R, and of the polarisation resistance. */
function deviationOfResistance(): f64 {
  if (!(lumpedScale(0) > 0)) return NaN;
  for (let j = 0; j < unknowns; j++) setNumber(form, j, j == 0 ? lumpedScale(0) : 0);
  return Math.sqrt(varianceOfForm(0));
}

function deviationOfPolarisation(): f64 {
  for (let j = 0; j < count; j++) setNumber(form, lumped + j, basisArea(kind, epsilon, delta));
  return Math.sqrt(varianceOfForm(lumped));
}

/**
 * The standard deviation of sum w_k gamma_k over the grid for the distribution that `runDrt` found last, with the weights that the
 * host wrote to `formWeights`.
 */
export function drtDeviation(): f64 {
  const reach = basisReach(kind, epsilon, delta);
  for (let j = 0; j < count; j++) {
    let sum: f64 = 0;
    for (let k = max(0, j - reach); k <= min(count - 1, j + reach); k++) {
      sum += number(weights, k) * number(shape, j < k ? k - j : j - k);
    }
    setNumber(form, lumped + j, sum);
  }
  return Math.sqrt(varianceOfForm(lumped));
}

/** Where the host writes the weights for `drtDeviation`, n numbers. */
export function drtWeights(): usize {
  return weights;
}

/** Squares of the weighted residuals of the solution. */
function misfitOfSolution(): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < rows; i++) {
    let value = -number(columns + <usize>unknowns * stride, i);
    for (let j = 0; j < unknowns; j++) value += number(solution, j) * number(columns + <usize>j * stride, i);
    sum += value * value;
  }
  return sum;
}

function describe(lambda: f64, systems: i32): void {
  setNumber(results, DRT_STATUS, DRT_DONE);
  setNumber(results, DRT_LAMBDA, lambda);
  setNumber(results, DRT_SCORE, score);
  setNumber(results, DRT_CURVATURE, curvature);
  const left = misfitOfSolution();
  setNumber(results, DRT_MISFIT, left);
  setNumber(results, DRT_FREE_MISFIT, misfit);
  // What the condition on the sign cannot describe counts as noise, since the distribution knows nothing of it.
  setNumber(results, DRT_VARIANCE, freedom > 0 ? left / freedom : 0);
  setNumber(results, DRT_EFFECTIVE, <f64>rows - freedom);
  setNumber(results, DRT_INDUCTANCE_FOUND, lumpedValue(solution, 1));
  setNumber(results, DRT_ELASTANCE, lumpedValue(solution, 2));
  setNumber(results, DRT_POLARISATION, polarisation());
  setNumber(results, DRT_SYSTEMS, <f64>systems);
  const logTau = results + (DRT_HEAD << 3);
  for (let j = 0; j < count; j++) setNumber(logTau, j, setting(DRT_FIRST) + <f64>j * delta);
  const gamma = logTau + (<usize>count << 3);
  distributionTo(gamma);
  const coefficients = gamma + (<usize>count << 3);
  for (let j = 0; j < count; j++) setNumber(coefficients, j, number(solution, lumped + j));
  const deviations = coefficients + (<usize>count << 3);
  for (let k = 0; k < count; k++) setNumber(deviations, k, deviationAt(k));
  setNumber(results, DRT_RESISTANCE, evaluateSolution(solution, deviations + (<usize>count << 3)));
  setNumber(results, DRT_RESISTANCE_DEVIATION, deviationOfResistance());
  setNumber(results, DRT_POLARISATION_DEVIATION, deviationOfPolarisation());
}

/**
 * The distribution of the spectrum that the host wrote with its settings. Returns the address of the results (see program.ts), 0 where
 * the memory is missing.
 */
export function runDrt(): usize {
  setNumber(results, DRT_STATUS, DRT_SINGULAR);
  if (!prepareProblem()) return 0;
  if (!factorPenalty(factor, kind, derivative, epsilon, delta, count)) return results;
  if (!reduceProblem()) return 0;
  const choice = <i32>setting(DRT_CHOICE);
  const lambda = choice == DRT_FIXED_LAMBDA ? setting(DRT_GIVEN_LAMBDA) : chooseLambda(choice);
  setNumber(results, DRT_AT_END, choice != DRT_FIXED_LAMBDA && atEnd ? 1 : 0);
  examine(lambda);
  if (!prepareProgram(lambda)) return 0;
  const systems = solveProgram();
  if (systems > 0 && preparePosterior()) describe(lambda, systems);
  return results;
}
