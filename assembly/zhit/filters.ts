/**
 * Smoothing of evenly spaced values with the bandwidth of a Savitzky-Golay filter of the same degree and span, but without its ripples
 * and its noise at the ends (Schmid, Rath, Diebold, ACS Meas. Sci. Au 2, 185, 2022): the least sum of (y - g)^2 + lambda (differences of
 * g)^2 of Whittaker and Henderson (Eilers, Anal. Chem. 75, 3631, 2003), and a sinc with a Gaussian window.
 */
import { exp } from "../math/exp";
import { cos, sin } from "../math/sincos";
import { number, setNumber } from "../view";

const PI: f64 = 3.141592653589793;
const SQRT_2: f64 = 1.4142135623730951;
/** Decay of the Gaussian window. */
const ALPHA: f64 = 4;
/** Differences of up to this order are penalised. */
const MOST_ORDER = 3;

/** Half the width of the kernel for any span of up to so many points. */
function mostRadius(count: i32): i32 {
  return 3 * count + 8;
}

export function filterNumbers(count: i32): i32 {
  return (MOST_ORDER + 1) * (count + 1) + count + 3 * mostRadius(count);
}

/** -3 dB bandwidth, in samples, of a Savitzky-Golay filter: equation 5 of Schmid and others. */
function bandwidth(span: i32, degree: i32): f64 {
  const half = 0.5 * <f64>span;
  const n = <f64>degree;
  return 1 / ((6.352 * half) / (n + 1.379) - (0.513 + 0.316 * n) / half);
}

/** Whittaker's smoothing, by L D L^T of its band. */
export function smoothByDifferences(y: usize, n: i32, span: i32, degree: i32, smoothed: usize, work: usize): void {
  const order = min(degree / 2 + 1, n - 1);
  let power: f64 = 1;
  for (let k = 0; k < order; k++) power *= 2 - 2 * cos(2 * PI * bandwidth(span, degree));
  const lambda = (SQRT_2 - 1) / power;
  // Alternating binomial coefficients, then D and the bands of L below it.
  const binomial = work;
  const d = binomial + ((MOST_ORDER + 1) << 3);
  const l = d + (<usize>n << 3);
  setNumber(binomial, 0, 1);
  for (let k = 1; k <= order; k++) setNumber(binomial, k, (-number(binomial, k - 1) * <f64>(order - k + 1)) / <f64>k);
  memory.copy(smoothed, y, <usize>n << 3);
  for (let i = 0; i < n; i++) {
    for (let j = max(0, i - order); j <= i; j++) {
      let sum: f64 = i == j ? 1 : 0;
      for (let row = max(0, i - order); row <= min(j, n - 1 - order); row++) {
        sum += lambda * number(binomial, i - row) * number(binomial, j - row);
      }
      for (let k = max(0, i - order); k < j; k++) sum -= number(l, i * order + k - i + order) * number(d, k) * lower(l, j, k, order);
      if (j == i) {
        setNumber(d, i, sum);
        continue;
      }
      const factor = sum / number(d, j);
      setNumber(l, i * order + j - i + order, factor);
      setNumber(smoothed, i, number(smoothed, i) - factor * number(smoothed, j));
    }
  }
  for (let i = 0; i < n; i++) setNumber(smoothed, i, number(smoothed, i) / number(d, i));
  for (let i = n - 1; i >= 0; i--) {
    for (let j = max(0, i - order); j < i; j++) {
      setNumber(smoothed, j, number(smoothed, j) - number(l, i * order + j - i + order) * number(smoothed, i));
    }
  }
}

/** Entry of L in a row and a column before it. */
function lower(l: usize, row: i32, column: i32, order: i32): f64 {
  return row - column > order ? 0 : number(l, row * order + column - row + order);
}

/** The modified sinc kernel, beyond the ends on lines. Degrees of 2 and 4, which need no correction of the kernel. */
export function smoothBySinc(y: usize, n: i32, span: i32, degree: i32, smoothed: usize, work: usize): void {
  const wanted = Math.floor((0.74548 + 0.24943 * <f64>degree) / bandwidth(span, degree) - 0.5);
  const radius = min(mostRadius(n), <i32>wanted);
  const kernel = work;
  const extended = kernel + (<usize>(radius + 1) << 3);
  fillKernel(kernel, radius, degree);
  memory.copy(extended + (<usize>radius << 3), y, <usize>n << 3);
  extend(extended, n, radius, degree, 1);
  extend(extended, n, radius, degree, -1);
  for (let i = 0; i < n; i++) {
    let sum = number(kernel, 0) * number(extended, i + radius);
    for (let k = 1; k <= radius; k++) {
      sum += number(kernel, k) * (number(extended, i + radius - k) + number(extended, i + radius + k));
    }
    setNumber(smoothed, i, sum);
  }
}

function gauss(x: f64): f64 {
  return exp(-ALPHA * x * x);
}

/** The middle of the kernel and one half of it, the sum of all being 1. */
function fillKernel(kernel: usize, radius: i32, degree: i32): void {
  let sum: f64 = 0;
  for (let i = 0; i <= radius; i++) {
    const x = <f64>i / <f64>(radius + 1);
    const angle = 0.5 * PI * <f64>(degree + 4) * x;
    // The window and its slope vanish at x = 1.
    const window = gauss(x) + gauss(x - 2) + gauss(x + 2) - 2 * gauss(1) - gauss(3);
    const value = window * (i == 0 ? 1 : sin(angle) / angle);
    setNumber(kernel, i, value);
    sum += i == 0 ? value : 2 * value;
  }
  for (let i = 0; i <= radius; i++) setNumber(kernel, i, number(kernel, i) / sum);
}

/** Continues values by the line through the outermost ones with weights of a Hann window; `way` is 1 at the beginning, -1 at the end. */
function extend(extended: usize, n: i32, radius: i32, degree: i32, way: i32): void {
  const reach = ((<f64>radius + 1) / (1.5 + 0.5 * <f64>degree)) * (0.7 + 0.14 * exp(-0.6 * (<f64>degree - 4)));
  const origin = way > 0 ? radius : radius + n - 1;
  let s0: f64 = 0, s1: f64 = 0, s2: f64 = 0, t0: f64 = 0, t1: f64 = 0;
  for (let k = 0; k < min(n, <i32>Math.ceil(reach)); k++) {
    const root = cos((0.5 * PI * <f64>k) / reach);
    const weight = root * root;
    const value = number(extended, origin + way * k);
    s0 += weight;
    s1 += weight * <f64>k;
    s2 += weight * <f64>k * <f64>k;
    t0 += weight * value;
    t1 += weight * <f64>k * value;
  }
  const spread = s0 * s2 - s1 * s1;
  const slope = spread > 0 ? (s0 * t1 - s1 * t0) / spread : 0;
  const offset = (t0 - slope * s1) / s0;
  for (let k = 1; k <= radius; k++) setNumber(extended, origin - way * k, offset - slope * <f64>k);
}
