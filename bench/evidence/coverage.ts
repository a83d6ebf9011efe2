import { intervals } from "../../src/index.ts";
import {
  coverageCases,
  limitedCase,
  measureCoverage,
  truncatedCase,
  type Coverage,
  type CoverageCase,
} from "../../test/uncertainty/coverage.ts";
import { markdownTable, paragraph } from "./markdown.ts";
import type { Section } from "./section.ts";

const FITS = 4000;

/** Coverage of one circuit by one kind of intervals. */
interface CoverageRow extends Coverage {
  readonly intervals: string;
  readonly circuit: string;
  readonly points: number;
  readonly noise: number;
}

export interface CoverageFigures {
  readonly rows: readonly CoverageRow[];
}

export const coverageSection: Section<CoverageFigures> = {
  key: "coverage",
  title: "Intervals that cover the truth",
  command: "npm run docs:reliability -- --only coverage",
  measure: (note) => {
    note("coverage of 95 % intervals");
    const hard = [limitedCase, truncatedCase];
    const rows = [
      ...[...coverageCases, ...hard].map((one) => rowOf(one, "`fit`")),
      ...hard.map((one) => rowOf({ ...one, intervalsOf: automatic }, "`intervals`")),
    ];
    return Promise.resolve({ rows });
  },
  summarise: ({ rows }) => {
    const usual = rows.filter(({ name }) => coverageCases.some((one) => one.name === name)).map(({ pooled }) => pooled);
    return (
      `95 % intervals of ${String(usual.length)} circuits cover the truth in ${Math.min(...usual).toFixed(1)} to ` +
      `${Math.max(...usual).toFixed(1)} % of ${String(FITS)} fits each.`
    );
  },
  write: ({ rows }) =>
    [
      paragraph(
        "Spectra are simulated with seeded noise and fitted, and it is counted how often the true value lies within the 95 %",
        "interval. Those of `fit` come from the covariance, those of `intervals(result)` from the profile of S where the covariance",
        "cannot be trusted. An interval that was not given counts as one that does not cover. Out of",
        `${String(FITS)} fits a coverage of exactly 95 % shows as 94.3 to 95.7 % for a parameter in 19 of 20 cases. The last two`,
        "circuits are chosen so that intervals from the covariance fail: one exponent is so near to 1 that the best one is often 1",
        "itself, and one arc is cut off by the end of the spectrum. `npx vitest run test/uncertainty` checks more kinds of intervals.",
      ),
      markdownTable(
        [
          "cell",
          "circuit",
          "points",
          "noise",
          "intervals of",
          "all parameters, %",
          "least covered",
          "its coverage, %",
          "not given",
        ],
        rows.map(({ name, circuit, points, noise, intervals: kind, pooled, worst, missing }) => [
          name,
          `\`${circuit}\``,
          String(points),
          `${String(100 * noise)} %`,
          kind,
          pooled.toFixed(2),
          worst.name,
          worst.percent.toFixed(2),
          String(missing),
        ]),
      ),
    ].join("\n\n"),
};

function rowOf(one: CoverageCase, kind: string): CoverageRow {
  const { circuit, frequencyHz, noise } = one;
  return { ...measureCoverage(one, FITS), intervals: kind, circuit, points: frequencyHz.length, noise };
}

const automatic: NonNullable<CoverageCase["intervalsOf"]> = (result) =>
  intervals(result, { method: "auto" }).parameters.map(({ interval }) => interval);
