/**
 * Smoothing by polynomials over the points about each one: with tricube weights over distances (Cleveland, J. Am. Stat. Assoc. 74, 829,
 * 1979), in rounds that trust far points less (LOWESS), or with equal weights over their numbers (Savitzky and Golay, Anal. Chem. 36, 1627,
 * 1964), whose polynomial of the first and last points serves up to the ends.
 */
import { factorColumns, packedNumbers, solveUpper } from "../linalg/reflectors";
import { sort } from "../statistics/normality";
import { number, setNumber } from "../view";

/** Neighbours nearer than this part of the farthest one count as if they were at the point itself, and farther ones not at all. */
const NEAR: f64 = 1e-3;
const FAR: f64 = 0.999;
/** Residuals beyond this many times their median are not trusted at all. */
const MEDIANS: f64 = 6;
const MOST_DEGREE = 4;

let x: usize = 0;
let y: usize = 0;
let n: i32 = 0;
let trust: usize = 0;
let sorted: usize = 0;
let triangle: usize = 0;
let target: usize = 0;
let stride: usize = 0;

export function localNumbers(count: i32): i32 {
  return 2 * count + packedNumbers(MOST_DEGREE + 1) + 1 + (MOST_DEGREE + 2) * (count + 1);
}

export function placeLocal(abscissas: usize, values: usize, count: i32, work: usize): void {
  x = abscissas;
  y = values;
  n = count;
  trust = work;
  sorted = trust + (<usize>n << 3);
  triangle = sorted + (<usize>n << 3);
  target = triangle + (<usize>(packedNumbers(MOST_DEGREE + 1) + 1) << 3);
  for (let i = 0; i < n; i++) setNumber(trust, i, 1);
}

/** The first of the `span` points nearest to one. */
function nearest(k: i32, span: i32): i32 {
  const centre = number(x, k);
  let low = k;
  let high = k;
  while (high - low + 1 < span) {
    const left = low > 0 ? centre - number(x, low - 1) : Infinity;
    const right = high < n - 1 ? number(x, high + 1) - centre : Infinity;
    if (left <= right) low--;
    else high++;
  }
  return low;
}

function tricube(u: f64): f64 {
  const base = max(0, 1 - u * u * u);
  return base * base * base;
}

/** Row of the polynomial's columns for a value, at `u` from the point. */
function fillRow(row: i32, degree: i32, root: f64, u: f64, value: f64): void {
  setNumber(target, row, root * value);
  let power = root;
  for (let j = 0, column = target + stride; j <= degree; j++, column += stride, power *= u) setNumber(column, row, power);
}

/** Value at the point of the polynomial past `rows` rows; NaN where they do not determine it. */
function polynomial(degree: i32, rows: i32): f64 {
  if (rows & 1) fillRow(rows, degree, 0, 0, 0);
  const columns = target + stride;
  if (factorColumns(columns, stride, stride, triangle, target, 1, 0, degree + 1) <= degree) return NaN;
  solveUpper(triangle, degree + 1, target, target);
  return number(target, 0);
}

function setRows(rows: i32): void {
  stride = <usize>((rows + 1) & ~1) << 3;
}

/** Quadratics over distances, one round; the farthest point still counts a little. */
export function smoothQuadratically(span: i32, smoothed: usize): void {
  setRows(span);
  for (let k = 0; k < n; k++) {
    const low = nearest(k, span);
    const centre = number(x, k);
    const reach = 1.0001 * max(centre - number(x, low), number(x, low + span - 1) - centre);
    for (let i = 0; i < span; i++) {
      const u = (number(x, low + i) - centre) / reach;
      fillRow(i, 2, Math.sqrt(tricube(abs(u))), u, number(y, low + i));
    }
    setNumber(smoothed, k, polynomial(2, span));
  }
}

/** Lines over distances, and `rounds` more with the trust that residuals leave; where fewer than two points have any, values stay. */
export function smoothRobustly(span: i32, rounds: i32, smoothed: usize): void {
  setRows(span);
  for (let round = 0; round <= rounds; round++) {
    for (let k = 0; k < n; k++) {
      const low = nearest(k, span);
      const centre = number(x, k);
      const reach = max(centre - number(x, low), number(x, low + span - 1) - centre);
      for (let i = 0; i < span; i++) {
        const u = (number(x, low + i) - centre) / reach;
        const size = abs(u);
        const weight = size <= NEAR ? 1 : size <= FAR ? tricube(size) : 0;
        fillRow(i, 1, Math.sqrt(weight * number(trust, low + i)), u, number(y, low + i));
      }
      const value = polynomial(1, span);
      setNumber(smoothed, k, value == value ? value : number(y, k));
    }
    if (round < rounds) distrust(smoothed);
  }
}

/** Bisquare weights of the residuals over six times their median. */
function distrust(smoothed: usize): void {
  for (let i = 0; i < n; i++) setNumber(sorted, i, abs(number(y, i) - number(smoothed, i)));
  memory.copy(trust, sorted, <usize>n << 3);
  sort(sorted, n);
  const median = 0.5 * (number(sorted, (n - 1) >> 1) + number(sorted, n >> 1));
  for (let i = 0; i < n; i++) {
    const u = number(trust, i) / (MEDIANS * median);
    const base = 1 - u * u;
    setNumber(trust, i, median == 0 || u <= NEAR ? 1 : u <= FAR ? base * base : 0);
  }
}

/** Polynomials over the numbers of the points. */
export function smoothByNumber(span: i32, degree: i32, smoothed: usize): void {
  setRows(span);
  for (let k = 0; k < n; k++) {
    const low = max(0, min(n - span, k - (span >> 1)));
    for (let i = 0; i < span; i++) fillRow(i, degree, 1, <f64>(low + i - k) / <f64>span, number(y, low + i));
    setNumber(smoothed, k, polynomial(degree, span));
  }
}
