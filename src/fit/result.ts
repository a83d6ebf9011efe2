import type { DerivedValue } from "./derived.ts";
import type { ActiveOrder } from "./keepOrder.ts";
import type { ErrorStructure } from "./errorStructure.ts";
import type { ExcludedPoint } from "./mask.ts";
import type { Loss, Objective } from "./objective.ts";
import type { RobustDetails } from "./outliers.ts";
import type { Termination } from "./termination.ts";
import type { Weight } from "./weights.ts";

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

/** A minimum of S that the search met and that is not the lowest. */
export interface OtherMinimum {
  readonly objective: number;
  /** Starts that led there. */
  readonly starts: number;
  /** By parameter name, in the parameters' units. */
  readonly values: Readonly<Record<string, number>>;
}

/** What `fit` found: the parameters with their errors, how well they describe the data, and how the solver ended. */
export interface FitResult {
  /** Canonical text of the circuit. */
  readonly circuit: string;
  readonly weight: Weight;
  /** What the residuals were of. */
  readonly objectiveForm: Objective;
  readonly loss: Loss;
  readonly parameters: readonly FittedParameter[];
  /** S = sum w |e|^2 at the optimum, e being the residual of `objectiveForm`; see `Loss` for what a robust loss makes of it. */
  readonly objective: number;
  /** S/(2N - p); null where there are as many free parameters as data, so that nothing is left to judge S by. */
  readonly chi2Reduced: number | null;
  /** 2N - p; p counts free parameters that are not at a bound. */
  readonly degreesOfFreedom: number;
  /**
   * ln L of the measured Z, so that fits of the same points compare whatever their weight, objective and loss: residuals are
   * normal (or as the loss has it) and independent, their standard deviation relative to the weights the one that makes L largest,
   * unless it was measured. Weights made from the data count as given. Z is in ohm.
   */
  readonly logLikelihood: number;
  /**
   * Akaike's criterion for small samples, -2 ln L + 2k + 2k(k + 1)/(2N - k - 1), k counting the free parameters and what was
   * estimated of the noise (Hurvich & Tsai, Biometrika 76, 297, 1989). Null where 2N <= k + 1.
   */
  readonly aicc: number | null;
  /** -2 ln L + k ln 2N (Schwarz, Ann. Statist. 6, 461, 1978). */
  readonly bic: number;
  /** Scale and outliers, with a robust loss. */
  readonly robust: RobustDetails | null;
  /** Standard deviation of the noise, with the weight `structure`, and with `measured` where the spectrum had none. */
  readonly errorStructure: ErrorStructure | null;
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
  /**
   * The other minima that the search met, lowest first, at most 15; those whose S agree within 0.1 % count as one, as with exchanged
   * arcs. None without a search. Computed when first asked for.
   */
  readonly minima: readonly OtherMinimum[];
  readonly warnings: readonly string[];
  /** The points of the spectrum that took no part, each with the reason. */
  readonly excluded: readonly ExcludedPoint[];
  /** Computed when first asked for. */
  readonly residuals: Residuals;
}
