import type { FitResult } from "../fit/result.ts";
import { theExaminer } from "../kernel/load.ts";
import { relativeRoot } from "./relativeRoot.ts";
import { printFigure, printProbability } from "./words.ts";

/** An F test of a circuit against one of which it is a special case. */
export interface NestedTest {
  /** Places of the two circuits in the list compared. */
  readonly special: number;
  readonly general: number;
  /**
   * F = ((S_special - S_general)/numerator)/(S_general/denominator). A chi-square over its degrees of freedom, with `denominator`
   * Infinity, where F has no meaning: the fall of S with measured standard deviations, twice the gain of ln L with a
   * robust loss or an error structure of each circuit's own. Null where nothing is gained or no parameter added.
   */
  readonly statistic: number | null;
  /** Parameters that the general circuit has more, those at a limit left out. */
  readonly numerator: number;
  readonly denominator: number;
  /** Probability of so large a gain if the special case were right. */
  readonly pValue: number;
  /** In a sentence for people. */
  readonly text: string;
}

const LEVEL = 0.05;
/** Misfits below this, relative to |Z|, are rounding: S does not fall any more. */
const ROUNDING = 1e-11;

/**
 * Tests whether the further parameters of a general circuit lower S by more than chance does (Draper and Smith, Applied
 * Regression Analysis, 1998, section 6.1). The special case often lies at a limit of the general one, as n = 1; then the p-value
 * is too large by up to a factor of two for one parameter (Self and Liang, J. Am. Stat. Assoc. 82, 605, 1987), so the test errs on
 * the side of the simpler circuit. With measured standard deviations the fall itself is a chi-square.
 */
export function testNested(one: FitResult, other: FitResult, special: number, general: number): NestedTest {
  const numerator = one.degreesOfFreedom - other.degreesOfFreedom;
  const likelihood = one.weight === "structure" || one.loss !== "squares";
  const isChiSquare = likelihood || one.weight === "sigma" || one.weight === "measured";
  const denominator = isChiSquare ? Infinity : other.degreesOfFreedom;
  const isExact = relativeRoot(one.residuals) < ROUNDING;
  const fall = one.objective - other.objective;
  const gain = isExact ? 0 : likelihood ? 2 * (other.logLikelihood - one.logLikelihood) : fall;
  const found = { special, general, numerator, denominator };
  if (numerator <= 0 || denominator <= 0 || !(gain > 0)) {
    const text = numerator <= 0 ? "What it adds went to its limit: the data do not ask for it." : "Nothing is gained.";
    return { ...found, statistic: null, pValue: 1, text };
  }
  const { arena } = theExaminer();
  const statistic = gain / numerator / (isChiSquare ? 1 : other.objective / denominator);
  const pValue = isChiSquare
    ? arena.chiSquareTail(gain, numerator)
    : arena.fisherTail(statistic, numerator, denominator);
  const count = `${numerator} further parameter${numerator > 1 ? "s" : ""}`;
  const share = likelihood ? `ln L rises by ${printFigure(gain / 2)}` : printFall(fall / one.objective);
  const answer = pValue < LEVEL ? `${count} needed` : `${count} not needed`;
  const symbol = isChiSquare ? "chi2/n" : "F";
  const text = `${answer}: ${share}, ${symbol} = ${printFigure(statistic)}, ${printProbability(pValue)}`;
  return { ...found, statistic, pValue, text };
}

/** A large fall shows in what is left. */
function printFall(share: number): string {
  const percent = (part: number): string => `${Number((100 * part).toPrecision(2))} %`;
  return share < 0.9 ? `S falls by ${percent(share)}` : `S falls to ${percent(1 - share)}`;
}
