/** Distributions of relaxation times: choice of lambda, the distribution with coefficients of one sign, and replicas of it. */
import { reserveArena } from "../arena";
import { gramMatrix } from "../linalg/gram";
import { solveNonNegative } from "../linalg/nonNegative";
import { normal } from "../math/normal";
import {
  DRT_AT_END, DRT_CHOICE, DRT_CURVATURE, DRT_DONE, DRT_EFFECTIVE, DRT_ELASTANCE, DRT_FIRST, DRT_FIXED_LAMBDA, DRT_FREE_MISFIT,
  DRT_GIVEN_LAMBDA, DRT_HEAD, DRT_INDUCTANCE_FOUND, DRT_LAMBDA, DRT_MISFIT, DRT_NON_NEGATIVE, DRT_POLARISATION, DRT_REPLICA_TAIL,
  DRT_RESISTANCE, DRT_SCORE, DRT_SINGULAR, DRT_STATUS, DRT_SYSTEMS, DRT_VARIANCE,
} from "../program";
import { seedRandom } from "../start/random";
import { number, setNumber, setWord } from "../view";
import { basisArea, basisAt, basisReach } from "./basis";
import { band, factorPenalty, factorTimes, penaltyEntry } from "./penalty";
import {
  columns, count, delta, derivative, epsilon, evaluateSolution, factor, kind, lumped, lumpedValue, points, prepareProblem,
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
let shape: usize = 0;

/** H = A^T A + lambda M and c = A^T z. False where the memory is missing. */
function prepareProgram(lambda: f64): bool {
  const width = (unknowns + 2) & ~1;
  hessianRow = <usize>width << 3;
  hessian = reserveArena((unknowns + 2) * width);
  right = reserveArena(unknowns);
  free = reserveArena(unknowns);
  solution = reserveArena(unknowns);
  system = reserveArena(unknowns * (unknowns + 2));
  part = reserveArena(unknowns);
  shape = reserveArena(count);
  if (shape == 0 || system == 0 || hessian == 0) return false;
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
  setNumber(results, DRT_MISFIT, misfitOfSolution());
  setNumber(results, DRT_FREE_MISFIT, misfit);
  setNumber(results, DRT_VARIANCE, freedom > 0 ? misfit / freedom : 0);
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
  setNumber(results, DRT_RESISTANCE, evaluateSolution(solution, coefficients + (<usize>count << 3)));
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
  if (systems > 0) describe(lambda, systems);
  return results;
}

/**
 * Draws from the posterior of the distribution that `runDrt` found last, by randomising and then optimising (Bardsley, Solonen, Haario,
 * Laine, SIAM J. Sci. Comput. 36, A1895, 2014): noise of the variance found is added to the data and to the penalty's zeros, and
 * the program with the condition on the sign is solved again. Each replica is gamma on the grid, R and the polarisation
 * resistance. Returns the address of the first, 0 where the memory is missing, 1 where a system was singular.
 */
export function drawDrt(replicas: i32, seed: i32): usize {
  const width = count + DRT_REPLICA_TAIL;
  const drawn = reserveArena(replicas * width);
  const noise = reserveArena(max(rows, count));
  const found = reserveArena(unknowns);
  const states = reserveArena(unknowns);
  if (drawn == 0 || states == 0) return 0;
  const deviation = Math.sqrt(number(results, DRT_VARIANCE));
  const root = Math.sqrt(number(results, DRT_LAMBDA));
  memory.copy(found, right, <usize>unknowns << 3);
  memory.copy(states, free, <usize>unknowns << 2);
  seedRandom(<u32>seed);
  for (let replica = 0; replica < replicas; replica++) {
    memory.copy(right, found, <usize>unknowns << 3);
    memory.copy(free, states, <usize>unknowns << 2);
    for (let i = 0; i < rows; i++) setNumber(noise, i, deviation * normal());
    for (let j = 0; j < unknowns; j++) {
      let sum: f64 = 0;
      const column = columns + <usize>j * stride;
      for (let i = 0; i < rows; i++) sum += number(column, i) * number(noise, i);
      setNumber(right, j, number(right, j) + sum);
    }
    for (let j = 0; j < count; j++) setNumber(noise, j, root * deviation * normal());
    for (let j = 0; j < count; j++) {
      const at = lumped + j;
      setNumber(right, at, number(right, at) + factorTimes(factor, noise, j));
    }
    if (solveProgram() == 0) return 1;
    const row = drawn + (<usize>(replica * width) << 3);
    distributionTo(row);
    setNumber(row, count, lumpedValue(solution, 0));
    setNumber(row, count + 1, polarisation());
  }
  return drawn;
}
