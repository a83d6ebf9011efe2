/**
 * From the solver's variables theta to the parameters of the elements and back.
 *
 * A positive parameter p has the coordinate v = ln p, an exponent v = p. The kernels work with impedances in units of
 * Z_c and omega in units of omega_c, so that p' = p Z_c^-ohm omega_c^second. Where `second` is itself a parameter n
 * (the Q of a CPE), ln Q and n are strongly coupled in natural units but hardly in scaled ones: the variable is then
 * theta = ln Q', unless limits on Q itself call for theta = ln Q.
 *
 * V = dv/dtheta (natural) and C = d(ln p')/dtheta (kernel) are U x P, row-major.
 */
import { evaluateExpression } from "./expression";
import { logImpedanceScale, logOmegaScale } from "./grid";
import { exp, expPair } from "./math/exp";
import { log } from "./math/log";
import { PARAMETER_DERIVED, PARAMETER_EXPRESSION, PARAMETER_VARIABLE, PARAMETER_WORDS } from "./program";
import { number, setNumber, word } from "./view";
import {
  exponential, expressionCount, kernelDerivative, kernelValue, lower, naturalDerivative, parameterOhm, parameters, parameterSecond,
  parameterValue, parameterWords, theta, upper, variableLower, variableParameter, variables, variableUpper,
} from "./workspace";

/** A scaled logarithmic variable never leaves +-LOG_LIMIT: 1e-26..1e26 times the typical size. */
export const LOG_LIMIT: f64 = 60;

// @ts-ignore: decorator
@inline
export function describe(parameter: i32, field: i32): i32 {
  return word(parameterWords, parameter * PARAMETER_WORDS + field);
}

// @ts-ignore: decorator
@inline
export function isLogarithmic(parameter: i32): bool {
  return describe(parameter, 2) != 0;
}

/** The constant part of ln p' - ln p. */
export function shift(parameter: i32): f64 {
  const constantSecond = describe(parameter, 3) < 0 ? number(parameterSecond, parameter) : 0;
  return constantSecond * logOmegaScale - number(parameterOhm, parameter) * logImpedanceScale;
}

/** theta of a variable whose parameter has the natural value `value`; the exponents must be in `parameterValue`. */
function variableOf(parameter: i32, value: f64): f64 {
  if (!isLogarithmic(parameter)) return value;
  let coordinate = log(value) + shift(parameter);
  if (describe(parameter, 5)) coordinate += number(parameterValue, describe(parameter, 3)) * logOmegaScale;
  return coordinate;
}

/**
 * Writes the limits of theta from the natural limits. A variable scaled with its exponent has none but the numerical
 * ones.
 */
export function prepareLimits(): void {
  for (let k = 0; k < variables; k++) {
    const parameter = word(variableParameter, k);
    let low = number(variableLower, k);
    let high = number(variableUpper, k);
    if (isLogarithmic(parameter)) {
      const scaled = describe(parameter, 5) != 0;
      const reach = describe(parameter, 3) >= 0 && !scaled ? LOG_LIMIT + abs(logOmegaScale) : LOG_LIMIT;
      low = scaled || low <= 0 ? -reach : log(low) + shift(parameter);
      high = scaled || high == Infinity ? reach : log(high) + shift(parameter);
    }
    setNumber(lower, k, low);
    setNumber(upper, k, high);
  }
}

/**
 * Natural values of the tied parameters from those of the others, as far as they can be had: an exponent that is tied is
 * needed to scale its amplitude.
 */
export function evaluateTies(): void {
  if (expressionCount == 0) return;
  for (let k = 0; k < parameters; k++) {
    const parameter = describe(k, 6);
    if (describe(parameter, 0) != PARAMETER_EXPRESSION) continue;
    const result = evaluateExpression(describe(parameter, 1), parameterValue, naturalDerivative);
    setNumber(parameterValue, parameter, number(result, 0));
  }
}

/** theta from the natural values in `parameterValue`, moved inside the limits. Returns how many had to be moved. */
export function thetaFromValues(): i32 {
  evaluateTies();
  let moved = 0;
  for (let k = 0; k < variables; k++) {
    const parameter = word(variableParameter, k);
    let x = variableOf(parameter, number(parameterValue, parameter));
    const low = number(lower, k);
    const high = number(upper, k);
    if (!(x >= low)) {
      x = low;
      moved++;
    } else if (x > high) {
      x = high;
      moved++;
    }
    setNumber(theta, k, x);
  }
  return moved;
}

/** Rows of V and C of one parameter whose natural value stands in `parameterValue`; `result` of an expression, or 0. */
function differentiate(parameter: i32, result: usize): void {
  const bytes = <usize>variables << 3;
  const v = naturalDerivative + <usize>parameter * bytes;
  const c = kernelDerivative + <usize>parameter * bytes;
  const kind = describe(parameter, 0);
  const power = describe(parameter, 3);
  memory.fill(v, 0, bytes);
  if (kind == PARAMETER_VARIABLE) {
    setNumber(v, describe(parameter, 1), 1);
    if (describe(parameter, 5)) {
      const n = naturalDerivative + <usize>power * bytes;
      for (let k = 0; k < variables; k++) setNumber(v, k, number(v, k) - logOmegaScale * number(n, k));
    }
  } else if (result != 0) {
    const value = number(parameterValue, parameter);
    const scale: f64 = isLogarithmic(parameter) ? (value == 0 ? 0 : 1 / value) : 1;
    for (let k = 0; k < variables; k++) setNumber(v, k, scale * number(result, k + 1));
  }
  memory.copy(c, v, bytes);
  if (power >= 0) {
    const n = naturalDerivative + <usize>power * bytes;
    for (let k = 0; k < variables; k++) setNumber(c, k, number(c, k) + logOmegaScale * number(n, k));
  }
}

/** dp/dtheta of every parameter already evaluated, in place of dv/dtheta, for the next expression. */
function naturalSlopes(parameter: i32, restore: bool): void {
  if (!isLogarithmic(parameter)) return;
  const value = number(parameterValue, parameter);
  const scale = restore ? (value == 0 ? 0 : 1 / value) : value;
  const v = naturalDerivative + (<usize>parameter * variables << 3);
  for (let k = 0; k < variables; k++) setNumber(v, k, scale * number(v, k));
}

/** How much `updateParameters` brings up to date. */
export const KERNEL_ONLY = 0;
export const WITH_NATURAL = 1;
export const WITH_DERIVATIVES = 2;

/** The exponentials that the logarithmic variables need, two at a time; those of exponents are computed for nothing. */
function exponentials(at: usize): void {
  for (let k = 0; k < variables; k += 2) {
    const offset = <usize>k << 3;
    v128.store(exponential + offset, expPair(v128.load(at + offset)));
  }
}

function updateVariable(parameter: i32, at: usize, natural: bool): void {
  const variable = describe(parameter, 1);
  const x = number(at, variable);
  if (!isLogarithmic(parameter)) {
    setNumber(kernelValue, parameter, x);
    setNumber(parameterValue, parameter, x);
    return;
  }
  const power = describe(parameter, 3);
  const scaled = describe(parameter, 5) != 0;
  const own = number(exponential, variable);
  const stretch = power >= 0 ? logOmegaScale * number(parameterValue, power) : 0;
  setNumber(kernelValue, parameter, scaled || stretch == 0 ? own : exp(x + stretch));
  if (natural) setNumber(parameterValue, parameter, exp((scaled ? x - stretch : x) - shift(parameter)));
}

/**
 * Kernel values p' at `at` (theta or trial). More on request: all natural values, and V and C; expressions always bring
 * these. Returns false where a tie gives a value that its parameter cannot have.
 */
export function updateParameters(at: usize, request: i32): bool {
  const extent = expressionCount > 0 ? WITH_DERIVATIVES : request;
  exponentials(at);
  for (let k = 0; k < parameters; k++) {
    const parameter = describe(k, 6);
    const kind = describe(parameter, 0);
    if (kind == PARAMETER_VARIABLE) {
      updateVariable(parameter, at, extent >= WITH_NATURAL);
      if (extent >= WITH_DERIVATIVES) differentiate(parameter, 0);
      continue;
    }
    const logarithmic = isLogarithmic(parameter);
    const power = describe(parameter, 3);
    if (kind == PARAMETER_EXPRESSION || kind == PARAMETER_DERIVED) {
      for (let i = 0; i < k; i++) naturalSlopes(describe(i, 6), false);
      const result = evaluateExpression(describe(parameter, 1), parameterValue, naturalDerivative);
      for (let i = 0; i < k; i++) naturalSlopes(describe(i, 6), true);
      const value = number(result, 0);
      const isPossible = value - value == 0 && !(logarithmic && value < 0);
      if (!isPossible && kind == PARAMETER_EXPRESSION) return false;
      setNumber(parameterValue, parameter, value);
      differentiate(parameter, result);
    } else if (extent >= WITH_DERIVATIVES) {
      differentiate(parameter, 0);
    }
    const value = number(parameterValue, parameter);
    const stretch = power >= 0 ? logOmegaScale * number(parameterValue, power) : 0;
    setNumber(kernelValue, parameter, logarithmic ? value * exp(shift(parameter) + stretch) : value);
  }
  return true;
}
