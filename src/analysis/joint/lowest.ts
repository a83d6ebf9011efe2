import type { Circuit } from "../../circuit/circuit.ts";
import type { JointBeginning, JointEnd, JointSolver } from "../../kernel/joint.ts";
import type { Problem } from "../../kernel/problem.ts";
import { inSeriesOrder, isInSeriesOrder, seriesArcs } from "./arcs.ts";
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
  /** Whether alike arcs have kept the order of their time constants over the series. */
  readonly inOrder: boolean;
}

/** Another descent is better only if S is lower by more than this part. */
const LOWER = 1e-9;
/** Rounds of looking whether a spectrum fits better from its neighbours' values. */
const MOST_ROUNDS = 3;
/** By how much of itself a spectrum's part of S must fall in such a round for another descent. */
const WORTHWHILE = 1e-6;

/**
 * Descends from the fits of the spectra alone, with alike arcs put in the order of the series, then from where each spectrum fits best with
 * the shared values held, as long as that helps. An end with arcs in the order of the series goes before one without.
 */
export function findLowest(
  circuit: Circuit,
  plan: JointPlan,
  fits: readonly SeparateFit[],
  problems: readonly Problem[],
  solver: JointSolver,
  tolerance: number,
  most: number,
): Lowest {
  const variables = plan.map.variables.length;
  const separate = fits.map(({ origin }) => origin.values.slice(0, circuit.parameters.length));
  const arcs = seriesArcs(circuit, separate);
  const values = separate.map((own) => inSeriesOrder(arcs, plan, own));
  const held = new Int32Array(fits.length * variables);
  fits.forEach((fit, index) => {
    if (values[index] === separate[index]) held.set(heldVariables(fit, plan), index * variables);
  });
  const sightings = plan.shared.map((planned) => sightingsOf(planned, fits, values, plan.temperatures));
  const unknowns = (estimate: typeof weightedUnknowns): Float64Array =>
    Float64Array.from(plan.shared.flatMap((planned, place) => estimate(planned, sightings[place] ?? [])));
  const reach = (beginning: JointBeginning): Reached => {
    const end = solver.descend(beginning, tolerance, most);
    if (end.objective === Infinity) return { end, values: beginning.values, objectives: [], inOrder: false };
    const found = solver.reached();
    return { end, ...found, inOrder: found.values.every((one) => isInSeriesOrder(arcs, one)) };
  };
  let best = reach({ values, common: unknowns(weightedUnknowns), held });
  let start: JointStart = "separate";
  let starts = 1;
  let spent = 0;
  // With nothing in common, or nothing of its own, no spectrum can stand apart from the others.
  const alone = plan.design.globals === 0 || plan.design.locals === 0 || fits.length === 1;

  const tryNeighbours = (from: readonly Float64Array[], common: Float64Array): boolean => {
    const { fits: found, evaluations } = fitHeld(plan, circuit, problems, from, common, tolerance, most);
    spent += evaluations;
    const helps = found.some(
      ({ objective }, index) => objective < (best.objectives[index] ?? Infinity) * (1 - WORTHWHILE),
    );
    if (!helps || found.length !== fits.length) return false;
    const other = reach(beginningOf(plan, found, common, held));
    starts++;
    if (!isBetter(other, best)) return false;
    best = other;
    start = "neighbours";
    return true;
  };
  if (!alone) {
    tryNeighbours(values, unknowns(robustUnknowns));
    for (let round = 0; round < MOST_ROUNDS && best.end.objective < Infinity; round++) {
      const { unknowns: all } = best.end;
      if (!tryNeighbours(best.values, all.slice(all.length - plan.design.globals))) break;
    }
  }
  return { end: best.end, start, starts, evaluations: spent, inOrder: best.inOrder };
}

/** Where a descent ended. */
interface Reached {
  readonly end: JointEnd;
  readonly values: readonly Float64Array[];
  /** S of each spectrum. */
  readonly objectives: readonly number[];
  readonly inOrder: boolean;
}

function isBetter(other: Reached, best: Reached): boolean {
  if (other.inOrder !== best.inOrder) return other.inOrder && other.end.objective < Infinity;
  return other.end.objective < best.end.objective * (1 - LOWER);
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
