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
} from "../../assembly/agreed/residualTests.ts";
import type { FitResult } from "../fit/result.ts";
import { theExaminer } from "../kernel/load.ts";
import { linearizedFit } from "./linearizedFit.ts";
import { relativeRoot } from "./relativeRoot.ts";
import {
  describeDurbinWatson,
  describeNormality,
  describeRuns,
  residualVerdict,
  TOO_FEW_RESIDUALS,
} from "./residualWords.ts";

/** The part of the residual that a test looks at. */
export type ResidualPart = "real" | "imaginary";

/** One test of the hypothesis that the weighted residuals are independent and normal with one variance. */
export interface ResidualTest {
  readonly kind: "runs" | "durbin-watson" | "normality";
  readonly part: ResidualPart;
  /**
   * runs: standard score of the number of runs of equal signs; durbin-watson: d, about 2 for independent residuals;
   * normality: A^2 of Anderson and Darling.
   */
  readonly statistic: number;
  /** Probability of a statistic at least as extreme on either side, by chance; null where there are too few residuals. */
  readonly pValue: number | null;
  /** In a sentence for people. */
  readonly text: string;
}

/** What the residuals say of the circuit. */
export interface ResidualTests {
  readonly tests: readonly ResidualTest[];
  /** Whether runs and Durbin-Watson, together at the level of 5 %, leave the residuals independent along frequency; null where nothing could be tested. */
  readonly independent: boolean | null;
  /** Whether they may be normal, likewise. */
  readonly normal: boolean | null;
  readonly verdict: string;
  /** Leverage of each fitted point, 0 to 1: how far the fit follows its real and imaginary part. */
  readonly leverageRe: Float64Array;
  readonly leverageIm: Float64Array;
  /** r/(s sqrt(1 - leverage)), of variance 1; NaN where the leverage is 1. In the order of `result.residuals`. */
  readonly studentizedRe: Float64Array;
  readonly studentizedIm: Float64Array;
}

/** A fit needs this many degrees of freedom for its residuals to be worth a test. */
const LEAST_FREEDOM = 8;
const LEAST_POINTS = 5;
const FAMILY_LEVEL = 0.05;
/** Data without noise are met to rounding, which is no sample of anything. */
const ROUNDING = 1e-11;

/**
 * Tests the residuals of a fit along frequency, real and imaginary part separately.
 *
 * - runs: Wald and Wolfowitz (Ann. Math. Statist. 11, 147, 1940), normal approximation; the expected number of runs takes
 *   account of the correlation that a fit leaves between neighbours.
 * - durbin-watson: Durbin and Watson (Biometrika 37, 409, 1950); p-value for the actual Jacobian by the saddlepoint
 *   approximation for ratios of quadratic forms (Lieberman, J. Am. Stat. Assoc. 89, 924, 1994).
 * - normality: Anderson and Darling (J. Am. Stat. Assoc. 49, 765, 1954) on studentized residuals; p-value of D'Agostino and
 *   Stephens (Goodness-of-fit Techniques, 1986, table 4.9).
 *
 * p-values are two-sided. Several tests at once give false alarms more often than one, so the verdict compares the least
 * p-value times the number of tests with 5 % (Bonferroni).
 *
 * @throws {FitError} `not-a-result` for anything but what `fit` returned.
 */
export function residualTests(result: FitResult): ResidualTests {
  const { columns, residual } = linearizedFit(result);
  const rows = residual.length;
  const points = rows / 2;
  if (relativeRoot(result.residuals) < ROUNDING)
    return untested(points, "The residuals are nothing but rounding: there is nothing to test.");
  if (points < LEAST_POINTS || rows - columns.length < LEAST_FREEDOM) return untested(points, TOO_FEW_RESIDUALS);
  const head = RESIDUAL_TEST_HEAD + 2 * RESIDUAL_TEST_NUMBERS;
  const numbers = theExaminer().arena.testResiduals(columns, residual, head + 2 * rows);
  const tests = [...readPart("real", numbers, 0), ...readPart("imaginary", numbers, 1)];
  const independent = holds(tests.filter(({ kind }) => kind !== "normality"));
  const normal = holds(tests.filter(({ kind }) => kind === "normality"));
  const block = (index: number): Float64Array => numbers.slice(head + index * points, head + (index + 1) * points);
  return {
    tests,
    independent,
    normal,
    verdict: residualVerdict(tests, independent, normal),
    leverageRe: block(0),
    leverageIm: block(1),
    studentizedRe: block(2),
    studentizedIm: block(3),
  };
}

/** Whether a family of tests lets the hypothesis stand. */
function holds(tests: readonly ResidualTest[]): boolean | null {
  const known = tests.flatMap(({ pValue }) => (pValue === null ? [] : [pValue]));
  return known.length === 0 ? null : Math.min(...known) * known.length >= FAMILY_LEVEL;
}

function readPart(part: ResidualPart, numbers: Float64Array, place: number): ResidualTest[] {
  const at = (number: number): number =>
    numbers[RESIDUAL_TEST_HEAD + place * RESIDUAL_TEST_NUMBERS + number] ?? Number.NaN;
  const known = (p: number): number | null => (Number.isNaN(p) ? null : p);
  const runsP = at(RESIDUAL_TEST_RUNS_P);
  const watson = at(RESIDUAL_TEST_DURBIN_WATSON);
  const watsonP = known(at(RESIDUAL_TEST_DURBIN_WATSON_P));
  const normality = at(RESIDUAL_TEST_NORMALITY);
  const normalityP = known(at(RESIDUAL_TEST_NORMALITY_P));
  return [
    {
      kind: "runs",
      part,
      statistic: at(RESIDUAL_TEST_RUNS_SCORE),
      pValue: known(runsP),
      text: describeRuns(part, at(RESIDUAL_TEST_RUNS), at(RESIDUAL_TEST_EXPECTED_RUNS), runsP),
    },
    {
      kind: "durbin-watson",
      part,
      statistic: watson,
      pValue: watsonP,
      text: describeDurbinWatson(part, watson, watsonP),
    },
    {
      kind: "normality",
      part,
      statistic: normality,
      pValue: normalityP,
      text: describeNormality(part, normality, normalityP),
    },
  ];
}

function untested(points: number, verdict: string): ResidualTests {
  const none = new Float64Array(points).fill(Number.NaN);
  return {
    tests: [],
    independent: null,
    normal: null,
    verdict,
    leverageRe: none,
    leverageIm: none,
    studentizedRe: none,
    studentizedIm: none,
  };
}
