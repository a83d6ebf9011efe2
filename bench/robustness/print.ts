import { printTable } from "../table.ts";
import type { Failure, Row } from "./score.ts";

export function printRows(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  printTable(
    [
      "set",
      "noise",
      "method",
      "reached",
      "of",
      "%",
      "lowest known",
      "%",
      "median ms",
      "p95 ms",
      "max ms",
      "evaluations",
      "false claims",
    ],
    rows.map((row) => [
      row.set,
      noiseText(row.noise),
      row.method,
      String(row.successes),
      String(row.draws),
      percent(row.successes, row.draws),
      String(row.successesAgainstBest),
      percent(row.successesAgainstBest, row.draws),
      row.medianMs.toFixed(2),
      row.p95Ms.toFixed(2),
      row.maxMs.toFixed(2),
      row.medianEvaluations.toFixed(0),
      row.falseClaims === null ? "" : String(row.falseClaims),
    ]),
  );
}

/** Figures of others for fits without a guess, with their sources. */
export const literature: readonly string[] = [
  "A simulated database of Randles circuits, from the midpoints of the parameters' ranges: 46.50 %; with normalised parameters 76.25 %; " +
    "with a pre-fit as well 97.75 % (Impact of normalization, standardization and pre-fit on the success rate of fitting in " +
    "electrochemical impedance spectroscopy, Current Directions in Biomedical Engineering, October 2021).",
  "AutoEIS, fit of a given circuit without a guess: fails in about 50 % of the cases by its developers' estimate (issue 83 of " +
    "AUTODIAL/AutoEIS, 2024), in about 1 of 5 by a user's after its fitter was replaced (issue 169, 2026).",
  "The twelve shared circuits, in earlier trials of this project at 1 % of noise: scipy's least_squares from fixed starting values 44 %; " +
    "differential evolution and Levenberg-Marquardt after it 77 %, with 9 000 to 12 000 evaluations.",
];

export function printLiterature(): void {
  console.log("\nFigures of others, not measured in this run:");
  for (const line of literature) console.log(`- ${line}`);
  console.log(
    "\nReached: S at most 1.001 times the lower of the S reached from the truth and the reference's that came with the data. Lowest\n" +
      "known: the same against the lowest S of any method. Evaluations: median of value and Jacobian together (iterations for\n" +
      "ml-levenberg-marquardt); the value-only screening of eisfit's own starts takes time but is not counted. False claims:\n" +
      "default fits that say they converged but missed the minimum sought, or from which a local fit goes further down.",
  );
}

export function printFailures(failures: readonly Failure[], all: boolean): void {
  if (failures.length === 0) {
    console.log("\nNo default fit missed the lowest S known.");
    return;
  }
  const shown = all ? failures : failures.slice(0, 10);
  console.log(
    `\nDefault fits above 1.001 times the lowest S known: ${String(failures.length)}` +
      (shown.length < failures.length ? `, the worst ${String(shown.length)} (--failures shows all)` : ""),
  );
  printTable(
    ["S/S truth", "S/S lowest", "noise", "set", "id", "circuit"],
    shown.map(({ set, id, noise, ratio, ratioToBest, circuit }) => [
      ratioText(ratio),
      ratioText(ratioToBest),
      noiseText(noise),
      set,
      id,
      circuit,
    ]),
  );
}

function ratioText(ratio: number): string {
  return ratio < 1e4 ? ratio.toFixed(4) : ratio.toExponential(1);
}

export function noiseText(noise: number | null): string {
  return noise === null ? "measured" : `${String(Number((100 * noise).toPrecision(6)))} %`;
}

function percent(part: number, of: number): string {
  return ((100 * part) / of).toFixed(1);
}
