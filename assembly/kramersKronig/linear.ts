/**
 * The linear Kramers-Kronig test on the resident spectrum with modulus weights (Boukamp, J. Electrochem. Soc. 142, 1885, 1995): its
 * complex, real and imaginary variants on impedance or admittance, with or without the terms j omega and 1/(j omega).
 *
 * The real variant fits R0 and the terms with a time constant to the real parts; j omega and 1/(j omega) then follow from the
 * imaginary parts. The imaginary variant fits all but R0 to the imaginary parts, R0 then follows from the real ones.
 *
 *   arena | mask N | rows | results: head, fitted 2N, time constants, coefficients | table | R | target | columns
 */
import { clearArena, reserveArena } from "../arena";
import { impedanceScale, logOmegaScale } from "../grid";
import { factorColumns, packedNumbers, productBelow, solveUpper } from "../linalg/reflectors";
import { exp } from "../math/exp";
import {
  LINEAR_FITTED_NUMBERS,
  LINEAR_HEAD,
  LINEAR_MU,
  LINEAR_OBJECTIVE,
  LINEAR_PARAMETERS,
  LINEAR_PART_OBJECTIVE,
  LINEAR_SEPARATE_OBJECTIVE,
  LINEAR_SEPARATE_PARAMETERS,
  SCAN_COLUMNS,
  SCAN_MU,
  SCAN_OBJECTIVE,
  SCAN_SCORE,
  SCAN_SUM,
  SCAN_TERMS,
  STOP_THRESHOLD,
} from "../agreed/kramersKronig";
import { number, setNumber } from "../view";
import { points, sourceOf } from "../workspace";
import {
  admittance, evaluateBasis, fillTimeConstants, hasFalling, hasRising, LUMPED_TERMS, prepareBasis, setBasis, valueIm, valueRe,
} from "./basis";
import {
  columnBytes, columnNumbers, dataIm, dataRe, endOfTerms, fillColumns, fillTarget, firstTerm, halfBytes, hasIm, hasRe, partBytes,
  partOffset, placeRows, rootWeightIm, rootWeightRe, setRows, setTarget, squareOf,
} from "./rows";
import { logarithmOfSum, shareOfSigns } from "./termSums";

let mask: usize = 0;
let results: usize = 0;
let table: usize = 0;
let taus: usize = 0;
let coefficients: usize = 0;
let factor: usize = 0;
let target: usize = 0;
let columns: usize = 0;
let most: i32 = 0;
let part: i32 = 0;
/** The mask whose rows are selected; 0 for none. */
let selected: usize = 0;

/** Points that take part. */
let included: i32 = 0;

/** Room for up to so many terms, of all points; false where the memory is missing. */
export function reserveTest(mostTerms: i32): bool {
  clearArena();
  most = mostTerms;
  const count = most + LUMPED_TERMS;
  mask = reserveArena(points);
  placeRows(reserveArena(2 * points));
  results = reserveArena(LINEAR_HEAD + LINEAR_FITTED_NUMBERS * points + 2 * count);
  taus = results + (<usize>(LINEAR_HEAD + LINEAR_FITTED_NUMBERS * points) << 3);
  coefficients = taus + (<usize>count << 3);
  table = reserveArena(1 + SCAN_COLUMNS * most);
  factor = reserveArena(packedNumbers(count));
  target = reserveArena((count + 1) * columnNumbers());
  if (target == 0) return false;
  columns = target + columnBytes();
  memory.fill(target, 0, <usize>(count + 1) * columnBytes());
  for (let k = 0; k < points; k++) setNumber(mask, k, 1);
  included = points;
  selected = 0;
  prepareBasis();
  setTarget(false);
  return true;
}

/** Which variant the next questions are about. Flags are 0 or 1. */
export function chooseVariant(rows: i32, ofAdmittance: i32, withRising: i32, withFalling: i32): void {
  part = rows;
  setBasis(ofAdmittance != 0, withRising != 0, withFalling != 0);
  selected = 0;
}

/** Rows of the points that a mask has, which is to stay as it is until other rows are selected. */
export function selectRows(wanted: usize): void {
  if (wanted == selected) return;
  setRows(false, part, wanted);
  selected = wanted;
}

/** Address of one number a point of the spectrum, 0 for those left out. */
export function maskOf(): usize {
  return mask;
}

export function leaveOut(point: i32): void {
  setNumber(mask, point, 0);
  included--;
  selected = 0;
}

/** Numbers that the chosen part has. */
function numbers(): i32 {
  return hasRe() && hasIm() ? 2 * included : included;
}

/** The score of generalised cross-validation of S with so many terms; Infinity with no fewer coefficients than numbers. */
export function scoreOf(objective: f64, terms: i32): f64 {
  const left = 1 - <f64>(endOfTerms(terms) - firstTerm()) / <f64>numbers();
  return left > 0 ? objective / (<f64>numbers() * left * left) : Infinity;
}

/** S of columns, which are left as their factor; Infinity where their coefficients are not determined. */
function reduce(from: usize, count: i32, offset: usize, bytes: usize): f64 {
  const own = target + offset;
  const determined = factorColumns(from + offset, columnBytes(), bytes, factor, own, 1, 0, count) == count;
  return determined ? productBelow(own, own, count, bytes) : Infinity;
}

/** S of the chosen part at its best coefficients, which are left in triangular form; Infinity where they are not determined. */
function solve(terms: i32, extension: f64): f64 {
  const first = firstTerm();
  const end = endOfTerms(terms);
  if (end - first >= numbers()) return Infinity;
  fillTimeConstants(taus, terms, extension);
  fillColumns(columns, taus, terms, first, end);
  fillTarget(target);
  return reduce(columns, end - first, partOffset(), partBytes());
}

/** The coefficients of what `solve` left, by term; 0 for those that the part does not tell. */
function substitute(terms: i32): void {
  const first = firstTerm();
  memory.fill(coefficients, 0, <usize>(most + LUMPED_TERMS) << 3);
  solveUpper(factor, endOfTerms(terms) - first, target + partOffset(), coefficients + (<usize>first << 3));
}

/**
 * Solves for rising numbers of terms from `first`. Ends at `last`; with STOP_THRESHOLD where mu falls below the threshold; and where
 * terms are not determined. Returns the address of the number of rows and the rows, see program.ts.
 */
export function scanLinear(extension: f64, first: i32, last: i32, stop: i32, threshold: f64): usize {
  selectRows(mask);
  let count = 0;
  for (let terms = first; terms <= min(last, most); terms++) {
    const objective = solve(terms, extension);
    if (!(objective < Infinity)) break;
    substitute(terms);
    const mu = shareOfSigns(coefficients, taus, terms);
    const row = table + (<usize>(1 + SCAN_COLUMNS * count) << 3);
    setNumber(row, SCAN_TERMS, <f64>terms);
    setNumber(row, SCAN_OBJECTIVE, objective);
    setNumber(row, SCAN_SCORE, scoreOf(objective, terms));
    setNumber(row, SCAN_MU, mu);
    setNumber(row, SCAN_SUM, logarithmOfSum(coefficients, taus, terms));
    count++;
    if (stop == STOP_THRESHOLD && mu <= threshold) break;
  }
  setNumber(table, 0, <f64>count);
  return table;
}

/** R0 from the real parts, or j omega and 1/(j omega) from the imaginary ones, with the other coefficients as they are. */
function complement(terms: i32): void {
  const first = hasRe() ? terms + 1 : 0;
  const count = hasRe() ? (hasRising ? 1 : 0) + (hasFalling ? 1 : 0) : 1;
  const offset = hasRe() ? halfBytes() : 0;
  if (count == 0) return;
  fillColumns(columns, taus, terms, first, first + count);
  for (let k = 0; k < points; k++) {
    evaluateMisfit(k, terms);
    setNumber(target + offset, k, hasRe() ? misfitIm : misfitRe);
  }
  reduce(columns, count, offset, halfBytes());
  solveUpper(factor, count, target + offset, coefficients + (<usize>first << 3));
}

/** Weighted target less the fit, in the domain itself, and Z of the fit in `valueRe` and `valueIm`. */
let misfitRe: f64 = 0;
let misfitIm: f64 = 0;

function evaluateMisfit(point: i32, terms: i32): void {
  evaluateBasis(coefficients, taus, point, terms);
  const scale = admittance ? squareOf(point) / (valueRe * valueRe + valueIm * valueIm) : 1;
  misfitRe = rootWeightRe(point) * (dataRe(point) - scale * valueRe);
  misfitIm = rootWeightIm(point) * (admittance ? scale * valueIm - dataIm(point) : dataIm(point) - valueIm);
}

/** S of real and imaginary parts if each had its own coefficients, against which a fit of both is a hypothesis. */
function separate(terms: i32): void {
  const lumped = (hasRising ? 1 : 0) + (hasFalling ? 1 : 0);
  fillColumns(columns, taus, terms, 0, terms + 1 + lumped);
  fillTarget(target);
  const real = reduce(columns, terms + 1, 0, halfBytes());
  const imaginary = reduce(columns + columnBytes(), terms + lumped, halfBytes(), halfBytes());
  const enough = terms + max(1, lumped) < included;
  setNumber(results, LINEAR_SEPARATE_OBJECTIVE, enough ? real + imaginary : Infinity);
  setNumber(results, LINEAR_SEPARATE_PARAMETERS, <f64>(2 * terms + 1 + lumped));
}

/** Solves for so many terms. Returns the address of the results, see program.ts; 1 where the terms are not determined. */
export function solveLinear(extension: f64, terms: i32): usize {
  selectRows(mask);
  const objective = solve(terms, extension);
  if (!(objective < Infinity)) return 1;
  substitute(terms);
  if (!(hasRe() && hasIm())) complement(terms);
  const fitted = results + (LINEAR_HEAD << 3);
  let sum: f64 = 0;
  for (let k = 0; k < points; k++) {
    evaluateMisfit(k, terms);
    sum += misfitRe * misfitRe + misfitIm * misfitIm;
    setNumber(fitted, sourceOf(k), valueRe * impedanceScale);
    setNumber(fitted, points + sourceOf(k), valueIm * impedanceScale);
  }
  setNumber(results, LINEAR_OBJECTIVE, sum);
  setNumber(results, LINEAR_PART_OBJECTIVE, objective);
  setNumber(results, LINEAR_PARAMETERS, <f64>(endOfTerms(terms) - firstTerm()));
  setNumber(results, LINEAR_MU, shareOfSigns(coefficients, taus, terms));
  separate(terms);
  toUnits(terms);
  return results;
}

/** Coefficients in ohm, H and 1/F, or in S, F and 1/H; time constants in s. */
function toUnits(terms: i32): void {
  const frequency = exp(logOmegaScale);
  const unit = admittance ? 1 / impedanceScale : impedanceScale;
  for (let k = 0; k < terms; k++) setNumber(taus, k, number(taus, k) / frequency);
  for (let k = 0; k <= terms; k++) setNumber(coefficients, k, number(coefficients, k) * unit);
  if (hasRising) setNumber(coefficients, terms + 1, (number(coefficients, terms + 1) * unit) / frequency);
  if (hasFalling) {
    const at = terms + 1 + (hasRising ? 1 : 0);
    setNumber(coefficients, at, number(coefficients, at) * unit * frequency);
  }
}
