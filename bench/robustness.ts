/**
 * `npm run bench:robustness`: how often a fit without any guess finds the minimum, beside rivals in the same run.
 *
 * What is fitted: `--draws N` of each shared circuit at each noise (default all), `--own N` draws of each of the project's
 * own random circuits at each noise (default 10 where the shared data are there, 20 where they are not), `--no-shared`,
 * `--no-measured`, `--no-own`, `--only TEXT` (sets whose name contains it), `--seed N` (of the own problems and the rivals).
 * Rivals: `--exhaustive N` (one more run of random starts with N times the evaluations, which makes the lowest S known lower),
 * `--budget N` (times the evaluations of the default fit that random starts may use, default 1), `--ml N` (draws in
 * which ml-levenberg-marquardt takes part, default 2), `--no-ml`. Times are the shortest of `--passes N` (default 1).
 * Output: `--json` (rows on stdout, notes on stderr), `--sets` (a row for each set), `--failures` (every default fit that
 * missed, not only the worst ten).
 */
import { syntheticPresent } from "../test/synthetic/syntheticSets.ts";
import { numberOption, present, textOption } from "./options.ts";
import { printFailures, printLiterature, printRows } from "./robustness/print.ts";
import { rowsOf, runRobustness, type RobustnessOptions } from "./robustness/run.ts";
import { failuresOf } from "./robustness/score.ts";

const json = present("json");
const note = json ? console.error : console.log;
const only = textOption("only");

const options: RobustnessOptions = {
  draws: numberOption("draws", Number.MAX_SAFE_INTEGER),
  own: present("no-own") ? 0 : numberOption("own", syntheticPresent ? 10 : 20),
  mlDraws: present("no-ml") ? 0 : numberOption("ml", 2),
  budget: numberOption("budget", 1),
  exhaustive: present("exhaustive") ? numberOption("exhaustive", 20) : 0,
  passes: numberOption("passes", 1),
  seed: numberOption("seed", 1),
  synthetic: !present("no-shared"),
  measured: !present("no-measured"),
  ...(only === undefined ? {} : { only }),
};

note(`Node ${process.version}, one thread; seed ${String(options.seed)}.`);
const begin = performance.now();
const groups = runRobustness(options, note);
note(`${((performance.now() - begin) / 1000).toFixed(0)} s in all.`);

const failures = groups.flatMap(({ trials }) => failuresOf(trials));
if (json) {
  console.log(
    JSON.stringify(
      groups.flatMap((group) => rowsOf(group, false)),
      undefined,
      2,
    ),
  );
} else {
  if (present("sets")) for (const group of groups) printRows(`${group.title}, by set`, rowsOf(group, false));
  for (const group of groups) printRows(`${group.title}, all sets`, rowsOf(group, true));
  printLiterature();
  printFailures(failures, present("failures"));
}
