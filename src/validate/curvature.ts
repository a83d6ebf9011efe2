import { exp, ln } from "../../assembly/math/elementary.ts";
import type { LinearSolution } from "../linear/linearTest.ts";

/** Frequencies put between one point and the next, so that oscillations between them show. */
const BETWEEN = 4;

interface Place {
  readonly re: number;
  readonly im: number;
}

/** How a fitted impedance winds in the complex plane: changes of sign of its curvature, and the norm of the curvatures. */
export function turnsOf(solution: LinearSolution, frequencyHz: Float64Array): { changes: number; norm: number } {
  const curve = subdivide(frequencyHz).map((frequency) => impedanceAt(solution, frequency));
  let changes = 0;
  let squares = 0;
  let before = 0;
  for (let k = 2; k < curve.length; k++) {
    const curvature = curvatureOf(curve[k - 2], curve[k - 1], curve[k]);
    squares += curvature * curvature;
    if (curvature * before < 0) changes++;
    if (curvature !== 0) before = curvature;
  }
  return { changes, norm: Math.sqrt(squares) };
}

function subdivide(frequencyHz: Float64Array): number[] {
  const logarithms = Array.from(frequencyHz, ln);
  return logarithms.flatMap((own, k) => {
    const next = logarithms[k + 1];
    if (next === undefined) return [exp(own)];
    return Array.from({ length: BETWEEN + 1 }, (_, part) => exp(own + (part * (next - own)) / (BETWEEN + 1)));
  });
}

/** Of the circle through three points, with the sign of the turn; 0 where two coincide. */
function curvatureOf(a?: Place, b?: Place, c?: Place): number {
  if (a === undefined || b === undefined || c === undefined) return 0;
  const [x, y, u, v] = [b.re - a.re, b.im - a.im, c.re - b.re, c.im - b.im];
  const squares = (x * x + y * y) * (u * u + v * v) * ((x + u) * (x + u) + (y + v) * (y + v));
  return squares > 0 ? (2 * (x * v - y * u)) / Math.sqrt(squares) : 0;
}

/** Z of a solution in ohm at any frequency in Hz. */
export function impedanceAt(solution: LinearSolution, frequencyHz: number): Place {
  const { form, terms, timeConstants, coefficients } = solution;
  const omega = 2 * Math.PI * frequencyHz;
  const admittance = form.domain === "admittance";
  const at = (index: number): number => coefficients[index] ?? Number.NaN;
  let re = at(0);
  let im = 0;
  timeConstants.forEach((tau, k) => {
    const x = omega * tau;
    const share = at(k + 1) / (1 + x * x);
    re += share * (admittance ? x * x : 1);
    im += share * (admittance ? x : -x);
  });
  const rising = admittance ? form.capacitance : form.inductance;
  const falling = admittance ? form.inductance : form.capacitance;
  if (rising) im += at(terms + 1) * omega;
  if (falling) im -= at(terms + (rising ? 2 : 1)) / omega;
  if (!admittance) return { re, im };
  const square = re * re + im * im;
  return { re: re / square, im: -im / square };
}
