/**
 * Kramers-Kronig-consistent impedances that describe the resident spectrum. Number of terms, extension F of their time
 * constants and domain are chosen by generalised cross-validation, the least of (S/2N)/(1 - p/2N)^2 (Craven and Wahba,
 * Numer. Math. 31, 377, 1979):
 *
 * - for the spectrum alone, with S as found. It recovers the noise, but the choice follows the noise a little, so that an F test
 *   against it gives two to three times too many false alarms (measured);
 * - as the rival of a circuit, with the expectation of S if the circuit were right: the misfit of its impedance plus
 *   sigma^2 (2N - p), where sigma^2 is the noise found first. This choice knows nothing of the noise of the points, so that
 *   S and p stand in the F test as if they had been given. A least density of terms lets it see what the circuit lacks.
 *
 *   arena | results, fitted Z (2N) | rows | time constants | coefficients | R | target | columns
 */
import { clearArena, reserveArena } from "../arena";
import { runForward } from "../fit";
import { impedanceScale, objectiveScale } from "../grid";
import { factorColumns, packedNumbers, productBelow, solveUpper } from "../linalg/reflectors";
import {
  BASELINE_ADMITTANCE,
  BASELINE_EXTENSION,
  BASELINE_HEAD,
  BASELINE_OBJECTIVE,
  BASELINE_PARAMETERS,
  BASELINE_SCORE,
  BASELINE_TERMS,
} from "../agreed/kramersKronig";
import { number, setNumber } from "../view";
import { points, sourceOf } from "../workspace";
import { decadesOf, evaluateBasis, fillTimeConstants, LUMPED_TERMS, prepareBasis, valueIm, valueRe } from "./basis";
import { columnBytes, columnNumbers, fillColumns, fillTarget, placeRows, setTarget, setWholeRows } from "./rows";

const MOST_TERMS = 100;
/** From here on the number of terms rises by a tenth rather than by one. */
const FINE_TERMS = 20;
/** The search ends at this many times the best number of terms so far, and some more. */
const BEYOND: f64 = 1.6;
const MORE = 8;
/** Terms a decade that the rival of a circuit has at least, as far as the points allow. */
const LEAST_DENSITY: f64 = 2;

/** Variance of the noise for the expectation of S; 0 for the S of the spectrum itself. */
let noise: f64 = 0;

let results: usize = 0;
let taus: usize = 0;
let coefficients: usize = 0;
let factor: usize = 0;
let target: usize = 0;
let columns: usize = 0;

function mostTerms(): i32 {
  // At most half as many coefficients as numbers.
  return min(MOST_TERMS, points - LUMPED_TERMS);
}

/** S of the best coefficients for these terms, which are left in triangular form; Infinity where they are not determined. */
function solve(terms: i32, extension: f64): f64 {
  const count = terms + LUMPED_TERMS;
  fillTimeConstants(taus, terms, extension);
  fillColumns(columns, taus, terms, 0, count);
  fillTarget(target);
  const bytes = columnBytes();
  const determined = factorColumns(columns, bytes, bytes, factor, target, 1, 0, count) == count;
  return determined ? productBelow(target, target, count, bytes) : Infinity;
}

/** The score of generalised cross-validation. */
function score(misfit: f64, parameters: i32): f64 {
  const rows = <f64>(2 * points);
  const left = 1 - <f64>parameters / rows;
  return misfit / (rows * left * left) + noise / left;
}

function tryTerms(extension: f64, admittance: bool): void {
  setWholeRows(admittance);
  let bestTerms = 0;
  let bestScore: f64 = Infinity;
  const most = mostTerms();
  const least = noise > 0 ? min(most, <i32>(LEAST_DENSITY * decadesOf(extension)) + 1) : 1;
  for (let terms = least; terms <= most; terms += terms < FINE_TERMS ? 1 : terms / 10) {
    if (<f64>terms > BEYOND * <f64>max(bestTerms, least) + MORE) break;
    const found = score(solve(terms, extension), terms + LUMPED_TERMS);
    if (!(found < bestScore)) continue;
    bestScore = found;
    bestTerms = terms;
    if (!(found < number(results, BASELINE_SCORE))) continue;
    setNumber(results, BASELINE_SCORE, found);
    setNumber(results, BASELINE_TERMS, <f64>terms);
    setNumber(results, BASELINE_EXTENSION, extension);
    setNumber(results, BASELINE_ADMITTANCE, admittance ? 1 : 0);
  }
}

/** Chooses terms, extension and domain; false where none is determined. */
function choose(): bool {
  setNumber(results, BASELINE_SCORE, Infinity);
  for (let domain = 0; domain < 2; domain++) {
    tryTerms(1, domain == 1);
    tryTerms(3, domain == 1);
    tryTerms(10, domain == 1);
  }
  return number(results, BASELINE_SCORE) < Infinity;
}

/** Fits the chosen terms once more and writes the fitted impedance in ohm, in the spectrum's order. */
function conclude(): bool {
  const terms = <i32>number(results, BASELINE_TERMS);
  const count = terms + LUMPED_TERMS;
  const objective = chosenObjective();
  if (!(objective < Infinity)) return false;
  solveUpper(factor, count, target, coefficients);
  for (let k = 0; k < points; k++) {
    evaluateBasis(coefficients, taus, k, terms);
    const at = BASELINE_HEAD + sourceOf(k);
    setNumber(results, at, valueRe * impedanceScale);
    setNumber(results, at + points, valueIm * impedanceScale);
  }
  setNumber(results, BASELINE_OBJECTIVE, objective * objectiveScale);
  setNumber(results, BASELINE_PARAMETERS, <f64>count);
  return true;
}

/** S of the terms that were chosen. */
function chosenObjective(): f64 {
  setWholeRows(number(results, BASELINE_ADMITTANCE) != 0);
  return solve(<i32>number(results, BASELINE_TERMS), number(results, BASELINE_EXTENSION));
}

/**
 * Finds the baseline of the resident spectrum with the weights of its problem; `rival` for the circuit of the problem at the values
 * that the host wrote. Returns the address of the results (see program.ts), 0 where the memory is missing, 1 where
 * there is none: too few points, or values without an impedance.
 */
export function runBaseline(rival: i32): usize {
  const count = mostTerms() + LUMPED_TERMS;
  if (count <= LUMPED_TERMS) return 1;
  clearArena();
  results = reserveArena(BASELINE_HEAD + 2 * points);
  placeRows(reserveArena(2 * points));
  taus = reserveArena(count);
  coefficients = reserveArena(count);
  factor = reserveArena(packedNumbers(count));
  target = reserveArena((count + 1) * columnNumbers());
  if (target == 0) return 0;
  columns = target + columnBytes();
  memory.fill(target, 0, <usize>(count + 1) * columnBytes());
  prepareBasis();
  noise = 0;
  setTarget(false);
  if (!choose()) return 1;
  if (rival != 0) {
    noise = chosenObjective() / (<f64>(2 * points) - number(results, BASELINE_TERMS) - <f64>LUMPED_TERMS);
    if (noise > 0) {
      if (!runForward()) return 1;
      setTarget(true);
      const chosen = choose();
      setTarget(false);
      if (!chosen) return 1;
    }
  }
  return conclude() ? results : 1;
}
