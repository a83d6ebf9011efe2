/**
 * The linear circuits that obey the Kramers-Kronig relations (Boukamp, J. Electrochem. Soc. 142, 1885, 1995; Schonleber,
 * Klotz, Ivers-Tiffee, Electrochim. Acta 131, 20, 2014) at the frequencies of the resident spectrum:
 *
 *   Z = R0 + sum R_k/(1 + j omega tau_k) + j omega L + 1/(j omega C)
 *   Y = 1/R0 + sum C_k j omega/(1 + j omega tau_k) + j omega C + 1/(j omega L)
 *
 * with tau_k evenly spaced in the logarithm from 1/(F omega_max) to F/omega_min and coefficients of either sign.
 */
import { exp } from "../math/exp";
import { log } from "../math/log";
import { number, setNumber } from "../view";
import { omega, points } from "../workspace";

/** R0, L and C besides the terms with a time constant, where all are there. */
export const LUMPED_TERMS = 3;

/** What a term is: R0 or 1/R0, one with a time constant, j omega, 1/(j omega). */
export const CONSTANT = 0;
export const RELAXATION = 1;
export const RISING = 2;
export const FALLING = 3;

const LN_10: f64 = 2.302585092994046;

let lowest: f64 = 0;
let highest: f64 = 0;

export let admittance: bool = false;
/** Terms j omega and 1/(j omega): L and C of an impedance, C and L of an admittance. */
export let hasRising: bool = true;
export let hasFalling: bool = true;

/** Finds the range of the frequencies. */
export function prepareBasis(): void {
  lowest = Infinity;
  highest = 0;
  for (let k = 0; k < points; k++) {
    lowest = min(lowest, number(omega, k));
    highest = max(highest, number(omega, k));
  }
}

/** See the variables above. */
export function setBasis(ofAdmittance: bool, rising: bool, falling: bool): void {
  admittance = ofAdmittance;
  hasRising = rising;
  hasFalling = falling;
}

/** Decades over which the time constants are spread. */
export function decadesOf(extension: f64): f64 {
  return log((extension * extension * highest) / lowest) / LN_10;
}

/** The time constant at a share of the way from the shortest to the longest. */
export function timeConstant(share: f64, extension: f64): f64 {
  const first = -log(extension * highest);
  const last = log(extension / lowest);
  return exp(first + share * (last - first));
}

/** All of `terms` time constants. */
export function fillTimeConstants(taus: usize, terms: i32, extension: f64): void {
  for (let k = 0; k < terms; k++) {
    setNumber(taus, k, timeConstant(terms == 1 ? 0.5 : <f64>k / <f64>(terms - 1), extension));
  }
}

/** What the k-th term is: R0 or 1/R0, then those with a time constant, then j omega, then 1/(j omega). */
export function kindOf(k: i32, terms: i32): i32 {
  return k == 0 ? CONSTANT : k <= terms ? RELAXATION : k == terms + 1 && hasRising ? RISING : FALLING;
}

/** A complex number that functions of these files leave: here a term of Z or Y. */
export let entryRe: f64 = 0;
export let entryIm: f64 = 0;

export function setEntry(re: f64, im: f64): void {
  entryRe = re;
  entryIm = im;
}

/** A term at a point. */
export function evaluateTerm(kind: i32, tau: f64, point: i32): void {
  const w = number(omega, point);
  entryRe = 0;
  entryIm = 0;
  if (kind == RELAXATION) {
    const x = w * tau;
    const square = x * x;
    const share = 1 / (1 + square);
    entryRe = (admittance ? square : 1) * share;
    entryIm = (admittance ? x : -x) * share;
  } else if (kind == CONSTANT) {
    entryRe = 1;
  } else {
    entryIm = kind == RISING ? w : -1 / w;
  }
}

/** Z with these coefficients at a point, by its real and imaginary part in `valueRe` and `valueIm`. */
export let valueRe: f64 = 0;
export let valueIm: f64 = 0;

export function evaluateBasis(coefficients: usize, taus: usize, point: i32, terms: i32): void {
  let re: f64 = 0;
  let im: f64 = 0;
  const end = terms + 1 + (hasRising ? 1 : 0) + (hasFalling ? 1 : 0);
  for (let k = 0; k < end; k++) {
    const kind = kindOf(k, terms);
    evaluateTerm(kind, kind == RELAXATION ? number(taus, k - 1) : 0, point);
    re += number(coefficients, k) * entryRe;
    im += number(coefficients, k) * entryIm;
  }
  const square = admittance ? re * re + im * im : 1;
  valueRe = re / square;
  valueIm = (admittance ? -im : im) / square;
}
