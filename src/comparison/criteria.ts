import type { FitResult } from "../fit/result.ts";
import { relativeRoot } from "./relativeRoot.ts";

/** What information criteria make of a fit; smaller is better, only differences mean anything. */
export interface Criteria {
  /** As in the result, null where there are too few points for so many parameters. */
  readonly aicc: number | null;
  readonly bic: number;
}

/** Misfits below this, relative to |Z|, are rounding and count as equal. */
const ROUNDING = 1e-11;

/** AICc and BIC of the results, but with the same likelihood, the largest of theirs, for all that meet the data to rounding. */
export function criteriaOf(results: readonly FitResult[]): Criteria[] {
  const isExact = results.map(({ residuals }) => relativeRoot(residuals) < ROUNDING);
  const largest = Math.max(...results.filter((_result, index) => isExact[index]).map((result) => result.logLikelihood));
  return results.map(({ aicc, bic, logLikelihood }, index) => {
    const shift = isExact[index] === true ? 2 * (logLikelihood - largest) : 0;
    return { aicc: aicc === null ? null : aicc + shift, bic: bic + shift };
  });
}
