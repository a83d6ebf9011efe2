import type { DerivedValue } from "./derived.ts";
import type { ActiveOrder } from "./keepOrder.ts";
import type { Termination } from "./termination.ts";

/** What became of a parameter in a fit. */
export type ParameterStatus =
  /** Fitted; value, standard error and interval are meaningful. */
  | "free"
  /** Held at the value given. */
  | "fixed"
  /** Follows from other parameters by a tie or an expression, or by an order of arcs that is active. */
  | "tied"
  /** The best value lies on a limit, which may be 0 or infinity; it has no standard error. */
  | "at-bound"
  /** The data do not determine it: the Jacobian has no usable direction along it. */
  | "unidentified";

/** One parameter of a fitted circuit. */
export interface FittedParameter {
  /** `R_b` for one-parameter elements, `CPE_b.Q` otherwise. */
  readonly name: string;
  /** In `unit`. */
  readonly value: number;
  /** Standard error in `unit`; null where there is none (fixed, at a bound, unidentified). */
  readonly stderr: number | null;
  /** 95 % interval in `unit` (t-quantile; logarithmic for positive quantities, so it is asymmetric and never negative). */
  readonly interval: readonly [low: number, high: number] | null;
  readonly unit: string;
  readonly lower: number;
  readonly upper: number;
  readonly status: ParameterStatus;
}

/** Residuals point by point, in the order of the spectrum fitted (falling frequency, masked points left out). */
export interface Residuals {
  /** Index of each fitted point in the spectrum. */
  readonly point: readonly number[];
  readonly frequencyHz: Float64Array;
  /** Fitted impedance, ohm. */
  readonly fitRe: Float64Array;
  readonly fitIm: Float64Array;
  /** (Z_fit - Z)/|Z| in percent, real and imaginary part. */
  readonly rePercent: Float64Array;
  readonly imPercent: Float64Array;
}

/** What `fit` found: the parameters with their errors, how well they describe the data, and how the solver ended. */
export interface FitResult {
  /** Canonical text of the circuit. */
  readonly circuit: string;
  readonly weight: Weight;
  readonly parameters: readonly FittedParameter[];
  /** S = sum w |dZ|^2 at the optimum. */
  readonly objective: number;
  /** S/(2N - p); null where there are as many free parameters as data, so that nothing is left to judge S by. */
  readonly chi2Reduced: number | null;
  /** 2N - p; p counts free parameters that are not at a bound. */
  readonly degreesOfFreedom: number;
  /**
   * Condition number (2-norm) of the column-scaled Jacobian of the free parameters, in the coordinates of the solver: logarithms of
   * positive parameters, with the Q of a CPE taken at the mean frequency. Infinity where its rank is not full.
   */
  readonly scaledCondition: number;
  /** Names of the free parameters, in the order of the rows of `correlation`. */
  readonly freeParameters: readonly string[];
  /** Correlation matrix of the free parameters, row-major. */
  readonly correlation: readonly (readonly number[])[];
  readonly termination: Termination;
  /**
   * Orders of arcs on whose edge the fit lies, with the tie that keeps each: without them it would be better with the arcs the
   * other way round. Each takes one free parameter away.
   */
  readonly activeOrders: readonly ActiveOrder[];
  /** What the circuit's text derives from the parameters; computed when first asked for. */
  readonly derived: readonly DerivedValue[];
  readonly warnings: readonly string[];
  /** Computed when first asked for. */
  readonly residuals: Residuals;
}

/** Which weight w_k stands before |dZ_k|^2. */
export type Weight = "modulus" | "unit" | "proportional" | "sigma";
