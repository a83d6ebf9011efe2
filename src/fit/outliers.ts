import type { FitKernel } from "../kernel/kernel.ts";
import type { PreparedProblem } from "./problem.ts";

/** A point far from a robust fit. */
export interface Outlier {
  /** Index in the spectrum. */
  readonly point: number;
  readonly frequencyHz: number;
  /** The larger of its two weighted residuals, in standard deviations; has the residual's sign. */
  readonly deviations: number;
}

/** What a robust loss found out about the residuals. */
export interface RobustDetails {
  /** Standard deviation of the weighted residuals that the loss works with; 0 where they are mere rounding. */
  readonly scale: number;
  /** Points more than `OUTLYING` standard deviations from the fit, by falling frequency; computed when asked for. */
  readonly outliers: readonly Outlier[];
}

/**
 * Normal noise of known scale is further out than this in one of 16 000 residuals. With the scale from the median of 86 residuals one
 * clean spectrum in 24 has such a point.
 */
const OUTLYING = 4;

/** The points of a fit whose weighted residuals are beyond `OUTLYING` of `scale`. `values`: of all parameters. */
export function findOutliers(
  prepared: PreparedProblem,
  values: Float64Array,
  scale: number,
  kernel: FitKernel,
): Outlier[] {
  if (!(scale > 0)) return [];
  kernel.load(prepared.problem);
  kernel.setValues(values);
  const residuals = kernel.weightedResiduals();
  if (residuals === undefined) throw new RangeError("The fitted parameters have no residuals.");
  return prepared.used.flatMap((point, place) => {
    const re = (residuals.re[place] ?? Number.NaN) / scale;
    const im = (residuals.im[place] ?? Number.NaN) / scale;
    const deviations = Math.abs(re) >= Math.abs(im) ? re : im;
    if (!(Math.abs(deviations) > OUTLYING)) return [];
    return [{ point, frequencyHz: prepared.problem.frequencyHz[place] ?? Number.NaN, deviations }];
  });
}
