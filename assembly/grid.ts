/** The measured spectrum as the kernel works on it: in pairs, scaled by geometric means, with the square roots of its weights. */
import { exp } from "./math/exp";
import { log } from "./math/log";
import { WEIGHT_MODULUS, WEIGHT_PROPORTIONAL, WEIGHT_SIGMA } from "./program";
import { number } from "./view";
import {
  data, frequency, inverseOmega, logOmega, measuredIm, measuredRe, omega, pairs, points, sigmaIm, sigmaRe, sourceOf, weight,
} from "./workspace";

const TWO_PI: f64 = 6.283185307179586;

/** ln of the scales omega_c and Z_c; both 0 when the grid is not scaled. */
export let logOmegaScale: f64 = 0;
export let logImpedanceScale: f64 = 0;
export let impedanceScale: f64 = 1;
/** Whether real and imaginary parts have weights of their own, which the adjoint pass cannot carry. */
export let separateWeights: bool = false;
/** Whether the weights are standard deviations, so that S is a chi-square. */
export let absoluteWeights: bool = false;
/** S in the units of the weights divided by S as the kernel sums it. */
export let objectiveScale: f64 = 1;
/** Sum of w |Z|^2: what S would be for a fit of zero. */
export let signal: f64 = 0;

// @ts-ignore: decorator
@inline
function lane(base: usize, point: i32): usize {
  return base + (<usize>point << 3);
}

// @ts-ignore: decorator
@inline
function realPart(column: usize, point: i32): usize {
  return column + (<usize>(point >> 1) << 5) + (<usize>(point & 1) << 3);
}

/** Prepares omega' = omega/omega_c and ln omega'. With `scaled`, omega_c is the geometric mean, else 1. */
export function prepareFrequencies(scaled: i32): void {
  let mean: f64 = 0;
  if (scaled) {
    for (let k = 0; k < points; k++) mean += log(TWO_PI * number(frequency, k));
    mean /= <f64>points;
  }
  logOmegaScale = mean;
  const scale = exp(mean);
  for (let k = 0; k < pairs * 2; k++) {
    const source = sourceOf(min(k, points - 1));
    const w = (TWO_PI * number(frequency, source)) / scale;
    store<f64>(lane(omega, k), w);
    store<f64>(lane(inverseOmega, k), 1.0 / w);
    store<f64>(lane(logOmega, k), log(w));
  }
}

/** Scales the impedances by their geometric mean modulus and takes the square roots of the weights. Without `scaled` there are none. */
export function prepareImpedances(scaled: i32, weighting: i32): void {
  let mean: f64 = 0;
  if (scaled) {
    for (let k = 0; k < points; k++) {
      const re = number(measuredRe, k);
      const im = number(measuredIm, k);
      const largest = max(abs(re), abs(im));
      const a = re / largest;
      const b = im / largest;
      mean += log(largest) + 0.5 * log(a * a + b * b);
    }
    mean /= <f64>points;
  }
  logImpedanceScale = mean;
  impedanceScale = exp(mean);
  absoluteWeights = weighting == WEIGHT_SIGMA;
  separateWeights = weighting == WEIGHT_PROPORTIONAL || weighting == WEIGHT_SIGMA;
  objectiveScale = weighting == WEIGHT_MODULUS || separateWeights ? 1.0 : impedanceScale * impedanceScale;
  const inverse = 1.0 / impedanceScale;
  signal = 0;
  for (let k = 0; k < pairs * 2; k++) {
    const source = sourceOf(min(k, points - 1));
    // Without a measurement the memory holds what an earlier problem left there.
    const re = scaled ? number(measuredRe, source) * inverse : 0;
    const im = scaled ? number(measuredIm, source) * inverse : 0;
    let weightRe: f64 = 1;
    let weightIm: f64 = 0;
    if (weighting == WEIGHT_MODULUS) {
      weightRe = 1.0 / Math.sqrt(re * re + im * im);
    } else if (weighting == WEIGHT_PROPORTIONAL) {
      weightRe = 1.0 / abs(re);
      weightIm = 1.0 / abs(im);
    } else if (weighting == WEIGHT_SIGMA) {
      weightRe = impedanceScale / number(sigmaRe, source);
      weightIm = impedanceScale / number(sigmaIm, source);
    }
    if (k >= points) {
      weightRe = 0;
      weightIm = 0;
    }
    store<f64>(realPart(data, k), re);
    store<f64>(realPart(data, k) + 16, im);
    store<f64>(realPart(weight, k), weightRe);
    store<f64>(realPart(weight, k) + 16, weightIm);
    const imaginaryWeight = separateWeights ? weightIm : weightRe;
    signal += weightRe * weightRe * re * re + imaginaryWeight * imaginaryWeight * im * im;
  }
}
