/** Which model of assembly/nist belongs to which NIST StRD problem. */

import * as Model from "../../assembly/nist/numbers.ts";

export const MODELS: Readonly<Record<string, number>> = {
  Misra1a: Model.SATURATION,
  Chwirut2: Model.DECAY_OVER_LINE,
  Chwirut1: Model.DECAY_OVER_LINE,
  Lanczos3: Model.THREE_DECAYS,
  Gauss1: Model.TWO_GAUSSIANS,
  Gauss2: Model.TWO_GAUSSIANS,
  DanWood: Model.POWER_LAW,
  Misra1b: Model.SATURATION_SQUARED,
  Kirby2: Model.QUADRATIC_OVER_QUADRATIC,
  Hahn1: Model.CUBIC_OVER_CUBIC,
  Nelson: Model.DECAY_OF_TWO_PREDICTORS,
  MGH17: Model.OFFSET_TWO_DECAYS,
  Lanczos1: Model.THREE_DECAYS,
  Lanczos2: Model.THREE_DECAYS,
  Gauss3: Model.TWO_GAUSSIANS,
  Misra1c: Model.SATURATION_ROOT,
  Misra1d: Model.HYPERBOLA,
  Roszman1: Model.LINE_MINUS_ARCTANGENT,
  ENSO: Model.THREE_CYCLES,
  MGH09: Model.SCALED_QUADRATICS,
  Thurber: Model.CUBIC_OVER_CUBIC,
  BoxBOD: Model.SATURATION,
  Rat42: Model.LOGISTIC,
  MGH10: Model.SHIFTED_RECIPROCAL_EXPONENT,
  Eckerle4: Model.GAUSSIAN,
  Rat43: Model.GENERALISED_LOGISTIC,
  Bennett5: Model.SHIFTED_POWER,
};
