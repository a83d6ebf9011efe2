import { defaultName, exhaustiveName } from "../robustness/methods.ts";
import { literature, noiseText } from "../robustness/print.ts";
import { rowsOf, runRobustness } from "../robustness/run.ts";
import { failuresOf, type Failure, type Row } from "../robustness/score.ts";
import { markdownTable, paragraph, percent } from "./markdown.ts";
import type { Section } from "./section.ts";

/** Draws of each of the project's own circuits at each noise. */
const OWN_DRAWS = 20;
/** Not the bench's default seed, at which people look while they work on the search. */
const SEED = 2718;
const ML_DRAWS = 4;
const EXHAUSTIVE = 20;
const PASSES = 3;

export interface RobustnessFigures {
  /** By group of sets, noise and method. */
  readonly totals: readonly Row[];
  /** The default fit, by set and noise. */
  readonly sets: readonly Row[];
  readonly failures: readonly Failure[];
}

export const robustnessSection: Section<RobustnessFigures> = {
  key: "robustness",
  title: "Fits without a guess",
  command: `npm run bench:robustness -- --own ${String(OWN_DRAWS)} --seed ${String(SEED)} --ml ${String(ML_DRAWS)} --exhaustive ${String(EXHAUSTIVE)} --passes ${String(PASSES)} --sets --failures`,
  measure: (note) => {
    const options = {
      draws: Number.MAX_SAFE_INTEGER,
      own: OWN_DRAWS,
      mlDraws: ML_DRAWS,
      budget: 1,
      exhaustive: EXHAUSTIVE,
      passes: PASSES,
      seed: SEED,
      synthetic: true,
      measured: true,
    };
    const groups = runRobustness(options, note);
    const sets = groups.flatMap((group) => rowsOf(group, false)).filter(({ method }) => method === defaultName);
    return Promise.resolve({
      totals: groups.flatMap((group) => rowsOf(group, true)),
      sets,
      failures: groups.flatMap(({ trials }) => failuresOf(trials)),
    });
  },
  summarise: ({ totals }) => {
    const own = totals.filter(({ method }) => method === defaultName);
    const parts = [...new Set(own.map(({ set }) => set))].map((set) => {
      const rows = own.filter((row) => row.set === set);
      const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
      const draws = sum((row) => row.draws);
      return `${percent(
        sum((row) => row.successes),
        draws,
      )} % of ${String(draws)} (${set})`;
    });
    return `A fit without a guess reached the minimum in ${parts.join(", ")}.`;
  },
  write: ({ totals, sets, failures }) =>
    [
      paragraph(
        "Every spectrum is fitted by `fit(spectrum, circuit)`, with nothing else given. A fit has *reached* the minimum if its S",
        "is at most 1.001 times the lower of two: the S of a local fit that starts from the true values, and the S that came",
        "with the data from another program. *Lowest known* asks the same against the lowest S that any method of this table",
        "found, which at 1 % of noise often lies below the one reached from the truth. *False claims* are fits that say they",
        "converged but missed the minimum, or from which a local fit goes further down.",
      ),
      paragraph(
        "The shared sets are twelve circuits with 20 draws each, made by another program, and measured spectra of other people with",
        `reference fits by another engine. The project's own are 20 more circuits (nested, ladders, porous electrodes, particle`,
        "diffusion, inductors, shared and tied parameters, limits) drawn at random. Random starts get as many evaluations of",
        `value and Jacobian as the default fit took on the same spectrum, by the same local solver; "${exhaustiveName(EXHAUSTIVE)}"`,
        "gets many times more and serves to find what others missed. Screening of draws by the value alone is in the times of the default",
        "fit, not in its evaluations. ml-levenberg-marquardt with complex.js starts from the same rule-of-thumb guess as the",
        "local fit above it; it takes part in fewer draws, because it is slow. Times are the",
        `shortest of ${String(PASSES)} runs of a fit, of the slow ones one run's.`,
      ),
      markdownTable(
        [
          "spectra",
          "noise",
          "method",
          "fits",
          "reached, %",
          "lowest known, %",
          "median ms",
          "95 % ms",
          "max ms",
          "evaluations",
          "false claims",
        ],
        totals.map((row) => [
          row.set,
          noiseText(row.noise),
          row.method,
          String(row.draws),
          percent(row.successes, row.draws),
          percent(row.successesAgainstBest, row.draws),
          row.medianMs.toFixed(2),
          row.p95Ms.toFixed(2),
          row.maxMs.toFixed(1),
          row.medianEvaluations.toFixed(0),
          row.falseClaims === null ? "" : String(row.falseClaims),
        ]),
      ),
      "The default fit, set by set (reached and lowest known as counts):",
      markdownTable(
        ["set", "noise", "fits", "reached", "lowest known", "median ms", "95 % ms"],
        sets.map((row) => [
          row.set,
          noiseText(row.noise),
          String(row.draws),
          String(row.successes),
          String(row.successesAgainstBest),
          row.medianMs.toFixed(2),
          row.p95Ms.toFixed(2),
        ]),
      ),
      writeFailures(failures),
      "Figures of others for fits without a guess, not measured here:",
      literature.map((line) => `- ${line}`).join("\n"),
    ].join("\n\n"),
};

function writeFailures(failures: readonly Failure[]): string {
  if (failures.length === 0) return "No default fit missed the lowest minimum known.";
  return [
    `Default fits that ended above 1.001 times the lowest S known: ${String(failures.length)}.`,
    markdownTable(
      ["set", "problem", "noise", "S over that sought", "S over the lowest"],
      failures.map(({ set, id, noise, ratio, ratioToBest }) => [
        set,
        id,
        noiseText(noise),
        ratioText(ratio),
        ratioText(ratioToBest),
      ]),
    ),
  ].join("\n\n");
}

function ratioText(ratio: number): string {
  return ratio < 1e4 ? ratio.toFixed(4) : ratio.toExponential(1);
}
