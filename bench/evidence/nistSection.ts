import { nistAbsent } from "../../test/nist/problems.ts";
import type { Score } from "../../test/nist/score.ts";
import { markdownTable, paragraph } from "./markdown.ts";
import { bestRival, publishedMeans, scoreNist, summariseNist, type NistSummary } from "./nist.ts";
import type { Section } from "./section.ts";

export interface NistFigures {
  readonly scores: readonly (Score & { readonly bestOfScipy?: number })[];
  readonly summaries: readonly NistSummary[];
  readonly scipy: string;
}

export const nistSection: Section<NistFigures> = {
  key: "nist",
  title: "Digits on the NIST problems",
  command: "npm run bench:nist",
  measure: async (note) => {
    const scores = await scoreNist();
    if (scores === undefined) {
      note(nistAbsent);
      return undefined;
    }
    return {
      scores: scores.own.map((score) => {
        const best = bestRival(scores, score)?.digits;
        return best === undefined ? score : { ...score, bestOfScipy: best };
      }),
      summaries: summariseNist(scores),
      scipy: scores.scipy,
    };
  },
  summarise: ({ scores }) =>
    `${String(scores.filter(({ digits }) => digits >= 11).length)} of ${String(scores.length)} runs on the NIST problems have all 11 ` +
    `digits of all parameters, ${String(scores.filter(({ deviationDigits }) => deviationDigits >= 9).length)} at least 9 of all ` +
    "standard deviations.",
  write: ({ scores, summaries, scipy }) => {
    return [
      paragraph(
        "NIST certifies the solutions of 27 nonlinear regression problems (StRD) to 11 digits and gives a far and a near start for",
        "each. The solver that fits circuits runs here on NIST's models, with none of the knowledge of impedance. Counted are",
        "the digits of the worst parameter, of the worst standard deviation and of the residual sum of squares: -log10 of the",
        "relative error against the minimum recomputed with 60 digits, at most 11, and 0 for a wrong sign.",
      ),
      paragraph(
        "Lanczos1 is the exception, in any code that works in double precision: its data follow the model to 13 digits, so that",
        "the residuals are 8e-14 where rounding y alone makes 1e-16 of it. Three digits of them are left, and three of the sum of",
        "squares and of the standard deviations that follow from it.",
      ),
      markdownTable(
        [
          "method",
          "start",
          "problems",
          ">= 4",
          ">= 6",
          ">= 9",
          "mean",
          "deviations >= 9",
          "deviations, mean",
          "squares, mean",
        ],
        summaries.map(({ method, start, runs, atLeast, mean, deviationsAtLeast9 }) => [
          method,
          String(start),
          String(runs),
          String(atLeast[4]),
          String(atLeast[6]),
          String(atLeast[9]),
          mean.digits.toFixed(2),
          String(deviationsAtLeast9),
          mean.deviationDigits.toFixed(2),
          mean.objectiveDigits.toFixed(2),
        ]),
      ),
      `Beside it in the same run: ${scipy}. Published means over both starts:`,
      markdownTable(
        ["code", "mean digits", "source"],
        publishedMeans.map(({ code, digits, source }) => [code, digits.toFixed(1), source]),
      ),
      "Problem by problem, starts 1 and 2:",
      markdownTable(
        ["problem", "parameters", "deviations", "sum of squares", "evaluations", "best of scipy, parameters"],
        scores
          .filter(({ start }) => start === 1)
          .map((first) => {
            const second = scores.find(({ problem, start }) => problem === first.problem && start === 2);
            const both = (of: (score: (typeof scores)[number]) => string): string =>
              [first, second].map((score) => (score === undefined ? "" : of(score))).join(" / ");
            return [
              first.problem,
              both(({ digits }) => digits.toFixed(1)),
              both(({ deviationDigits }) => deviationDigits.toFixed(1)),
              both(({ objectiveDigits }) => objectiveDigits.toFixed(1)),
              both(({ evaluations }) => String(evaluations)),
              both(({ bestOfScipy }) => bestOfScipy?.toFixed(1) ?? ""),
            ];
          }),
      ),
    ].join("\n\n");
  },
};
