/**
 * The test of Durbin and Watson (Biometrika 37, 409, 1950) on the residuals of one part (real or imaginary) of a fit:
 *
 *   d = sum (r_{k+1} - r_k)^2 / sum r_k^2,
 *
 * about 2 for independent residuals, less where neighbours resemble each other. Under the hypothesis r = (I - Q Q^T) e with
 * normal e, so P(d <= x) = P(r^T (A - x I) r <= 0) with A the matrix of the squared differences. That is taken by the
 * saddlepoint approximation of Lugannani and Rice for ratios of quadratic forms (Lieberman, J. Am. Stat. Assoc. 89, 924,
 * 1994), from the cumulant generating function
 *
 *   K(t) = -1/2 ln det(I - 2t M B),   M = I - U U^T,   B = A - x I,   U the rows of Q that belong to the part.
 *
 * With T = I - 2t B, which is tridiagonal, det(I - 2t M B) = det T det S and S = I - U^T U + U^T T^-1 U.
 */
import { cholesky, congruence } from "../linalg/cholesky";
import { tailDot } from "../linalg/qr";
import { exp } from "../math/exp";
import { log } from "../math/log";
import { sincosPair } from "../math/sincos";
import { number, setNumber } from "../view";
import { normalDensity, normalTail } from "./distributions";

const PI: f64 = 3.141592653589793;
/** t stays this part of its range away from the poles of K. */
const EDGE: f64 = 1e-7;
const MOST_STEPS = 80;
/** The saddlepoint is found when a Newton step changes the standardised K' by less than this. */
const CONVERGED: f64 = 1e-9;
/** Nearer to the mean the formula is 0/0, and the probability 1/2 to its own accuracy. */
const CENTRAL: f64 = 0.01;

const SINCOS: usize = memory.data(32, 16);

let points: i32 = 0;
let rank: i32 = 0;
/** Eigenvalues of A (N), pivots of T (N). */
let eigenvalues: usize = 0;
let pivots: usize = 0;
/** U and its images T^-1 U, B T^-1 U, T^-1 B T^-1 U; `rank` columns of N each. */
let own: usize = 0;
let solved: usize = 0;
let turned: usize = 0;
let twice: usize = 0;
/** I - U^T U; S; S' ; S''. */
let outside: usize = 0;
let matrix: usize = 0;
let slope: usize = 0;
let curvature: usize = 0;

/** K and its first two derivatives. */
let k0: f64 = 0;
let k1: f64 = 0;
let k2: f64 = 0;

/** The smaller of P(d <= x) and P(d >= x), where `tailProbability` put it last. */
export let smallerTail: f64 = 0.5;

/** Doubles of work space. */
export function durbinWatsonNumbers(pointCount: i32, columnCount: i32): i32 {
  return 2 * pointCount + 4 * pointCount * columnCount + 4 * columnCount * columnCount;
}

/** d of N numbers. */
export function durbinWatson(residuals: usize, n: i32): f64 {
  let squares: f64 = 0;
  let differences: f64 = 0;
  for (let k = 0; k < n; k++) {
    const r = number(residuals, k);
    squares += r * r;
    if (k == 0) continue;
    const step = r - number(residuals, k - 1);
    differences += step * step;
  }
  return differences / squares;
}

/**
 * Takes the rows of Q that belong to one part: N numbers a column, the columns `stride` bytes apart. `work` has room for
 * `durbinWatsonNumbers`.
 */
export function prepareDurbinWatson(rows: usize, stride: usize, n: i32, columns: i32, work: usize): void {
  points = n;
  rank = columns;
  const vector = <usize>n << 3;
  const block = vector * columns;
  const square = <usize>(columns * columns) << 3;
  eigenvalues = work;
  pivots = eigenvalues + vector;
  own = pivots + vector;
  solved = own + block;
  turned = solved + block;
  twice = turned + block;
  outside = twice + block;
  matrix = outside + square;
  slope = matrix + square;
  curvature = slope + square;
  for (let j = 0; j < n; j++) {
    sincosPair(f64x2.splat((PI * <f64>j) / <f64>(2 * n)), SINCOS);
    const sine = load<f64>(SINCOS);
    setNumber(eigenvalues, j, 4 * sine * sine);
  }
  for (let j = 0; j < columns; j++) memory.copy(own + <usize>j * vector, rows + <usize>j * stride, vector);
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < columns; j++) {
      const product = tailDot(own + <usize>i * vector, own + <usize>j * vector, 0, n);
      setNumber(outside, i * columns + j, (i == j ? 1.0 : 0.0) - product);
    }
  }
}

/** T of B = A - x I at t: 1 - 2t (a - x) on the diagonal, with a = 1 at the ends and 2 between, and 2t beside it. */
function factorTridiagonal(t: f64, x: f64): void {
  const square = 4 * t * t;
  let last: f64 = 0;
  for (let k = 0; k < points; k++) {
    const a: f64 = k == 0 || k == points - 1 ? 1 : 2;
    last = 1 - 2 * t * (a - x) - (k == 0 ? 0 : square / last);
    setNumber(pivots, k, last);
  }
}

/** destination = T^-1 source. */
function solveTridiagonal(t: f64, source: usize, destination: usize): void {
  const beside = 2 * t;
  setNumber(destination, 0, number(source, 0));
  for (let k = 1; k < points; k++) {
    setNumber(destination, k, number(source, k) - (beside / number(pivots, k - 1)) * number(destination, k - 1));
  }
  setNumber(destination, points - 1, number(destination, points - 1) / number(pivots, points - 1));
  for (let k = points - 2; k >= 0; k--) {
    setNumber(destination, k, (number(destination, k) - beside * number(destination, k + 1)) / number(pivots, k));
  }
}

/** destination = (A - x I) source. */
function applyForm(x: f64, source: usize, destination: usize): void {
  for (let k = 0; k < points; k++) {
    const here = number(source, k);
    let value = -x * here;
    if (k > 0) value += here - number(source, k - 1);
    if (k < points - 1) value += here - number(source, k + 1);
    setNumber(destination, k, value);
  }
}

/** Sets K, K' and K''; false where t lies outside their domain. */
function cumulants(t: f64, x: f64): bool {
  k0 = 0;
  k1 = 0;
  k2 = 0;
  for (let j = 0; j < points; j++) {
    const b = number(eigenvalues, j) - x;
    const factor = 1 - 2 * t * b;
    if (!(factor > 0)) return false;
    const part = b / factor;
    k0 -= 0.5 * log(factor);
    k1 += part;
    k2 += 2 * part * part;
  }
  if (rank == 0) return true;
  factorTridiagonal(t, x);
  const vector = <usize>points << 3;
  for (let j = 0; j < rank; j++) {
    const at = <usize>j * vector;
    solveTridiagonal(t, own + at, solved + at);
    applyForm(x, solved + at, turned + at);
    solveTridiagonal(t, turned + at, twice + at);
  }
  for (let i = 0; i < rank; i++) {
    for (let j = 0; j <= i; j++) {
      const a = <usize>i * vector;
      const b = <usize>j * vector;
      setBoth(matrix, i, j, number(outside, i * rank + j) + tailDot(own + a, solved + b, 0, points));
      setBoth(slope, i, j, 2 * tailDot(solved + a, turned + b, 0, points));
      setBoth(curvature, i, j, 8 * tailDot(turned + a, twice + b, 0, points));
    }
  }
  if (!cholesky(matrix, rank)) return false;
  congruence(matrix, slope, rank);
  congruence(matrix, curvature, rank);
  for (let i = 0; i < rank; i++) {
    const ii = i * rank + i;
    k0 -= log(number(matrix, ii));
    k1 -= 0.5 * number(slope, ii);
    k2 -= 0.5 * number(curvature, ii);
    for (let j = 0; j < rank; j++) {
      const s = number(slope, i * rank + j);
      k2 += 0.5 * s * s;
    }
  }
  return true;
}

function setBoth(at: usize, i: i32, j: i32, value: f64): void {
  setNumber(at, i * rank + j, value);
  setNumber(at, j * rank + i, value);
}

/**
 * P(d <= x) for the part that was prepared; NaN where d has no distribution. The smaller tail is left in `smallerTail`,
 * without the loss of digits of 1 - P.
 */
export function tailProbability(x: f64): f64 {
  const highest = number(eigenvalues, points - 1);
  if (!(x > 0 && x < highest)) return certain(x <= 0);
  if (!cumulants(0, x)) return NaN;
  const isLower = k1 > 0;
  // K has poles at the reciprocals of twice the extreme eigenvalues of B.
  let far = isLower ? -0.5 / x : 0.5 / (highest - x);
  far *= 1 - EDGE;
  let near: f64 = 0;
  if (!cumulants(far, x)) return NaN;
  // Where the saddlepoint lies beyond the poles of T the Chernoff bound takes its place; it is tiny there.
  if (k1 > 0 == isLower) return sided(min(0.5, exp(k0)), isLower);
  let t: f64 = 0;
  for (let i = 0; i < MOST_STEPS; i++) {
    if (!cumulants(t, x)) return NaN;
    if (abs(k1) <= CONVERGED * Math.sqrt(k2)) break;
    if (k1 > 0 == isLower) near = t;
    else far = t;
    // K is convex, so Newton's step leaves the bracket only where the curvature changes fast.
    const step = t - k1 / k2;
    t = step > min(near, far) && step < max(near, far) ? step : 0.5 * (near + far);
    if (t == near || t == far) break;
  }
  const w = (t < 0 ? -1.0 : 1.0) * Math.sqrt(max(0, -2 * k0));
  const v = t * Math.sqrt(k2);
  if (!(abs(w) > CENTRAL)) return sided(0.5, isLower);
  const correction = normalDensity(w) * (1 / w - 1 / v);
  const tail = isLower ? normalTail(-w) + correction : normalTail(w) - correction;
  return sided(max(0, min(1, tail)), isLower);
}

function sided(tail: f64, isLower: bool): f64 {
  smallerTail = min(tail, 1 - tail);
  return isLower ? tail : 1 - tail;
}

function certain(isBelow: bool): f64 {
  smallerTail = 0;
  return isBelow ? 0 : 1;
}
