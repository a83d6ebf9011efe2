/**
 * Scores of generalised cross-validation for choosing terms, and how much single points weigh in them, while points are left out one by one.
 * Factors are made of the points that were in when they were first asked for; leftOut.ts takes out those that left since.
 */
import { reserveArena } from "../arena";
import { number, setNumber } from "../view";
import { points, sourceOf } from "../workspace";
import { chooseVariant, leaveOut, maskOf, reserveTest, scoreOf, selectRows } from "./linear";
import { fallsWithout, leftOutNumbers, placeLeftOut, squaresWithout } from "./leftOut";
import { countOut, forgetFamilies, forgetOut, MOST_OUT, nestedNumbers, placeNested, takeOut } from "./nested";

/** Points of the factors, as a mask. */
let base: usize = 0;
let falls: usize = 0;
/** What the factors are of: a variant by number, and the extension. */
let variant: i32 = 0;
let known: i32 = -1;
let extension: f64 = 0;

/**
 * Room for up to so many terms; all points take part. False where the memory is missing.
 */
export function reserveLinear(mostTerms: i32): bool {
  if (!reserveTest(mostTerms)) return false;
  base = reserveArena(points);
  falls = reserveArena(1 + points);
  const work = reserveArena(leftOutNumbers(mostTerms));
  const nested = reserveArena(nestedNumbers(mostTerms));
  if (nested == 0) return false;
  placeLeftOut(work);
  placeNested(mostTerms, nested);
  rebase();
  return true;
}

/** Makes the points that take part now those of the factors. */
function rebase(): void {
  memory.copy(base, maskOf(), <usize>points << 3);
  forgetOut();
  known = -1;
}

/** Takes a point, by its place in the spectrum, out of all that follows. */
export function leaveOutLinear(point: i32): void {
  if (number(maskOf(), point) == 0) return;
  leaveOut(point);
  if (countOut() == MOST_OUT) {
    rebase();
    return;
  }
  let place = 0;
  while (sourceOf(place) != point) place++;
  takeOut(place);
}

/** Which variant the next questions are about. Flags are 0 or 1. */
export function chooseLinear(part: i32, ofAdmittance: i32, withRising: i32, withFalling: i32): void {
  variant = part * 8 + ofAdmittance * 4 + withRising * 2 + withFalling;
  chooseVariant(part, ofAdmittance, withRising, withFalling);
}

function prepare(factor: f64): void {
  selectRows(base);
  if (known == variant && extension == factor) return;
  forgetFamilies(factor);
  known = variant;
  extension = factor;
}

/** The score of so many terms; Infinity where they are not determined. */
export function scoreLinear(factor: f64, terms: i32): f64 {
  prepare(factor);
  const score = scoreOf(1, terms);
  return score < Infinity ? score * squaresWithout(terms) : Infinity;
}

/**
 * Address of S and, in the spectrum's order, by how much it falls without each point, NaN for points that are out or that the fit has to
 * meet. Of both parts only; 1 where the terms are not determined.
 */
export function fallsLinear(factor: f64, terms: i32): usize {
  prepare(factor);
  const objective = scoreOf(1, terms) < Infinity ? fallsWithout(terms, falls + 8) : Infinity;
  if (!(objective < Infinity)) return 1;
  setNumber(falls, 0, objective);
  for (let k = 0; k < points; k++) if (number(maskOf(), k) == 0) setNumber(falls, 1 + k, NaN);
  return falls;
}
