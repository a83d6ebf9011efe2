/** Runs the contest over problems and groups what came of it. */
import { syntheticPresent } from "../../test/synthetic/syntheticSets.ts";
import { spectraPresent } from "../../test/spectra/referenceFits.ts";
import { defaultName, fitByDefault, isStationary, runMethods } from "./methods.ts";
import { ownProblems } from "./own.ts";
import type { RobustnessProblem } from "./problem.ts";
import { rowOf, type Row, type Trial } from "./score.ts";
import { measuredProblems, syntheticProblems } from "./shipped.ts";

export interface RobustnessOptions {
  /** Of each shared circuit at each noise. */
  readonly draws: number;
  /** Draws of each of the project's own circuits at each noise; 0 leaves them out. */
  readonly own: number;
  /** Draws, of each circuit and noise, in which the slow rival takes part. */
  readonly mlDraws: number;
  /** Times the evaluations of the default fit that the random starts may use. */
  readonly budget: number;
  /** The same for one more run of them, which serves to find the lowest minimum; 0 leaves it out. */
  readonly exhaustive: number;
  /** Times that each fit is run for its time. */
  readonly passes: number;
  readonly seed: number;
  readonly synthetic: boolean;
  readonly measured: boolean;
  /** Only sets whose name contains this. */
  readonly only?: string;
}

/** The groups that a table shows one after the other. */
export interface Group {
  readonly title: string;
  readonly trials: readonly Trial[];
}

/** Everything that was asked for and is there; what is absent is told through `note`. */
export function runRobustness(options: RobustnessOptions, note: (text: string) => void): Group[] {
  const groups: Group[] = [];
  const add = (title: string, problems: readonly RobustnessProblem[]): void => {
    const { only } = options;
    const chosen = only === undefined ? problems : problems.filter(({ set }) => set.includes(only));
    if (chosen.length === 0) return;
    note(`${title}: ${String(chosen.length)} problems`);
    groups.push({ title, trials: tryAll(chosen, options) });
  };
  if (options.synthetic && syntheticPresent) add("simulated, shared", syntheticProblems(options.draws));
  if (options.own > 0) add("simulated, own", ownProblems(options.own, options.seed));
  if (options.measured && spectraPresent) add("measured", measuredProblems());
  if (!syntheticPresent || !spectraPresent) note("Left out: the problems of ../shared/data, which is absent.");
  return groups;
}

function tryAll(problems: readonly RobustnessProblem[], options: RobustnessOptions): Trial[] {
  const seen = new Map<string, number>();
  return problems.map((problem, index) => {
    const key = `${problem.set} ${String(problem.noise)}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    // The first fit of a circuit compiles it, and the first fits of all warm up the engine.
    if (before === 0) fitByDefault(problem);
    const { budget, exhaustive, passes } = options;
    const contest = { passes, budget, exhaustive, ml: before < options.mlDraws, seed: options.seed + index };
    const attempts = runMethods(problem, contest);
    const own = attempts.get(defaultName);
    return { problem, attempts, stationary: own !== undefined && isStationary(problem, own) };
  });
}

/** A row for each set, noise and method; with `total`, for each noise and method over all sets. */
export function rowsOf({ title, trials }: Group, total: boolean): Row[] {
  const keys = new Map<string, { set: string; noise: number | null; trials: Trial[] }>();
  for (const trial of trials) {
    const { noise } = trial.problem;
    const set = total ? title : trial.problem.set;
    const key = `${set} ${String(noise)}`;
    const entry = keys.get(key) ?? { set, noise, trials: [] };
    entry.trials.push(trial);
    keys.set(key, entry);
  }
  return [...keys.values()].flatMap(({ set, noise, trials: some }) =>
    methodsOf(some).flatMap((method) => {
      const row = rowOf(set, noise, method, some);
      return row === undefined ? [] : [row];
    }),
  );
}

/** In the order in which they ran; a method that took part in some problems only stands last. */
function methodsOf(trials: readonly Trial[]): string[] {
  return [...new Set(trials.flatMap(({ attempts }) => [...attempts.keys()]))];
}
