/**
 * `npm run bench:spectra`: measured spectra with reference fits of other programs, as a table for people.
 * Options: `--draws N` (default 10), `--all` (every case, not only those that need a look).
 */
import { parseCircuit } from "../src/circuit/parse.ts";
import { compare, deviation, type Comparison } from "../test/spectra/compare.ts";
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
    ["case", "weight", "status", "circuit", "near", "lowest", "highest", "plain", "value off", "stderr off", "outcome"],
    shown.map((comparison) => {
      const { one, reference, near, best, plain } = comparison;
      const off = deviation(comparison, best.result);
      return [
        one.id,
        reference.weight,
        reference.status,
        one.circuit,
        `${reachedCount(comparison)}/${near.length}`,
        best.excess.toExponential(1),
        Math.max(...near.map((attempt) => attempt.excess)).toExponential(1),
        `${plain.reached ? "yes" : "no"} (${reference.reachedFromPlainGuess ? "yes" : "no"})`,
        off.value.toExponential(1),
        off.stderr.toExponential(1),
        best.result.termination.outcome,
      ];
    }),
  );
  summarise(comparisons, draws, seconds);
}

function needsLook(comparison: Comparison): boolean {
  return reachedCount(comparison) < comparison.near.length || comparison.best.excess < -1e-8;
}

function reachedCount({ near }: Comparison): number {
  return near.filter((attempt) => attempt.reached).length;
}

function summarise(comparisons: readonly Comparison[], draws: number, seconds: number): void {
  console.log();
  printTable(
    [
      "status",
      "fits",
      "reached from every near start",
      "near starts that reached",
      "reached from plain guess",
      "reference engine",
    ],
    ["regular", "bound", "limit", "all"].map((status) => {
      const some = comparisons.filter(({ reference }) => status === "all" || reference.status === status);
      const reached = some.reduce((sum, comparison) => sum + reachedCount(comparison), 0);
      return [
        status,
        String(some.length),
        String(some.filter((comparison) => reachedCount(comparison) === draws).length),
        `${reached} of ${draws * some.length}`,
        String(some.filter(({ plain }) => plain.reached).length),
        String(some.filter(({ reference }) => reference.reachedFromPlainGuess).length),
      ];
    }),
  );
  const fits = comparisons.length * (draws + 1);
  console.log(`\n${fits} fits in ${seconds.toFixed(2)} s.`);
}
