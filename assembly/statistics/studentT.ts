/** Quantiles of Student's t distribution. */
import { atan } from "../math/atan";
import { exp } from "../math/exp";
import { log } from "../math/log";

const PI: f64 = 3.141592653589793;

/** ln Gamma(x) for x >= 0.5: Stirling's series (Abramowitz and Stegun 6.1.41) after lifting x above 15. */
function logGamma(x: f64): f64 {
  let lift: f64 = 1;
  while (x < 15) {
    lift *= x;
    x += 1;
  }
  const y = 1 / (x * x);
  const series = (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188 - y * (691.0 / 360360)))))) / x;
  return (x - 0.5) * log(x) - x + 0.9189385332046727 + series - log(lift);
}

/** Continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), by Lentz's method. */
function betaFraction(a: f64, b: f64, x: f64): f64 {
  let c: f64 = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 10000; m++) {
    const k = <f64>m;
    const even = (k * (b - k) * x) / ((a + 2 * k - 1) * (a + 2 * k));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + k) * (a + b + k) * x) / ((a + 2 * k) * (a + 2 * k + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    const change = d * c;
    h *= change;
    if (abs(change - 1) < 1e-16) break;
  }
  return h;
}

/** P(|T| > t) for t > 0. */
function twoSidedTail(t: f64, freedom: f64): f64 {
  if (freedom == 1) return 1 - (2 / PI) * atan(t);
  const x = freedom / (freedom + t * t);
  const a = 0.5 * freedom;
  const b: f64 = 0.5;
  const front = exp(a * log(x) + b * log(1 - x) - (logGamma(a) + logGamma(b) - logGamma(a + b)));
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(a, b, x)) / a;
  return 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

/** t with P(|T| <= t) = `level` for `freedom` > 0 degrees of freedom, by bisection on the logarithm refined by secants. */
export function studentQuantile(level: f64, freedom: f64): f64 {
  const tail = 1 - level;
  let low: f64 = 1e-10;
  let high: f64 = 1e10;
  for (let i = 0; i < 200 && high - low > 1e-14 * high; i++) {
    const middle = high > 2 * low ? Math.sqrt(low * high) : 0.5 * (low + high);
    if (twoSidedTail(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
