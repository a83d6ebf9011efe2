/**
 * The least-squares problem of a distribution of relaxation times on a spectrum of its own, which the host writes:
 *
 *   Z = R + j omega L + 1/(j omega C) + integral of gamma/(1 + j omega tau) d(ln tau),   gamma = sum x_j phi(ln tau - ln tau_j)
 *
 * with weighted rows and, in columns, the lumped terms there are, the functions of the basis, and the target.
 *
 *   arena | results | settings, spectrum | nodes | penalty's factor | columns | a copy of them | others
 */
import { clearArena, reserveArena } from "../arena";
import { columnNorm } from "../linalg/qr";
import { exp } from "../math/exp";
import {
  DRT_BASIS,
  DRT_BOTH_PARTS,
  DRT_CAPACITANCE,
  DRT_DATA,
  DRT_DELTA,
  DRT_DERIVATIVE,
  DRT_EPSILON,
  DRT_FIRST,
  DRT_HEAD,
  DRT_IMAGINARY_PART,
  DRT_INDUCTANCE,
  DRT_REAL_PART,
  DRT_SETTINGS,
} from "../agreed/drt";
import { number, setNumber } from "../view";
import { countNodes, fillNodes, integralIm, integralRe, integrate, nodes } from "./basis";
import { band, setBand } from "./penalty";

export let points: i32 = 0;
/** Functions of the basis. */
export let count: i32 = 0;
export let settings: usize = 0;
export let results: usize = 0;
let spectrum: usize = 0;

export let kind: i32 = 0;
export let derivative: i32 = 0;
export let epsilon: f64 = 0;
export let delta: f64 = 0;
let hasRe: bool = false;
let hasIm: bool = false;
let hasInductance: bool = false;
let hasCapacitance: bool = false;
/** Lumped terms, and all unknowns. */
export let lumped: i32 = 0;
export let unknowns: i32 = 0;
export let rows: i32 = 0;
/** Bytes of a column, whose numbers behind `rows` are 0. */
export let stride: usize = 0;

/** Nodes and weights of the basis. */
let table: usize = 0;
export let factor: usize = 0;
export let columns: usize = 0;
export let scratch: usize = 0;
/** Lengths that the lumped columns had. */
export let lengths: usize = 0;

/** Room for the settings and the spectrum, which the host fills before it runs anything; 0 where the memory is missing. */
export function reserveDrt(pointCount: i32, basisCount: i32): usize {
  clearArena();
  points = pointCount;
  count = basisCount;
  results = reserveArena(DRT_HEAD + 4 * count + 2 * points);
  settings = reserveArena(DRT_SETTINGS + 5 * points);
  spectrum = settings + (DRT_SETTINGS << 3);
  return settings;
}

export function setting(index: i32): f64 {
  return number(settings, index);
}

/** Reads the settings and reserves what the problem needs; false where the memory is missing. */
export function prepareProblem(): bool {
  kind = <i32>setting(DRT_BASIS);
  derivative = <i32>setting(DRT_DERIVATIVE);
  epsilon = setting(DRT_EPSILON);
  delta = setting(DRT_DELTA);
  const data = <i32>setting(DRT_DATA);
  hasRe = data == DRT_BOTH_PARTS || data == DRT_REAL_PART;
  hasIm = data == DRT_BOTH_PARTS || data == DRT_IMAGINARY_PART;
  hasInductance = hasIm && setting(DRT_INDUCTANCE) != 0;
  hasCapacitance = hasIm && setting(DRT_CAPACITANCE) != 0;
  lumped = (hasRe ? 1 : 0) + (hasInductance ? 1 : 0) + (hasCapacitance ? 1 : 0);
  unknowns = lumped + count;
  rows = hasRe && hasIm ? 2 * points : points;
  const padded = (rows + 3) & ~3;
  stride = <usize>padded << 3;
  setBand(kind, derivative, epsilon, delta, count);
  countNodes(kind, epsilon, delta);
  table = reserveArena(2 * nodes);
  factor = reserveArena(count * (band + 1));
  lengths = reserveArena(unknowns + 1);
  columns = reserveArena((unknowns + 1) * padded);
  scratch = reserveArena((unknowns + 1) * padded);
  if (scratch == 0 || columns == 0) return false;
  fillNodes(table, kind, epsilon, delta);
  fillColumns();
  return true;
}

function omegaOf(point: i32): f64 {
  return number(spectrum, point);
}

/** Puts a weighted entry into a column. */
function setEntry(column: usize, point: i32, re: f64, im: f64): void {
  if (hasRe) setNumber(column, point, number(spectrum, 3 * points + point) * re);
  if (hasIm) setNumber(column, (hasRe ? points : 0) + point, number(spectrum, 4 * points + point) * im);
}

/** The lumped term at a place among those there are, in `termRe` and `termIm`. */
let termRe: f64 = 0;
let termIm: f64 = 0;

function lumpedTerm(place: i32, omega: f64): void {
  const first = hasRe ? 1 : 0;
  termRe = 0;
  termIm = 0;
  if (place < first) termRe = 1;
  else if (place == first && hasInductance) termIm = omega;
  else termIm = -1 / omega;
}

function fillColumns(): void {
  memory.fill(columns, 0, <usize>(unknowns + 1) * stride);
  for (let j = 0; j < lumped; j++) {
    const column = columns + <usize>j * stride;
    for (let k = 0; k < points; k++) {
      lumpedTerm(j, omegaOf(k));
      setEntry(column, k, termRe, termIm);
    }
    const length = columnNorm(column, stride);
    setNumber(lengths, j, length);
    for (let i = 0; i < rows; i++) setNumber(column, i, number(column, i) / length);
  }
  for (let j = 0; j < count; j++) {
    const tau = exp(setting(DRT_FIRST) + <f64>j * delta);
    const column = columns + <usize>(lumped + j) * stride;
    for (let k = 0; k < points; k++) {
      integrate(table, omegaOf(k) * tau);
      setEntry(column, k, integralRe, integralIm);
    }
  }
  const target = columns + <usize>unknowns * stride;
  for (let k = 0; k < points; k++) setEntry(target, k, number(spectrum, points + k), number(spectrum, 2 * points + k));
}

/** Place of a lumped term by its kind (0 resistance, 1 inductance, 2 elastance); -1 where there is none. */
function placeOf(term: i32): i32 {
  if (!(term == 0 ? hasRe : term == 1 ? hasInductance : hasCapacitance)) return -1;
  return (term > 0 && hasRe ? 1 : 0) + (term > 1 && hasInductance ? 1 : 0);
}

/** What a lumped unknown is multiplied by to have its unit; 0 where there is none. */
export function lumpedScale(term: i32): f64 {
  const place = placeOf(term);
  return place < 0 ? 0 : 1 / number(lengths, place);
}

/** A lumped term of the solution; 0 where there is none. */
export function lumpedValue(x: usize, term: i32): f64 {
  const place = placeOf(term);
  return place < 0 ? 0 : number(x, place) / number(lengths, place);
}

/**
 * The impedance of the solution at all points, N real parts, then N imaginary ones. Where the real part was not used, the resistance that
 * fits it best with its weights is returned and contained in it.
 */
export function evaluateSolution(x: usize, to: usize): f64 {
  const inductance = lumpedValue(x, 1);
  const elastance = lumpedValue(x, 2);
  for (let k = 0; k < points; k++) {
    let re: f64 = 0;
    let im: f64 = 0;
    for (let j = 0; j < count; j++) {
      const coefficient = number(x, lumped + j);
      if (coefficient == 0) continue;
      integrate(table, omegaOf(k) * exp(setting(DRT_FIRST) + <f64>j * delta));
      re += coefficient * integralRe;
      im += coefficient * integralIm;
    }
    setNumber(to, k, re);
    setNumber(to, points + k, im + omegaOf(k) * inductance - elastance / omegaOf(k));
  }
  const resistance = hasRe ? lumpedValue(x, 0) : meanRest(to);
  for (let k = 0; k < points; k++) setNumber(to, k, number(to, k) + resistance);
  return resistance;
}

/** Weighted mean of what is left of the real part. */
function meanRest(fitted: usize): f64 {
  let sum: f64 = 0;
  let weights: f64 = 0;
  for (let k = 0; k < points; k++) {
    const root = number(spectrum, 3 * points + k);
    sum += root * root * (number(spectrum, points + k) - number(fitted, k));
    weights += root * root;
  }
  return sum / weights;
}
