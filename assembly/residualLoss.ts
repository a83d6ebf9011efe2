/**
 * Losses that grow more slowly than the square, for data with outliers. With C the threshold,
 *
 *   S = C^2 sum rho(r^2/C^2),  Huber: rho(z) = z up to 1, 2 sqrt(z) - 1 beyond;  Cauchy: rho(z) = ln(1 + z),
 *
 * which is the sum of squares where all residuals are small (Huber 1981, chapter 7). The solver sees rows
 * multiplied by sqrt(rho'(z)): their J^T r is half the gradient of S, and as rho is concave S falls by no less than a
 * Gauss-Newton step on them predicts, as far as the residuals are linear (iteratively reweighted least squares).
 */
import { log1pPair } from "./math/log";
import { LOSS_HUBER, LOSS_SQUARES } from "./program";
import { number, setNumber } from "./view";

/** Tuning constants with which 95 % of the efficiency is kept on normal residuals (Holland & Welsch 1977, table 1). */
const TUNING_HUBER: f64 = 1.345;
const TUNING_CAUCHY: f64 = 2.385;
/** Median of |x| of the standard normal distribution. */
const NORMAL_MEDIAN: f64 = 0.6744897501960817;

/** The loss that the objective asks for. */
export let lossKind: i32 = 0;
/** C; Infinity while squares are summed. */
export let threshold: f64 = Infinity;

/** The scale of the residuals in the kernel's units where it is known from a fit before; else 0. */
export let knownScale: f64 = 0;

export function setLoss(kind: i32, scale: f64): void {
  lossKind = kind;
  knownScale = scale;
  threshold = Infinity;
}

/** Takes residuals of `scale` for those of one standard deviation; Infinity turns the loss into squares. */
export function setResidualScale(scale: f64): void {
  threshold = lossKind == LOSS_SQUARES ? Infinity : (lossKind == LOSS_HUBER ? TUNING_HUBER : TUNING_CAUCHY) * scale;
}

/** What residuals of one standard deviation are in the kernel's units, of the threshold in force; 0 while squares are summed. */
export function residualScale(): f64 {
  return threshold == Infinity ? 0 : threshold / (lossKind == LOSS_HUBER ? TUNING_HUBER : TUNING_CAUCHY);
}

/**
 * Multiplies residual, rows and coupling by the square roots of rho', which are left in `lossWeight` as rho' itself.
 * Returns S.
 */
export function applyLoss(residual: usize, row: usize, coupling: usize, lossWeight: usize, length: usize): f64 {
  const end = residual + length;
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const inverse = f64x2.splat(1 / threshold);
  const huber = lossKind == LOSS_HUBER;
  let sum = f64x2.splat(0);
  let second = false;
  do {
    const r = v128.load(residual);
    const x = f64x2.abs(f64x2.mul(r, inverse));
    const z = f64x2.mul(x, x);
    let slope: v128;
    if (huber) {
      const outside = f64x2.gt(x, one);
      slope = v128.bitselect(f64x2.div(one, x), one, outside);
      sum = f64x2.add(sum, v128.bitselect(f64x2.sub(f64x2.mul(two, x), one), z, outside));
    } else {
      slope = f64x2.div(one, f64x2.add(one, z));
      sum = f64x2.add(sum, log1pPair(z));
    }
    const q = f64x2.sqrt(slope);
    v128.store(lossWeight, slope);
    v128.store(residual, f64x2.mul(q, r));
    v128.store(row, f64x2.mul(q, v128.load(row)));
    if (second) {
      v128.store(coupling, f64x2.mul(q, v128.load(coupling)));
      coupling += 16;
    }
    second = !second;
    residual += 16;
    row += 16;
    lossWeight += 16;
  } while (residual < end);
  return threshold * threshold * (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
}

/** The derivative of psi(r) = rho'(z) r divided by rho'(z), from rho'(z) = slope. */
export function curvatureShare(slope: f64): f64 {
  if (lossKind == LOSS_HUBER) return slope < 1 ? 0 : 1;
  return 2 * slope - 1;
}

/** The k-th smallest of `count` numbers, which are put into another order (Hoare's selection). */
function select(numbers: usize, count: i32, k: i32): f64 {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = number(numbers, (low + high) >> 1);
    let i = low;
    let j = high;
    while (i <= j) {
      while (number(numbers, i) < pivot) i++;
      while (number(numbers, j) > pivot) j--;
      if (i > j) break;
      const swapped = number(numbers, i);
      setNumber(numbers, i, number(numbers, j));
      setNumber(numbers, j, swapped);
      i++;
      j--;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return number(numbers, k);
}

/**
 * Standard deviation of the residuals of `points` points by the median of their absolute values, divided by that of the
 * normal distribution (Huber 1981, section 5.1); deviations are from 0, where residuals belong.
 * `room` takes 2 numbers a point.
 */
export function medianScale(residual: usize, points: i32, room: usize): f64 {
  for (let k = 0; k < points; k++) {
    const at = residual + (<usize>(k >> 1) << 5) + (<usize>(k & 1) << 3);
    setNumber(room, 2 * k, abs(load<f64>(at)));
    setNumber(room, 2 * k + 1, abs(load<f64>(at, 16)));
  }
  const upper = select(room, 2 * points, points);
  const lower = select(room, 2 * points, points - 1);
  return (0.5 * (lower + upper)) / NORMAL_MEDIAN;
}
