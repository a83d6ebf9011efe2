import type { ErrorTerm } from "./errorStructure.ts";
import type { MaskOptions } from "./mask.ts";
import type { Loss, Objective } from "./objective.ts";
import type { Weight } from "./weights.ts";

/** Options of `fit`, with the mask of the points that are fitted. */
export interface FitOptions extends MaskOptions {
  /** Default `modulus`: w = 1/|Z|^2 of the measured value. `sigma` needs a spectrum with standard deviations; `measured` finds them where there are none. */
  readonly weight?: Weight;
  /** What the residuals are of; default `impedance`. */
  readonly objective?: Objective;
  /** Default `squares`; `huber` and `cauchy` let outliers count for little and name them. */
  readonly loss?: Loss;
  /** Terms of the standard deviation that the weight `structure` fits to the residuals; default `constant` and `modulus`. */
  readonly errorTerms?: readonly ErrorTerm[];
  /** false: one local fit from the values of the circuit text and `initial`. Default true: starts are sought from the spectrum. */
  readonly search?: boolean;
  /** Seed of the search's random numbers; the same seed gives the same bits on every machine. Default 1. */
  readonly seed?: number;
  /** Starting values by parameter name, in the parameter's unit; they override the circuit text. */
  readonly initial?: Readonly<Record<string, number>>;
  /** Parameters held at a value (number) or at their starting value (true). */
  readonly fixed?: Readonly<Record<string, number | true>>;
  /** Parameters that follow from others by a formula of the circuit language: `{ "CPE2.n": "CPE1.n", R2: "2*R1" }`. */
  readonly ties?: Readonly<Record<string, string>>;
  /** Limits by parameter name, or for all elements of a kind: `{ "CPE.n": [0.6, 1], R: [1, 1e6] }`; those of a single one win. */
  readonly bounds?: Readonly<Record<string, readonly [lower: number, upper: number]>>;
  /** Orders of arcs besides those of the circuit's text: `tau(R1, CPE1) < tau(R2, CPE2)`. */
  readonly order?: string | readonly string[];
  /**
   * Default true: alike arcs that nothing tells apart stand in the order of their time constants. false: where a local fit
   * (`search: false`) has left them, as for a series of spectra over which time constants cross.
   */
  readonly sortArcs?: boolean;
  /**
   * Most evaluations of value and Jacobian that one descent may use, and all together that come after the descents: leaving
   * saddle points and carrying loose parameters to their limits. A fit makes several descents. Default 1000.
   */
  readonly maximumEvaluations?: number;
  /** A descent has converged when an undamped Gauss-Newton step would lower S by less than this fraction of S. Default 1e-9; a polish to rounding accuracy follows. */
  readonly tolerance?: number;
}
