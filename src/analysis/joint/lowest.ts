import type { Circuit } from "../../circuit/circuit.ts";
import type { JointBeginning, JointEnd, JointSolver } from "../../kernel/joint.ts";
import type { Problem } from "../../kernel/kernel.ts";
import { robustUnknowns, weightedUnknowns } from "./common.ts";
import { fitHeld, type HeldFit } from "./neighbours.ts";
import type { JointPlan } from "./plan.ts";
import type { JointStart } from "./result.ts";
import { heldVariables, sightingsOf, type SeparateFit } from "./separate.ts";

/** The lowest of several descents. */
export interface Lowest {
  readonly end: JointEnd;
  readonly start: JointStart;
  /** Descents made. */
  readonly starts: number;
  /** Evaluations of the fits with shared values held. */
  readonly evaluations: number;
}

/** Another descent is better only if S is lower by more than this part. */
const LOWER = 1e-9;
/** Rounds of looking whether a spectrum fits better from its neighbours' values. */
const MOST_ROUNDS = 3;
/** By how much of itself a spectrum's part of S must fall in such a round for another descent. */
const WORTHWHILE = 1e-6;

/** Descends from the fits of the spectra alone, then from where each fits best with the shared values held, as long as that helps. */
export function findLowest(
  circuit: Circuit,
  plan: JointPlan,
  fits: readonly SeparateFit[],
  problems: readonly Problem[],
  solver: JointSolver,
  tolerance: number,
  most: number,
): Lowest {
  const held = new Int32Array(fits.length * plan.map.variables.length);
  fits.forEach((fit, index) => {
    held.set(heldVariables(fit, plan), index * plan.map.variables.length);
  });
  const values = fits.map(({ origin }) => origin.values.slice(0, circuit.parameters.length));
  const sightings = plan.shared.map((planned) => sightingsOf(planned, fits, plan.temperatures));
  const unknowns = (estimate: typeof weightedUnknowns): Float64Array =>
    Float64Array.from(plan.shared.flatMap((planned, place) => estimate(planned, sightings[place] ?? [])));
  const first = solver.descend({ values, common: unknowns(weightedUnknowns), held }, tolerance, most);
  let lowest: Lowest = { end: first, start: "separate", starts: 1, evaluations: 0 };
  // With nothing in common, or nothing of its own, no spectrum can stand apart from the others.
  if (plan.design.globals === 0 || plan.design.locals === 0 || fits.length === 1) return lowest;

  const descendHeld = (
    from: readonly Float64Array[],
    common: Float64Array,
    before: readonly number[] | null,
  ): boolean => {
    const { fits: best, evaluations } = fitHeld(circuit, plan, problems, from, common, tolerance, most);
    lowest = { ...lowest, evaluations: lowest.evaluations + evaluations };
    const helps = best.some(({ objective }, index) => objective < (before?.[index] ?? Infinity) * (1 - WORTHWHILE));
    if (!helps) return false;
    const end = solver.descend(beginningOf(plan, best, common, held), tolerance, most);
    const better = end.objective < lowest.end.objective * (1 - LOWER);
    lowest = { ...lowest, starts: lowest.starts + 1, ...(better ? { end, start: "neighbours" as const } : {}) };
    return better;
  };
  descendHeld(values, unknowns(robustUnknowns), null);
  for (let round = 0; round < MOST_ROUNDS && lowest.end.objective < Infinity; round++) {
    const { unknowns: reached } = lowest.end;
    const common = reached.slice(reached.length - plan.design.globals);
    const from = solver.valuesAt(lowest.end);
    if (!descendHeld(from.values, common, from.objectives)) break;
  }
  return lowest;
}

/** What ran away in a spectrum's own fit need not do so from another start. */
function beginningOf(
  plan: JointPlan,
  best: readonly HeldFit[],
  common: Float64Array,
  held: Int32Array,
): JointBeginning {
  const variables = plan.map.variables.length;
  const kept = held.slice();
  best.forEach(({ isOwn }, index) => {
    if (!isOwn) kept.fill(0, index * variables, (index + 1) * variables);
  });
  return { values: best.map(({ values }) => values), common, held: kept };
}
