/**
 * Z-HIT: the modulus that belongs to a phase (Ehm, Kaus, Schiller, Strunz, ACH Models Chem. 137, 145, 2000),
 *
 *   ln|Z(omega)| = constant + (2/pi) int phi dln omega + gamma dphi/dln omega,   gamma = -pi/6,
 *
 * the first two terms of a series for impedances without poles and zeros in the right half plane. The constant is that of the
 * weighted mean of the measured ln|Z| minus the sum.
 *
 *   arena | columns of N numbers, see program.ts | work
 */
import { clearArena, reserveArena } from "../arena";
import { atan2 } from "../math/atan";
import { log } from "../math/log";
import { cos } from "../math/sincos";
import {
  SMOOTH_LOCAL, SMOOTH_SPLINE, WINDOW_BOXCAR, WINDOW_HANN, ZHIT_COLUMNS, ZHIT_FREQUENCY, ZHIT_IM, ZHIT_MEASURED,
  ZHIT_MODULUS, ZHIT_PHASE, ZHIT_RE, ZHIT_SMOOTH, ZHIT_WEIGHT,
} from "../program";
import { number, setNumber } from "../view";
import { integral, placeSpline, slope, smooth, splineNumbers } from "./spline";

const PI: f64 = 3.141592653589793;
const TWO_PI: f64 = 6.283185307179586;
const LN_10: f64 = 2.302585092994046;
const GAMMA: f64 = -0.5235987755982988;

let count: i32 = 0;
let columns: usize = 0;
let logFrequency: usize = 0;
let work: usize = 0;

/** Address of the columns, of which the host fills frequency (rising, all different), Re Z and Im Z; 0 without memory. */
export function reserveZhit(points: i32): usize {
  clearArena();
  count = points;
  columns = reserveArena(ZHIT_COLUMNS * points);
  logFrequency = reserveArena(points);
  work = reserveArena(splineNumbers(points));
  return work == 0 ? 0 : columns;
}

function columnOf(index: i32): usize {
  return columns + (<usize>(index * count) << 3);
}

/** ln f, ln|Z|, and the phase without jumps of a whole turn. */
function prepare(): void {
  const phase = columnOf(ZHIT_PHASE);
  let before: f64 = 0;
  for (let k = 0; k < count; k++) {
    const re = number(columnOf(ZHIT_RE), k);
    const im = number(columnOf(ZHIT_IM), k);
    const largest = max(abs(re), abs(im));
    const a = re / largest;
    const b = im / largest;
    let angle = atan2(im, re);
    if (k > 0) angle -= TWO_PI * Math.floor((angle - before) / TWO_PI + 0.5);
    before = angle;
    setNumber(phase, k, angle);
    setNumber(columnOf(ZHIT_MEASURED), k, log(largest) + 0.5 * log(a * a + b * b));
    setNumber(logFrequency, k, log(number(columnOf(ZHIT_FREQUENCY), k)));
  }
}

/**
 * Local quadratics over the `span` nearest points with tricube weights (Cleveland, J. Am. Stat. Assoc. 74, 829, 1979), one round.
 */
function smoothLocally(span: i32): void {
  const phase = columnOf(ZHIT_PHASE);
  const smoothed = columnOf(ZHIT_SMOOTH);
  for (let k = 0; k < count; k++) {
    const centre = number(logFrequency, k);
    let low = k;
    let high = k;
    while (high - low + 1 < span) {
      const left = low > 0 ? centre - number(logFrequency, low - 1) : Infinity;
      const right = high < count - 1 ? number(logFrequency, high + 1) - centre : Infinity;
      if (left <= right) low--;
      else high++;
    }
    // The farthest point would have no weight at all.
    const reach = 1.0001 * max(centre - number(logFrequency, low), number(logFrequency, high) - centre);
    let s0: f64 = 0, s1: f64 = 0, s2: f64 = 0, s3: f64 = 0, s4: f64 = 0, t0: f64 = 0, t1: f64 = 0, t2: f64 = 0;
    for (let i = low; i <= high; i++) {
      const u = (number(logFrequency, i) - centre) / reach;
      const size = abs(u);
      const base = 1 - size * size * size;
      const w = base * base * base;
      const y = number(phase, i);
      s0 += w;
      s1 += w * u;
      s2 += w * u * u;
      s3 += w * u * u * u;
      s4 += w * u * u * u * u;
      t0 += w * y;
      t1 += w * u * y;
      t2 += w * u * u * y;
    }
    const c0 = s2 * s4 - s3 * s3;
    const c1 = s2 * s3 - s1 * s4;
    const c2 = s1 * s3 - s2 * s2;
    const determinant = s0 * c0 + s1 * c1 + s2 * c2;
    setNumber(smoothed, k, (t0 * c0 + t1 * c1 + t2 * c2) / determinant);
  }
}

function weightAt(window: i32, centre: f64, width: f64, decade: f64): f64 {
  const u = (2 * (decade - centre)) / width;
  if (!(abs(u) <= 1)) return 0;
  if (window == WINDOW_BOXCAR) return 1;
  return window == WINDOW_HANN ? 0.5 * (1 + cos(PI * u)) : 1 - abs(u);
}

/**
 * Reconstructs ln|Z| with at least four points; `span` for local smoothing. The window lies about 10^centre Hz and is `width` decades
 * wide; where it holds no point, or with a width of 0, all points weigh the same. Returns the address of the columns.
 */
export function runZhit(smoothing: i32, span: i32, window: i32, centre: f64, width: f64): usize {
  prepare();
  const phase = columnOf(ZHIT_PHASE);
  const smoothed = columnOf(ZHIT_SMOOTH);
  placeSpline(logFrequency, count, work);
  if (smoothing == SMOOTH_LOCAL) {
    smoothLocally(span);
    smooth(smoothed, smoothed, true);
  } else {
    smooth(phase, smoothed, smoothing != SMOOTH_SPLINE);
  }
  let sum: f64 = 0;
  let total: f64 = 0;
  let offset: f64 = 0;
  for (let k = 0; k < count; k++) {
    if (k > 0) sum += integral(smoothed, k - 1);
    const value = (2 / PI) * sum + GAMMA * slope(smoothed, k);
    setNumber(columnOf(ZHIT_MODULUS), k, value);
    const weight = width > 0 ? weightAt(window, centre, width, number(logFrequency, k) / LN_10) : 1;
    setNumber(columnOf(ZHIT_WEIGHT), k, weight);
    total += weight;
  }
  const even = !(total > 0);
  for (let k = 0; k < count; k++) {
    if (even) setNumber(columnOf(ZHIT_WEIGHT), k, 1);
    offset += number(columnOf(ZHIT_WEIGHT), k) * (number(columnOf(ZHIT_MEASURED), k) - number(columnOf(ZHIT_MODULUS), k));
  }
  offset /= even ? <f64>count : total;
  for (let k = 0; k < count; k++) {
    setNumber(columnOf(ZHIT_MODULUS), k, number(columnOf(ZHIT_MODULUS), k) + offset);
  }
  return columns;
}
