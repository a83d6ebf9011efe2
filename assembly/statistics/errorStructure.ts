/**
 * The standard deviation of noise as a sum sigma_k = sum_j a_j g_jk with a_j >= 0, from squared residuals r_k^2: the a_j that make
 * normal residuals of these standard deviations most likely (pseudo-likelihood; Carroll & Ruppert, Transformation and
 * Weighting in Regression, 1988, section 3.2), by Fisher scoring
 *
 *   score_j = sum g_j (r^2 - sigma^2)/sigma^3,   information_ij = sum 2 g_i g_j/sigma^2
 *
 * within a_j >= 0, halving a step until it lowers sum ln sigma + r^2/(2 sigma^2).
 *
 * Memory from `table`: r^2 (count), g_1 ... g_T (count each), a (T), its standard errors (T), then room for
 * 3 T + (T + 1)(T + 2) numbers. All rows start on even places.
 */
import { solvePositiveDefinite } from "../linalg/ldlt";
import { log } from "../math/log";
import { number, setNumber } from "../view";

const MOST_STEPS = 500;
const MOST_HALVINGS = 60;
/** An a_j moves by less than this part of the largest. */
const STILL: f64 = 1e-13;
const PIVOT_THRESHOLD: f64 = 1e-13;

let squares: usize = 0;
let design: usize = 0;
let coefficients: usize = 0;
let trial: usize = 0;
let score: usize = 0;
let step: usize = 0;
let matrix: usize = 0;
let count: i32 = 0;
let terms: i32 = 0;

function even(n: i32): usize {
  return (<usize>n + 1) & ~(<usize>1);
}

function place(table: usize): void {
  const column = even(count) << 3;
  const few = even(terms) << 3;
  squares = table;
  design = squares + column;
  coefficients = design + column * <usize>terms;
  trial = coefficients + 2 * few;
  score = trial + few;
  step = score + few;
  matrix = step + few;
}

/** Doubles that `fitErrorStructure` needs. */
export function errorStructureNumbers(n: i32, t: i32): i32 {
  return <i32>(even(n) * (<usize>t + 1) + even(t) * 5 + even(t + 2) * (<usize>t + 1));
}

function sigmaAt(a: usize, k: i32): f64 {
  const column = even(count) << 3;
  let sum: f64 = 0;
  for (let j = 0; j < terms; j++) sum += number(a, j) * number(design + <usize>j * column, k);
  return sum;
}

/** sum ln sigma + r^2/(2 sigma^2); Infinity where a sigma is 0. */
function deviance(a: usize): f64 {
  let sum: f64 = 0;
  for (let k = 0; k < count; k++) {
    const sigma = sigmaAt(a, k);
    if (!(sigma > 0)) return Infinity;
    const r2 = number(squares, k) / (sigma * sigma);
    sum += log(sigma) + 0.5 * r2;
  }
  return sum;
}

/** Score, and the information as rows of `matrix` with the score behind them; terms at 0 that would go below are left out. */
function prepareStep(): void {
  const column = even(count) << 3;
  const row = even(terms + 2) << 3;
  memory.fill(score, 0, <usize>terms << 3);
  memory.fill(matrix, 0, row * <usize>terms);
  for (let k = 0; k < count; k++) {
    const sigma = sigmaAt(coefficients, k);
    const pull = (number(squares, k) / (sigma * sigma) - 1) / sigma;
    const weight = 2 / (sigma * sigma);
    for (let i = 0; i < terms; i++) {
      const g = number(design + <usize>i * column, k);
      setNumber(score, i, number(score, i) + g * pull);
      const at = matrix + <usize>i * row;
      for (let j = i; j < terms; j++) {
        setNumber(at, j, number(at, j) + weight * g * number(design + <usize>j * column, k));
      }
    }
  }
  for (let i = 0; i < terms; i++) {
    const at = matrix + <usize>i * row;
    if (number(coefficients, i) == 0 && number(score, i) <= 0) {
      setNumber(score, i, 0);
      for (let j = 0; j < i; j++) setNumber(matrix + <usize>j * row, i, 0);
      for (let j = i + 1; j < terms; j++) setNumber(at, j, 0);
      setNumber(at, i, 1);
    }
    setNumber(at, terms, number(score, i));
  }
}

/** A scoring step as far as it helps. Returns the largest change of an a_j. */
function improve(before: f64): f64 {
  prepareStep();
  if (!solvePositiveDefinite(matrix, even(terms + 2) << 3, terms, step, PIVOT_THRESHOLD)) return 0;
  let length: f64 = 1;
  for (let halving = 0; halving < MOST_HALVINGS; halving++, length *= 0.5) {
    let change: f64 = 0;
    for (let j = 0; j < terms; j++) {
      const old = number(coefficients, j);
      const next = max(0, old + length * number(step, j));
      setNumber(trial, j, next);
      change = max(change, abs(next - old));
    }
    if (deviance(trial) <= before) {
      memory.copy(coefficients, trial, <usize>terms << 3);
      return change;
    }
  }
  return 0;
}

/** Standard errors from the inverse of the information; NaN for a term at 0. */
function writeErrors(): void {
  const row = even(terms + 2) << 3;
  const errors = coefficients + (even(terms) << 3);
  for (let j = 0; j < terms; j++) {
    if (number(coefficients, j) == 0) {
      setNumber(errors, j, NaN);
      continue;
    }
    prepareStep();
    for (let i = 0; i < terms; i++) setNumber(matrix + <usize>i * row, terms, i == j ? 1 : 0);
    const solved = solvePositiveDefinite(matrix, row, terms, step, PIVOT_THRESHOLD);
    setNumber(errors, j, solved ? Math.sqrt(number(step, j)) : NaN);
  }
}

/**
 * Fits the structure from the tables that the host wrote; the columns g should be of order 1 each. Returns the steps taken, 0 where
 * all residuals are 0.
 */
export function fitErrorStructure(table: usize, n: i32, t: i32): i32 {
  count = n;
  terms = t;
  place(table);
  let mean: f64 = 0;
  for (let k = 0; k < count; k++) mean += number(squares, k);
  mean = Math.sqrt(mean / <f64>count);
  if (!(mean > 0)) return 0;
  for (let j = 0; j < terms; j++) setNumber(coefficients, j, mean / <f64>terms);
  let before = deviance(coefficients);
  let steps = 0;
  while (steps < MOST_STEPS) {
    steps++;
    const change = improve(before);
    before = deviance(coefficients);
    if (change <= STILL * mean) break;
  }
  writeErrors();
  return steps;
}

/** Room for so many doubles from the heap's base, in place of the resident problem. Returns its address, 0 without memory. */
export function placeTable(numbers: i32): usize {
  const base = (__heap_base + 63) & ~(<usize>63);
  const end = <u64>base + ((<u64>numbers) << 3);
  if (end > 0xfffe0000) return 0;
  const missing = <i32>((end + 0xffff) >> 16) - memory.size();
  return missing > 0 && memory.grow(missing) < 0 ? 0 : base;
}
