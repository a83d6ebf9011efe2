/** How a fit ended; the names are what `result.termination.outcome` holds. */
export type Outcome = "converged" | "at-bound" | "rank-deficient" | "evaporated" | "not-converged";

/** How the solver ended, with the number it measured and the threshold it compared it with. */
export interface Termination {
  readonly outcome: Outcome;
  /** One sentence for people: what was measured, against which threshold, what to try. */
  readonly message: string;
  /** Relative decrease of S that a further undamped Gauss-Newton step predicts. */
  readonly measured: number;
  readonly threshold: number;
  /** Evaluations of value and Jacobian in the local fit that gave the result. */
  readonly evaluations: number;
  /** Starts tried. */
  readonly starts: number;
}
