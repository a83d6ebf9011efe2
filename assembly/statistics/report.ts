/** What a fit says of its parameters: standard errors, intervals, correlations, identifiability. */
import { condition, inverseNormal, rank, undetermined, undeterminedShare } from "../lm/covariance";
import { freeCount } from "../lm/factor";
import { freeList, objective, pinned, residualCount, square } from "../lm/problem";
import { AT_LOWER, AT_UPPER } from "../lm/bounds";
import { exp } from "../math/exp";
import { describe, isLogarithmic } from "../parameters";
import {
  PARAMETER_VARIABLE,
  REPORT_CONDITION,
  REPORT_DEGREES_OF_FREEDOM,
  REPORT_RANK,
  REPORT_T_QUANTILE,
  VARIABLE_AT_LOWER,
  VARIABLE_AT_UPPER,
  VARIABLE_FREE,
  VARIABLE_UNIDENTIFIED,
} from "../program";
import { threshold } from "../residualLoss";
import { number, setNumber, setWord, word } from "../view";
import {
  correlation, naturalDerivative, parameterHigh, parameterLow, parameters, parameterStderr, parameterValue, report,
  variables, variableStatus,
} from "../workspace";
import { robustVariance, writeSandwich } from "./sandwich";
import { studentQuantile } from "./studentT";

/** A free variable with more of itself than this in directions without rank has no standard error. */
const UNDETERMINED: f64 = 1e-3;
/**
 * The same for what follows from several variables. The null vectors are known to some 1e-14 against the well-determined
 * directions, so that a combination which they leave alone has no more of them than that.
 */
const UNDETERMINED_COMBINATION: f64 = 1e-6;

let quantileFreedom: f64 = 0;
let quantileLevel: f64 = 0;
let quantile: f64 = 0;

/** Student's quantile, computed anew only when asked for another one. */
export function cachedQuantile(level: f64, freedom: f64): f64 {
  if (freedom != quantileFreedom || level != quantileLevel) {
    quantile = studentQuantile(level, freedom);
    quantileFreedom = freedom;
    quantileLevel = level;
  }
  return quantile;
}

export function writeStatus(): void {
  for (let k = 0; k < variables; k++) {
    const held = word(pinned, k);
    setWord(variableStatus, k, held == AT_LOWER ? VARIABLE_AT_LOWER : held == AT_UPPER ? VARIABLE_AT_UPPER : VARIABLE_FREE);
  }
  for (let i = 0; i < freeCount; i++) {
    if (undetermined(i) > UNDETERMINED) setWord(variableStatus, word(freeList, i), VARIABLE_UNIDENTIFIED);
  }
}

/** (J^T J)^-1 of the free variables, row-major in the order of `freeList`. */
function writeCovariance(): void {
  for (let i = 0; i < freeCount; i++) {
    for (let j = 0; j <= i; j++) {
      const value = inverseNormal(i, j);
      setNumber(square, i * freeCount + j, value);
      setNumber(square, j * freeCount + i, value);
    }
  }
}

/** Covariance of the coordinates v (ln p or p) of two parameters, before the factor s^2. */
function naturalCovariance(a: i32, b: i32): f64 {
  const rowA = naturalDerivative + (<usize>a * variables << 3);
  const rowB = naturalDerivative + (<usize>b * variables << 3);
  let sum: f64 = 0;
  for (let i = 0; i < freeCount; i++) {
    const x = number(rowA, word(freeList, i));
    if (x == 0) continue;
    let inner: f64 = 0;
    for (let j = 0; j < freeCount; j++) {
      const y = number(rowB, word(freeList, j));
      if (y != 0) inner += y * number(square, i * freeCount + j);
    }
    sum += x * inner;
  }
  return sum;
}

/**
 * Whether directions without rank change a parameter. Variables that the data do not determine may do so in a combination
 * that they determine well, as two resistances in series.
 */
function isUndetermined(parameter: i32): bool {
  const row = naturalDerivative + (<usize>parameter * variables << 3);
  if (describe(parameter, 0) != PARAMETER_VARIABLE) return undeterminedShare(row) > UNDETERMINED_COMBINATION;
  for (let k = 0; k < variables; k++) {
    if (number(row, k) != 0 && word(variableStatus, k) == VARIABLE_UNIDENTIFIED) return true;
  }
  return false;
}

/** Correlations of the coordinates v of all parameters; 0 for one without variance. */
function writeCorrelations(): void {
  for (let i = 0; i < parameters; i++) {
    const own = naturalCovariance(i, i);
    setNumber(correlation, i * parameters + i, own);
    for (let j = 0; j < i; j++) {
      const product = own * number(correlation, j * parameters + j);
      const value = product > 0 ? naturalCovariance(i, j) / Math.sqrt(product) : 0;
      const bounded = max(-1.0, min(1.0, value));
      setNumber(correlation, i * parameters + j, bounded);
      setNumber(correlation, j * parameters + i, bounded);
    }
  }
  for (let i = 0; i < parameters; i++) {
    const at = i * parameters + i;
    setNumber(correlation, at, number(correlation, at) > 0 ? 1 : 0);
  }
}

/**
 * Standard errors, intervals and correlations of all parameters in natural units, NaN where there is none, infinite errors of
 * combinations that the data do not determine. `absolute`: the weights are standard deviations, so the covariance is not scaled
 * by S/(2N - p). A robust loss has a scale of its own.
 */
export function writeStatistics(level: f64, absolute: bool): void {
  const robust = threshold < Infinity;
  writeStatus();
  if (robust) writeSandwich();
  else writeCovariance();
  const freedom = <f64>(residualCount - freeCount);
  const least = absolute ? 1.0 : freedom > 0 ? objective / freedom : NaN;
  const variance = robust ? (freedom > 0 ? robustVariance : NaN) : least;
  const t = freedom > 0 ? cachedQuantile(level, freedom) : NaN;
  for (let i = 0; i < parameters; i++) {
    const spread = naturalCovariance(i, i);
    const value = number(parameterValue, i);
    const isVariable = describe(i, 0) == PARAMETER_VARIABLE;
    let error = spread > 0 ? Math.sqrt(variance * spread) : NaN;
    if (isUndetermined(i)) error = isVariable ? NaN : Infinity;
    const logarithmic = isLogarithmic(i);
    setNumber(parameterStderr, i, logarithmic ? value * error : error);
    setNumber(parameterLow, i, logarithmic ? value * exp(-t * error) : value - t * error);
    setNumber(parameterHigh, i, logarithmic ? value * exp(t * error) : value + t * error);
  }
  writeCorrelations();
  setNumber(report, REPORT_DEGREES_OF_FREEDOM, freedom);
  setNumber(report, REPORT_CONDITION, condition);
  setNumber(report, REPORT_RANK, <f64>rank);
  setNumber(report, REPORT_T_QUANTILE, t);
}
