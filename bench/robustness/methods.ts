/** The ways to fit a spectrum that the bench compares. */
import { fit, prepareFit, type Circuit } from "../../src/index.ts";
import { fitReference } from "../../src/reference/index.ts";
import { Random } from "../random.ts";
import type { RobustnessProblem } from "./problem.ts";
import { EXACT } from "./exact.ts";
import { boxOfData, drawInBox, ruleOfThumb, wideBox, type Box } from "./starts.ts";

/** How one method ended on one problem. */
export interface Attempt {
  readonly objective: number;
  readonly milliseconds: number;
  /** Evaluations of value and Jacobian; iterations of ml-levenberg-marquardt. */
  readonly evaluations: number;
  /** Whether the method says of itself that it has converged. */
  readonly claims: boolean;
}

export const defaultName = "eisfit, no guess";
export const truthName = "eisfit from the truth, no search";
export const wideName = "random starts, wide box";
export const dataName = "random starts, box from the data";
/** Many times the evaluations of the default fit, to find what others missed. */
export function exhaustiveName(times: number): string {
  return `${dataName}, ${String(times)} times the evaluations`;
}
export const guessName = "eisfit from one guess, no search";
export const mlName = "ml-levenberg-marquardt from the same guess";

/** In S, relative. A local fit that falls by more than this from where another one ended shows that it had not ended there. */
const STATIONARY = 1e-6;
/**
 * The same fit several times, with the shortest of the times: whatever else the machine does only adds to them.
 *
 * @param passes at least 1
 */
function fastest(passes: number, run: () => Attempt): Attempt {
  let best = run();
  for (let pass = 1; pass < passes; pass++) {
    const again = run();
    if (again.milliseconds < best.milliseconds) best = again;
  }
  return best;
}

/** What a user calls: `fit` with nothing but spectrum and circuit. */
export function fitByDefault({ spectrum, circuit, weight }: RobustnessProblem): Attempt {
  const begin = performance.now();
  const result = fit(spectrum, circuit, { weight });
  const milliseconds = performance.now() - begin;
  const { outcome, evaluations } = result.termination;
  return { objective: result.objective, milliseconds, evaluations, claims: outcome !== "not-converged" };
}

/** Whether a local fit from where the default fit ended finds nothing lower. */
export function isStationary({ spectrum, circuit, weight }: RobustnessProblem, { objective }: Attempt): boolean {
  // A fit of exact data ends in the rounding, which goes up and down.
  if (objective <= EXACT) return true;
  const { parameters } = fit(spectrum, circuit, { weight });
  const prepared = prepareFit(spectrum, circuit, { weight, tolerance: 1e-12 });
  const again = prepared.run(Float64Array.from(parameters, ({ value }) => value));
  return !(again.objective < objective * (1 - STATIONARY));
}

/** One local fit, with the polish of `fit`. */
export function fitFrom(problem: RobustnessProblem, start: Readonly<Record<string, number>>): Attempt {
  const { spectrum, circuit, weight } = problem;
  const begin = performance.now();
  const { objective, termination } = fit(spectrum, circuit, { weight, search: false, initial: start });
  const milliseconds = performance.now() - begin;
  return {
    objective,
    milliseconds,
    evaluations: termination.evaluations,
    claims: termination.outcome !== "not-converged",
  };
}

/** Local fits from random starts until as many evaluations are spent as the budget holds; the lowest S. */
export function fitFromRandomStarts(problem: RobustnessProblem, box: Box, budget: number, seed: number): Attempt {
  const { spectrum, circuit, weight } = problem;
  const random = new Random(seed);
  const begin = performance.now();
  const prepared = prepareFit(spectrum, circuit, { weight });
  let objective = Infinity;
  let evaluations = 0;
  let claims = false;
  while (evaluations < budget) {
    const ended = prepared.run(drawInBox(circuit, box, random));
    // A start where the circuit has no value costs an evaluation too.
    evaluations += Math.max(ended.evaluations, 1);
    if (!(ended.objective < objective)) continue;
    objective = ended.objective;
    claims = ended.converged;
  }
  return { objective, milliseconds: performance.now() - begin, evaluations, claims };
}

/** What the second solver throws where its damped normal matrix is singular: a fit that failed. */
const SINGULAR = "LU matrix is singular";

/** Another model and another solver, from a guess. S is Infinity where the solver gave up. */
export function fitByMl(problem: RobustnessProblem, start: Readonly<Record<string, number>>): Attempt {
  const { spectrum, circuit, weight } = problem;
  const begin = performance.now();
  const spent = (): number => performance.now() - begin;
  try {
    const { objective, iterations } = fitReference(spectrum, circuit, start, weight);
    return { objective, milliseconds: spent(), evaluations: iterations, claims: false };
  } catch (error) {
    if (!(error instanceof Error && error.message === SINGULAR)) throw error;
    return { objective: Infinity, milliseconds: spent(), evaluations: Number.NaN, claims: false };
  }
}

export interface Contest {
  /** Times that a fit is run for its time; the slow rivals run once. */
  readonly passes: number;
  /** How many times the evaluations of the default fit the random starts may use. */
  readonly budget: number;
  /** The same for one more run of them, which serves to find the lowest minimum; 0 leaves it out. */
  readonly exhaustive: number;
  /** Whether the slow rival takes part. */
  readonly ml: boolean;
  readonly seed: number;
}

/** All methods on one problem, by name. */
export function runMethods(problem: RobustnessProblem, contest: Contest): Map<string, Attempt> {
  const { passes, seed } = contest;
  const attempts = new Map<string, Attempt>();
  const run = (name: string, method: () => Attempt): void => {
    attempts.set(name, fastest(passes, method));
  };
  const own = fastest(passes, () => fitByDefault(problem));
  attempts.set(defaultName, own);
  const { truth } = problem;
  if (truth !== undefined) run(truthName, () => fitFrom(problem, truth));
  const budget = own.evaluations * contest.budget;
  const box = boxOfData(problem);
  run(wideName, () => fitFromRandomStarts(problem, wideBox, budget, seed));
  run(dataName, () => fitFromRandomStarts(problem, box, budget, seed));
  if (contest.exhaustive > 0) {
    const most = own.evaluations * contest.exhaustive;
    attempts.set(exhaustiveName(contest.exhaustive), fitFromRandomStarts(problem, box, most, seed + 1));
  }
  const guess = freeByName(problem.circuit, ruleOfThumb(problem));
  run(guessName, () => fitFrom(problem, guess));
  if (contest.ml) attempts.set(mlName, fitByMl(problem, guess));
  return attempts;
}

function freeByName(circuit: Circuit, values: Float64Array): Record<string, number> {
  return Object.fromEntries(
    circuit.parameters.flatMap(({ name, fixed, expression }, j) =>
      fixed || expression !== undefined ? [] : [[name, values[j] ?? Number.NaN] as const],
    ),
  );
}
