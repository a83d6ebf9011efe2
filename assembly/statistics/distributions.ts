/**
 * Tails of the distributions that tests refer to. For up to 10^4 degrees of freedom the relative error of a tail P is below
 * 2.5e-15 (1 + |ln P|), as measured against mpmath (test/comparison/distributions.test.ts).
 */
import { exp } from "../math/exp";
import { log, log1p } from "../math/log";
import { incompleteBeta } from "./beta";
import { TWO_PI, upperGamma } from "./gamma";

/** ln(2 pi)/2 */
const HALF_LOG_TWO_PI: f64 = 0.9189385332046727;
/** From here on the asymptotic series has converged to rounding, before the tail itself underflows at 38. */
const FAR: f64 = 30;

/** Density of the standard normal distribution. */
export function normalDensity(z: f64): f64 {
  return exp(-0.5 * z * z) / Math.sqrt(TWO_PI);
}

/** P(Z > z) for a standard normal Z. */
export function normalTail(z: f64): f64 {
  const half = 0.5 * upperGamma(0.5, 0.5 * z * z);
  return z >= 0 ? half : 1 - half;
}

/** ln P(Z > z), also where the tail underflows (Abramowitz and Stegun 26.2.12). */
export function logNormalTail(z: f64): f64 {
  if (z < 0) return log1p(-normalTail(-z));
  if (z < FAR) return log(normalTail(z));
  const y = 1 / (z * z);
  return -0.5 * z * z - log(z) - HALF_LOG_TWO_PI + log1p(-y * (1 - y * (3 - y * (15 - y * 105))));
}

/** P(X > x) for chi-square with `freedom` > 0 degrees of freedom. */
export function chiSquareTail(x: f64, freedom: f64): f64 {
  return upperGamma(0.5 * freedom, 0.5 * x);
}

/** P(F > f) for Fisher's F with `upper` and `lower` degrees of freedom (of numerator and denominator). */
export function fisherTail(f: f64, upper: f64, lower: f64): f64 {
  if (!(f > 0)) return f == f ? 1 : NaN;
  if (f == Infinity) return 0;
  const sum = lower + upper * f;
  return incompleteBeta(0.5 * lower, 0.5 * upper, lower / sum, (upper * f) / sum);
}

/** P(|T| > t) for t >= 0 and Student's t with `freedom` > 0 degrees of freedom. */
export function studentTail(t: f64, freedom: f64): f64 {
  const sum = freedom + t * t;
  return incompleteBeta(0.5 * freedom, 0.5, freedom / sum, (t * t) / sum);
}
