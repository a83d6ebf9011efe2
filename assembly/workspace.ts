/**
 * The map of all buffers. One problem is resident at a time; `layout` places everything it needs, once, and nothing
 * allocates while solving.
 *
 *   heap base
 *   | raw spectrum (host writes)        f, Re Z, Im Z, sigma Re, sigma Im          N doubles each
 *   | program (host writes)             forward, backward, expressions, combinations
 *   | parameters (U) and variables (P)  descriptions, limits, values, statistics
 *   | linear algebra                    Gram matrix, factors, steps, C and V        O(P^2 + U P)
 *   | grid                              omega, 1/omega, ln omega                    16 bytes a pair each
 *   | columns                           weights, data, registers                    32 bytes a pair each
 *   | rows of an objective              row, loss weight; correlation, coupling     32 and 16 bytes a pair each
 *   | Jacobian                          P columns, then the residual                32 bytes a pair each
 *   | factor                            copy of the Jacobian for the QR
 *   | answer                            what a question about a finished fit needs, placed when it is asked
 *   end
 *
 * A pair is two neighbouring frequencies; a complex column holds [re0 re1 | im0 im1] for each pair. An odd last point
 * is padded with a copy of itself and weight zero.
 */
import { BUFFER_ANSWER } from "./agreed/questions";
import {
  BUFFER_COMBINATIONS,
  BUFFER_CORRELATION,
  BUFFER_EXPRESSION_CONSTANTS,
  BUFFER_EXPRESSIONS,
  BUFFER_FITTED_IM,
  BUFFER_FITTED_RE,
  BUFFER_FORWARD,
  BUFFER_FREQUENCY,
  BUFFER_BACKWARD,
  BUFFER_JACOBIAN,
  BUFFER_MEASURED_IM,
  BUFFER_MEASURED_RE,
  BUFFER_MINIMA,
  BUFFER_PARAMETER_HIGH,
  BUFFER_PARAMETER_LOW,
  BUFFER_PARAMETER_OHM,
  BUFFER_PARAMETER_SECOND,
  BUFFER_PARAMETER_STDERR,
  BUFFER_PARAMETER_VALUE,
  BUFFER_PARAMETER_WORDS,
  BUFFER_REPORT,
  BUFFER_SIGMA_IM,
  BUFFER_SIGMA_RE,
  BUFFER_VARIABLE_LOWER,
  BUFFER_VARIABLE_PARAMETER,
  BUFFER_VARIABLE_STATUS,
  BUFFER_VARIABLE_UPPER,
  BUFFER_THETA,
  PARAMETER_WORDS,
  REPORT_NUMBERS,
} from "./program";

export let points: i32 = 0;
export let pairs: i32 = 0;
/** Bytes of one complex column. */
export let stride: i32 = 0;
/** Bytes at the head of every column that are being worked on: all, or those of the coarse grid. */
export let active: i32 = 0;
/** The coarse grid: every so many-th point, which stand at the head of the columns. */
export let decimation: i32 = 1;
export let coarse: i32 = 0;
export let parameters: i32 = 0;
export let variables: i32 = 0;
export let expressionCount: i32 = 0;
export let scratchColumns: i32 = 0;

export let frequency: usize = 0;
export let measuredRe: usize = 0;
export let measuredIm: usize = 0;
export let sigmaRe: usize = 0;
export let sigmaIm: usize = 0;
export let fittedRe: usize = 0;
export let fittedIm: usize = 0;

export let forward: usize = 0;
export let backward: usize = 0;
export let expressions: usize = 0;
export let expressionConstants: usize = 0;
/** [variable, count, parameter x count] repeated, then -1: Jacobian columns that are sums over parameters. */
export let combinations: usize = 0;

export let parameterWords: usize = 0;
export let parameterOhm: usize = 0;
export let parameterSecond: usize = 0;
/** Values in the units of the record. */
export let parameterValue: usize = 0;
/** Values in the scaled units of the kernel. */
export let kernelValue: usize = 0;
export let parameterStderr: usize = 0;
export let parameterLow: usize = 0;
export let parameterHigh: usize = 0;
export let variableParameter: usize = 0;
/** Limits in the units of the record; the host writes them. */
export let variableLower: usize = 0;
export let variableUpper: usize = 0;
export let variableStatus: usize = 0;
export let correlation: usize = 0;
export let report: usize = 0;

/** d ln(parameter)/d theta in natural units, U x P; and the same for the kernel's scaled parameters. */
export let naturalDerivative: usize = 0;
export let kernelDerivative: usize = 0;
export let expressionStack: usize = 0;

/** exp(theta), P numbers and one to make the count even; so are theta and trial. */
export let exponential: usize = 0;

export let theta: usize = 0;
export let trial: usize = 0;
export let lower: usize = 0;
export let upper: usize = 0;
export let best: usize = 0;
export let solver: usize = 0;

export let omega: usize = 0;
export let inverseOmega: usize = 0;
export let logOmega: usize = 0;
export let data: usize = 0;
export let weight: usize = 0;
/** For the objectives and losses of residual.ts: multipliers of the rows, the derivative of the loss, l21, and l21 as a row. */
export let row: usize = 0;
export let lossWeight: usize = 0;
export let weightCorrelation: usize = 0;
export let coupling: usize = 0;
/** Square roots of relative weights, whatever those in force. */
export let relativeWeight: usize = 0;
export let registers: usize = 0;
export let scratch: usize = 0;
export let jacobian: usize = 0;
export let factor: usize = 0;
export let starts: usize = 0;
/** Room behind the map; see `extend`. */
export let answer: usize = 0;
export let minima: usize = 0;

/** Starts kept at once by the search, each a row of P + 1 numbers. */
export const START_ROWS = 64;
/** Distinct minima that are remembered. */
export const MINIMA_ROWS = 16;

/** The coarse grid has at least this many points a variable, and so twice as many residuals. */
const COARSE_POINTS = 2;
const LEAST_COARSE_POINTS = 10;

/** Index in the spectrum of the k-th point in memory: first the coarse grid, then the others. */
export function sourceOf(k: i32): i32 {
  const head = (points + decimation - 1) / decimation;
  if (k < head) return k * decimation;
  const rest = k - head;
  return (rest / (decimation - 1)) * decimation + 1 + (rest % (decimation - 1));
}

export function setActive(bytes: i32): void {
  active = bytes;
}

let cursor: usize = 0;
/** A module cannot have more memory. */
const LAST_ADDRESS: u64 = 0xfffe0000;

function reserve(bytes: usize): usize {
  const at = cursor;
  cursor = (cursor + bytes + 63) & ~(<usize>63);
  return at;
}

/** Makes all bytes before `end` usable; false where the machine does not give them. */
export function reach(end: u64): bool {
  if (end > LAST_ADDRESS) return false;
  const missing = <i32>((end + 0xffff) >> 16) - memory.size();
  return missing <= 0 || memory.grow(missing) >= 0;
}

/** First byte behind all buffers. */
export function endOfLayout(): usize {
  return (max(cursor, __heap_base) + 63) & ~(<usize>63);
}

/** Doubles that the solver needs for P variables and M residuals; see lm/problem.ts. */
export function solverNumbers(p: i32): i32 {
  return 8 * (p + 1) * (p + 2) + 24 * (p + 2);
}

/**
 * Places all buffers. Returns 1, or 0 when the machine does not give the memory.
 * `registerColumns` counts column 0, the root's adjoint.
 */
export function layout(
  pointCount: i32, parameterCount: i32, variableCount: i32, registerColumns: i32, scratchCount: i32,
  forwardWords: i32, backwardWords: i32, expressionWords: i32, constantCount: i32, combinationWords: i32,
): i32 {
  points = pointCount;
  pairs = (pointCount + 1) >> 1;
  stride = pairs << 5;
  active = stride;
  decimation = max(1, pointCount / max(LEAST_COARSE_POINTS, COARSE_POINTS * variableCount));
  coarse = (((pointCount + decimation - 1) / decimation + 1) >> 1) << 5;
  parameters = parameterCount;
  variables = variableCount;
  expressionCount = expressionWords;
  scratchColumns = scratchCount;
  const n8 = <usize>pointCount << 3;
  const u = <usize>parameterCount;
  const p = <usize>variableCount;
  const column = <usize>stride;
  const total: u64 =
    <u64>n8 * 7 + <u64>pairs * 48 +
    <u64>column * (<u64>registerColumns + <u64>scratchCount + 6 + 2 * (<u64>p + 1)) +
    <u64>p * 16 + 8 * (<u64>u * p * 3 + <u64>u * 16 + <u64>p * 16 + <u64>u * u + <u64>solverNumbers(variableCount)) +
    <u64>(START_ROWS + MINIMA_ROWS) * (p + 2) * 8 + <u64>(forwardWords + backwardWords + expressionWords + combinationWords) * 4 +
    <u64>constantCount * 8 + <u64>(expressionWords + 2) * (p + 1) * 8 + (1 << 16);
  const end: u64 = <u64>__heap_base + total;
  if (!reach(end)) return 0;

  cursor = (__heap_base + 63) & ~(<usize>63);
  frequency = reserve(n8);
  measuredRe = reserve(n8);
  measuredIm = reserve(n8);
  sigmaRe = reserve(n8);
  sigmaIm = reserve(n8);
  fittedRe = reserve(n8);
  fittedIm = reserve(n8);

  forward = reserve(<usize>forwardWords << 2);
  backward = reserve(<usize>backwardWords << 2);
  expressions = reserve(<usize>expressionWords << 2);
  expressionConstants = reserve(<usize>constantCount << 3);
  combinations = reserve(<usize>combinationWords << 2);
  expressionStack = reserve(<usize>(expressionWords + 2) * (p + 1) * 8);

  parameterWords = reserve(u * PARAMETER_WORDS * 4);
  parameterOhm = reserve(u << 3);
  parameterSecond = reserve(u << 3);
  parameterValue = reserve(u << 3);
  kernelValue = reserve((u + 1) << 3);
  parameterStderr = reserve(u << 3);
  parameterLow = reserve(u << 3);
  parameterHigh = reserve(u << 3);
  variableParameter = reserve(p << 2);
  variableLower = reserve(p << 3);
  variableUpper = reserve(p << 3);
  variableStatus = reserve(p << 2);
  correlation = reserve(u * u << 3);
  report = reserve(REPORT_NUMBERS << 3);
  naturalDerivative = reserve(u * p << 3);
  kernelDerivative = reserve(u * p << 3);

  exponential = reserve((p + 1) << 3);
  theta = reserve((p + 1) << 3);
  trial = reserve((p + 1) << 3);
  lower = reserve(p << 3);
  upper = reserve(p << 3);
  best = reserve((p + 1) << 3);
  starts = reserve(<usize>START_ROWS * (p + 2) * 8);
  minima = reserve(<usize>MINIMA_ROWS * (p + 2) * 8);
  solver = reserve(<usize>solverNumbers(variableCount) << 3);

  omega = reserve(<usize>pairs << 4);
  inverseOmega = reserve(<usize>pairs << 4);
  logOmega = reserve(<usize>pairs << 4);
  data = reserve(column);
  weight = reserve(column);
  row = reserve(column);
  lossWeight = reserve(column);
  weightCorrelation = reserve(column >> 1);
  coupling = reserve(column >> 1);
  relativeWeight = reserve(column);
  registers = reserve(column * registerColumns);
  scratch = reserve(column * scratchCount);
  jacobian = reserve(column * (p + 1));
  factor = reserve(column * (p + 1) + p * 16);
  return 1;
}

/** Places `bytes` of room at `answer`, behind the map, until the next `extend` or `layout`. False where there is not so much memory. */
export function extend(bytes: u64): bool {
  const end = <u64>cursor + bytes;
  if (!reach(end)) return false;
  answer = cursor;
  return true;
}

/** Address of a buffer for the host; 0 for a number that names none. */
export function address(buffer: i32): usize {
  switch (buffer) {
    case BUFFER_FREQUENCY: return frequency;
    case BUFFER_MEASURED_RE: return measuredRe;
    case BUFFER_MEASURED_IM: return measuredIm;
    case BUFFER_SIGMA_RE: return sigmaRe;
    case BUFFER_SIGMA_IM: return sigmaIm;
    case BUFFER_FORWARD: return forward;
    case BUFFER_BACKWARD: return backward;
    case BUFFER_PARAMETER_WORDS: return parameterWords;
    case BUFFER_PARAMETER_OHM: return parameterOhm;
    case BUFFER_PARAMETER_SECOND: return parameterSecond;
    case BUFFER_PARAMETER_VALUE: return parameterValue;
    case BUFFER_VARIABLE_PARAMETER: return variableParameter;
    case BUFFER_VARIABLE_LOWER: return variableLower;
    case BUFFER_VARIABLE_UPPER: return variableUpper;
    case BUFFER_EXPRESSIONS: return expressions;
    case BUFFER_EXPRESSION_CONSTANTS: return expressionConstants;
    case BUFFER_COMBINATIONS: return combinations;
    case BUFFER_PARAMETER_STDERR: return parameterStderr;
    case BUFFER_PARAMETER_LOW: return parameterLow;
    case BUFFER_PARAMETER_HIGH: return parameterHigh;
    case BUFFER_CORRELATION: return correlation;
    case BUFFER_VARIABLE_STATUS: return variableStatus;
    case BUFFER_REPORT: return report;
    case BUFFER_FITTED_RE: return fittedRe;
    case BUFFER_FITTED_IM: return fittedIm;
    case BUFFER_JACOBIAN: return jacobian;
    case BUFFER_ANSWER: return answer;
    case BUFFER_THETA: return theta;
    case BUFFER_MINIMA: return minima;
    default: return 0;
  }
}
