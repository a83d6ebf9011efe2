import type { MaskOptions } from "../fit/mask.ts";
import type { Watched } from "../fit/progress.ts";

/** Functions that a distribution is made of, evenly spaced in ln tau. */
export type DrtBasis = "gaussian" | "piecewise-linear";

/** Which parts of Z are described. */
export type DrtData = "both" | "re" | "im";

/**
 * Weights of the squared residuals: `modulus` 1/|Z|^2; `unit` 1; `sigma` 1/sigma^2 of measured standard deviations. Noise in
 * proportion to |Z| asks for `modulus`; most other programs have `unit`.
 */
export type DrtWeight = "modulus" | "unit" | "sigma";

/** How lambda is found from the data. */
export type LambdaChoice = "gcv" | "mgcv" | "l-curve";

/** A grid of time constants: how many, and from where to where in s. */
export interface DrtGrid {
  readonly count?: number;
  readonly from?: number;
  readonly to?: number;
}

/** How `drt` inverts a spectrum, with the mask of its points; all have a default. */
export interface DrtOptions extends MaskOptions, Watched {
  /** Default `gaussian`. */
  readonly basis?: DrtBasis;
  /** Of Gaussians: distance of the time constants divided by their full width at half maximum, 0.3 to 2; default 0.5. */
  readonly shape?: number;
  /** Which derivative of gamma by ln tau the penalty holds small; default 1. */
  readonly derivative?: 1 | 2;
  /** Default `both`. */
  readonly data?: DrtData;
  /** Default `modulus`. */
  readonly weight?: DrtWeight;
  /**
   * Strength of the penalty: a number; the least score of generalised cross-validation (`gcv`) or of the modified one (`mgcv`,
   * default), which counts each parameter as 1.4 and so smooths too little less often; or the corner of the L-curve
   * (`l-curve`). It is a pure number: residuals are in units of the geometric mean of |Z| before they are squared and weighted.
   */
  readonly lambda?: number | LambdaChoice;
  /** Their number, or a grid; by default 160 from 1/(3 omega_max) to 3/omega_min. */
  readonly timeConstants?: number | DrtGrid;
  /** A term j omega L >= 0; default true. */
  readonly inductance?: boolean;
  /** A term 1/(j omega C), C > 0; by default (`auto`) where -Z'' rises towards the lowest frequencies. */
  readonly capacitance?: boolean | "auto";
  /** gamma, R, L and 1/C not below 0; default true. */
  readonly nonNegative?: boolean;
  /** Probability inside the credible band and the intervals of the resistances, 0.5 to 0.999; default 0.95. */
  readonly level?: number;
}
