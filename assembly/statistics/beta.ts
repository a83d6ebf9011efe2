/** The regularized incomplete beta function. */
import { exp } from "../math/exp";
import { deviance, stirlingError, TWO_PI } from "./gamma";

const SMALLEST: f64 = 1e-300;
const MOST_TERMS = 100000;
const ROUNDING: f64 = 1e-16;

/**
 * I_x(a, b) B(a, b)/(x^a y^b) for x below the mean a/(a + b), by the continued fraction of DiDonato and Morris
 * (Algorithm 708, ACM Trans. Math. Softw. 18, 360, 1992) in Lentz's method. It takes y where 1 - x would have lost digits.
 */
function betaFraction(a: f64, b: f64, x: f64, y: f64): f64 {
  let f = (a * (a * y - b * x + 1)) / (a + 1);
  if (f == 0) f = SMALLEST;
  let c = f;
  let d: f64 = 0;
  for (let k = 1; k < MOST_TERMS; k++) {
    const m = <f64>k;
    const q = a + 2 * m - 1;
    const numerator = (((a + m - 1) * (a + b + m - 1)) / q) * ((m * (b - m) * x * x) / q);
    const denominator = m + (m * (b - m) * x) / q + ((a + m) * (a * y - b * x + 1 + m * (1 + y))) / (a + 2 * m + 1);
    d = denominator + numerator * d;
    if (d == 0) d = SMALLEST;
    c = denominator + numerator / c;
    if (c == 0) c = SMALLEST;
    d = 1 / d;
    const change = c * d;
    f *= change;
    if (abs(change - 1) < ROUNDING) break;
  }
  return 1 / f;
}

/**
 * I_x(a, b) for a, b > 0 and 0 <= x <= 1. `y` is 1 - x, given apart because it may hold digits that 1 - x has lost.
 * x^a y^b / B(a, b) is formed by deviances (Loader 2000), so that large a and b cost no digits.
 */
export function incompleteBeta(a: f64, b: f64, x: f64, y: f64): f64 {
  if (!(x > 0)) return x == 0 ? 0 : NaN;
  if (!(y > 0)) return y == 0 ? 1 : NaN;
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  const front = Math.sqrt((a / TWO_PI) * (b / n)) * exp(exponent);
  if (x * n <= a) return front * betaFraction(a, b, x, y);
  return 1 - front * betaFraction(b, a, y, x);
}
