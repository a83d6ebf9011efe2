/**
 * S for many numbers of terms of one basis at little cost. Of evenly spaced time constants o 2^l + 1 have all o 2^(l-1) + 1 among
 * them; so one factor of columns in this order, which grows as it is asked for, answers for all numbers with the same odd o. What it
 * leaves of unit vectors tells what happens without their rows (leftOut.ts).
 *
 *   pool | families, each: levels done, levels determined, capacity, unit vectors | target and unit vectors, times Q^T | columns
 */
import { factorColumns, multiplyForth, packedNumbers } from "../linalg/reflectors";
import { number, setNumber, setWord, word } from "../view";
import { points } from "../workspace";
import { CONSTANT, FALLING, hasRising, LUMPED_TERMS, RELAXATION, RISING, timeConstant } from "./basis";
import {
  columnBytes, columnNumbers, endOfTerms, fillColumn, fillTarget, firstTerm, halfBytes, hasIm, hasRe, partBytes, partOffset,
} from "./rows";

/** Points whose rows a family follows. */
export const MOST_OUT = 8;
const UNITS = 2 * MOST_OUT;
/** Numbers that a family begins with, of which the first ones are used. */
const HEAD = 4;
const DONE = 0;
const DETERMINED = 1;
const CAPACITY = 2;
const FOLLOWED = 3;
/** Numbers of the pool: room for a search with some hundred points; for the families of a coarse search with more. */
const POOL = 1 << 18;
const FAMILIES = 4;

let slots: usize = 0;
let slotCount: i32 = 0;
let triangle: usize = 0;
let pool: usize = 0;
let next: i32 = 0;
let size: i32 = 0;
let extension: f64 = 1;

/** Points out, by their place in memory. */
let list: usize = 0;
let out: i32 = 0;

function familyNumbers(terms: i32): i32 {
  return HEAD + (1 + UNITS + terms + LUMPED_TERMS) * columnNumbers();
}

function poolSize(mostTerms: i32): i32 {
  return max(POOL, FAMILIES * familyNumbers(mostTerms));
}

/** Numbers of the tables, and of the pool. */
export function nestedNumbers(mostTerms: i32): i32 {
  return poolSize(mostTerms) + packedNumbers(mostTerms + LUMPED_TERMS) + mostTerms + 1 + MOST_OUT;
}

export function placeNested(mostTerms: i32, at: usize): void {
  pool = at;
  size = poolSize(mostTerms);
  triangle = pool + (<usize>size << 3);
  slots = triangle + (<usize>packedNumbers(mostTerms + LUMPED_TERMS) << 3);
  slotCount = mostTerms + 1;
  list = slots + (<usize>slotCount << 3);
  out = 0;
  forgetFamilies(1);
}

/** Begins anew, since rows or terms have changed. */
export function forgetFamilies(factor: f64): void {
  memory.fill(slots, 0, <usize>slotCount << 2);
  next = 0;
  extension = factor;
}

/** A point, by its place in memory, that the factors have and the questions have not. */
export function takeOut(point: i32): void {
  setWord(list, out, point);
  out++;
}

export function forgetOut(): void {
  out = 0;
}

export function countOut(): i32 {
  return out;
}

/** Rows of the points out, and the place of one of them in a column. */
export function rowsOut(): i32 {
  return hasRe() && hasIm() ? 2 * out : out;
}

export function placeOut(row: i32): usize {
  if (!(hasRe() && hasIm())) return partOffset() + (<usize>word(list, row) << 3);
  return (row & 1 ? halfBytes() : 0) + (<usize>word(list, row >> 1) << 3);
}

// @ts-ignore: decorator
@inline
function levelOf(terms: i32): i32 {
  return terms == 1 ? 0 : ctz(terms - 1);
}

// @ts-ignore: decorator
@inline
function oddPart(terms: i32): i32 {
  return terms == 1 ? 0 : (terms - 1) >> ctz(terms - 1);
}

/** Terms without a time constant that the part can tell, which come first. */
function lumped(): i32 {
  return endOfTerms(0) - firstTerm();
}

/** Columns of a number of terms. */
export function countOf(terms: i32): i32 {
  return lumped() + terms;
}

/** Columns of the first levels of the family with an odd part. */
function columnsAt(odd: i32, levels: i32): i32 {
  return levels == 0 ? 0 : countOf((odd << (levels - 1)) + 1);
}

/** The part that counts of a family's target, times Q^T; behind it those of the unit vectors. */
export function targetOf(family: usize): usize {
  return family + (HEAD << 3) + partOffset();
}

function unitOf(family: usize, row: i32): usize {
  return targetOf(family) + <usize>(1 + row) * columnBytes();
}

/** The part that counts of its columns, which are reflectors. */
export function reflectorsOf(family: usize): usize {
  return unitOf(family, UNITS);
}

/** How many there are for all the terms that were asked for. */
export function reflectorCount(family: usize, terms: i32): i32 {
  return columnsAt(oddPart(terms), <i32>number(family, DONE));
}

/** Whether the rows determine so many terms of a family that has them. */
export function isDetermined(family: usize, terms: i32): bool {
  return levelOf(terms) < <i32>number(family, DETERMINED);
}

/** The family of a number of terms, whose levels may be missing yet. */
function find(terms: i32): usize {
  const odd = oddPart(terms);
  let family = <usize>word(slots, odd);
  if (family != 0 && <i32>number(family, CAPACITY) >= terms) return family;
  // Hardly more terms than two thirds of the points are asked for.
  let most = terms;
  while (odd > 0 && 2 * most - 1 <= min(slotCount - 1, (2 * points) / 3)) most = 2 * most - 1;
  const numbers = familyNumbers(most);
  if (family != 0 || next + numbers > size) forgetFamilies(extension);
  family = pool + (<usize>next << 3);
  next += numbers;
  setWord(slots, odd, <i32>family);
  memory.fill(family, 0, <usize>numbers << 3);
  setNumber(family, CAPACITY, <f64>most);
  fillTarget(family + (HEAD << 3));
  return family;
}

/** Fills column j of a family. */
function fillNested(column: usize, odd: i32, j: i32): void {
  const own = j - lumped();
  if (own < 0) {
    const term = j + firstTerm();
    fillColumn(column, term == 0 ? CONSTANT : term == 1 && hasRising ? RISING : FALLING, 0);
    return;
  }
  let share: f64 = 0.5;
  if (odd > 0) {
    // Column `own` is the first with a denominator of twice that before, or belongs to the first level.
    let before = odd;
    while (own > 2 * before) before <<= 1;
    share = own <= odd ? <f64>own / <f64>odd : <f64>(2 * (own - before) - 1) / <f64>(2 * before);
  }
  fillColumn(column, RELAXATION, timeConstant(share, extension));
}

/** Multiplies the unit vectors of rows that are out since by the reflectors so far. */
function follow(family: usize, odd: i32): void {
  const from = <i32>number(family, FOLLOWED);
  const to = rowsOut();
  if (from == to) return;
  for (let row = from; row < to; row++) {
    store<f64>(unitOf(family, row) - partOffset() + placeOut(row), 1);
  }
  const count = columnsAt(odd, <i32>number(family, DONE));
  multiplyForth(reflectorsOf(family), columnBytes(), partBytes(), count, unitOf(family, from), to - from);
  setNumber(family, FOLLOWED, <f64>to);
}

function grow(family: usize, odd: i32): void {
  const level = <i32>number(family, DONE);
  setNumber(family, DONE, <f64>(level + 1));
  if (<i32>number(family, DETERMINED) < level) return;
  const from = columnsAt(odd, level);
  const to = columnsAt(odd, level + 1);
  const columns = reflectorsOf(family);
  for (let j = from; j < to; j++) fillNested(columns - partOffset() + <usize>j * columnBytes(), odd, j);
  const targets = 1 + <i32>number(family, FOLLOWED);
  const reached = factorColumns(columns, columnBytes(), partBytes(), triangle, targetOf(family), targets, from, to);
  // Columns of zeros do nothing as reflectors.
  if (reached < to) memory.fill(columns + <usize>reached * columnBytes(), 0, <usize>(to - reached) * columnBytes() - partOffset());
  else setNumber(family, DETERMINED, <f64>(level + 1));
}

/** The family whose factor has so many terms, with the rows that are out. */
export function familyOf(terms: i32): usize {
  const family = find(terms);
  const odd = oddPart(terms);
  follow(family, odd);
  while (<i32>number(family, DONE) <= levelOf(terms)) grow(family, odd);
  return family;
}
