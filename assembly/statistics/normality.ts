/**
 * The test of Anderson and Darling (J. Am. Stat. Assoc. 49, 765, 1954) for normality with mean and variance estimated. Its
 * p-value is that of D'Agostino and Stephens (Goodness-of-fit Techniques, 1986, table 4.9) for the statistic as modified there
 * for the sample size.
 */
import { exp } from "../math/exp";
import { number, setNumber } from "../view";
import { logNormalTail } from "./distributions";

/** The quadratic in the exponent turns up again far beyond; there the p-value is below 1e-20 anyway. */
const LARGEST: f64 = 10;

function siftDown(values: usize, root: i32, end: i32): void {
  const value = number(values, root);
  let at = root;
  while (2 * at + 1 < end) {
    let child = 2 * at + 1;
    if (child + 1 < end && number(values, child + 1) > number(values, child)) child++;
    if (!(number(values, child) > value)) break;
    setNumber(values, at, number(values, child));
    at = child;
  }
  setNumber(values, at, value);
}

/** Heapsort, rising. */
export function sort(values: usize, n: i32): void {
  for (let root = n / 2 - 1; root >= 0; root--) siftDown(values, root, n);
  for (let end = n - 1; end > 0; end--) {
    const largest = number(values, 0);
    setNumber(values, 0, number(values, end));
    setNumber(values, end, largest);
    siftDown(values, 0, end);
  }
}

/** A^2 of n numbers, which are standardised and sorted in place. */
export function andersonDarling(values: usize, n: i32): f64 {
  const count = <f64>n;
  let mean: f64 = 0;
  for (let i = 0; i < n; i++) mean += number(values, i);
  mean /= count;
  let squares: f64 = 0;
  for (let i = 0; i < n; i++) {
    const difference = number(values, i) - mean;
    setNumber(values, i, difference);
    squares += difference * difference;
  }
  const scale = 1 / Math.sqrt(squares / (count - 1));
  for (let i = 0; i < n; i++) setNumber(values, i, number(values, i) * scale);
  sort(values, n);
  let sum: f64 = 0;
  for (let i = 0; i < n; i++) {
    sum += <f64>(2 * i + 1) * (logNormalTail(-number(values, i)) + logNormalTail(number(values, n - 1 - i)));
  }
  return -count - sum / count;
}

/** P of an A^2 at least as large for normal numbers, n >= 8. */
export function andersonDarlingTail(statistic: f64, n: i32): f64 {
  const count = <f64>n;
  const a = min(LARGEST, statistic * (1 + 0.75 / count + 2.25 / (count * count)));
  if (a >= 0.6) return exp(1.2937 - a * (5.709 - 0.0186 * a));
  if (a >= 0.34) return exp(0.9177 - a * (4.279 + 1.38 * a));
  if (a >= 0.2) return 1 - exp(-8.318 + a * (42.796 - 59.938 * a));
  return 1 - exp(-13.436 + a * (101.14 - 223.73 * a));
}
