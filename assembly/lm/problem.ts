/**
 * What the solver knows of a problem: P variables with limits and a function that fills P Jacobian columns and, behind
 * them, the residual, and returns the sum of squares S (Infinity where the model has no value). It knows nothing of
 * impedance.
 *
 * The solver's own memory, from `solver` (all rows P + 1 numbers, padded to an even count):
 *   gram          P + 1 rows   upper triangle of J^T J, with J^T r as its last column and S in the corner
 *   matrix        P + 1 rows   the damped system, overwritten by its factors
 *   square        P + 1 rows   triangular factors
 *   secondSquare  P + 1 rows   singular vectors
 *   vectors       a row each
 */

/** The number of unknowns P. */
export let size: i32 = 0;
/** Bytes of a Jacobian column, a multiple of 32; unused numbers at the end must be zero. */
export let columnBytes: usize = 0;
/** Bytes at the head of the columns that are being worked on. */
export let activeBytes: usize = 0;
/** Bytes of a coarse problem at the head of the columns, good enough to come near the minimum; 0 if there is none. */
export let coarseBytes: usize = 0;
/** Count of residuals in use, for the degrees of freedom. */
export let residualCount: i32 = 0;
export let theta: usize = 0;
export let trial: usize = 0;
export let lower: usize = 0;
export let upper: usize = 0;
export let jacobian: usize = 0;
/** Room for a copy of the Jacobian with P more rows a column. */
export let factor: usize = 0;
/** Bytes of a column in `factor`. */
export let factorBytes: usize = 0;

export let gram: usize = 0;
export let matrix: usize = 0;
export let square: usize = 0;
export let secondSquare: usize = 0;
export let row: usize = 0;
export let step: usize = 0;
export let rightHandSide: usize = 0;
/** Running maximum of the diagonal of J^T J (More 1978). */
export let scaling: usize = 0;
export let columnNorms: usize = 0;
export let singular: usize = 0;
export let work: usize = 0;
export let velocity: usize = 0;
/** Direction in which S falls away from a stationary point. */
export let downhill: usize = 0;
/** Which variables `settle` has tried, and where it started from. */
export let tried: usize = 0;
export let saved: usize = 0;
/** i32 lists of variables. */
export let freeList: usize = 0;
export let pinned: usize = 0;

/** Sum of squares at theta. */
export let objective: f64 = 0;
export let evaluations: i32 = 0;
/** Changes whenever the residual and Jacobian in memory do; never goes back. */
export let revision: i32 = 0;
/** Below this S the residual is rounding error of the data. */
export let objectiveFloor: f64 = 0;
/** S rises by this part of itself where only the sum of its terms is rounded. */
const SUM_ROUNDING: f64 = 1e-11;

/**
 * By how much S may rise through rounding alone, while the variables still improve. Rounded data change the residual r by
 * a vector of squared length `objectiveFloor` at most, and S by twice its product with r.
 */
export function roundingRise(): f64 {
  return objective * SUM_ROUNDING + 2 * Math.sqrt(objectiveFloor * objective);
}

/** No variable moves further than this in one step. */
export let longestStep: f64 = Infinity;
/** The scaling D of a variable is at least this part of the largest: 1 gives Levenberg's damping, alike for all. */
export let scalingFloor: f64 = 0;

/** Step of difference quotients: `differenceStep` for variables that are logarithms or of order 1, else that part of their size. */
export let differenceStep: f64 = 1e-4;
export let differenceIsRelative: bool = false;

export function setDifferences(stepSize: f64, relative: bool): void {
  differenceStep = stepSize;
  differenceIsRelative = relative;
}

let changeActive: (bytes: usize) => void = ignore;

function ignore(_bytes: usize): void {}

/** Offers a coarse problem: `change` makes the evaluation work on so many bytes of the columns. */
export function offerCoarse(bytes: usize, change: (bytes: usize) => void): void {
  coarseBytes = bytes;
  changeActive = change;
}

/** Whether `minimize` stays with the coarse problem, where there is one, to its end. */
export let coarseOnly: bool = false;

export function solveCoarsely(only: bool): void {
  coarseOnly = only;
}

/** Works on the coarse problem or on the whole one from the next evaluation on. */
export function activate(bytes: usize): void {
  if (bytes == activeBytes) return;
  activeBytes = bytes;
  changeActive(bytes);
}

let evaluateAt: (theta: usize) => f64 = neverSet;

function neverSet(_theta: usize): f64 {
  return Infinity;
}

export function setProblem(
  p: i32, m: i32, bytes: usize, thetaAt: usize, trialAt: usize, lowerAt: usize, upperAt: usize, jacobianAt: usize,
  factorAt: usize, solverAt: usize, floor: f64, longest: f64, evaluate: (theta: usize) => f64,
): void {
  size = p;
  residualCount = m;
  columnBytes = bytes;
  activeBytes = bytes;
  coarseBytes = 0;
  coarseOnly = false;
  changeActive = ignore;
  theta = thetaAt;
  trial = trialAt;
  lower = lowerAt;
  upper = upperAt;
  jacobian = jacobianAt;
  factor = factorAt;
  objectiveFloor = floor;
  longestStep = longest;
  scalingFloor = 0;
  evaluateAt = evaluate;
  evaluations = 0;
  revision++;
  row = <usize>((p + 2) & ~1) << 3;
  const area = row * (p + 1);
  gram = solverAt;
  matrix = gram + area;
  square = matrix + area;
  secondSquare = square + area;
  let at = secondSquare + area;
  step = at;
  rightHandSide = at += row;
  scaling = at += row;
  columnNorms = at += row;
  singular = at += row;
  work = at += row;
  velocity = at += row;
  downhill = at += row;
  tried = at += row;
  saved = at += row;
  freeList = at += row;
  pinned = at += row;
}

/** Element k of J^T r as the Gram matrix has it. */
@inline
export function gradientAt(k: i32): f64 {
  return load<f64>(gram + <usize>k * row + (<usize>size << 3));
}

/** S at `at`, with residual and Jacobian left in `jacobian`. */
export function evaluate(at: usize): f64 {
  evaluations++;
  revision++;
  return evaluateAt(at);
}

export function setCaution(longest: f64, floor: f64): void {
  longestStep = longest;
  scalingFloor = floor;
}

export function setObjective(value: f64): void {
  objective = value;
}

/** The last trial becomes the current point. */
export function acceptTrial(value: f64): void {
  memory.copy(theta, trial, <usize>size << 3);
  objective = value;
}
