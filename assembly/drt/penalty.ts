/**
 * The penalty x^T M x = integral of (d^k gamma/d(ln tau)^k)^2 d(ln tau), k = 1 or 2, of a distribution gamma with coefficients x on an
 * evenly spaced grid, and its factor M = L L^T. M depends on the distance of two functions only and vanishes beyond a band.
 *
 * For Gaussians the integrals are those of Wan et al. (Electrochim. Acta 184, 483, 2015), eqs. 38 and following. Hats have a first
 * derivative but no second; there the second differences stand for it. Beyond its ends gamma is 0, so that M is positive definite.
 */
import { exp } from "../math/exp";
import { tailSubtract } from "../linalg/qr";
import { DRT_GAUSSIAN } from "../agreed/drt";
import { number, setNumber } from "../view";

const SQRT_HALF_PI: f64 = 1.2533141373155003;
/** a^4 exp(-a^2/2) is below 2^-56 of its largest value from here on. */
const GAUSSIAN_BAND: f64 = 9.9;

/** Entries beside the diagonal that are not 0. */
export let band: i32 = 0;

export function setBand(kind: i32, derivative: i32, epsilon: f64, delta: f64, n: i32): void {
  const wide = kind == DRT_GAUSSIAN ? <i32>Math.ceil(GAUSSIAN_BAND / (epsilon * delta)) : derivative;
  band = min(n - 1, wide);
}

/** The entry of M for functions that are `steps` grid points apart. */
export function penaltyEntry(kind: i32, derivative: i32, epsilon: f64, delta: f64, steps: i32): f64 {
  if (kind == DRT_GAUSSIAN) {
    const a = epsilon * delta * <f64>steps;
    const square = a * a;
    const decay = SQRT_HALF_PI * exp(-0.5 * square);
    if (derivative == 1) return epsilon * (1 - square) * decay;
    return epsilon * epsilon * epsilon * (3 - 6 * square + square * square) * decay;
  }
  if (derivative == 1) return (steps == 0 ? 2 : steps == 1 ? -1 : 0) / delta;
  return (steps == 0 ? 6 : steps == 1 ? -4 : steps == 2 ? 1 : 0) / (delta * delta * delta);
}

/**
 * Factors M. Row i of the factor, `band + 1` numbers, holds L of columns i - band .. i. False where rounding leaves M indefinite,
 * as of functions so wide that they can replace one another.
 */
export function factorPenalty(factor: usize, kind: i32, derivative: i32, epsilon: f64, delta: f64, n: i32): bool {
  const width = band + 1;
  for (let i = 0; i < n; i++) {
    const first = max(0, i - band);
    for (let j = first; j <= i; j++) {
      let sum = penaltyEntry(kind, derivative, epsilon, delta, i - j);
      for (let k = max(first, j - band); k < j; k++) {
        sum -= number(factor, i * width + k - i + band) * number(factor, j * width + k - j + band);
      }
      if (j < i) sum /= number(factor, j * width + band);
      else if (sum > 0) sum = Math.sqrt(sum);
      else return false;
      setNumber(factor, i * width + j - i + band, sum);
    }
  }
  return true;
}

/** Replaces columns A, `stride` bytes apart, by A L^-T. */
export function divideColumns(columns: usize, stride: usize, rows: i32, factor: usize, n: i32): void {
  const width = band + 1;
  for (let j = 0; j < n; j++) {
    const column = columns + <usize>j * stride;
    for (let k = max(0, j - band); k < j; k++) {
      tailSubtract(column, columns + <usize>k * stride, number(factor, j * width + k - j + band), 0, rows);
    }
    const inverse = 1 / number(factor, j * width + band);
    for (let i = 0; i < rows; i++) setNumber(column, i, number(column, i) * inverse);
  }
}
