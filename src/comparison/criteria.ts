import { ln } from "../../assembly/math/elementary.ts";
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
 * AICc = D + 2k + 2k(k + 1)/(n - k - 1) and BIC = D + k ln n with n = 2N. D = n ln(S/n) and k = p + 1 where the size of the noise is
 * estimated from S itself; D = S and k = p with measured standard deviations. p counts free parameters that are not at a
 * limit. Fits that meet the data to rounding have the same D, the least of theirs.
 */
export function criteriaOf(results: readonly FitResult[]): Criteria[] {
  const deviances = results.map(devianceOf);
  const isExact = results.map(({ residuals }) => relativeRoot(residuals) < ROUNDING);
  const least = Math.min(...deviances.filter((_deviance, index) => isExact[index]));
  return results.map((result, index) => {
    const deviance = isExact[index] === true ? least : (deviances[index] ?? Number.NaN);
    const n = 2 * result.residuals.frequencyHz.length;
    const k = n - result.degreesOfFreedom + (result.weight === "sigma" ? 0 : 1);
    const left = n - k - 1;
    return {
      aicc: left > 0 ? deviance + 2 * k + (2 * k * (k + 1)) / left : null,
      bic: deviance + k * ln(n),
    };
  });
}

function devianceOf({ objective, residuals, weight }: FitResult): number {
  const n = 2 * residuals.frequencyHz.length;
  return weight === "sigma" ? objective : n * ln(objective / n);
}
