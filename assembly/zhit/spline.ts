/**
 * Natural cubic splines through values or, smoothed, past them: the curve g that makes sum (y - g)^2 + alpha int g''^2 least
 * (Green and Silverman, Nonparametric Regression and Generalized Linear Models, 1994, chapters 2 and 3).
 *
 *   work, n numbers each | gamma | 1/D | L beside the diagonal | L further | 1/gap | R and Q^T Q: diagonals, then what stands beside
 */
import { number, setNumber } from "../view";

const ROWS = 10;

/** Numbers of work that n knots need. */
export function splineNumbers(n: i32): i32 {
  return ROWS * n;
}

/** The least alpha tried, and how many follow a quarter of a decade apart; whole decades first, then those beside the best. */
const LEAST: f64 = 1e-9;
const STEP: f64 = 1.7782794100389228;
const STEPS = 72;
const COARSE = 4;

let x: usize = 0;
let n: i32 = 0;
let gamma: usize = 0;
let d: usize = 0;
let l1: usize = 0;
let l2: usize = 0;
let inverse: usize = 0;
let r0: usize = 0;
let r1: usize = 0;
let q0: usize = 0;
let q1: usize = 0;
let q2: usize = 0;

// @ts-ignore: decorator
@inline
function gap(i: i32): f64 {
  return number(x, i + 1) - number(x, i);
}

/** Row j of the second divided differences Q^T: its entries at knots j, j + 1 and j + 2 are below, -(below + above), above. */
// @ts-ignore: decorator
@inline
function below(j: i32): f64 {
  return number(inverse, j);
}

// @ts-ignore: decorator
@inline
function above(j: i32): f64 {
  return number(inverse, j + 1);
}

export function placeSpline(knots: usize, count: i32, work: usize): void {
  x = knots;
  n = count;
  const bytes = <usize>count << 3;
  gamma = work;
  d = gamma + bytes;
  l1 = d + bytes;
  l2 = l1 + bytes;
  inverse = l2 + bytes;
  r0 = inverse + bytes;
  r1 = r0 + bytes;
  q0 = r1 + bytes;
  q1 = q0 + bytes;
  q2 = q1 + bytes;
  for (let j = 0; j < n - 1; j++) setNumber(inverse, j, 1 / gap(j));
  for (let j = 0; j < n - 2; j++) {
    const a = below(j);
    const c = above(j);
    const b = -(a + c);
    setNumber(r0, j, (gap(j) + gap(j + 1)) / 3);
    setNumber(q0, j, a * a + b * b + c * c);
    // Entries beside the diagonal, with rows j - 1 and j - 2.
    setNumber(r1, j, gap(j) / 6);
    if (j >= 1) setNumber(q1, j, above(j - 1) * b - (below(j - 1) + above(j - 1)) * a);
    if (j >= 2) setNumber(q2, j, above(j - 2) * a);
  }
}

/** Factors R + alpha Q^T Q = L D L^T and solves for the second derivatives gamma of the spline past y. */
function solveBand(y: usize, alpha: f64): void {
  const m = n - 2;
  for (let j = 0; j < m; j++) {
    let diagonal = number(r0, j) + alpha * number(q0, j);
    let right = below(j) * (number(y, j) - number(y, j + 1)) + above(j) * (number(y, j + 2) - number(y, j + 1));
    if (j >= 1) {
      let first = number(r1, j) + alpha * number(q1, j);
      if (j >= 2) {
        const second = alpha * number(q2, j);
        const s = second * number(d, j - 2);
        first -= second * number(l1, j - 1);
        diagonal -= second * s;
        right -= s * number(gamma, j - 1);
        setNumber(l2, j, s);
      }
      const f = first * number(d, j - 1);
      diagonal -= first * f;
      right -= f * number(gamma, j);
      setNumber(l1, j, f);
    }
    setNumber(d, j, 1 / diagonal);
    // gamma is kept one place up, since it is 0 at both ends.
    setNumber(gamma, j + 1, right);
  }
  for (let j = m - 1; j >= 0; j--) {
    let value = number(gamma, j + 1) * number(d, j);
    if (j + 1 < m) value -= number(l1, j + 1) * number(gamma, j + 2);
    if (j + 2 < m) value -= number(l2, j + 2) * number(gamma, j + 3);
    setNumber(gamma, j + 1, value);
  }
  setNumber(gamma, 0, 0);
  setNumber(gamma, n - 1, 0);
}

/** alpha Q gamma at a knot: by how much the smoothed value lies below y. */
function offset(i: i32, alpha: f64): f64 {
  let sum: f64 = 0;
  if (i >= 2) sum += above(i - 2) * number(gamma, i - 1);
  if (i >= 1 && i <= n - 2) sum -= (below(i - 1) + above(i - 1)) * number(gamma, i);
  if (i <= n - 3) sum += below(i) * number(gamma, i + 1);
  return alpha * sum;
}

/** Trace of I - A, the values taken up by the roughness, from the bands of the inverse (Hutchinson and de Hoog 1985). */
function residualTrace(alpha: f64): f64 {
  let trace: f64 = 0;
  let d1: f64 = 0;
  let d2: f64 = 0;
  let o1: f64 = 0;
  for (let j = n - 3; j >= 0; j--) {
    const f = j + 1 <= n - 3 ? number(l1, j + 1) : 0;
    const s = j + 2 <= n - 3 ? number(l2, j + 2) : 0;
    // d1 = b(j+1,j+1), d2 = b(j+2,j+2), o1 = b(j+1,j+2).
    const beside = -f * d1 - s * o1;
    const further = -f * o1 - s * d2;
    const diagonal = number(d, j) - f * beside - s * further;
    trace += number(q0, j) * diagonal;
    if (j + 1 <= n - 3) trace += 2 * number(q1, j + 1) * beside;
    if (j + 2 <= n - 3) trace += 2 * number(q2, j + 2) * further;
    d2 = d1;
    d1 = diagonal;
    o1 = beside;
  }
  return alpha * trace;
}

/** The score of generalised cross-validation. */
function scoreOf(y: usize, alpha: f64): f64 {
  solveBand(y, alpha);
  let sum: f64 = 0;
  for (let i = 0; i < n; i++) {
    const e = offset(i, alpha);
    sum += e * e;
  }
  const left = residualTrace(alpha);
  return sum / (left * left);
}

/** The k-th alpha, which has the dimension of x^3. */
function alphaOf(k: i32): f64 {
  const span = number(x, n - 1) - number(x, 0);
  let alpha = LEAST * span * span * span / <f64>n;
  for (let i = 0; i < k; i++) alpha *= STEP;
  return alpha;
}

/** The alpha of the least score. */
function chooseAlpha(y: usize): f64 {
  let best = 0;
  let least: f64 = Infinity;
  for (let k = 0; k < STEPS; k += COARSE) {
    const score = scoreOf(y, alphaOf(k));
    if (!(score < least)) continue;
    least = score;
    best = k;
  }
  const middle = best;
  for (let k = max(0, middle - COARSE + 1); k < min(STEPS, middle + COARSE); k++) {
    if (k == middle) continue;
    const score = scoreOf(y, alphaOf(k));
    if (!(score < least)) continue;
    least = score;
    best = k;
  }
  return alphaOf(best);
}

/**
 * Smooths y into g with the alpha of the least generalised cross-validation score, or passes through y. At least three knots. Leaves
 * the second derivatives for `fillNaturalSlopes`.
 */
export function smooth(y: usize, g: usize, interpolate: bool): void {
  const alpha = interpolate ? 0 : chooseAlpha(y);
  solveBand(y, alpha);
  for (let i = 0; i < n; i++) setNumber(g, i, number(y, i) - offset(i, alpha));
}

/** Slopes of the spline that `smooth` left at its knots. */
export function fillNaturalSlopes(g: usize, slopes: usize): void {
  for (let i = 0; i < n; i++) {
    // From the piece behind the knot; at the last one from that before.
    const j = min(i, n - 2);
    const h = gap(j);
    const chord = (number(g, j + 1) - number(g, j)) / h;
    const a = number(gamma, j);
    const b = number(gamma, j + 1);
    setNumber(slopes, i, i == j ? chord - (h * (2 * a + b)) / 6 : chord + (h * (a + 2 * b)) / 6);
  }
}
