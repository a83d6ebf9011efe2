/**
 * The weights of one point in the coordinates of the objective, as the root L = [l11 0; l21 l22] of the inverse of an assumed
 * covariance: S = |L e|^2 summed over the points. Impedances are in units of Z_c throughout, admittances in 1/Z_c.
 *
 *   unit               both parts alike: variance 1 in the unit of the parts
 *   modulus            standard deviation of both parts |Z_data| (impedance, modulus and phase), |Y_data|, or 1 (logarithm)
 *   proportional       standard deviation of each part its own measured value; that of ln|Z| is 1
 *   sigma, structure   the covariance of Re Z and Im Z carried over by the derivative of the coordinates at the data
 */
import { atan2 } from "./math/atan";
import {
  OBJECTIVE_ADMITTANCE,
  OBJECTIVE_IMPEDANCE,
  OBJECTIVE_LOG_MODULUS,
  WEIGHT_MODULUS,
  WEIGHT_PROPORTIONAL,
  WEIGHT_SIGMA,
  WEIGHT_STRUCTURE,
} from "./program";

export let l11: f64 = 1;
export let l21: f64 = 0;
export let l22: f64 = 1;
/** The size of what is measured, in the unit of the parts. */
export let size: f64 = 1;

/** L of the variances a, c and the covariance b. */
function invertCovariance(a: f64, b: f64, c: f64): void {
  l11 = 1 / Math.sqrt(a);
  const rest = Math.sqrt(c - (b / a) * b);
  l22 = 1 / rest;
  l21 = -(b / a) / rest;
}

/**
 * L and `size` of a measured point re + j im with the standard deviations `sigmaRe`, `sigmaIm`, which only the weights sigma
 * and structure look at.
 */
export function weightPoint(objective: i32, weighting: i32, re: f64, im: f64, sigmaRe: f64, sigmaIm: f64): void {
  const modulus = Math.sqrt(re * re + im * im);
  const logarithmic = objective == OBJECTIVE_LOG_MODULUS;
  size = logarithmic ? 1 : objective == OBJECTIVE_ADMITTANCE ? 1 / modulus : modulus;
  l21 = 0;
  if (weighting == WEIGHT_MODULUS) {
    l11 = 1 / size;
    l22 = l11;
  } else if (weighting == WEIGHT_PROPORTIONAL) {
    if (objective == OBJECTIVE_IMPEDANCE) {
      l11 = 1 / abs(re);
      l22 = 1 / abs(im);
    } else if (objective == OBJECTIVE_ADMITTANCE) {
      // Y = (re - j im)/|Z|^2.
      l11 = (modulus * modulus) / abs(re);
      l22 = (modulus * modulus) / abs(im);
    } else {
      l11 = 1 / size;
      l22 = 1 / (size * abs(atan2(im, re)));
    }
  } else if (weighting == WEIGHT_SIGMA || weighting == WEIGHT_STRUCTURE) {
    if (objective == OBJECTIVE_IMPEDANCE) {
      l11 = 1 / sigmaRe;
      l22 = 1 / sigmaIm;
      return;
    }
    // The factor F' at the data turns dZ by an angle; its modulus stretches both parts alike.
    let cosine = re / modulus;
    let sine = im / modulus;
    let stretch: f64 = logarithmic ? 1 / modulus : 1;
    if (objective == OBJECTIVE_ADMITTANCE) {
      const doubled = cosine * cosine - sine * sine;
      sine = 2 * sine * cosine;
      cosine = doubled;
      stretch = 1 / (modulus * modulus);
    }
    const a = sigmaRe * stretch;
    const b = sigmaIm * stretch;
    const across = sine * cosine * (b - a) * (b + a);
    invertCovariance(
      cosine * cosine * a * a + sine * sine * b * b, across, sine * sine * a * a + cosine * cosine * b * b,
    );
  } else {
    l11 = 1;
    l22 = 1;
  }
}
