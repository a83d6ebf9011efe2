/**
 * The linear circuits that obey the Kramers-Kronig relations (Boukamp, J. Electrochem. Soc. 142, 1885, 1995; Schonleber,
 * Klotz, Ivers-Tiffee, Electrochim. Acta 131, 20, 2014), as columns of a least-squares problem on the resident spectrum:
 *
 *   Z = R0 + sum R_k/(1 + j omega tau_k) + j omega L + 1/(j omega C)
 *   Y = 1/R0 + sum C_k j omega/(1 + j omega tau_k) + j omega C + 1/(j omega L)
 *
 * with tau_k evenly spaced in the logarithm from 1/(F omega_max) to F/omega_min and coefficients of either sign. A misfit of Y is
 * turned into one of Z by dZ = -Z^2 dY, so that both domains minimise the same S to first order.
 */
import { exp } from "../math/exp";
import { log } from "../math/log";
import { columnNorm } from "../linalg/qr";
import { impedanceScale, separateWeights } from "../grid";
import { number, setNumber } from "../view";
import { data, fittedIm, fittedRe, omega, points, sourceOf, weight } from "../workspace";

/** R0, L and C besides the terms with a time constant. */
export const LUMPED_TERMS = 3;

const LN_10: f64 = 2.302585092994046;

let lowest: f64 = 0;
let highest: f64 = 0;

/** Whether the impedance of the resident circuit stands in place of the spectrum as what is to be described. */
let describesCircuit: bool = false;

export function setTarget(circuit: bool): void {
  describesCircuit = circuit;
}

/** Decades over which the time constants are spread. */
export function decadesOf(extension: f64): f64 {
  return log((extension * extension * highest) / lowest) / LN_10;
}

/** Finds the range of the frequencies. */
export function prepareBasis(): void {
  lowest = Infinity;
  highest = 0;
  for (let k = 0; k < points; k++) {
    lowest = min(lowest, number(omega, k));
    highest = max(highest, number(omega, k));
  }
}

// @ts-ignore: decorator
@inline
function realPart(column: usize, point: i32): usize {
  return column + (<usize>(point >> 1) << 5) + (<usize>(point & 1) << 3);
}

/** Z of a point of the resident spectrum, in units of its mean. */
export function dataRe(point: i32): f64 {
  return load<f64>(realPart(data, point));
}

export function dataIm(point: i32): f64 {
  return load<f64>(realPart(data, point), 16);
}

/** Square roots of the weights of real and imaginary part. */
export function rootWeightRe(point: i32): f64 {
  return load<f64>(realPart(weight, point));
}

export function rootWeightIm(point: i32): f64 {
  return load<f64>(realPart(weight, point) + (separateWeights ? 16 : 0));
}

/** The k-th of `terms` time constants. */
function timeConstant(k: i32, terms: i32, extension: f64): f64 {
  const first = -log(extension * highest);
  const last = log(extension / lowest);
  const share = terms == 1 ? 0.5 : <f64>k / <f64>(terms - 1);
  return exp(first + share * (last - first));
}

/** One entry of a column before it is weighted. */
let entryRe: f64 = 0;
let entryIm: f64 = 0;

/** Term `k` of the basis at a frequency: R0 or 1/R0, then those with a time constant, then j omega, then 1/(j omega). */
function entry(k: i32, terms: i32, tau: f64, w: f64, admittance: bool): void {
  entryRe = 0;
  entryIm = 0;
  if (k == 0) {
    entryRe = 1;
  } else if (k <= terms) {
    const x = w * tau;
    const square = x * x;
    entryRe = (admittance ? square : 1) / (1 + square);
    entryIm = (admittance ? x : -x) / (1 + square);
  } else if (k == terms + 1) {
    entryIm = w;
  } else {
    entryIm = -1 / w;
  }
}

/** The circuit's impedance at a point, or its admittance times Z^2 of the spectrum, in `entryRe` and `entryIm`. */
function circuitEntry(point: i32, admittance: bool): void {
  const source = sourceOf(point);
  const x = number(fittedRe, source) / impedanceScale;
  const y = number(fittedIm, source) / impedanceScale;
  entryRe = x;
  entryIm = y;
  if (!admittance) return;
  const re = dataRe(point);
  const im = dataIm(point);
  const square = x * x + y * y;
  const squareRe = re * re - im * im;
  const squareIm = 2 * re * im;
  entryRe = (squareRe * x + squareIm * y) / square;
  entryIm = (squareIm * x - squareRe * y) / square;
}

/**
 * Fills the weighted columns and, behind them, the weighted target: N real parts, then N imaginary ones, each column `stride`
 * bytes. The columns have length 1; their lengths before are left in `lengths`.
 */
export function fillBasis(columns: usize, lengths: usize, stride: usize, terms: i32, extension: f64, admittance: bool): void {
  const count = terms + LUMPED_TERMS;
  for (let k = 0; k <= count; k++) {
    const column = columns + <usize>k * stride;
    const tau = k > 0 && k <= terms ? timeConstant(k - 1, terms, extension) : 0;
    for (let i = 0; i < points; i++) {
      const re = dataRe(i);
      const im = dataIm(i);
      let x = re;
      let y = im;
      if (k == count) {
        if (describesCircuit) {
          circuitEntry(i, admittance);
          x = entryRe;
          y = entryIm;
        }
      } else {
        entry(k, terms, tau, number(omega, i), admittance);
        x = entryRe;
        y = entryIm;
        if (admittance) {
          const squareRe = re * re - im * im;
          const squareIm = 2 * re * im;
          x = squareRe * entryRe - squareIm * entryIm;
          y = squareRe * entryIm + squareIm * entryRe;
        }
      }
      setNumber(column, i, rootWeightRe(i) * x);
      setNumber(column, points + i, rootWeightIm(i) * y);
    }
    if (k == count) continue;
    const length = columnNorm(column, stride);
    setNumber(lengths, k, length);
    const inverse = length > 0 ? 1 / length : 0;
    for (let i = 0; i < 2 * points; i++) setNumber(column, i, number(column, i) * inverse);
  }
}

/** Z of the basis with these coefficients at a point, by its real and imaginary part in `valueRe` and `valueIm`. */
export let valueRe: f64 = 0;
export let valueIm: f64 = 0;

export function evaluateBasis(coefficients: usize, point: i32, terms: i32, extension: f64, admittance: bool): void {
  let re: f64 = 0;
  let im: f64 = 0;
  for (let k = 0; k < terms + LUMPED_TERMS; k++) {
    const tau = k > 0 && k <= terms ? timeConstant(k - 1, terms, extension) : 0;
    entry(k, terms, tau, number(omega, point), admittance);
    re += number(coefficients, k) * entryRe;
    im += number(coefficients, k) * entryIm;
  }
  if (admittance) {
    const square = re * re + im * im;
    re = re / square;
    im = -im / square;
  }
  valueRe = re;
  valueIm = im;
}
