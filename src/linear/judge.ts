import { chooseByScore, type LinearChoice } from "./choose.ts";
import {
  LinearTest,
  lumpedTerms,
  type LinearDomain,
  type LinearForm,
  type LinearSolution,
  type Points,
} from "./linearTest.ts";

/** A point that the others contradict. */
export interface Violation {
  /** Index in the points given. */
  readonly point: number;
  /** Probability of so large a deviation of one of all points by chance (Bonferroni). */
  readonly pValue: number;
}

/** The F test of one set of coefficients for real and imaginary parts against one set each. */
export interface Consistency {
  readonly statistic: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly pValue: number;
  /** By how much the parts contradict each other, beyond the noise: a root mean square over |Z|, percent. */
  readonly excessPercent: number;
  /** Root of S over the degrees of freedom where each part has its own coefficients: noise in either case, percent of |Z|. */
  readonly noisePercent: number;
}

/** The best Kramers-Kronig-consistent description of points, without those that contradict the others. */
export interface Judgement {
  readonly solution: LinearSolution;
  readonly score: number;
  /** In the order in which they were found. */
  readonly violations: readonly Violation[];
  /** Whether more points than may be left out contradict the rest. */
  readonly more: boolean;
  /** Standard deviation of either part of the noise over |Z|, from the points left. */
  readonly noise: number;
  /** Points left. */
  readonly points: number;
  /** F test of one set of coefficients for both parts against one each; null where it cannot be made. */
  readonly consistency: Consistency | null;
}

/** A clean spectrum has a point named with this probability. */
export const POINT_LEVEL = 0.01;
/** Points are left out up to this share of all, but at least two. */
const MOST_VIOLATIONS = 0.1;
/** Of |Z|: less is rounding, or what the terms leave of a curve without noise. */
export const LEAST_NOISE = 1e-5;

const WHOLE: Omit<LinearForm, "domain"> = { variant: "complex", capacitance: true, inductance: true };

/**
 * Describes points by the linear circuit of the least cross-validation score, and leaves out the point that lowers S most as long as
 * that is more than chance explains, by the F test of a shift of both its parts (Cook and Weisberg, Residuals and Influence in
 * Regression, 1982, section 2.2.2) at the level `POINT_LEVEL` over all points. One bad point bends its neighbours' residuals too; so
 * each is judged without those before it.
 *
 * @returns undefined for fewer than five points, and where nothing is left to judge them by.
 */
export function judge(
  points: Points,
  domains: readonly LinearDomain[] = ["impedance", "admittance"],
): Judgement | undefined {
  const count = points.frequencyHz.length;
  if (count < 5) return undefined;
  const test = new LinearTest(points);
  const violations: Violation[] = [];
  const most = Math.max(2, Math.floor(MOST_VIOLATIONS * count));
  let choice = choose(test, domains);
  for (;;) {
    if (choice === undefined) return undefined;
    const worst = worstPoint(test, choice);
    const bad = worst !== undefined && worst.pValue < POINT_LEVEL;
    if (bad && violations.length < most) {
      violations.push(worst);
      test.leaveOut(worst.point);
      // Domain and extension seldom change with a point; the number of terms, which it may have raised, does.
      choice = choose(test, [choice.domain], [choice.extension]);
      continue;
    }
    const solution = test.solve({ ...WHOLE, domain: choice.domain }, choice.extension, choice.terms);
    if (solution === undefined) return undefined;
    const freedom = 2 * test.included - solution.parameters;
    return {
      solution,
      score: choice.score,
      violations,
      more: bad,
      noise: Math.sqrt(solution.objective / freedom),
      points: test.included,
      consistency: testConsistency(test, solution),
    };
  }
}

function choose(
  test: LinearTest,
  domains: readonly LinearDomain[],
  extensions?: readonly number[],
): LinearChoice | undefined {
  return chooseByScore(test, { ...WHOLE, domain: "impedance" }, domains, extensions);
}

function worstPoint(test: LinearTest, { domain, extension, terms }: LinearChoice): Violation | undefined {
  const found = test.falls({ ...WHOLE, domain }, extension, terms);
  const included = test.included;
  const freedom = 2 * included - (terms + lumpedTerms(WHOLE)) - 2;
  if (found === undefined || !(freedom > 0)) return undefined;
  let point = -1;
  let fall = 0;
  found.falls.forEach((value, index) => {
    if (!(value > fall)) return;
    fall = value;
    point = index;
  });
  if (point < 0) return undefined;
  const left = Math.max(found.objective - fall, freedom * LEAST_NOISE * LEAST_NOISE);
  const pValue = Math.min(1, included * test.fisherTail(fall / 2 / (left / freedom), 2, freedom));
  return { point, pValue };
}

function testConsistency(test: LinearTest, solution: LinearSolution): Consistency | null {
  const { objective, parameters, separateObjective, separateParameters } = solution;
  const numbers = 2 * test.included;
  const numerator = separateParameters - parameters;
  const denominator = numbers - separateParameters;
  if (!(numerator > 0 && denominator > 0 && Number.isFinite(separateObjective))) return null;
  const variance = Math.max(separateObjective / denominator, LEAST_NOISE * LEAST_NOISE);
  const rise = Math.max(0, objective - separateObjective);
  const statistic = rise / numerator / variance;
  return {
    statistic,
    numerator,
    denominator,
    pValue: test.fisherTail(statistic, numerator, denominator),
    excessPercent: 100 * Math.sqrt(Math.max(0, rise - numerator * variance) / numbers),
    noisePercent: 100 * Math.sqrt(separateObjective / denominator),
  };
}
