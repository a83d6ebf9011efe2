/**
 * S without some points, and by how much it falls without each of the others, from factors that have all of them (Cook and Weisberg,
 * Residuals and Influence in Regression, 1982, section 2.2). With the rows D of these points, H = Q Q^T and e = y - H y,
 *
 *   S_D = S - e_D^T T^-1 e_D,   T = I - H_DD = L L^T,   and for another point i
 *   e_i' = e_i + H_iD T^-1 e_D,   T_i = I - H_ii - H_iD T^-1 H_Di,   S falls by e_i'^T T_i^-1 e_i'.
 *
 * T and e_D are products of what the terms leave of unit vectors and target, so that nothing cancels where they meet a point.
 *
 *   work | T, then L | f = L^-1 e_D | H_iD L^-T of both parts | e | Q
 */
import { cholesky } from "../linalg/cholesky";
import { expandColumns, multiplyBack, productBelow } from "../linalg/reflectors";
import { number, setNumber } from "../view";
import { points, sourceOf } from "../workspace";
import { LUMPED_TERMS } from "./basis";
import {
  countOf, familyOf, isDetermined, MOST_OUT, placeOut, reflectorCount, reflectorsOf, rowsOut, targetOf,
} from "./nested";
import { columnBytes, columnNumbers, halfBytes, partBytes } from "./rows";

const ROWS = 2 * MOST_OUT;
/** What is left of a point beside the fit that it draws to itself; below this it says nothing. */
const DETERMINED: f64 = 1e-8;

let factor: usize = 0;
let f: usize = 0;
let g: usize = 0;
let h: usize = 0;
let left: usize = 0;
let columns: usize = 0;

export function leftOutNumbers(mostTerms: i32): i32 {
  return ROWS * (ROWS + 3) + (mostTerms + LUMPED_TERMS + 1) * columnNumbers();
}

export function placeLeftOut(work: usize): void {
  factor = work;
  f = factor + ((ROWS * ROWS) << 3);
  g = f + (ROWS << 3);
  h = g + (ROWS << 3);
  left = h + (ROWS << 3);
  columns = left + columnBytes();
}

function dot(a: usize, b: usize, count: i32): f64 {
  let sum: f64 = 0;
  for (let j = 0; j < count; j++) sum += number(a, j) * number(b, j);
  return sum;
}

/** x = L^-1 x */
function solveOut(x: usize, rows: i32): void {
  for (let i = 0; i < rows; i++) {
    setNumber(x, i, (number(x, i) - dot(factor + (<usize>(i * rows) << 3), x, i)) / number(factor, i * rows + i));
  }
}

/** S of so many terms without the points left out, Infinity where the others do not determine them. Leaves L and f. */
export function squaresWithout(terms: i32): f64 {
  const family = familyOf(terms);
  if (!isDetermined(family, terms)) return Infinity;
  const target = targetOf(family);
  const units = target + columnBytes();
  const rows = rowsOut();
  const count = countOf(terms);
  const bytes = partBytes();
  for (let a = 0; a < rows; a++) {
    const own = units + <usize>a * columnBytes();
    for (let b = 0; b <= a; b++) {
      setNumber(factor, a * rows + b, productBelow(own, units + <usize>b * columnBytes(), count, bytes));
    }
    if (!(number(factor, a * rows + a) > DETERMINED)) return Infinity;
    setNumber(f, a, productBelow(own, target, count, bytes));
  }
  if (!cholesky(factor, rows)) return Infinity;
  solveOut(f, rows);
  return max(0, productBelow(target, target, count, bytes) - dot(f, f, rows));
}

/** Q, and e of all points. */
function expand(terms: i32): void {
  const family = familyOf(terms);
  const count = countOf(terms);
  const reflectors = reflectorsOf(family);
  expandColumns(reflectors, columnBytes(), partBytes(), count, columns);
  memory.copy(left, targetOf(family), columnBytes());
  memory.fill(left, 0, <usize>count << 3);
  multiplyBack(reflectors, columnBytes(), partBytes(), reflectorCount(family, terms), left);
}

/** Product of the rows of Q at two places of its columns. */
function rowProduct(a: usize, b: usize, count: i32): f64 {
  let sum: f64 = 0;
  for (let j = 0, column = columns; j < count; j++, column += columnBytes()) {
    sum += load<f64>(column + a) * load<f64>(column + b);
  }
  return sum;
}

function project(place: usize, x: usize, count: i32): void {
  const rows = rowsOut();
  for (let row = 0; row < rows; row++) setNumber(x, row, rowProduct(place, placeOut(row), count));
  solveOut(x, rows);
}

/**
 * By how much S of both parts falls without each point, in the spectrum's order; NaN for points that the fit has to meet. Returns S
 * without the points that are out, Infinity where the terms are not determined.
 */
export function fallsWithout(terms: i32, falls: usize): f64 {
  const objective = squaresWithout(terms);
  if (!(objective < Infinity)) return Infinity;
  const count = countOf(terms);
  const rows = rowsOut();
  expand(terms);
  for (let k = 0; k < points; k++) {
    const re = <usize>k << 3;
    const im = re + halfBytes();
    project(re, g, count);
    project(im, h, count);
    const a = 1 - rowProduct(re, re, count) - dot(g, g, rows);
    const b = rowProduct(re, im, count) + dot(g, h, rows);
    const c = 1 - rowProduct(im, im, count) - dot(h, h, rows);
    const x = load<f64>(left + re) + dot(g, f, rows);
    const y = load<f64>(left + im) + dot(h, f, rows);
    const determinant = a * c - b * b;
    const fall = (c * x * x + 2 * b * x * y + a * y * y) / determinant;
    setNumber(falls, sourceOf(k), determinant > DETERMINED ? fall : NaN);
  }
  return objective;
}
