/** The NIST StRD table: this solver's digits beside scipy's in the same run and beside published means. */
import { readProblems } from "../../test/nist/problems.ts";
import { digitsOf, scoreAll, type Digits, type Score } from "../../test/nist/score.ts";
import { findScipy } from "../rivals/scipy.ts";
import { runScipyNist } from "../rivals/scipyNist.ts";

/** Digits of one solver on one problem from one start. */
export interface RivalScore extends Digits {
  readonly problem: string;
  readonly start: 1 | 2;
  readonly method: string;
}

export interface NistScores {
  readonly own: readonly Score[];
  /** Empty where there is no scipy. */
  readonly rivals: readonly RivalScore[];
  /** scipy's version, or why it was left out. */
  readonly scipy: string;
}

/** Runs all solvers; undefined where the problems are absent. */
export async function scoreNist(): Promise<NistScores | undefined> {
  const problems = readProblems();
  if (problems.length === 0) return undefined;
  const own = await scoreAll();
  const found = findScipy();
  if ("reason" in found)
    return { own, rivals: [], scipy: `left out: scipy, which no Python here has (${found.reason})` };
  const { version, runs } = runScipyNist(found.interpreter, problems);
  const rivals = runs.map((run) => ({
    problem: run.problem.name,
    start: run.start,
    method: run.method,
    ...digitsOf(run.problem, run),
  }));
  return { own, rivals, scipy: version };
}

/** A published mean of the digits of the worst parameter over the 54 runs. */
export interface PublishedMean {
  readonly code: string;
  readonly digits: number;
  readonly source: string;
}

const MONDRAGON =
  "Mondragon and Borchers, Journal of Modern Applied Statistical Methods 4 (2005) 343, as summed up in Ceres Solver's examples/nist.cc";

export const publishedMeans: readonly PublishedMean[] = [
  { code: "Excel", digits: 2.3, source: MONDRAGON },
  { code: "GaussFit", digits: 4.0, source: MONDRAGON },
  { code: "gnuplot", digits: 4.3, source: MONDRAGON },
  { code: "MINPACK", digits: 4.4, source: MONDRAGON },
  { code: "HBN", digits: 6.8, source: MONDRAGON },
  { code: "Ceres Solver, Levenberg-Marquardt with QR", digits: 9.4, source: "Ceres Solver, examples/nist.cc" },
];

/** What one method did over all problems from one start. */
export interface NistSummary {
  readonly method: string;
  readonly start: 1 | 2;
  readonly runs: number;
  readonly atLeast: Readonly<Record<4 | 6 | 9, number>>;
  /** Means over the problems of the worst parameter's, the worst deviation's and the sum of squares' digits. */
  readonly mean: Digits;
  readonly deviationsAtLeast9: number;
}

export const ownMethod = "eisfit";

/** Summaries of every method from both starts, this solver's first. */
export function summariseNist({ own, rivals }: NistScores): NistSummary[] {
  const all = [...own.map((score) => ({ ...score, method: ownMethod })), ...rivals];
  const methods = [...new Set(all.map(({ method }) => method))];
  return methods.flatMap((method) =>
    ([1, 2] as const).map((start): NistSummary => {
      const scores = all.filter((score) => score.method === method && score.start === start);
      const count = (least: number): number => scores.filter(({ digits }) => digits >= least).length;
      const mean = (of: (digits: Digits) => number): number =>
        scores.reduce((sum, digits) => sum + of(digits), 0) / scores.length;
      return {
        method,
        start,
        runs: scores.length,
        atLeast: { 4: count(4), 6: count(6), 9: count(9) },
        mean: {
          digits: mean(({ digits }) => digits),
          deviationDigits: mean(({ deviationDigits }) => deviationDigits),
          objectiveDigits: mean(({ objectiveDigits }) => objectiveDigits),
        },
        deviationsAtLeast9: scores.filter(({ deviationDigits }) => deviationDigits >= 9).length,
      };
    }),
  );
}

/** The most digits of the worst parameter that any rival reached on a problem from a start; undefined without rivals. */
export function bestRival({ rivals }: NistScores, { problem, start }: Score): RivalScore | undefined {
  return rivals
    .filter((rival) => rival.problem === problem && rival.start === start)
    .sort((a, b) => b.digits - a.digits)[0];
}
