/** Quantiles of Student's t distribution. */
import { studentTail } from "./distributions";

/** t with P(|T| <= t) = `level` for `freedom` > 0 degrees of freedom, by bisection, on the logarithm while the bracket is wide. */
export function studentQuantile(level: f64, freedom: f64): f64 {
  const tail = 1 - level;
  let low: f64 = 1e-10;
  let high: f64 = 1e10;
  for (let i = 0; i < 200 && high - low > 1e-14 * high; i++) {
    const middle = high > 2 * low ? Math.sqrt(low * high) : 0.5 * (low + high);
    if (studentTail(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
