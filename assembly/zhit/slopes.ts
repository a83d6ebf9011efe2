/**
 * Slopes at its knots of a cubic through given values: of splines that end without a knot of their own (de Boor, A Practical Guide to
 * Splines, 1978, chapter 4), of Akima's (J. ACM 17, 589, 1970) and its modified form, which weighs flat stretches more (as in MATLAB's
 * makima), and monotone ones (Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5, 300, 1984).
 */
import { INTERPOLATE_AKIMA, INTERPOLATE_NOT_A_KNOT, INTERPOLATE_PCHIP } from "../agreed/zhit";
import { number, setNumber } from "../view";

/** Of two differences of slopes, both below this part of the largest, Akima's mean is that of the outer ones. */
const FLAT: f64 = 1e-9;

let x: usize = 0;
let y: usize = 0;
let n: i32 = 0;

// @ts-ignore: decorator
@inline
function gap(i: i32): f64 {
  return number(x, i + 1) - number(x, i);
}

/** Slope from knot i to the next, up to two beyond either end. */
function chord(i: i32): f64 {
  if (i < 0) return i == -1 ? 2 * chord(0) - chord(1) : 3 * chord(0) - 2 * chord(1);
  if (i > n - 2) return i == n - 1 ? 2 * chord(n - 2) - chord(n - 3) : 3 * chord(n - 2) - 2 * chord(n - 3);
  return (number(y, i + 1) - number(y, i)) / gap(i);
}

/** Numbers of work for n knots. */
export function slopeNumbers(count: i32): i32 {
  return count;
}

/** Fills the slopes at `count` knots, at least four, by an INTERPOLATE_ constant but the natural one. */
export function fillSlopes(kind: i32, knots: usize, values: usize, count: i32, slopes: usize, work: usize): void {
  x = knots;
  y = values;
  n = count;
  if (kind == INTERPOLATE_NOT_A_KNOT) fillNotAKnot(slopes, work);
  else if (kind == INTERPOLATE_PCHIP) fillMonotone(slopes);
  else fillAkima(slopes, kind == INTERPOLATE_AKIMA ? 0 : 0.5);
}

function bend(i: i32, flatness: f64): f64 {
  return abs(chord(i) - chord(i - 1)) + flatness * abs(chord(i) + chord(i - 1));
}

function fillAkima(slopes: usize, flatness: f64): void {
  let largest: f64 = 0;
  for (let i = 0; i < n; i++) largest = max(largest, bend(i + 1, flatness) + bend(i - 1, flatness));
  for (let i = 0; i < n; i++) {
    const before = bend(i - 1, flatness);
    const both = before + bend(i + 1, flatness);
    setNumber(slopes, i, both > FLAT * largest
      ? chord(i - 1) + (before / both) * (chord(i) - chord(i - 1))
      : 0.5 * (chord(i + 1) + chord(i - 2)));
  }
}

/** The parabola through three points at the first, with steps h and chords m, so that it stays monotone. */
function monotoneEnd(h0: f64, h1: f64, m0: f64, m1: f64): f64 {
  const slope = ((2 * h0 + h1) * m0 - h0 * m1) / (h0 + h1);
  if (slope * m0 <= 0) return 0;
  return m0 * m1 < 0 && abs(slope) > 3 * abs(m0) ? 3 * m0 : slope;
}

function fillMonotone(slopes: usize): void {
  for (let i = 1; i < n - 1; i++) {
    const a = chord(i - 1);
    const b = chord(i);
    const u = 2 * gap(i) + gap(i - 1);
    const v = gap(i) + 2 * gap(i - 1);
    setNumber(slopes, i, a * b > 0 ? (u + v) / (u / a + v / b) : 0);
  }
  setNumber(slopes, 0, monotoneEnd(gap(0), gap(1), chord(0), chord(1)));
  setNumber(slopes, n - 1, monotoneEnd(gap(n - 2), gap(n - 3), chord(n - 2), chord(n - 3)));
}

/**
 * The second derivative is continuous: h_i s_(i-1) + 2 (h_(i-1) + h_i) s_i + h_(i-1) s_(i+1) = 3 (h_i m_(i-1) + h_(i-1) m_i); the third
 * one is so at the knots next to the ends, which gives the rows of these with the same neighbours eliminated.
 */
function fillNotAKnot(slopes: usize, upper: usize): void {
  let a = gap(0);
  let b = gap(1);
  setNumber(upper, 0, (a + b) / b);
  setNumber(slopes, 0, ((3 * a + 2 * b) * b * chord(0) + a * a * chord(1)) / ((a + b) * b));
  for (let i = 1; i < n - 1; i++) {
    a = gap(i - 1);
    b = gap(i);
    const pivot = 2 * (a + b) - b * number(upper, i - 1);
    setNumber(upper, i, a / pivot);
    setNumber(slopes, i, (3 * (b * chord(i - 1) + a * chord(i)) - b * number(slopes, i - 1)) / pivot);
  }
  a = gap(n - 2);
  b = gap(n - 3);
  const right = ((3 * a + 2 * b) * b * chord(n - 2) + a * a * chord(n - 3)) / (a + b);
  const pivot = b - (a + b) * number(upper, n - 2);
  setNumber(slopes, n - 1, (right - (a + b) * number(slopes, n - 2)) / pivot);
  for (let i = n - 2; i >= 0; i--) {
    setNumber(slopes, i, number(slopes, i) - number(upper, i) * number(slopes, i + 1));
  }
}
