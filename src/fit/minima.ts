import type { Circuit } from "../circuit/circuit.ts";
import type { FitKernel } from "../kernel/kernel.ts";
import type { Minimum, Problem } from "../kernel/problem.ts";
import type { OtherMinimum } from "./result.ts";

/** A minimum this close above the result is the result before its last digits. */
const SAME = 1e-3;

/** Minima that a search met, lowest first. */
interface Met {
  readonly minima: readonly Minimum[];
  readonly problem: Problem;
}

/** The minima above the one that became the result, in natural values. */
export function describeMinima(circuit: Circuit, kernel: FitKernel, met: Met, objective: number): OtherMinimum[] {
  const others = met.minima.filter((minimum, index) => index > 0 && minimum.objective > objective * (1 + SAME));
  if (others.length === 0) return [];
  // Another fit may have come between.
  kernel.load(met.problem);
  return others.flatMap((minimum) => {
    const values = kernel.valuesOf(minimum.theta);
    if (values === undefined) return [];
    const named = circuit.parameters.map(({ name }, index): [string, number] => [name, values[index] ?? Number.NaN]);
    return [{ objective: minimum.objective, starts: minimum.starts, values: Object.fromEntries(named) }];
  });
}
