/**
 * The scales of a circuit's terms. Where the impedance is a sum, Z = sum of Z_t, each term may be scaled by scaling its
 * parameters that carry ohm, so the best scales for given time constants and exponents are a linear least-squares problem with
 * scales that are not negative. Since Z_t is homogeneous of degree 1 in those parameters, Z_t = sum of a dZ/d ln p over them,
 * a being the power of ohm in p (Euler).
 */
import { gramMatrix } from "../linalg/gram";
import { evaluate, matrix, row, step as scales } from "../lm/problem";
import { log } from "../math/log";
import { NO_TERM } from "../program";
import { describe } from "../parameters";
import { number, setNumber, word } from "../view";
import {
  active, factor, jacobian, lower, parameterOhm, stride, theta, upper, variableParameter, variables,
} from "../workspace";

/** Sweeps of coordinate descent; the scales need not be exact. */
const SWEEPS = 24;
/** No term is scaled below this part of the data, from where its logarithm could not come back. */
const LEAST: f64 = 1e-4;

/** target += scale * source over the active bytes. */
function add(target: usize, scale: f64, source: usize): void {
  const factor = f64x2.splat(scale);
  const end = source + active;
  do {
    v128.store(target, f64x2.add(v128.load(target), f64x2.mul(factor, v128.load(source))));
    target += 16;
    source += 16;
  } while (source < end);
}

/** Number of terms that can be scaled; 0 where there are none. */
function termCount(): i32 {
  let count = 0;
  for (let k = 0; k < variables; k++) count = max(count, describe(word(variableParameter, k), 8) + 1);
  return count;
}

/** Weighted columns of the terms, and behind them what they should sum up to, in place of the factors. */
function termColumns(terms: i32): void {
  for (let t = 0; t <= terms; t++) memory.fill(factor + <usize>t * stride, 0, active);
  const target = factor + <usize>terms * stride;
  for (let k = 0; k < variables; k++) {
    const parameter = word(variableParameter, k);
    const term = describe(parameter, 8);
    if (term == NO_TERM) continue;
    const column = jacobian + <usize>k * stride;
    add(factor + <usize>term * stride, number(parameterOhm, parameter), column);
    add(target, number(parameterOhm, parameter), column);
  }
  add(target, -1, jacobian + <usize>variables * stride);
}

/**
 * Scales the terms of the circuit at theta, as far as limits let them, to fit the points in use. Returns the sum of squares that
 * remains, Infinity where the impedance is not finite.
 */
export function scaleTerms(): f64 {
  const terms = min(termCount(), variables);
  const before = evaluate(theta);
  if (!(before < Infinity) || terms == 0) return before;
  termColumns(terms);
  gramMatrix(matrix, row, factor, terms + 1, stride, active);
  const corner = number(matrix + <usize>terms * row, terms);
  for (let t = 0; t < terms; t++) setNumber(scales, t, 1);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let t = 0; t < terms; t++) {
      const own = number(matrix + <usize>t * row, t);
      if (!(own > 0)) continue;
      let sum = number(matrix + <usize>t * row, terms);
      for (let u = 0; u < t; u++) sum -= number(matrix + <usize>u * row, t) * number(scales, u);
      for (let u = t + 1; u < terms; u++) sum -= number(matrix + <usize>t * row, u) * number(scales, u);
      setNumber(scales, t, max(sum / own, LEAST * Math.sqrt(corner / own)));
    }
  }
  let rest = corner;
  for (let t = 0; t < terms; t++) {
    const scale = number(scales, t);
    let sum: f64 = 0.5 * scale * number(matrix + <usize>t * row, t) - number(matrix + <usize>t * row, terms);
    for (let u = t + 1; u < terms; u++) sum += number(matrix + <usize>t * row, u) * number(scales, u);
    rest += 2 * scale * sum;
    setNumber(scales, t, log(scale));
  }
  for (let k = 0; k < variables; k++) {
    const parameter = word(variableParameter, k);
    const term = describe(parameter, 8);
    if (term == NO_TERM) continue;
    const x = number(theta, k) + number(parameterOhm, parameter) * number(scales, term);
    setNumber(theta, k, max(number(lower, k), min(number(upper, k), x)));
  }
  return max(0, rest);
}
