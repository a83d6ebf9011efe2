/** The measured spectrum as the kernel works on it: in pairs, scaled by geometric means, with the square roots of its weights. */
import { exp } from "./math/exp";
import { log } from "./math/log";
import {
  LOSS_SQUARES,
  OBJECTIVE_ADMITTANCE,
  OBJECTIVE_IMPEDANCE,
  OBJECTIVE_LOG_MODULUS,
  WEIGHT_MODULUS,
  WEIGHT_PROPORTIONAL,
  WEIGHT_SIGMA,
  WEIGHT_STRUCTURE,
  WEIGHT_UNIT,
} from "./program";
import { setLoss } from "./residualLoss";
import { l11, l21, l22, size, weightPoint } from "./residualWeight";
import { number } from "./view";
import {
  data, frequency, inverseOmega, logOmega, measuredIm, measuredRe, omega, pairs, points, relativeWeight, sigmaIm, sigmaRe, sourceOf, weight,
  weightCorrelation,
} from "./workspace";

const TWO_PI: f64 = 6.283185307179586;

/** ln of the scales omega_c and Z_c; both 0 when the grid is not scaled. */
export let logOmegaScale: f64 = 0;
export let logImpedanceScale: f64 = 0;
export let impedanceScale: f64 = 1;
/** Whether real and imaginary parts have weights of their own, which the adjoint pass cannot carry. */
export let separateWeights: bool = false;
/** What the parts of the residual are; see program.ts. */
export let objectiveKind: i32 = 0;
/** Whether the weights are standard deviations, so that S is a chi-square. */
export let absoluteWeights: bool = false;
/** How many numbers that describe the noise are estimated from the data: 0 where all are known, 1 for its size. */
export let noiseParameters: i32 = 1;
/** Whether S is that of an impedance with weights 1/|Z|^2 of the data. */
export let relativeWeights: bool = false;
/** S in the units of the weights divided by S as the kernel sums it. */
export let objectiveScale: f64 = 1;
/** Sum of w |x|^2 over the measured x = Z (or Y, or 1 for ln|Z|): what S would be for a fit that misses all of it. */
export let signal: f64 = 0;
/**
 * Sum of ln w over the parts of the residual, and of ln |dx/dZ| over the points, x being the coordinates of the objective; both in
 * ohm.
 */
export let logWeights: f64 = 0;
export let logJacobian: f64 = 0;

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

function takesSigma(weighting: i32): bool {
  return weighting == WEIGHT_SIGMA || weighting == WEIGHT_STRUCTURE;
}

/** The geometric mean of |Z| becomes Z_c; without `scaled` that is 1. */
function prepareScale(scaled: i32): void {
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
}

/**
 * What the kernel's S and weights are in ohm: S of unit weights is in the unit of the parts squared, all others are
 * numbers.
 */
function prepareUnits(weighting: i32, logProducts: f64): void {
  const n = <f64>points;
  const admittance = objectiveKind == OBJECTIVE_ADMITTANCE;
  const logarithmic = objectiveKind == OBJECTIVE_LOG_MODULUS;
  const logUnit = logarithmic ? 0 : admittance ? -logImpedanceScale : logImpedanceScale;
  const unit = logarithmic ? 1 : admittance ? 1 / impedanceScale : impedanceScale;
  const hasUnit = weighting != WEIGHT_MODULUS && weighting != WEIGHT_PROPORTIONAL && !takesSigma(weighting);
  objectiveScale = hasUnit ? unit * unit : 1;
  // In the kernel's units the mean of ln|Z| is 0.
  logWeights = 2 * logProducts - (hasUnit ? 0 : 4 * n * logUnit);
  logJacobian = (admittance ? -4 : logarithmic ? -2 : 0) * n * logImpedanceScale;
}

/**
 * Scales the impedances by their geometric mean modulus and takes the roots of the weights for the objective and loss asked for.
 * Without `scaled` there is no measurement. `noiseCoefficients` counts those of a fitted error structure, else it is
 * 0; `residualScale` is that of a robust loss where a fit has found it, else 0.
 */
export function prepareImpedances(
  scaled: i32, weighting: i32, objective: i32, loss: i32, noiseCoefficients: i32, residualScale: f64,
): void {
  prepareScale(scaled);
  objectiveKind = objective;
  absoluteWeights = weighting == WEIGHT_SIGMA;
  noiseParameters = weighting == WEIGHT_SIGMA ? 0 : max(1, noiseCoefficients);
  separateWeights =
    weighting == WEIGHT_PROPORTIONAL || takesSigma(weighting) || objective != OBJECTIVE_IMPEDANCE || loss != LOSS_SQUARES;
  relativeWeights = weighting == WEIGHT_MODULUS && objective == OBJECTIVE_IMPEDANCE && loss == LOSS_SQUARES;
  // Modulus and unit weights of an impedance have products whose logarithms add up to 0.
  const sumLogarithms = scaled != 0 && weighting != WEIGHT_MODULUS && weighting != WEIGHT_UNIT;
  let logProducts: f64 = 0;
  const inverse = 1.0 / impedanceScale;
  signal = 0;
  for (let k = 0; k < pairs * 2; k++) {
    const source = sourceOf(min(k, points - 1));
    // Without a measurement the memory holds what an earlier problem left there.
    const re = scaled ? number(measuredRe, source) * inverse : 0;
    const im = scaled ? number(measuredIm, source) * inverse : 0;
    weightPoint(
      objective, weighting, re, im, number(sigmaRe, source) * inverse, number(sigmaIm, source) * inverse,
    );
    const used: f64 = k < points ? 1 : 0;
    const relative = used / Math.sqrt(re * re + im * im);
    store<f64>(realPart(relativeWeight, k), relative);
    store<f64>(realPart(relativeWeight, k) + 16, relative);
    store<f64>(realPart(data, k), re);
    store<f64>(realPart(data, k) + 16, im);
    store<f64>(realPart(weight, k), used * l11);
    store<f64>(realPart(weight, k) + 16, separateWeights ? used * l22 : 0);
    store<f64>(weightCorrelation + (<usize>k << 3), used * l21);
    if (k < points) {
      if (sumLogarithms) logProducts += log(l11 * l22);
      signal += objective == OBJECTIVE_IMPEDANCE
        ? l11 * l11 * re * re + l22 * l22 * im * im
        : 0.5 * (l11 * l11 + l21 * l21 + l22 * l22) * size * size;
    }
  }
  prepareUnits(weighting, logProducts);
  setLoss(loss, residualScale / Math.sqrt(objectiveScale));
}
