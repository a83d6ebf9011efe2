/**
 * The terms of basis.ts as weighted columns of a least-squares problem on the resident spectrum. A column holds N real parts, then N
 * imaginary ones, each followed by a zero where N is odd. A misfit of Y is turned into one of Z by dZ = -Z^2 dY, so that both
 * domains minimise the same S to first order, or by |Z|^2, which leaves its parts apart.
 */
import { impedanceScale, separateWeights } from "../grid";
import { number, setNumber } from "../view";
import { data, fittedIm, fittedRe, points, sourceOf, weight } from "../workspace";
import {
  admittance, entryIm, entryRe, evaluateTerm, hasFalling, hasRising, kindOf, RELAXATION, setBasis, setEntry,
} from "./basis";

/** Which rows count: real and imaginary parts, or one of them. */
const PART_BOTH = 0;
const PART_REAL = 1;
const PART_IMAGINARY = 2;

let part: i32 = PART_BOTH;
/** Whether the impedance of the resident circuit stands in place of the spectrum as what is to be described. */
let describesCircuit: bool = false;
/** Whether a misfit of Y is turned by Z^2 into one of Z, rather than by |Z|^2. */
let turned: bool = true;
/** One number a point of the spectrum, 0 for those left out; no array where all are in. */
let mask: usize = 0;
/** What multiplies the real parts of a term, then the imaginary ones, by point. */
let factors: usize = 0;

/** Room for two numbers a point. */
export function placeRows(table: usize): void {
  factors = table;
}

/** All of the basis for both parts of all points, misfits as those of Z. */
export function setWholeRows(ofAdmittance: bool): void {
  setBasis(ofAdmittance, true, true);
  setRows(true, PART_BOTH, 0);
}

/** See the variables above; after `setBasis`. */
export function setRows(turn: bool, rows: i32, included: usize): void {
  turned = turn;
  part = rows;
  mask = included;
  for (let k = 0; k < points; k++) {
    const square = admittance && !turned ? squareOf(k) : 1;
    setNumber(factors, k, square * rootWeightRe(k));
    setNumber(factors, points + k, square * rootWeightIm(k));
  }
}

export function setTarget(circuit: bool): void {
  describesCircuit = circuit;
}

export function hasRe(): bool {
  return part != PART_IMAGINARY;
}

export function hasIm(): bool {
  return part != PART_REAL;
}

/** Index of the first and one beyond the last term that the chosen part can tell. */
export function firstTerm(): i32 {
  return part == PART_IMAGINARY ? 1 : 0;
}

export function endOfTerms(terms: i32): i32 {
  return terms + 1 + (part == PART_REAL ? 0 : (hasRising ? 1 : 0) + (hasFalling ? 1 : 0));
}

/** Bytes of a column and of the parts of one kind in it. */
export function columnBytes(): usize {
  return halfBytes() << 1;
}

export function halfBytes(): usize {
  return <usize>((points + 1) & ~1) << 3;
}

/** Bytes of a column that count, and of what is before them. */
export function partBytes(): usize {
  return part == PART_BOTH ? columnBytes() : halfBytes();
}

export function partOffset(): usize {
  return part == PART_IMAGINARY ? halfBytes() : 0;
}

/** Numbers of a column, for room. */
export function columnNumbers(): i32 {
  return <i32>(columnBytes() >> 3);
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

/** |Z|^2 of the spectrum. */
export function squareOf(point: i32): f64 {
  return dataRe(point) * dataRe(point) + dataIm(point) * dataIm(point);
}

// @ts-ignore: decorator
@inline
function isIn(point: i32): f64 {
  return mask == 0 ? 1 : number(mask, sourceOf(point));
}

/** Square roots of the weights of real and imaginary part. */
export function rootWeightRe(point: i32): f64 {
  return isIn(point) * load<f64>(realPart(weight, point));
}

export function rootWeightIm(point: i32): f64 {
  return isIn(point) * load<f64>(realPart(weight, point) + (separateWeights ? 16 : 0));
}

/** Leaves a number times Z^2 of the spectrum, which makes a misfit of Z of one of Y. */
function multiplyBySquare(x: f64, y: f64, point: i32): void {
  const re = dataRe(point);
  const im = dataIm(point);
  const squareRe = re * re - im * im;
  const squareIm = 2 * re * im;
  setEntry(squareRe * x - squareIm * y, squareRe * y + squareIm * x);
}

/** The circuit's impedance at a point, or its admittance times Z^2 of the spectrum. */
function circuitEntry(point: i32): void {
  const source = sourceOf(point);
  const x = number(fittedRe, source) / impedanceScale;
  const y = number(fittedIm, source) / impedanceScale;
  const square = x * x + y * y;
  if (admittance) multiplyBySquare(x / square, -y / square, point);
  else setEntry(x, y);
}

/** A term at a point as it stands in its column, in `entryRe` and `entryIm`. */
function weighTerm(kind: i32, tau: f64, point: i32): void {
  evaluateTerm(kind, tau, point);
  if (admittance && turned) multiplyBySquare(entryRe, entryIm, point);
  setEntry(number(factors, point) * entryRe, number(factors, points + point) * entryIm);
}

/** The same of what is to be described. */
function weighTarget(point: i32): void {
  if (describesCircuit) circuitEntry(point);
  // |Z|^2 Y is the conjugate of Z.
  else setEntry(dataRe(point), admittance && !turned ? -dataIm(point) : dataIm(point));
  setEntry(rootWeightRe(point) * entryRe, rootWeightIm(point) * entryIm);
}

export function fillColumn(column: usize, kind: i32, tau: f64): void {
  const imaginary = column + halfBytes();
  for (let i = 0; i < points; i++) {
    weighTerm(kind, tau, i);
    setNumber(column, i, entryRe);
    setNumber(imaginary, i, entryIm);
  }
}

/** The columns of terms `first` to `end` - 1. */
export function fillColumns(columns: usize, taus: usize, terms: i32, first: i32, end: i32): void {
  let column = columns;
  for (let k = first; k < end; k++, column += columnBytes()) {
    const kind = kindOf(k, terms);
    fillColumn(column, kind, kind == RELAXATION ? number(taus, k - 1) : 0);
  }
}

export function fillTarget(column: usize): void {
  const imaginary = column + halfBytes();
  for (let i = 0; i < points; i++) {
    weighTarget(i);
    setNumber(column, i, entryRe);
    setNumber(imaginary, i, entryIm);
  }
}
