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
  INTERPOLATE_NATURAL,
  SMOOTH_LOCAL,
  SMOOTH_LOWESS,
  SMOOTH_MODIFIED_SINC,
  SMOOTH_NONE,
  SMOOTH_SAVITZKY_GOLAY,
  SMOOTH_SPLINE,
  SMOOTH_WHITTAKER,
  WINDOW_BOXCAR,
  WINDOW_HANN,
  ZHIT_COLUMNS,
  ZHIT_FREQUENCY,
  ZHIT_IM,
  ZHIT_MEASURED,
  ZHIT_MODULUS,
  ZHIT_PHASE,
  ZHIT_RE,
  ZHIT_SMOOTH,
  ZHIT_WEIGHT,
} from "../agreed/zhit";
import { number, setNumber } from "../view";
import { filterNumbers, smoothByDifferences, smoothBySinc } from "./filters";
import { localNumbers, placeLocal, smoothByNumber, smoothQuadratically, smoothRobustly } from "./localPolynomials";
import { fillSlopes, slopeNumbers } from "./slopes";
import { fillNaturalSlopes, placeSpline, smooth, splineNumbers } from "./spline";

const PI: f64 = 3.141592653589793;
const TWO_PI: f64 = 6.283185307179586;
const LN_10: f64 = 2.302585092994046;
const GAMMA: f64 = -0.5235987755982988;
/** Rounds of LOWESS that trust far points less. */
const ROUNDS = 3;

let count: i32 = 0;
let columns: usize = 0;
let logFrequency: usize = 0;
let slopes: usize = 0;
let work: usize = 0;

/** Address of the columns, of which the host fills frequency (rising, all different), Re Z and Im Z; 0 without memory. */
export function reserveZhit(points: i32): usize {
  clearArena();
  count = points;
  columns = reserveArena(ZHIT_COLUMNS * points);
  logFrequency = reserveArena(points);
  slopes = reserveArena(points);
  work = reserveArena(max(max(splineNumbers(points), slopeNumbers(points)), max(localNumbers(points), filterNumbers(points))));
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

/** Smooths the phase, and fills the slopes of the cubic through what is left of it. */
function smoothPhase(smoothing: i32, span: i32, degree: i32, interpolation: i32): void {
  const phase = columnOf(ZHIT_PHASE);
  const smoothed = columnOf(ZHIT_SMOOTH);
  placeLocal(logFrequency, phase, count, work);
  if (smoothing == SMOOTH_NONE) memory.copy(smoothed, phase, <usize>count << 3);
  else if (smoothing == SMOOTH_LOCAL) smoothQuadratically(span, smoothed);
  else if (smoothing == SMOOTH_LOWESS) smoothRobustly(span, ROUNDS, smoothed);
  else if (smoothing == SMOOTH_SAVITZKY_GOLAY) smoothByNumber(span, degree, smoothed);
  else if (smoothing == SMOOTH_WHITTAKER) smoothByDifferences(phase, count, span, degree, smoothed, work);
  else if (smoothing == SMOOTH_MODIFIED_SINC) smoothBySinc(phase, count, span, degree, smoothed, work);
  const isSpline = smoothing == SMOOTH_SPLINE;
  if (isSpline || interpolation == INTERPOLATE_NATURAL) {
    placeSpline(logFrequency, count, work);
    smooth(isSpline ? phase : smoothed, smoothed, !isSpline);
  }
  if (interpolation == INTERPOLATE_NATURAL) fillNaturalSlopes(smoothed, slopes);
  else fillSlopes(interpolation, logFrequency, smoothed, count, slopes, work);
}

/** Integral of the cubic from knot k to the next. */
function integral(k: i32): f64 {
  const smoothed = columnOf(ZHIT_SMOOTH);
  const h = number(logFrequency, k + 1) - number(logFrequency, k);
  const bend = number(slopes, k) - number(slopes, k + 1);
  return 0.5 * h * (number(smoothed, k) + number(smoothed, k + 1)) + (h * h * bend) / 12;
}

function weightAt(window: i32, centre: f64, width: f64, decade: f64): f64 {
  const u = (2 * (decade - centre)) / width;
  if (!(abs(u) <= 1)) return 0;
  if (window == WINDOW_BOXCAR) return 1;
  return window == WINDOW_HANN ? 0.5 * (1 + cos(PI * u)) : 1 - abs(u);
}

/**
 * Reconstructs ln|Z| with at least four points; `span` and `degree` of the smoothing that has them. The window lies about 10^centre Hz
 * and is `width` decades wide; where it holds no point, or with a width of 0, all points weigh the same. Returns the address of
 * the columns.
 */
export function runZhit(
  smoothing: i32, span: i32, degree: i32, interpolation: i32, window: i32, centre: f64, width: f64,
): usize {
  prepare();
  smoothPhase(smoothing, span, degree, interpolation);
  let sum: f64 = 0;
  let total: f64 = 0;
  let offset: f64 = 0;
  for (let k = 0; k < count; k++) {
    if (k > 0) sum += integral(k - 1);
    const value = (2 / PI) * sum + GAMMA * number(slopes, k);
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
