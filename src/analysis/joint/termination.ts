import type { FinishedJointFit } from "./collect.ts";
import type { JointTermination } from "./result.ts";

/** How a joint fit ended, in words. */
export function describeEnd(finished: FinishedJointFit): JointTermination {
  const { statistics, tolerance, evaluations, starts, start, end } = finished;
  const { measured, deficient } = statistics;
  const numbers = { measured, threshold: tolerance, evaluations, starts, start };
  const promise = `one more step would lower S by ${measured.toExponential(1)} of itself (threshold ${tolerance.toExponential(1)})`;
  if (!end.converged) {
    return {
      ...numbers,
      outcome: "not-converged",
      message: `Not converged after ${String(evaluations)} evaluations: ${promise}. Allow more evaluations, share or fix more, or use a simpler circuit.`,
    };
  }
  if (deficient > 0) {
    const several = deficient > 1;
    return {
      ...numbers,
      outcome: "rank-deficient",
      message: `Converged (${promise}), but ${String(deficient)} combination${several ? "s" : ""} of parameters leave${several ? "" : "s"} the fit unchanged. Share or fix some, or use a simpler circuit.`,
    };
  }
  const from =
    start === "separate"
      ? "the fits of the spectra alone"
      : "fits with the shared values held, begun from neighbouring spectra as well";
  return { ...numbers, outcome: "converged", message: `Converged: ${promise}. The lowest S was reached from ${from}.` };
}
