/** The models of the 27 NIST StRD problems for nonlinear regression, with analytic derivatives. Test-only. */

import {
  decayOfTwoPredictors,
  decayOverLine,
  gaussian,
  generalisedLogistic,
  logistic,
  offsetTwoDecays,
  saturation,
  shiftedReciprocalExponent,
  threeDecays,
  twoGaussians,
} from "./exponentials";
import { lineMinusArctangent, powerLaw, shiftedPower, threeCycles } from "./miscellaneous";
import * as Model from "./numbers";
import {
  cubicOverCubic,
  hyperbola,
  quadraticOverQuadratic,
  saturationRoot,
  saturationSquared,
  scaledQuadratics,
} from "./rationals";
import { setObservation, setProblem } from "./row";

function evaluateObservation(model: i32): f64 {
  switch (model) {
    case Model.SATURATION:
      return saturation();
    case Model.DECAY_OVER_LINE:
      return decayOverLine();
    case Model.THREE_DECAYS:
      return threeDecays();
    case Model.TWO_GAUSSIANS:
      return twoGaussians();
    case Model.POWER_LAW:
      return powerLaw();
    case Model.SATURATION_SQUARED:
      return saturationSquared();
    case Model.QUADRATIC_OVER_QUADRATIC:
      return quadraticOverQuadratic();
    case Model.CUBIC_OVER_CUBIC:
      return cubicOverCubic();
    case Model.DECAY_OF_TWO_PREDICTORS:
      return decayOfTwoPredictors();
    case Model.OFFSET_TWO_DECAYS:
      return offsetTwoDecays();
    case Model.SATURATION_ROOT:
      return saturationRoot();
    case Model.HYPERBOLA:
      return hyperbola();
    case Model.LINE_MINUS_ARCTANGENT:
      return lineMinusArctangent();
    case Model.THREE_CYCLES:
      return threeCycles();
    case Model.SCALED_QUADRATICS:
      return scaledQuadratics();
    case Model.LOGISTIC:
      return logistic();
    case Model.SHIFTED_RECIPROCAL_EXPONENT:
      return shiftedReciprocalExponent();
    case Model.GAUSSIAN:
      return gaussian();
    case Model.GENERALISED_LOGISTIC:
      return generalisedLogistic();
    case Model.SHIFTED_POWER:
      return shiftedPower();
    default:
      return NaN;
  }
}

/**
 * Residual f(x_i; b) - y_i and the columns of d f(x_i; b)/d b_j. NaN or infinite where a model has no value.
 *
 * @param model a number of numbers.ts; any other gives NaN
 * @param b parameters, f64 each
 * @param x predictors, n f64 for the first, then n for the second
 * @param y responses, n f64 (for Nelson their logarithms)
 * @param n number of observations
 * @param residual n f64
 * @param jacobian address of the first column; column j begins at jacobian + j stride
 * @param stride bytes from column to column
 */
export function evaluateModel(
  model: i32,
  b: usize,
  x: usize,
  y: usize,
  n: i32,
  residual: usize,
  jacobian: usize,
  stride: i32,
): void {
  setProblem(b, x, n, jacobian, stride);
  for (let i = 0; i < n; i++) {
    setObservation(i);
    const at = (<usize>i) << 3;
    store<f64>(residual + at, evaluateObservation(model) - load<f64>(y + at));
  }
}
