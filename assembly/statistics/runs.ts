/**
 * The runs test of Wald and Wolfowitz (Ann. Math. Statist. 11, 147, 1940) on the signs of residuals in the order of
 * frequency.
 *
 * A fit makes neighbouring residuals repel each other: their correlation is rho_k = -sum_j Q_kj Q_(k+1)j over
 * sqrt((1 - h_k)(1 - h_(k+1))), and signs of normal residuals then differ with probability arccos(rho_k)/pi (Sheppard 1899)
 * rather than 1/2. The expectation of the runs is raised by the sum of these differences.
 */
import { atan2 } from "../math/atan";
import { number } from "../view";

const PI: f64 = 3.141592653589793;

export let runs: f64 = 0;
export let expectedRuns: f64 = 0;

/** Sum over neighbours of arccos(rho)/pi - 1/2. `leverages`: N numbers; rows of Q as in durbinWatson.ts. */
function surplus(leverages: usize, rows: usize, stride: usize, n: i32, columns: i32): f64 {
  let total: f64 = 0;
  for (let k = 0; k + 1 < n; k++) {
    let product: f64 = 0;
    for (let j = 0; j < columns; j++) {
      const column = rows + <usize>j * stride;
      product += number(column, k) * number(column, k + 1);
    }
    const variances = (1 - number(leverages, k)) * (1 - number(leverages, k + 1));
    if (!(variances > 0)) continue;
    const rho = max(-1.0, min(1.0, -product / Math.sqrt(variances)));
    total += atan2(Math.sqrt(1 - rho * rho), rho) / PI - 0.5;
  }
  return total;
}

/** Standard score of the number of runs; counts and expectation are left in `runs` and `expectedRuns`. Zeros have no sign and are passed over. */
export function runsScore(residuals: usize, leverages: usize, rows: usize, stride: usize, n: i32, columns: i32): f64 {
  let positive: f64 = 0;
  let negative: f64 = 0;
  let last = 0;
  runs = 0;
  for (let k = 0; k < n; k++) {
    const r = number(residuals, k);
    if (r == 0) continue;
    const sign = r > 0 ? 1 : -1;
    if (sign > 0) positive += 1;
    else negative += 1;
    if (sign != last) runs += 1;
    last = sign;
  }
  const count = positive + negative;
  const pairs = 2 * positive * negative;
  let variance = (pairs * (pairs - count)) / (count * count * (count - 1));
  expectedRuns = 1 + pairs / count;
  if (!(variance > 0)) {
    // One sign (almost) only leaves the conditional test without variance: that of a fair coin serves.
    expectedRuns = 0.5 * (count + 1);
    variance = 0.25 * (count - 1);
  }
  expectedRuns += surplus(leverages, rows, stride, n, columns);
  return (runs - expectedRuns) / Math.sqrt(variance);
}
