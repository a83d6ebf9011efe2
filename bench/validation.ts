/**
 * `npm run bench:validation`: how often `checkSpectrum` finds known defects of simulated spectra, and how often it sees some where there
 * are none, beside thresholds on the residuals of the usual test; and how long a check takes. `-- --draws N` of each of eight kinds of
 * cell at each of five noises (default 25), `--json` for rows, `--no-times`.
 */
import { numberOption, present } from "./options.ts";
import { printTable } from "./table.ts";
import { CELLS } from "./validation/cells.ts";
import { describeDefect, type Defect } from "./validation/defects.ts";
import {
  bestThreshold,
  hasDrift,
  hasPoint,
  isAlarmed,
  isInconsistent,
  namesBad,
  namesOther,
  noiseRatios,
  NOISES,
  passes,
  passesAtBad,
  runTrials,
  share,
  type Trial,
} from "./validation/rates.ts";
import { timeChecks } from "./validation/times.ts";

const draws = numberOption("draws", 25);
const json = present("json");
const rows: object[] = [];

function percent(part: number): string {
  return (100 * part).toFixed(1);
}

function table(title: string, header: readonly string[], lines: readonly (readonly string[])[]): void {
  rows.push(
    ...lines.map((line) => ({ table: title, ...Object.fromEntries(header.map((name, j) => [name, line[j]])) })),
  );
  if (json) return;
  console.log(`\n${title}\n`);
  printTable(header, lines);
}

const defects: readonly Defect[] = [
  { kind: "drift", share: 0.02 },
  { kind: "drift", share: 0.05 },
  { kind: "drift", share: 0.1 },
  { kind: "drift", share: 0.2 },
  { kind: "nonlinearity", share: 0.05 },
  { kind: "nonlinearity", share: 0.2 },
  { kind: "missing decades", where: "lowest" },
  { kind: "missing decades", where: "highest" },
  { kind: "missing decades", where: "middle" },
];
const badPoints: readonly Defect[] = [5, 7, 10, 20].map((deviations) => ({ kind: "bad point", deviations }));

const clean = runTrials({ kind: "none" }, draws);
const bad = badPoints.map((defect, place) => ({ defect, trials: runTrials(defect, draws, NOISES, 2 + place) }));
const tuned = bestThreshold(
  "byScore",
  clean,
  bad.flatMap(({ trials }) => trials),
);

/** Thresholds to compare with: 1 % on the usual residuals and on those by cross-validation, and the best one on the latter. */
const best = `${tuned.toPrecision(2)} % gcv`;
const thresholds = [
  ["byMu", 1],
  ["byScore", 1],
  ["byScore", tuned],
] as const;
const THRESHOLDS = ["1 % mu", "1 % gcv", best];

function byNoise(trials: readonly Trial[]): [string, readonly Trial[]][] {
  const each = NOISES.map((noise): [string, readonly Trial[]] => [
    `${percent(noise)} %`,
    trials.filter((trial) => trial.noise === noise),
  ]);
  return [...each, ["all", trials]];
}

if (!json)
  console.log(
    `Node ${process.version}; ${String(draws * CELLS.length)} spectra of 61 points at each noise and defect; rates in %.`,
  );
table(
  "Spectra without a defect: false alarms, and the noise found over the true one",
  ["noise", "point named", "parts contradict", "drift", "any", ...THRESHOLDS, "median", "5 %", "95 %", "0.8..1.25"],
  byNoise(clean).map(([noise, trials]) => {
    const { median, low, high, within } = noiseRatios(trials);
    return [
      noise,
      ...[
        hasPoint,
        isInconsistent,
        hasDrift,
        isAlarmed,
        ...thresholds.map(([residuals, threshold]) => passes(residuals, threshold)),
      ].map((holds) => percent(share(trials, holds))),
      median.toFixed(3),
      low.toFixed(3),
      high.toFixed(3),
      percent(within),
    ];
  }),
);
table(
  `One bad point: named, and others named; beside thresholds on the residuals at that point; ${best} is the best threshold over all of these`,
  ["defect", "noise", "named", "others named", ...THRESHOLDS],
  bad.flatMap(({ defect, trials }) =>
    byNoise(trials).map(([noise, own]) => [
      describeDefect(defect),
      noise,
      ...[namesBad, namesOther, ...thresholds.map(([residuals, threshold]) => passesAtBad(residuals, threshold))].map(
        (holds) => percent(share(own, holds)),
      ),
    ]),
  ),
);
table(
  "Other defects: what is said",
  ["defect", "noise", "point named", "parts contradict", "drift", "gap named", "any", ...THRESHOLDS],
  defects.flatMap((defect, place) =>
    byNoise(runTrials(defect, draws, NOISES, 20 + place)).map(([noise, own]) => [
      describeDefect(defect),
      noise,
      ...[
        hasPoint,
        isInconsistent,
        hasDrift,
        ({ check }: Trial) => check.coverage.gaps.length > 0,
        isAlarmed,
        ...thresholds.map(([residuals, threshold]) => passes(residuals, threshold)),
      ].map((holds) => percent(share(own, holds))),
    ]),
  ),
);

if (!present("no-times")) {
  table(
    "Milliseconds for about 60 points: the fastest of 40 calls and their median, over spectra the median and the slowest",
    ["question", "spectra", "fastest", "slowest of these", "median", "slowest of these medians"],
    timeChecks().map(({ question, spectra, fastest, slowestFastest, usual, slowestUsual }) => [
      question,
      spectra,
      ...[fastest, slowestFastest, usual, slowestUsual].map((time) => time.toFixed(2)),
    ]),
  );
}
if (json) console.log(JSON.stringify(rows, undefined, 2));
