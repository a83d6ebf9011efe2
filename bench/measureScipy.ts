import type { Measurement } from "./measure.ts";
import { findScipy, runScipy } from "./rivals/scipy.ts";
import type { Workload } from "./workload.ts";

/** scipy's measurement, or the reason why there is none. */
export function measureScipy(
  workload: Workload,
  arcs: number,
  passes: number,
): (Measurement & { readonly version: string }) | { readonly reason: string } {
  const scipy = findScipy();
  if ("reason" in scipy) return scipy;
  const { version, microseconds, objectives, evaluations } = runScipy(scipy.interpreter, workload, arcs, passes);
  const outcomes = objectives.map((objective, i) => ({ objective, iterations: evaluations[i] ?? Number.NaN }));
  return { engine: "scipy leastsq, analytic Jacobian", times: microseconds, outcomes, version };
}
