/** One observation at a time: the models read parameters and predictors here and leave their derivatives. */

let parameters: usize = 0;
let predictors: usize = 0;
let derivatives: usize = 0;
let observations: i32 = 0;
let columnBytes: usize = 0;
let observation: usize = 0;

/**
 * @param b parameters, f64 each
 * @param x predictors, n f64 for the first, then n for the second
 * @param n number of observations
 * @param jacobian address of the first column
 * @param stride bytes from column to column
 */
export function setProblem(b: usize, x: usize, n: i32, jacobian: usize, stride: i32): void {
  parameters = b;
  predictors = x;
  observations = n;
  derivatives = jacobian;
  columnBytes = stride;
}

export function setObservation(i: i32): void {
  observation = (<usize>i) << 3;
}

/** Parameter b1, b2, ... of NIST's formula. */
@inline
export function b(j: i32): f64 {
  return load<f64>(parameters + ((<usize>(j - 1)) << 3));
}

/** Predictor: x(1) is the only one in all problems but one. */
@inline
export function x(k: i32): f64 {
  return load<f64>(predictors + ((<usize>((k - 1) * observations)) << 3) + observation);
}

/** Leaves the derivative of the model by parameter j. */
@inline
export function derivative(j: i32, value: f64): void {
  store<f64>(derivatives + <usize>(j - 1) * columnBytes + observation, value);
}
