import { evaluateTimeConstant, type Circuit, type TimeConstant } from "../../circuit/index.ts";
import { parametersOf, structureOf } from "../../fit/exchange.ts";
import type { JointPlan } from "./plan.ts";

/** Alike branches of the circuit and the order of their time constants in most of the spectra. */
interface SeriesGroup {
  /** Numbers of the parameters of each branch, in corresponding places. */
  readonly branches: readonly (readonly number[])[];
  readonly times: readonly TimeConstant[];
  /** Branches by rising time constant. */
  readonly order: readonly number[];
}

/** Which arc is which over a series: alike arcs keep the order of their time constants, as `fit` has it in most of the spectra. */
export interface SeriesArcs {
  readonly groups: readonly SeriesGroup[];
  readonly numbers: ReadonlyMap<string, number>;
}

/** Time constants that differ by less than this part stand in any order. */
const SAME = 1e-9;

/** @param values natural values of all parameters, one array a spectrum. */
export function seriesArcs(circuit: Circuit, values: readonly Float64Array[]): SeriesArcs {
  const structure = structureOf(circuit);
  const { numbers } = structure;
  const groups = structure.alike.flatMap(({ branches, times }): SeriesGroup[] => {
    if (times === undefined) return [];
    const counts = new Map<string, { readonly order: readonly number[]; count: number }>();
    for (const one of values) {
      const order = orderOf(secondsOf(times, numbers, one));
      if (order === undefined) continue;
      const known = counts.get(order.join()) ?? { order, count: 0 };
      known.count++;
      counts.set(order.join(), known);
    }
    const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
    if (most === undefined) return [];
    return [{ branches: branches.map((branch) => parametersOf(structure, branch)), times, order: most.order }];
  });
  return { groups, numbers };
}

function secondsOf(
  times: readonly TimeConstant[],
  numbers: ReadonlyMap<string, number>,
  values: Float64Array,
): number[] {
  return times.map((time) => evaluateTimeConstant(time, (name) => values[numbers.get(name) ?? -1] ?? Number.NaN));
}

/** Undefined where a branch has no time constant. */
function orderOf(seconds: readonly number[]): number[] | undefined {
  if (seconds.some((time) => Number.isNaN(time))) return undefined;
  return seconds.map((_time, branch) => branch).sort((a, b) => (seconds[a] ?? 0) - (seconds[b] ?? 0) || a - b);
}

/** Whether the arcs of a spectrum stand in the order of the series. */
export function isInSeriesOrder({ groups, numbers }: SeriesArcs, values: Float64Array): boolean {
  return groups.every(({ times, order }) => {
    const seconds = secondsOf(times, numbers, values);
    return order.every((branch, place) => {
      const before = seconds[order[place - 1] ?? branch] ?? Number.NaN;
      return !(before > (seconds[branch] ?? Number.NaN) * (1 + SAME));
    });
  });
}

/** The values of a spectrum with alike branches exchanged until they stand in the order of the series, as far as their limits allow. */
export function inSeriesOrder({ groups, numbers }: SeriesArcs, plan: JointPlan, values: Float64Array): Float64Array {
  let current = values;
  // Those within branches come before those around them.
  for (const { branches, times, order } of groups) {
    const found = orderOf(secondsOf(times, numbers, current));
    if (found === undefined || found.join() === order.join()) continue;
    const moved = current.slice();
    order.forEach((target, place) => {
      const source = branches[found[place] ?? target] ?? [];
      branches[target]?.forEach((parameter, k) => {
        if (plan.roles[parameter]?.kind === "variable")
          moved[parameter] = current[source[k] ?? parameter] ?? Number.NaN;
      });
    });
    if (isWithinLimits(plan, moved)) current = moved;
  }
  return current;
}

function isWithinLimits({ roles }: JointPlan, values: Float64Array): boolean {
  return roles.every((role, parameter) => {
    const value = values[parameter] ?? Number.NaN;
    return role.kind !== "variable" || (value >= role.lower && value <= role.upper);
  });
}
