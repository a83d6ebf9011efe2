/**
 * The gamma function by its distance from Stirling's formula, and the incomplete gamma function.
 *
 * Loader (Fast and accurate computation of binomial probabilities, 2000) writes the densities of the gamma and beta
 * families by stirlingError and deviance, which are small where their logarithms would cancel.
 */
import { exp } from "../math/exp";
import { log, log1p } from "../math/log";

export const TWO_PI: f64 = 6.283185307179586;

/** Above this the series of stirlingError has converged to rounding. */
const SERIES_FROM: f64 = 15;
const SMALLEST: f64 = 1e-300;
const MOST_TERMS = 100000;
const ROUNDING: f64 = 1e-16;

/** (z + 1/2) ln(1 + 1/z) - 1 for z > 0: with u = 1/(2 z + 1) it is atanh(u)/u - 1, whose series has no cancellation. */
function stirlingDifference(z: f64): f64 {
  const u = 1 / (2 * z + 1);
  if (u > 0.6) return (z + 0.5) * log1p(1 / z) - 1;
  const square = u * u;
  let power = square;
  let sum = square / 3;
  for (let k = 5; k < 200; k += 2) {
    power *= square;
    const next = sum + power / <f64>k;
    if (next == sum) break;
    sum = next;
  }
  return sum;
}

/** ln Gamma(z + 1) - (z + 1/2) ln z + z - ln(2 pi)/2 for z > 0. */
export function stirlingError(z: f64): f64 {
  let lifted: f64 = 0;
  while (z < SERIES_FROM) {
    lifted += stirlingDifference(z);
    z += 1;
  }
  const y = 1 / (z * z);
  // Abramowitz and Stegun 6.1.41.
  return lifted + (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188 - y * (691.0 / 360360)))))) / z;
}

/** x ln(x/m) + m - x for x, m > 0, without cancellation near x = m (Loader 2000). */
export function deviance(x: f64, m: f64): f64 {
  const difference = x - m;
  if (abs(difference) >= 0.1 * (x + m)) return x * log(x / m) - difference;
  const v = difference / (x + m);
  const square = v * v;
  let term = 2 * x * v;
  let sum = difference * v;
  for (let k = 1; k < 1000; k++) {
    term *= square;
    const next = sum + term / <f64>(2 * k + 1);
    if (next == sum) break;
    sum = next;
  }
  return sum;
}

/** x^a e^-x / Gamma(a + 1). */
function gammaFront(a: f64, x: f64): f64 {
  return exp(-deviance(a, x) - stirlingError(a)) / Math.sqrt(TWO_PI * a);
}

/** P(a, x) for 0 < x < a + 1 (Abramowitz and Stegun 6.5.29). */
function lowerSeries(a: f64, x: f64): f64 {
  let term: f64 = 1;
  let sum: f64 = 1;
  for (let k = 1; k < MOST_TERMS; k++) {
    term *= x / (a + <f64>k);
    sum += term;
    if (term < ROUNDING * sum) break;
  }
  return gammaFront(a, x) * sum;
}

/** Q(a, x) for x >= a + 1: the continued fraction 6.5.31 in its even part, by Lentz's method. */
function upperFraction(a: f64, x: f64): f64 {
  let b = x + 1 - a;
  let c = 1 / SMALLEST;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < MOST_TERMS; k++) {
    const numerator = -(<f64>k) * (<f64>k - a);
    b += 2;
    d = numerator * d + b;
    if (abs(d) < SMALLEST) d = SMALLEST;
    c = b + numerator / c;
    if (abs(c) < SMALLEST) c = SMALLEST;
    d = 1 / d;
    const change = d * c;
    h *= change;
    if (abs(change - 1) < ROUNDING) break;
  }
  return gammaFront(a, x) * a * h;
}

/** The upper regularized incomplete gamma function Q(a, x) for a > 0, x >= 0. */
export function upperGamma(a: f64, x: f64): f64 {
  if (!(x > 0)) return x == 0 ? 1 : NaN;
  if (x == Infinity) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}
