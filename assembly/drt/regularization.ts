/**
 * The strength lambda of the penalty without the condition on the sign, where the problem is linear. With M = L L^T and u = L^T x it is
 * min |B u - z|^2 + lambda |u|^2 after the lumped terms, which no penalty holds, have been projected out; B B^T = Q T Q^T with a
 * tridiagonal T and q = Q^T z then give, for every lambda in O(rows), with (T + lambda) y = q:
 *
 *   |B u - z|^2 = lambda^2 y^T y,   |u|^2 = y^T T y,   trace(I - K) = lambda trace (T + lambda)^-1,
 *
 * and so the score of generalised cross-validation, n |B u - z|^2/trace(I - K)^2 (Golub, Heath, Wahba, Technometrics 21, 215, 1979;
 * Saccoccio et al., Electrochim. Acta 147, 470, 2014), and the curvature of the L-curve of ln |B u - z|^2 and ln |u|^2 (Hansen,
 * SIAM Rev. 34, 561, 1992), whose corner is where that is largest.
 */
import { reserveArena } from "../arena";
import { gramMatrix } from "../linalg/gram";
import { triangularize } from "../linalg/qr";
import { solveShifted, traceOfInverse, tridiagonalize, tridiagonalProduct } from "../linalg/tridiagonal";
import { exp } from "../math/exp";
import { DRT_GCV, DRT_L_CURVE } from "../agreed/drt";
import { number, setNumber } from "../view";
import { divideColumns } from "./penalty";
import { columns, count, factor, lumped, rows, scratch, stride, unknowns } from "./problem";

/** ln lambda is searched from here to there: 1e-7 to 1e4, in steps first. */
const LOWEST: f64 = -16.11809565095832;
const HIGHEST: f64 = 9.210340371976184;
const STEPS = 60;
const GOLDEN: f64 = 0.6180339887498949;
/** Modified cross-validation counts a parameter as so many (Kim and Gu, J. R. Stat. Soc. B 66, 337, 2004). */
const INFLATION: f64 = 1.4;
/** Where a search ends; the score changes by some 1e-10 of itself then. */
const PRECISION: f64 = 1e-5;

let size: i32 = 0;
let diagonal: usize = 0;
let beside: usize = 0;
let q: usize = 0;
let pivots: usize = 0;
let y: usize = 0;
let y2: usize = 0;
/** Squares of what no function of the basis reaches, and how many numbers that is. */
let beyond: f64 = 0;
let beyondCount: i32 = 0;

/** Misfit and trace(I - K) for the lambda asked for last. */
export let misfit: f64 = 0;
export let freedom: f64 = 0;
export let score: f64 = 0;
export let curvature: f64 = 0;
export let atEnd: bool = false;

/** Brings the problem into the form above. False where the memory is missing. */
export function reduceProblem(): bool {
  memory.copy(scratch, columns, <usize>(unknowns + 1) * stride);
  divideColumns(scratch + <usize>lumped * stride, stride, rows, factor, count);
  const tall = rows > unknowns;
  triangularize(scratch, rows, tall ? unknowns : min(lumped, rows), unknowns + 1, stride);
  size = tall ? count : max(0, rows - lumped);
  beyond = 0;
  beyondCount = tall ? rows - unknowns : 0;
  const target = scratch + <usize>unknowns * stride;
  for (let i = unknowns; i < rows; i++) beyond += number(target, i) * number(target, i);

  // The rows of B as columns, so that they have products with each other.
  const padded = (count + 3) & ~3;
  const across = reserveArena(size * padded);
  const width = (size + 1) & ~1;
  const products = reserveArena((size + 1) * width);
  diagonal = reserveArena(size);
  beside = reserveArena(size);
  q = reserveArena(size);
  pivots = reserveArena(size);
  y = reserveArena(size);
  y2 = reserveArena(size);
  if (y2 == 0 || products == 0) return false;
  memory.fill(across, 0, <usize>(size * padded) << 3);
  for (let j = 0; j < count; j++) {
    const column = scratch + <usize>(lumped + j) * stride;
    const last = tall ? min(size, j + 1) : size;
    for (let i = 0; i < last; i++) setNumber(across, i * padded + j, number(column, lumped + i));
  }
  const row = <usize>width << 3;
  gramMatrix(products, row, across, size, <usize>padded << 3, <usize>padded << 3);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) setNumber(products, i * width + j, number(products, j * width + i));
    setNumber(q, i, number(target, lumped + i));
  }
  if (size > 0) tridiagonalize(products, row, size, diagonal, beside, q, y);
  return true;
}

function dotOf(a: usize, b: usize): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < size; i++) sum += number(a, i) * number(b, i);
  return sum;
}

/** All figures for a lambda. */
export function examine(lambda: f64): void {
  solveShifted(diagonal, beside, size, lambda, q, y, pivots);
  misfit = lambda * lambda * dotOf(y, y) + beyond;
  freedom = lambda * traceOfInverse(diagonal, beside, size, lambda, pivots) + <f64>beyondCount;
  score = freedom > 0 ? (<f64>rows * misfit) / (freedom * freedom) : 0;
  // Derivatives of the two squares by ln lambda: d|u|^2 = -2 lambda y^T T y2 with (T + lambda) y2 = y, d|r|^2 = -lambda d|u|^2.
  solveShifted(diagonal, beside, size, lambda, y, y2, pivots);
  const length = tridiagonalProduct(diagonal, beside, size, y, y);
  const cross = tridiagonalProduct(diagonal, beside, size, y, y2);
  const square = tridiagonalProduct(diagonal, beside, size, y2, y2);
  const first = -2 * lambda * cross;
  const second = first + 6 * lambda * lambda * square;
  curvature = 0;
  if (!(misfit > 0 && length > 0)) return;
  const dx = (-lambda * first) / misfit;
  const dy = first / length;
  const ddx = (-lambda * (first + second)) / misfit - dx * dx;
  const ddy = second / length - dy * dy;
  const speed = dx * dx + dy * dy;
  if (speed > 0) curvature = (dx * ddy - ddx * dy) / (speed * Math.sqrt(speed));
}

/** What is made as small as possible. */
function merit(choice: i32, logLambda: f64): f64 {
  examine(exp(logLambda));
  if (choice == DRT_L_CURVE) return -curvature;
  if (choice == DRT_GCV) return score;
  const left = <f64>rows - INFLATION * (<f64>rows - freedom);
  return left > 0 ? (<f64>rows * misfit) / (left * left) : Infinity;
}

/** The lambda of the least score or the sharpest corner. */
export function chooseLambda(choice: i32): f64 {
  const step = (HIGHEST - LOWEST) / <f64>STEPS;
  let best = 0;
  let least: f64 = Infinity;
  for (let k = 0; k <= STEPS; k++) {
    const found = merit(choice, LOWEST + <f64>k * step);
    if (!(found < least)) continue;
    least = found;
    best = k;
  }
  atEnd = best == 0 || best == STEPS;
  let low = LOWEST + <f64>max(0, best - 1) * step;
  let high = LOWEST + <f64>min(STEPS, best + 1) * step;
  let a = high - GOLDEN * (high - low);
  let b = low + GOLDEN * (high - low);
  let atA = merit(choice, a);
  let atB = merit(choice, b);
  while (high - low > PRECISION) {
    if (atA <= atB) {
      high = b;
      b = a;
      atB = atA;
      a = high - GOLDEN * (high - low);
      atA = merit(choice, a);
    } else {
      low = a;
      a = b;
      atA = atB;
      b = low + GOLDEN * (high - low);
      atB = merit(choice, b);
    }
  }
  return exp(0.5 * (low + high));
}
