/** Numbers of the model functions of the NIST StRD problems; asc and TypeScript both import this file. */

export const SATURATION = 0;
export const DECAY_OVER_LINE = 1;
export const THREE_DECAYS = 2;
export const TWO_GAUSSIANS = 3;
export const POWER_LAW = 4;
export const SATURATION_SQUARED = 5;
export const QUADRATIC_OVER_QUADRATIC = 6;
export const CUBIC_OVER_CUBIC = 7;
export const DECAY_OF_TWO_PREDICTORS = 8;
export const OFFSET_TWO_DECAYS = 9;
export const SATURATION_ROOT = 10;
export const HYPERBOLA = 11;
export const LINE_MINUS_ARCTANGENT = 12;
export const THREE_CYCLES = 13;
export const SCALED_QUADRATICS = 14;
export const LOGISTIC = 15;
export const SHIFTED_RECIPROCAL_EXPONENT = 16;
export const GAUSSIAN = 17;
export const GENERALISED_LOGISTIC = 18;
export const SHIFTED_POWER = 19;
