/**
 * `npm run bench:drt`: distributions of relaxation times of noisy spectra whose distribution is known, the figures that
 * pyDRTtools' tutorial prints, and the time of a call. `-- --draws N` spectra a line (40), `-- --json` for the rows.
 */
import { drt, makeSpectrum } from "../src/index.ts";
import tutorials from "../test/fixtures/drt/tutorials.json" with { type: "json" };
import { simulated, sweep } from "../test/fit/support.ts";
import { known, scoreKnown, type AnalyticRow } from "./drt/analytic.ts";
import { median } from "./measure.ts";
import { numberOption, present } from "./options.ts";
import { printTable } from "./table.ts";

const NOISES = [0.001, 0.003, 0.01];
const draws = numberOption("draws", 40);
const rows = (["mgcv", "gcv", "l-curve"] as const).flatMap((lambda) =>
  known.flatMap((one) => NOISES.map((noise) => scoreKnown(one, noise, lambda, draws))),
);

/** Milliseconds of a call with the default options, median of 50 after a warm-up, and of the second method, which comes on top. */
function times(points: number): { points: number; timeConstants: number; callMs: number; secondMs: number } {
  const text = "R0{10}-(R1{50}|CPE1{Q = 3m, n = 0.8})-(R2{30}|CPE2{Q = 50u, n = 0.9})";
  const spectrum = simulated(text, { frequencyHz: sweep(1e5, 1e-3, points), noise: 0.003 });
  const clock = (run: () => void): number => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  };
  for (let k = 0; k < 10; k++) drt(spectrum);
  const callMs = median(Array.from({ length: 50 }, () => clock(() => drt(spectrum))));
  const secondMs = median(
    Array.from({ length: 5 }, () => {
      const result = drt(spectrum);
      return clock(() => result.secondOpinion);
    }),
  );
  return { points, timeConstants: drt(spectrum).tau.length, callMs, secondMs };
}

interface TutorialRow {
  readonly spectrum: string;
  readonly publishedScore: number;
  readonly score: number;
  readonly lambda: number;
  readonly publishedLargest: number;
  readonly largest: number;
}

/** What the notebook of pyDRTtools' tutorial prints and stores for a spectrum, and what comes out here. */
function tutorialRow(tutorial: (typeof tutorials)[number]): TutorialRow {
  const { name, from, to, count, published } = tutorial;
  const options = { weight: "unit", derivative: 2, capacitance: false, timeConstants: { from, to, count } } as const;
  const { gcvScore, lambda, coefficients } = drt(makeSpectrum(tutorial), { ...options, lambda: "gcv" });
  return {
    spectrum: name,
    publishedScore: published.score,
    score: gcvScore,
    lambda,
    publishedLargest: published.largestCoefficient,
    largest: Math.max(...coefficients),
  };
}

function cells(row: AnalyticRow): string[] {
  const number = (value: number | null, places: number): string => (value === null ? "" : value.toFixed(places));
  return [
    row.set,
    `${String(100 * row.noise)} %`,
    row.lambda,
    `${String(row.rightCount)}/${String(row.draws)}`,
    number(row.tauErrorDecades, 3),
    number(row.resistanceErrorPercent, 1),
    number(row.polarisationErrorPercent, 2),
    number(row.coverage === null ? null : 100 * row.coverage, 1),
  ];
}

const figures = { analytic: rows, tutorial: tutorials.map(tutorialRow), times: [times(40), times(80), times(160)] };
if (present("json")) {
  console.log(JSON.stringify(figures, undefined, 2));
} else {
  console.log(
    `Noisy spectra of known distributions, ${String(draws)} a line, 10 points a decade from 100 kHz to 10 mHz.\n`,
  );
  printTable(
    ["distribution", "noise", "lambda", "peaks right", "tau, decades", "R of peaks, %", "R_pol, %", "in 95 % band, %"],
    rows.map(cells),
  );
  console.log("\npyDRTtools' tutorial (81 Gaussians, second derivative, unit weights, GCV):\n");
  printTable(
    ["spectrum", "GCV score published", "here", "lambda here", "largest coefficient published", "here"],
    figures.tutorial.map((row) => [
      row.spectrum,
      row.publishedScore.toFixed(8),
      row.score.toFixed(8),
      row.lambda.toExponential(3),
      row.publishedLargest.toFixed(3),
      row.largest.toFixed(3),
    ]),
  );
  console.log(
    "\nTime of a call with the default options, and of the second method, which is computed when asked for, ms:\n",
  );
  printTable(
    ["points", "time constants", "call", "second method"],
    figures.times.map((one) => [
      String(one.points),
      String(one.timeConstants),
      one.callMs.toFixed(1),
      one.secondMs.toFixed(0),
    ]),
  );
}
