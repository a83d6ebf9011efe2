import type { Problem } from "./workload.ts";

/** How one fit of a workload ended. */
export interface Outcome {
  readonly objective: number;
  /** Evaluations of the model, or iterations where a solver counts only those. */
  readonly iterations: number;
  /** Floating-point operations that the algorithm asked for, where they were counted. */
  readonly operations?: number;
}

/** A fitter for the problems of one workload. */
export interface Engine {
  readonly name: string;
  /** Loads the data of a problem (not timed) and returns one fit from its start (timed). */
  readonly prepare: (problem: Problem) => () => Outcome;
  /** Timed fits of a problem in a row. */
  readonly repeats: number;
}
