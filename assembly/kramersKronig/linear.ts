/**
 * The linear Kramers-Kronig test on the resident spectrum with modulus weights (Boukamp, J. Electrochem. Soc. 142, 1885, 1995): its
 * complex, real and imaginary variants on impedance or admittance, with or without the terms j omega and 1/(j omega).
 *
 * The real variant fits R0 and the terms with a time constant to the real parts; j omega and 1/(j omega) then follow from the
 * imaginary parts. The imaginary variant fits all but R0 to the imaginary parts, R0 then follows from the real ones.
 *
 *   arena | mask N | results | table | fitted 2N | deletions N | time constants | coefficients | lengths | columns and one more x 2N
 */
import { clearArena, reserveArena } from "../arena";
import { impedanceScale, logOmegaScale } from "../grid";
import { orthonormalize } from "../linalg/orthonormal";
import { backSubstitute, tailDot, triangularize } from "../linalg/qr";
import { exp } from "../math/exp";
import {
  LINEAR_FITTED_NUMBERS, LINEAR_HEAD, LINEAR_MU, LINEAR_OBJECTIVE, LINEAR_PARAMETERS, LINEAR_PART_OBJECTIVE,
  LINEAR_SEPARATE_OBJECTIVE, LINEAR_SEPARATE_PARAMETERS, SCAN_COLUMNS, SCAN_MU, SCAN_OBJECTIVE, SCAN_SCORE, SCAN_SUM,
  SCAN_TERMS, STOP_SCORE, STOP_THRESHOLD,
} from "../program";
import { number, setNumber } from "../view";
import { points, sourceOf } from "../workspace";
import {
  dataIm, dataRe, endOfTerms, evaluateBasis, fillBasis, firstRow, firstTerm, LUMPED_TERMS, PART_BOTH, PART_IMAGINARY,
  PART_REAL, prepareBasis, rootWeightIm, rootWeightRe, rowsOf, setBasis, setTarget, setValue, timeConstant, valueIm, valueRe,
} from "./basis";
import { SMALLEST_PIVOT } from "./baseline";
import { logarithmOfSum, shareOfSigns } from "./termSums";

/** A scan for the least score ends at this many times the best number of terms so far, and some more. */
const BEYOND: f64 = 1.3;
const MORE = 6;
/** From here on a scan for the least score takes every second number of terms, then every tenth part. */
const FINE_TERMS = 12;
const COARSE_TERMS = 24;
/** What is left of a point beside the fit that it draws to itself; below this it says nothing. */
const DETERMINED: f64 = 1e-8;

let mask: usize = 0;
let results: usize = 0;
let table: usize = 0;
let taus: usize = 0;
let coefficients: usize = 0;
let lengths: usize = 0;
let columns: usize = 0;
let stride: usize = 0;
let most: i32 = 0;

let part: i32 = PART_BOTH;
let admittance: bool = false;
let rising: bool = false;
let falling: bool = false;

/**
 * Room for up to so many terms. Returns the address of one number a point of the spectrum, 1 for those that take part and 0 for
 * others, which are 1 at first; 0 where the memory is missing.
 */
export function reserveLinear(mostTerms: i32): usize {
  clearArena();
  most = mostTerms;
  stride = <usize>(2 * points) << 3;
  const count = most + LUMPED_TERMS;
  mask = reserveArena(points);
  results = reserveArena(LINEAR_HEAD + LINEAR_FITTED_NUMBERS * points + 2 * count);
  table = reserveArena(1 + SCAN_COLUMNS * most);
  taus = results + (<usize>(LINEAR_HEAD + LINEAR_FITTED_NUMBERS * points) << 3);
  coefficients = taus + (<usize>count << 3);
  lengths = reserveArena(count);
  columns = reserveArena((count + 2) * 2 * points);
  if (columns == 0) return 0;
  for (let k = 0; k < points; k++) setNumber(mask, k, 1);
  prepareBasis();
  setTarget(false);
  return mask;
}

/** Which variant the next scan or solution is of. Flags are 0 or 1. */
export function chooseLinear(rows: i32, ofAdmittance: i32, withRising: i32, withFalling: i32): void {
  part = rows;
  admittance = ofAdmittance != 0;
  rising = withRising != 0;
  falling = withFalling != 0;
  selectPart(part);
}

function selectPart(rows: i32): void {
  setBasis(rising, falling, false, rows, mask);
}

function included(): i32 {
  let count = 0;
  for (let k = 0; k < points; k++) count += number(mask, k) != 0 ? 1 : 0;
  return count;
}

/** Numbers that the chosen part has. */
function numbers(): i32 {
  return rowsOf() == points ? included() : 2 * included();
}

/** S of the chosen part at its best coefficients, which are left in triangular form; Infinity where they are not determined. */
function solve(terms: i32, extension: f64): f64 {
  const count = endOfTerms(terms) - firstTerm();
  if (count >= numbers()) return Infinity;
  fillBasis(columns, lengths, stride, terms, extension, admittance);
  const from = columns + (<usize>firstRow() << 3);
  triangularize(from, rowsOf(), count, count + 1, stride);
  for (let j = 0; j < count; j++) {
    if (!(abs(number(from + <usize>j * stride, j)) > SMALLEST_PIVOT)) return Infinity;
  }
  const target = from + <usize>count * stride;
  return tailDot(target, target, count, rowsOf());
}

/** The coefficients of what `solve` left, by term; 0 for those that the part does not tell. */
function substitute(terms: i32): void {
  const first = firstTerm();
  const count = endOfTerms(terms) - first;
  const from = columns + (<usize>firstRow() << 3);
  memory.fill(coefficients, 0, <usize>(most + LUMPED_TERMS) << 3);
  const own = coefficients + (<usize>first << 3);
  backSubstitute(from, count, stride, from + <usize>count * stride, own);
  for (let k = first; k < first + count; k++) setNumber(coefficients, k, number(coefficients, k) / number(lengths, k));
}

/**
 * Solves for rising numbers of terms from `first`. Ends at `last`; with STOP_SCORE well beyond the least score of generalised
 * cross-validation, taking steps; with STOP_THRESHOLD where mu falls below the threshold; and where terms are not
 * determined. Returns the address of the number of rows and the rows, see program.ts.
 */
export function scanLinear(extension: f64, first: i32, last: i32, stop: i32, threshold: f64): usize {
  const rows = <f64>numbers();
  let count = 0;
  let bestTerms = first;
  let bestScore: f64 = Infinity;
  for (let terms = first; terms <= min(last, most); ) {
    if (stop == STOP_SCORE && <f64>terms > BEYOND * <f64>bestTerms + MORE) break;
    const objective = solve(terms, extension);
    if (!(objective < Infinity)) break;
    substitute(terms);
    const left = 1 - <f64>(endOfTerms(terms) - firstTerm()) / rows;
    const score = objective / (rows * left * left);
    const mu = shareOfSigns(coefficients, terms);
    const row = table + (<usize>(1 + SCAN_COLUMNS * count) << 3);
    setNumber(row, SCAN_TERMS, <f64>terms);
    setNumber(row, SCAN_OBJECTIVE, objective);
    setNumber(row, SCAN_SCORE, score);
    setNumber(row, SCAN_MU, mu);
    setNumber(row, SCAN_SUM, logarithmOfSum(coefficients, terms, extension, admittance));
    count++;
    if (score < bestScore) {
      bestScore = score;
      bestTerms = terms;
    }
    if (stop == STOP_THRESHOLD && mu <= threshold) break;
    terms += stop != STOP_SCORE || terms < FINE_TERMS ? 1 : terms < COARSE_TERMS ? 2 : terms / 10;
  }
  setNumber(table, 0, <f64>count);
  return table;
}

/** R0 from the real parts, or j omega and 1/(j omega) from the imaginary ones, with the other coefficients as they are. */
function complement(terms: i32, extension: f64): void {
  const first = part == PART_REAL ? terms + 1 : 0;
  const count = part == PART_REAL ? (rising ? 1 : 0) + (falling ? 1 : 0) : 1;
  if (count == 0) return;
  // The basis as a whole, of which the columns in question and what is left of the target are taken.
  const left = columns + <usize>(most + LUMPED_TERMS + 1) * stride;
  for (let k = 0; k < points; k++) {
    evaluateTerms(k, terms, extension);
    const re = (part == PART_REAL ? 0 : rootWeightRe(k) * (targetRe(k) - valueRe));
    const im = (part == PART_REAL ? rootWeightIm(k) * (targetIm(k) - valueIm) : 0);
    setNumber(left, k, re);
    setNumber(left, points + k, im);
  }
  setBasis(rising, falling, false, PART_BOTH, mask);
  fillBasis(columns, lengths, stride, terms, extension, admittance);
  const own = columns + <usize>first * stride;
  memory.copy(own + <usize>count * stride, left, stride);
  triangularize(own, 2 * points, count, count + 1, stride);
  const at = coefficients + (<usize>first << 3);
  backSubstitute(own, count, stride, own + <usize>count * stride, at);
  for (let k = first; k < first + count; k++) setNumber(coefficients, k, number(coefficients, k) / number(lengths, k));
  selectPart(part);
}

/** Basis and target of the domain itself, times |Z|^2 for an admittance. */
function evaluateTerms(point: i32, terms: i32, extension: f64): void {
  evaluateBasis(coefficients, point, terms, extension, admittance);
  if (!admittance) return;
  const re = dataRe(point);
  const im = dataIm(point);
  const scale = (re * re + im * im) / (valueRe * valueRe + valueIm * valueIm);
  setValue(scale * valueRe, -scale * valueIm);
}

function targetRe(point: i32): f64 {
  return dataRe(point);
}

function targetIm(point: i32): f64 {
  return admittance ? -dataIm(point) : dataIm(point);
}

/**
 * By how much S falls when a point is left out, e^T (I - H)^-1 e with the residuals e and the hat matrix H of its two parts (Cook and
 * Weisberg, Residuals and Influence in Regression, 1982, section 2.2); NaN for points that are out or that the fit has to meet.
 */
function deletions(terms: i32, extension: f64, drops: usize): void {
  fillBasis(columns, lengths, stride, terms, extension, admittance);
  const count = endOfTerms(terms) - firstTerm();
  const withRe = part != PART_IMAGINARY;
  const withIm = part != PART_REAL;
  for (let j = 0; j < count; j++) {
    const column = columns + <usize>j * stride;
    if (!withRe) memory.fill(column, 0, stride >> 1);
    if (!withIm) memory.fill(column + (stride >> 1), 0, stride >> 1);
  }
  const rank = orthonormalize(columns, 2 * points, count);
  for (let k = 0; k < points; k++) {
    let a: f64 = 0;
    let b: f64 = 0;
    let c: f64 = 0;
    for (let j = 0; j < rank; j++) {
      const re = number(columns + <usize>j * stride, k);
      const im = number(columns + <usize>j * stride, points + k);
      a += re * re;
      b += re * im;
      c += im * im;
    }
    evaluateTerms(k, terms, extension);
    const x = withRe ? rootWeightRe(k) * (targetRe(k) - valueRe) : 0;
    const y = withIm ? rootWeightIm(k) * (targetIm(k) - valueIm) : 0;
    const determinant = (1 - a) * (1 - c) - b * b;
    const drop = ((1 - c) * x * x + 2 * b * x * y + (1 - a) * y * y) / determinant;
    setNumber(drops, sourceOf(k), determinant > DETERMINED && rootWeightRe(k) > 0 ? drop : NaN);
  }
}

/** S of real and imaginary parts if each had its own coefficients, against which a fit of both is a hypothesis. */
function separate(terms: i32, extension: f64): void {
  selectPart(PART_REAL);
  let sum = solve(terms, extension);
  let count = endOfTerms(terms) - firstTerm();
  selectPart(PART_IMAGINARY);
  sum += solve(terms, extension);
  count += endOfTerms(terms) - firstTerm();
  selectPart(part);
  setNumber(results, LINEAR_SEPARATE_OBJECTIVE, sum);
  setNumber(results, LINEAR_SEPARATE_PARAMETERS, <f64>count);
}

/** Solves for so many terms. Returns the address of the results, see program.ts; 1 where the terms are not determined. */
export function solveLinear(extension: f64, terms: i32): usize {
  const objective = solve(terms, extension);
  if (!(objective < Infinity)) return 1;
  substitute(terms);
  if (part != PART_BOTH) complement(terms, extension);
  const fitted = results + (LINEAR_HEAD << 3);
  const fittedIm = fitted + (stride >> 1);
  let sum: f64 = 0;
  for (let k = 0; k < points; k++) {
    evaluateTerms(k, terms, extension);
    const x = rootWeightRe(k) * (targetRe(k) - valueRe);
    const y = rootWeightIm(k) * (targetIm(k) - valueIm);
    sum += x * x + y * y;
    evaluateBasis(coefficients, k, terms, extension, admittance);
    setNumber(fitted, sourceOf(k), valueRe * impedanceScale);
    setNumber(fittedIm, sourceOf(k), valueIm * impedanceScale);
  }
  setNumber(results, LINEAR_OBJECTIVE, sum);
  setNumber(results, LINEAR_PART_OBJECTIVE, objective);
  setNumber(results, LINEAR_PARAMETERS, <f64>(endOfTerms(terms) - firstTerm()));
  setNumber(results, LINEAR_MU, shareOfSigns(coefficients, terms));
  deletions(terms, extension, fitted + stride);
  separate(terms, extension);
  toUnits(terms, extension);
  return results;
}

/** Coefficients in ohm, H and 1/F, or in S, F and 1/H; time constants in s. */
function toUnits(terms: i32, extension: f64): void {
  const frequency = exp(logOmegaScale);
  const unit = admittance ? 1 / impedanceScale : impedanceScale;
  for (let k = 0; k < terms; k++) setNumber(taus, k, timeConstant(k, terms, extension) / frequency);
  for (let k = 0; k <= terms; k++) setNumber(coefficients, k, number(coefficients, k) * unit);
  if (rising) setNumber(coefficients, terms + 1, (number(coefficients, terms + 1) * unit) / frequency);
  if (falling) {
    const at = terms + 1 + (rising ? 1 : 0);
    setNumber(coefficients, at, number(coefficients, at) * unit * frequency);
  }
}
