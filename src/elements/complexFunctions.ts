/**
 * Functions that complex.js lacks or computes by forms that overflow: its tanh and coth are NaN from Re x = 355 on.
 * All take an argument of the right half plane, Re x >= 0, which is where square roots and powers of s lie.
 */
import type { Complex } from "complex.js";

/** tanh x by e^(-2x) - 1, which neither overflows nor cancels. */
export function tanh(x: Complex): Complex {
  const decay = x.mul(-2).expm1();
  return decay.neg().div(decay.add(2));
}

/** coth x = 1/tanh x. */
export function coth(x: Complex): Complex {
  const decay = x.mul(-2).expm1();
  return decay.add(2).div(decay.neg());
}

/** 1/sinh x. */
export function cosech(x: Complex): Complex {
  return x.neg().exp().mul(-2).div(x.mul(-2).expm1());
}

/**
 * coth x - 1/x. Near 0 the two poles cancel, so there it is Lambert's continued fraction
 * x/(3 + x^2/(5 + x^2/(7 + ...))) (NIST Digital Library of Mathematical Functions, section 4.39).
 */
export function langevin(x: Complex): Complex {
  if (x.abs() > 1) return coth(x).sub(x.inverse());
  const square = x.mul(x);
  let denominator = square.mul(0).add(2 * LAMBERT_LEVELS + 3);
  for (let level = LAMBERT_LEVELS; level >= 1; level--) {
    denominator = square.div(denominator).add(2 * level + 1);
  }
  return x.div(denominator);
}

/** Enough for all digits at |x| = 1. */
const LAMBERT_LEVELS = 12;

/**
 * I0(x)/I1(x), modified Bessel functions of the first kind.
 * Up to |x| = 25 the continued fraction 2/x + 1/(4/x + 1/(6/x + ...)) of their recurrence
 * (NIST Digital Library of Mathematical Functions, 10.33.1), beyond it Hankel's expansions (10.40.1).
 */
export function besselRatio(x: Complex): Complex {
  const inverse = x.inverse();
  if (x.abs() > 25) return hankelSeries(inverse, 0).div(hankelSeries(inverse, 1));
  let tail = inverse.mul(2 * BESSEL_LEVELS);
  for (let level = BESSEL_LEVELS - 1; level >= 1; level--) {
    tail = inverse.mul(2 * level).add(tail.inverse());
  }
  return tail;
}

/** Enough for all digits at |x| = 25 and |arg x| = pi/4. */
const BESSEL_LEVELS = 70;

/** sqrt(2 pi x) e^(-x) I_order(x), without the part that is smaller by e^(-2x). */
function hankelSeries(inverse: Complex, order: number): Complex {
  let term = inverse.mul(0).add(1);
  let sum = term;
  for (let k = 1; k <= HANKEL_TERMS; k++) {
    const odd = 2 * k - 1;
    term = term.mul(inverse.mul((odd * odd - 4 * order * order) / (8 * k)));
    sum = sum.add(term);
  }
  return sum;
}

/** The first term left out is below 1e-16 at |x| = 25. */
const HANKEL_TERMS = 24;
