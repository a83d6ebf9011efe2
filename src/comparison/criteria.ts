import type { FitResult } from "../fit/result.ts";
import { relativeRoot } from "./relativeRoot.ts";

/** What information criteria make of a fit; smaller is better, only differences mean anything. */
export interface Criteria {
  /** Akaike's for small samples (Hurvich and Tsai, Biometrika 76, 297, 1989); null where 2N - k - 1 is not positive. */
  readonly aicc: number | null;
  /** Schwarz, Ann. Statist. 6, 461, 1978. */
  readonly bic: number;
}

/** Misfits below this, relative to |Z|, are rounding and count as equal. */
const ROUNDING = 1e-11;

/**
 * AICc and BIC as the results have them (see assembly/statistics/likelihood.ts). Fits that meet the data to rounding have the same
 * likelihood, the largest of theirs, since their S is a chance number.
 */
export function criteriaOf(results: readonly FitResult[]): Criteria[] {
  const exact = results.filter(({ residuals }) => relativeRoot(residuals) < ROUNDING);
  const most = Math.max(...exact.map(({ logLikelihood }) => logLikelihood));
  return results.map((result) => {
    const { aicc, bic, logLikelihood } = result;
    const less = exact.includes(result) && logLikelihood < most ? 2 * (most - logLikelihood) : 0;
    return { aicc: aicc === null ? null : aicc - less, bic: bic - less };
  });
}
