/**
 * Models with exponentials. Each gives its value at the observation in hand and leaves the derivatives; the formulas
 * are NIST's, rearranged where the printed form would cancel or overflow.
 */

import { exp, expm1 } from "../math/exp";
import { log1p } from "../math/log";
import { b, derivative, x } from "./row";

/** b1 (1 - exp(-b2 x)): Misra1a, BoxBOD. */
export function saturation(): f64 {
  const rise = -expm1(-b(2) * x(1));
  derivative(1, rise);
  derivative(2, b(1) * x(1) * exp(-b(2) * x(1)));
  return b(1) * rise;
}

/** exp(-b1 x)/(b2 + b3 x): Chwirut1, Chwirut2. */
export function decayOverLine(): f64 {
  const line = b(2) + b(3) * x(1);
  const value = exp(-b(1) * x(1)) / line;
  derivative(1, -x(1) * value);
  derivative(2, -value / line);
  derivative(3, (-x(1) * value) / line);
  return value;
}

/** a exp(-rate x), where a is parameter j and the rate parameter k. */
@inline
function decay(j: i32, k: i32): f64 {
  const factor = exp(-b(k) * x(1));
  derivative(j, factor);
  derivative(k, -b(j) * x(1) * factor);
  return b(j) * factor;
}

/** b1 exp(-b2 x) + b3 exp(-b4 x) + b5 exp(-b6 x): Lanczos1, Lanczos2, Lanczos3. */
export function threeDecays(): f64 {
  return decay(1, 2) + decay(3, 4) + decay(5, 6);
}

/** b1 + b2 exp(-b4 x) + b3 exp(-b5 x): MGH17. */
export function offsetTwoDecays(): f64 {
  derivative(1, 1.0);
  return b(1) + decay(2, 4) + decay(3, 5);
}

/** b_j exp(-((x - b_{j+1})/b_{j+2})^2). */
@inline
function peak(j: i32): f64 {
  const width = b(j + 2);
  const u = (x(1) - b(j + 1)) / width;
  const factor = exp(-u * u);
  const slope = (2.0 * b(j) * factor * u) / width;
  derivative(j, factor);
  derivative(j + 1, slope);
  derivative(j + 2, slope * u);
  return b(j) * factor;
}

/** b1 exp(-b2 x) + b3 exp(-((x - b4)/b5)^2) + b6 exp(-((x - b7)/b8)^2): Gauss1, Gauss2, Gauss3. */
export function twoGaussians(): f64 {
  return decay(1, 2) + peak(3) + peak(6);
}

/** (b1/b2) exp(-((x - b3)/b2)^2/2): Eckerle4. */
export function gaussian(): f64 {
  const u = (x(1) - b(3)) / b(2);
  const factor = exp(-0.5 * u * u) / b(2);
  const value = b(1) * factor;
  derivative(1, factor);
  derivative(2, (value * (u - 1.0) * (u + 1.0)) / b(2));
  derivative(3, (value * u) / b(2));
  return value;
}

/** b1 - b2 x1 exp(-b3 x2), the logarithm of the response: Nelson. */
export function decayOfTwoPredictors(): f64 {
  const loss = x(1) * exp(-b(3) * x(2));
  derivative(1, 1.0);
  derivative(2, -loss);
  derivative(3, b(2) * x(2) * loss);
  return b(1) - b(2) * loss;
}

/** b1 exp(b2/(x + b3)): MGH10. */
export function shiftedReciprocalExponent(): f64 {
  const shifted = x(1) + b(3);
  const factor = exp(b(2) / shifted);
  const value = b(1) * factor;
  derivative(1, factor);
  derivative(2, value / shifted);
  derivative(3, (-value * b(2)) / (shifted * shifted));
  return value;
}

/** 1/(1 + exp(t)), which is 0 rather than NaN where exp(t) overflows. */
@inline
function fraction(t: f64): f64 {
  return 1.0 / (1.0 + exp(t));
}

/** b1/(1 + exp(b2 - b3 x)): Rat42. */
export function logistic(): f64 {
  const t = b(2) - b(3) * x(1);
  const share = fraction(t);
  const slope = b(1) * share * fraction(-t);
  derivative(1, share);
  derivative(2, -slope);
  derivative(3, slope * x(1));
  return b(1) * share;
}

/** b1 (1 + exp(b2 - b3 x))^(-1/b4): Rat43. */
export function generalisedLogistic(): f64 {
  const t = b(2) - b(3) * x(1);
  // log(1 + exp(t)) without overflow
  const logarithm = max<f64>(t, 0.0) + log1p(exp(-abs<f64>(t)));
  const factor = exp(-logarithm / b(4));
  const value = b(1) * factor;
  const slope = (value * fraction(-t)) / b(4);
  derivative(1, factor);
  derivative(2, -slope);
  derivative(3, slope * x(1));
  derivative(4, (value * logarithm) / (b(4) * b(4)));
  return value;
}
