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
import { tailDot } from "../linalg/qr";
import { impedanceScale, separateWeights } from "../grid";
import { number, setNumber } from "../view";
import { data, fittedIm, fittedRe, omega, points, sourceOf, weight } from "../workspace";

/** Which rows the columns have: real and imaginary parts, or one of them. */
export const PART_BOTH = 0;
export const PART_REAL = 1;
export const PART_IMAGINARY = 2;

/** R0, L and C besides the terms with a time constant, where all are there. */
export const LUMPED_TERMS = 3;

const LN_10: f64 = 2.302585092994046;

let lowest: f64 = 0;
let highest: f64 = 0;

/** Whether the impedance of the resident circuit stands in place of the spectrum as what is to be described. */
let describesCircuit: bool = false;

/** Terms j omega and 1/(j omega): L and C of an impedance, C and L of an admittance. */
let hasRising: bool = true;
let hasFalling: bool = true;
/** Whether a misfit of Y is turned by Z^2 into one of Z, rather than by |Z|^2, which leaves its parts apart. */
let turned: bool = true;
let part: i32 = PART_BOTH;
/** One number a point of the spectrum, 0 for those left out; no array where all are in. */
let mask: usize = 0;

/** All of the basis for both parts of all points, misfits as those of Z. */
export function setWholeBasis(): void {
  setBasis(true, true, true, PART_BOTH, 0);
}

/** See the variables above. The part is PART_BOTH, PART_REAL or PART_IMAGINARY. */
export function setBasis(rising: bool, falling: bool, turn: bool, rows: i32, included: usize): void {
  hasRising = rising;
  hasFalling = falling;
  turned = turn;
  part = rows;
  mask = included;
}

/** Index of the first and one beyond the last term that the chosen part can tell. */
export function firstTerm(): i32 {
  return part == PART_IMAGINARY ? 1 : 0;
}

export function endOfTerms(terms: i32): i32 {
  return terms + 1 + (part == PART_REAL ? 0 : (hasRising ? 1 : 0) + (hasFalling ? 1 : 0));
}

/** Place of the first row that counts, and how many do. */
export function firstRow(): i32 {
  return part == PART_IMAGINARY ? points : 0;
}

export function rowsOf(): i32 {
  return part == PART_BOTH ? 2 * points : points;
}

// @ts-ignore: decorator
@inline
function isIn(point: i32): f64 {
  return mask == 0 ? 1 : number(mask, sourceOf(point));
}

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
  return isIn(point) * load<f64>(realPart(weight, point));
}

export function rootWeightIm(point: i32): f64 {
  return isIn(point) * load<f64>(realPart(weight, point) + (separateWeights ? 16 : 0));
}

/** The k-th of `terms` time constants. */
export function timeConstant(k: i32, terms: i32, extension: f64): f64 {
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
  } else if (k == terms + 1 && hasRising) {
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

/** What multiplies an admittance: Z^2, which makes a misfit of Z of it, or |Z|^2. */
function turn(point: i32): void {
  const re = dataRe(point);
  const im = dataIm(point);
  if (turned) {
    const x = entryRe;
    const squareRe = re * re - im * im;
    const squareIm = 2 * re * im;
    entryRe = squareRe * x - squareIm * entryIm;
    entryIm = squareRe * entryIm + squareIm * x;
  } else {
    const square = re * re + im * im;
    entryRe *= square;
    entryIm *= square;
  }
}

/** What is to be described, as an entry. */
function targetEntry(point: i32, admittance: bool): void {
  if (describesCircuit) {
    circuitEntry(point, admittance);
    return;
  }
  entryRe = dataRe(point);
  // |Z|^2 Y is the conjugate of Z.
  entryIm = admittance && !turned ? -dataIm(point) : dataIm(point);
}

/**
 * Fills the weighted columns and, behind them, the weighted target: N real parts, then N imaginary ones, each column `stride`
 * bytes. Terms that the chosen part cannot tell are left out. The columns have length 1 over the rows that count; their lengths
 * before are left in `lengths`, by term.
 */
export function fillBasis(columns: usize, lengths: usize, stride: usize, terms: i32, extension: f64, admittance: bool): void {
  const first = firstTerm();
  const end = endOfTerms(terms);
  const from = firstRow();
  const to = from + rowsOf();
  let column = columns;
  for (let k = first; k <= end; k++, column += stride) {
    const tau = k > 0 && k <= terms ? timeConstant(k - 1, terms, extension) : 0;
    for (let i = 0; i < points; i++) {
      if (k == end) {
        targetEntry(i, admittance);
      } else {
        entry(k, terms, tau, number(omega, i), admittance);
        if (admittance) turn(i);
      }
      setNumber(column, i, rootWeightRe(i) * entryRe);
      setNumber(column, points + i, rootWeightIm(i) * entryIm);
    }
    if (k == end) break;
    const length = Math.sqrt(tailDot(column, column, from, to));
    setNumber(lengths, k, length);
    const inverse = length > 0 ? 1 / length : 0;
    for (let i = 0; i < 2 * points; i++) setNumber(column, i, number(column, i) * inverse);
  }
}

/** Z of the basis with these coefficients at a point, by its real and imaginary part in `valueRe` and `valueIm`. */
export let valueRe: f64 = 0;
export let valueIm: f64 = 0;

export function setValue(re: f64, im: f64): void {
  valueRe = re;
  valueIm = im;
}

export function evaluateBasis(coefficients: usize, point: i32, terms: i32, extension: f64, admittance: bool): void {
  let re: f64 = 0;
  let im: f64 = 0;
  const end = terms + 1 + (hasRising ? 1 : 0) + (hasFalling ? 1 : 0);
  for (let k = 0; k < end; k++) {
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
