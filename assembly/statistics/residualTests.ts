/**
 * Whether residuals look like noise: runs of signs, Durbin-Watson and Anderson-Darling, of the real and of the imaginary part.
 *
 * Under the hypothesis the weighted residual is r = (I - Q Q^T) e with independent normal e of one variance, Q an
 * orthonormal basis of the columns of the Jacobian. The numbers of the tests refer to that, not to e, so that a fit with
 * many parameters gets no false alarms.
 *
 *   arena | Jacobian -> Q: columns x 2N | residual 2N | results | leverages 2N | studentized 2N | work
 *
 * In every column the N real parts come first, then the N imaginary ones, in the order of frequency.
 */
import { clearArena, reserveArena } from "../arena";
import { orthonormalize } from "../linalg/orthonormal";
import {
  RESIDUAL_TEST_DURBIN_WATSON,
  RESIDUAL_TEST_DURBIN_WATSON_P,
  RESIDUAL_TEST_EXPECTED_RUNS,
  RESIDUAL_TEST_HEAD,
  RESIDUAL_TEST_NORMALITY,
  RESIDUAL_TEST_NORMALITY_P,
  RESIDUAL_TEST_NUMBERS,
  RESIDUAL_TEST_RUNS,
  RESIDUAL_TEST_RUNS_P,
  RESIDUAL_TEST_RUNS_SCORE,
} from "../agreed/residualTests";
import { number, setNumber } from "../view";
import { normalTail } from "./distributions";
import { durbinWatson, durbinWatsonNumbers, prepareDurbinWatson, smallerTail, tailProbability } from "./durbinWatson";
import { andersonDarling, andersonDarlingTail } from "./normality";
import { expectedRuns, runs, runsScore } from "./runs";

/** A point this close to leverage 1 is met by the fit whatever it is, so its residual is rounding. */
const DETERMINED: f64 = 1e-8;
/** The p-values of the test for normality hold from here on. */
const LEAST_FOR_NORMALITY = 8;

let columns: usize = 0;
let results: usize = 0;
let leverages: usize = 0;
let studentized: usize = 0;
let work: usize = 0;

/** Address where the host writes `count` Jacobian columns and the residual; 0 where the memory is missing. */
export function reserveResiduals(points: i32, count: i32): usize {
  clearArena();
  const rows = 2 * points;
  columns = reserveArena((count + 1) * rows);
  results = reserveArena(RESIDUAL_TEST_HEAD + 2 * RESIDUAL_TEST_NUMBERS + 2 * rows);
  leverages = results + ((RESIDUAL_TEST_HEAD + 2 * RESIDUAL_TEST_NUMBERS) << 3);
  studentized = leverages + (<usize>rows << 3);
  work = reserveArena(max(points, durbinWatsonNumbers(points, count)));
  return work == 0 ? 0 : columns;
}

/** r/(s sqrt(1 - h)), with s^2 = S/(2N - rank). */
function studentize(residual: usize, rows: i32, rank: i32): void {
  let squares: f64 = 0;
  for (let i = 0; i < rows; i++) {
    let leverage: f64 = 0;
    for (let j = 0; j < rank; j++) {
      const q = number(columns + (<usize>(j * rows) << 3), i);
      leverage += q * q;
    }
    setNumber(leverages, i, min(1, leverage));
    squares += number(residual, i) * number(residual, i);
  }
  const deviation = Math.sqrt(squares / <f64>(rows - rank));
  for (let i = 0; i < rows; i++) {
    const left = 1 - number(leverages, i);
    setNumber(studentized, i, left > DETERMINED ? number(residual, i) / (deviation * Math.sqrt(left)) : NaN);
  }
}

function testPart(part: i32, points: i32, rank: i32, residual: usize): void {
  const at = results + ((RESIDUAL_TEST_HEAD + part * RESIDUAL_TEST_NUMBERS) << 3);
  const offset = <usize>(part * points) << 3;
  const stride = <usize>(2 * points) << 3;
  const own = residual + offset;
  const rows = columns + offset;
  const score = runsScore(own, leverages + offset, rows, stride, points, rank);
  setNumber(at, RESIDUAL_TEST_RUNS, runs);
  setNumber(at, RESIDUAL_TEST_EXPECTED_RUNS, expectedRuns);
  setNumber(at, RESIDUAL_TEST_RUNS_SCORE, score);
  setNumber(at, RESIDUAL_TEST_RUNS_P, 2 * normalTail(abs(score)));

  prepareDurbinWatson(rows, stride, points, rank, work);
  const d = durbinWatson(own, points);
  const below = tailProbability(d);
  setNumber(at, RESIDUAL_TEST_DURBIN_WATSON, d);
  setNumber(at, RESIDUAL_TEST_DURBIN_WATSON_P, below == below ? min(1, 2 * smallerTail) : NaN);

  let count = 0;
  for (let k = 0; k < points; k++) {
    const value = number(studentized + offset, k);
    if (value == value) setNumber(work, count++, value);
  }
  const usable = count >= LEAST_FOR_NORMALITY;
  const statistic = usable ? andersonDarling(work, count) : NaN;
  setNumber(at, RESIDUAL_TEST_NORMALITY, statistic);
  setNumber(at, RESIDUAL_TEST_NORMALITY_P, usable ? andersonDarlingTail(statistic, count) : NaN);
}

/** Runs all tests on what the host wrote. Returns the address of the results; see program.ts. */
export function testResiduals(points: i32, count: i32): usize {
  const rows = 2 * points;
  const residual = columns + (<usize>(count * rows) << 3);
  const rank = orthonormalize(columns, rows, count);
  setNumber(results, 0, <f64>rank);
  studentize(residual, rows, rank);
  testPart(0, points, rank, residual);
  testPart(1, points, rank, residual);
  return results;
}
