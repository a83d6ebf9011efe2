import type { Residuals } from "../fit/result.ts";
import { quantityText } from "./quantity.ts";
import { labelledLines } from "./textTable.ts";

/** Figures about the residuals of a fit; a residual is |Z_fit - Z|/|Z| in percent. */
export interface ResidualFigures {
  readonly points: number;
  readonly rootMeanSquarePercent: number;
  readonly maximumPercent: number;
  /** Frequency of the largest residual, Hz. */
  readonly worstFrequencyHz: number;
  /**
   * Distance of the number of sign changes along the frequencies from what independent residuals give, in standard
   * deviations, real part and imaginary part. Far below 0: the model misses something systematically.
   */
  readonly signScoreRe: number;
  readonly signScoreIm: number;
}

// Independent residuals are this far below the expectation in one of 700 spectra.
const SYSTEMATIC = -3;
// Data without noise are met to rounding, whose signs mean nothing.
const ROUNDING_PERCENT = 1e-9;

/** Figures about the residuals, in the order of the points; needs at least one point. */
export function residualFigures(residuals: Residuals): ResidualFigures {
  const { frequencyHz, rePercent, imPercent } = residuals;
  let sum = 0;
  let largest = -1;
  let worst = 0;
  for (let index = 0; index < frequencyHz.length; index++) {
    const re = rePercent[index] ?? Number.NaN;
    const im = imPercent[index] ?? Number.NaN;
    const square = re * re + im * im;
    sum += square;
    if (square > largest) [largest, worst] = [square, index];
  }
  return {
    points: frequencyHz.length,
    rootMeanSquarePercent: Math.sqrt(sum / frequencyHz.length),
    maximumPercent: Math.sqrt(largest),
    worstFrequencyHz: frequencyHz[worst] ?? Number.NaN,
    signScoreRe: signScore(rePercent),
    signScoreIm: signScore(imPercent),
  };
}

/** The runs test of Wald and Wolfowitz (Ann. Math. Statist. 11, 147, 1940) on the signs of a sequence. */
function signScore(values: Float64Array): number {
  const signs = Array.from(values)
    .filter((value) => value !== 0)
    .map((value) => value > 0);
  const positive = signs.filter(Boolean).length;
  const negative = signs.length - positive;
  const pairs = 2 * positive * negative;
  // One sign only: the test below has no variance, so the score is that of fair coins with n/2 expected sign changes.
  if (pairs === 0) return signs.length > 1 ? -Math.sqrt(signs.length) : 0;
  const runs = 1 + signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length;
  const expected = 1 + pairs / signs.length;
  const variance = (pairs * (pairs - signs.length)) / (signs.length * signs.length * (signs.length - 1));
  return variance > 0 ? (runs - expected) / Math.sqrt(variance) : 0;
}

/** The residuals of a fit in a few lines for people. */
export function residualSummary(residuals: Residuals): string {
  const figures = residualFigures(residuals);
  const worst = `${figures.maximumPercent.toPrecision(3)} % at ${quantityText(figures.worstFrequencyHz, "Hz")}`;
  return `${labelledLines([
    ["residual, rms", `${figures.rootMeanSquarePercent.toPrecision(3)} % of |Z| over ${figures.points} points`],
    ["largest", worst],
    ["signs, Z'", signText(figures.signScoreRe, figures)],
    ["signs, Z''", signText(figures.signScoreIm, figures)],
  ])}\n`;
}

function signText(score: number, { rootMeanSquarePercent }: ResidualFigures): string {
  if (rootMeanSquarePercent < ROUNDING_PERCENT) return "nothing but rounding";
  const measured = `${score >= 0 ? "+" : ""}${score.toFixed(1)} standard deviations from random order`;
  return score < SYSTEMATIC ? `${measured}: systematic, the circuit misses something` : measured;
}
