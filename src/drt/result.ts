import type { ExcludedPoint } from "../fit/mask.ts";
import type { Residuals } from "../fit/result.ts";
import type { DrtBand } from "./band.ts";
import type { DrtBasis, DrtData, DrtWeight, LambdaChoice } from "./options.ts";
import type { DrtPeak } from "./peaks.ts";
import type { SecondOpinion } from "./secondOpinion.ts";

/** A distribution of relaxation times and how it was found. */
export interface DrtResult {
  /** Time constants, s, rising and evenly spaced in the logarithm. */
  readonly tau: Float64Array;
  /** gamma(ln tau), ohm, at these: its integral over ln tau is the polarisation resistance. */
  readonly gamma: Float64Array;
  /** Coefficients of the functions of the basis, ohm; for a piecewise-linear basis they are gamma. */
  readonly coefficients: Float64Array;
  /** R, ohm. */
  readonly seriesResistance: number;
  /** L, H; 0 where the term is absent or its best value is 0. */
  readonly inductance: number;
  /** C of the series term 1/(j omega C), F; null where the term is absent or its best value is no capacitor at all. */
  readonly capacitance: number | null;
  /** Integral of gamma over ln tau, ohm. */
  readonly polarisationResistance: number;
  readonly peaks: readonly DrtPeak[];
  readonly basis: DrtBasis;
  readonly derivative: 1 | 2;
  readonly data: DrtData;
  readonly weight: DrtWeight;
  readonly nonNegative: boolean;
  readonly lambda: number;
  readonly lambdaChoice: "given" | LambdaChoice;
  /**
   * (|r|^2/n)/(trace(I - K)/n)^2 of the n weighted numbers at lambda, without the condition on the sign; in ohm^2 for weights `unit`
   * and `sigma`, a number for `modulus`.
   */
  readonly gcvScore: number;
  /** Curvature of the L-curve at lambda. */
  readonly curvature: number;
  /** trace K: how many parameters the data determine at this lambda. */
  readonly effectiveParameters: number;
  /** Sum of the squared weighted residuals, in the unit of `gcvScore`. */
  readonly objective: number;
  /** Standard deviation of a weighted residual: the root of `objective` over trace(I - K). */
  readonly noise: number;
  /** Points left out, with the reasons. */
  readonly excluded: readonly ExcludedPoint[];
  /** Of all points used, also those parts of Z that were not asked for. */
  readonly residuals: Residuals;
  /** Root mean square of |Z_fit - Z|/|Z|, percent. */
  readonly residualPercent: number;
  /** What was decided on the way, in sentences. */
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  /** Credible band of gamma, and intervals of the resistances. */
  readonly band: DrtBand;
  /** What another method finds in the same points, and whether both agree; computed when first asked for. */
  readonly secondOpinion: SecondOpinion;
}
