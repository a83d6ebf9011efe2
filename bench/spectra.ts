/**
 * `npm run bench:spectra`: measured spectra with reference fits of other programs, as a table for people.
 * Options: `--draws N` (default 10), `--all` (every case, not only those that need a look).
 */
import { parseCircuit } from "../src/circuit/parse.ts";
import { compare, deviation, SAME_OBJECTIVE, type Attempt, type Comparison } from "../test/spectra/compare.ts";
import { readReferenceCases, spectraAbsent, spectraPresent } from "../test/spectra/referenceFits.ts";
import { numberOption, present } from "./options.ts";
import { printTable } from "./table.ts";

if (!spectraPresent) {
  console.log(spectraAbsent);
} else {
  run(numberOption("draws", 10), present("all"));
}

function run(draws: number, all: boolean): void {
  const begin = performance.now();
  const comparisons = readReferenceCases().flatMap((one) => {
    const circuit = parseCircuit(one.circuit);
    return one.fits.map((reference) => compare(one, reference, circuit, draws));
  });
  const seconds = (performance.now() - begin) / 1000;
  const shown = comparisons.filter((comparison) => all || needsLook(comparison));
  console.log(
    all
      ? "All reference fits. Excess = S/S_reference - 1."
      : "Fits that missed the reference's minimum from some start, or ended below it. Excess = S/S_reference - 1.",
  );
  printTable(
    [
      "case",
      "weight",
      "status",
      "circuit",
      "near",
      "again",
      "lowest",
      "highest",
      "plain",
      "value off",
      "stderr off",
      "outcome",
    ],
    shown.map((comparison) => {
      const { one, reference, near, again, best, plain } = comparison;
      const off = deviation(comparison, best.result);
      return [
        one.id,
        reference.weight,
        reference.status,
        one.circuit,
        `${reachedCount(near)}/${near.length}`,
        `${reachedCount(again)}/${again.length}`,
        best.excess.toExponential(1),
        Math.max(...near.map((attempt) => attempt.excess)).toExponential(1),
        `${plain.reached ? "yes" : "no"} (${reference.reachedFromPlainGuess ? "yes" : "no"})`,
        off.value.toExponential(1),
        off.stderr.toExponential(1),
        best.result.termination.outcome,
      ];
    }),
  );
  summarise(comparisons, seconds);
}

function needsLook({ near, best }: Comparison): boolean {
  return reachedCount(near) < near.length || best.excess < -SAME_OBJECTIVE;
}

function reachedCount(attempts: readonly Attempt[]): number {
  return attempts.filter((attempt) => attempt.reached).length;
}

function summarise(comparisons: readonly Comparison[], seconds: number): void {
  console.log();
  printTable(
    ["status", "fits", "near starts", "reached", "reached by the default fit", "from plain guess", "reference engine"],
    ["regular", "bound", "limit", "all"].map((status) => {
      const some = comparisons.filter(({ reference }) => status === "all" || reference.status === status);
      const near = some.flatMap((comparison) => comparison.near);
      const again = some.flatMap((comparison) => comparison.again);
      return [
        status,
        String(some.length),
        String(near.length),
        String(reachedCount(near)),
        String(reachedCount(near) + reachedCount(again)),
        String(reachedCount(some.map(({ plain }) => plain))),
        String(some.filter(({ reference }) => reference.reachedFromPlainGuess).length),
      ];
    }),
  );
  const fits = comparisons.reduce((sum, { near, again }) => sum + near.length + again.length + 1, 0);
  console.log(`\n${fits} fits in ${seconds.toFixed(2)} s.`);
}
