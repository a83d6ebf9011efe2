import type { ResidualPart, ResidualTest } from "./residualTests.ts";
import { printProbability } from "./words.ts";

/** Where tests would have nothing to go by. */
export const TOO_FEW_RESIDUALS =
  "There are too few points beside the free parameters to judge the residuals; measure more frequencies.";

const LEVEL = 0.05;

/** What a runs test found. */
export function describeRuns(part: ResidualPart, runs: number, expected: number, p: number): string {
  const counted = `${runs} runs of equal sign in the ${part} part, ${expected.toFixed(1)} expected of independent residuals`;
  if (p >= LEVEL) return `${counted}: no sign of a pattern (${printProbability(p)})`;
  const what = runs < expected ? "long stretches of one sign" : "signs that alternate";
  return `${counted}: ${what} (${printProbability(p)})`;
}

/** What a Durbin-Watson test found. */
export function describeDurbinWatson(part: ResidualPart, d: number, p: number | null): string {
  const measured = `Durbin-Watson d = ${d.toFixed(2)} in the ${part} part`;
  if (p === null) return `${measured}; it has no distribution for this fit`;
  if (p >= LEVEL) return `${measured}: neighbours are independent (${printProbability(p)})`;
  return `${measured}: neighbours ${d < 2 ? "resemble" : "repel"} each other (${printProbability(p)})`;
}

/** What a test for normality found. */
export function describeNormality(part: ResidualPart, statistic: number, p: number | null): string {
  if (p === null) return `Too few residuals in the ${part} part to judge whether they are normal`;
  const measured = `Anderson-Darling A2 = ${statistic.toFixed(2)} in the ${part} part`;
  if (p >= LEVEL) return `${measured}: may be normal (${printProbability(p)})`;
  return `${measured}: not normal, look for outliers or weights that do not fit the noise (${printProbability(p)})`;
}

/** What all tests together say, in a sentence. */
export function residualVerdict(
  tests: readonly ResidualTest[],
  independent: boolean | null,
  normal: boolean | null,
): string {
  if (independent === false) {
    const strongest = [...tests]
      .filter(({ kind }) => kind !== "normality")
      .sort((a, b) => (a.pValue ?? 1) - (b.pValue ?? 1))[0];
    const repels = tests.some(({ kind, part, statistic }) => {
      return kind === "durbin-watson" && part === strongest?.part && statistic > 2;
    });
    const p = printProbability(strongest?.pValue ?? 1);
    return repels
      ? `Neighbouring residuals repel each other (${strongest?.part} part, ${p}), as when the circuit follows the noise or the data were smoothed or interleaved.`
      : `The residuals follow a pattern along frequency (${strongest?.part} part, ${p}): the circuit leaves out something that the data hold, and the standard errors, which assume independent residuals, are too small.`;
  }
  if (normal === false) {
    return "The residuals are independent along frequency but not normal: look for outliers, or for weights that do not fit the noise.";
  }
  return "The residuals look like independent normal noise.";
}
