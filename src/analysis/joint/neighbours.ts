import { OUTCOME_START_FAILED, REPORT_EVALUATIONS, REPORT_OBJECTIVE } from "../../../assembly/program.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { mapParameters } from "../../compile/parameterMap.ts";
import type { ParameterRole } from "../../compile/program.ts";
import type { Problem } from "../../kernel/problem.ts";
import { theKernel } from "../../kernel/load.ts";
import { valueAt } from "./common.ts";
import type { JointPlan } from "./plan.ts";

/** The best fit of a spectrum with the shared values held. */
export interface HeldFit {
  readonly values: Float64Array;
  readonly objective: number;
  /** Whether it began at the spectrum's own values. */
  readonly isOwn: boolean;
}

/** A fit from elsewhere is better than the own one only by more than this part of S. */
const LOWER = 1e-6;

/**
 * The best fit of each spectrum with the shared values held, begun from its own values and from those of the spectra before and after it:
 * one whose fit sits in another minimum than the others comes back to the series.
 *
 * @param values natural values of all parameters, one array a spectrum.
 * @param common coordinates of the common unknowns.
 * @returns the fits and the evaluations they took.
 */
export function fitHeld(
  plan: JointPlan,
  circuit: Circuit,
  problems: readonly Problem[],
  values: readonly Float64Array[],
  common: Float64Array,
  tolerance: number,
  most: number,
): { readonly fits: HeldFit[]; readonly evaluations: number } {
  const held = new Set(plan.shared.map(({ parameter }) => parameter));
  const roles = plan.roles.map((role, index): ParameterRole =>
    held.has(index) && role.kind === "variable" ? { kind: "fixed", value: role.value } : role,
  );
  const map = mapParameters(circuit, roles);
  const kernel = theKernel();
  const order = seriesOrder(plan.temperatures, values.length);
  let evaluations = 0;
  const fits: HeldFit[] = [];
  order.forEach((index, place) => {
    const problem = problems[index];
    const own = values[index];
    if (problem === undefined || own === undefined) return;
    const shared = plan.shared.map((planned) => {
      const unknowns = [...common.subarray(planned.place, planned.place + planned.ends)];
      return [planned.parameter, valueAt(planned, unknowns, plan.temperatures[index] ?? Number.NaN)] as const;
    });
    const neighbours = [order[place - 1], order[place + 1]].flatMap((other) => values[other ?? -1] ?? []);
    const starts = [own, ...neighbours];
    let best: HeldFit | undefined;
    const heldProblem = { ...problem, map: { ...map, values: own } };
    starts.forEach((start, number) => {
      const from = start.slice();
      for (const [parameter, value] of shared) from[parameter] = value;
      kernel.load(heldProblem);
      kernel.setValues(from);
      const outcome = kernel.fitLocally(tolerance, most);
      evaluations += kernel.reported(REPORT_EVALUATIONS);
      const objective = outcome === OUTCOME_START_FAILED ? Infinity : kernel.reported(REPORT_OBJECTIVE);
      if (best !== undefined && !(objective < best.objective * (1 - LOWER))) return;
      best = { values: kernel.values(), objective, isOwn: number === 0 };
    });
    if (best !== undefined) fits[index] = best;
  });
  return { fits, evaluations };
}

/** The spectra by temperature where that is known, else as given. */
function seriesOrder(temperatures: readonly number[], count: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  if (temperatures.length !== count) return order;
  return order.sort((a, b) => (temperatures[a] ?? 0) - (temperatures[b] ?? 0) || a - b);
}
