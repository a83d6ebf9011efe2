import type { ParameterMap, Program } from "../compile/program.ts";

/** Measured values, all of the same length, in the order of the points. */
export interface Measured {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly sigmaRe?: Float64Array;
  readonly sigmaIm?: Float64Array;
  /** A WEIGHT_ constant of assembly/program.ts. */
  readonly weight: number;
  /** An OBJECTIVE_ constant; that of the impedance where absent. */
  readonly objective?: number;
  /** A LOSS_ constant; squares where absent. */
  readonly loss?: number;
  /** Coefficients of a fitted error structure, where the standard deviations come from one. */
  readonly noiseParameters?: number;
  /** Standard deviation of the weighted residuals for a robust loss, where a fit has found it. */
  readonly residualScale?: number;
}

/** All that one fit or simulation needs. The kernel keeps it until another problem is loaded. */
export interface Problem {
  readonly program: Program;
  readonly map: ParameterMap;
  /** Hz. */
  readonly frequencyHz: Float64Array;
  /** Absent for a simulation. */
  readonly measured?: Measured;
}

/** Numbers per parameter after a fit, in the records' units; NaN where there is none. */
export interface ParameterStatistics {
  readonly values: Float64Array;
  readonly stderr: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Row-major, all parameters. */
  readonly correlation: Float64Array;
  /** VARIABLE_ constants of assembly/program.ts, one a variable. */
  readonly status: Int32Array;
}

/** A minimum as the search remembers it. */
export interface Minimum {
  readonly theta: Float64Array;
  readonly objective: number;
  readonly starts: number;
}
