import type { ActiveOrder } from "./keepOrder.ts";
import { edgeOfOrders } from "./orderWords.ts";
import type { FittedParameter } from "./result.ts";

/** How a fit ended; the names are what `result.termination.outcome` holds. */
export type Outcome = "converged" | "at-bound" | "rank-deficient" | "evaporated" | "not-converged";

/** How the solver ended, with the number it measured and the threshold it compared it with. */
export interface Termination {
  readonly outcome: Outcome;
  /** One sentence for people: what was measured, against which threshold, what to try. */
  readonly message: string;
  /** Relative decrease of S that a further undamped Gauss-Newton step predicts. */
  readonly measured: number;
  readonly threshold: number;
  /** Evaluations of value and Jacobian in the whole fit, its search included. */
  readonly evaluations: number;
  /** Starts converged. */
  readonly starts: number;
  /** Starts that ended within 0.1 % of the S reported. */
  readonly startsAgreeing: number;
  /**
   * Part of such starts that would lead to a minimum not met yet, estimated from how many different ones were met: w (w + 1)/(n (n - 1)) for w
   * minima from n starts (Boender and Rinnooy Kan 1987). null without a search.
   */
  readonly unseenShare: number | null;
}

/** What the kernel reports of its end. */
interface KernelEnd {
  readonly converged: boolean;
  readonly measured: number;
  readonly threshold: number;
  readonly evaluations: number;
  readonly starts: number;
  readonly agreeing: number;
  readonly unseenShare: number;
  /** Free parameters minus the numerical rank of their Jacobian. */
  readonly deficient: number;
  readonly parameters: readonly FittedParameter[];
  readonly activeOrders: readonly ActiveOrder[];
}

/** The table of outcomes: cause and what to try. */
export function describeTermination(end: KernelEnd): Termination {
  const { measured, threshold, evaluations, starts } = end;
  const numbers = {
    measured,
    threshold,
    evaluations,
    starts,
    startsAgreeing: end.agreeing,
    unseenShare: starts > 1 ? end.unseenShare : null,
  };
  const promise = `one more step would lower S by ${measured.toExponential(1)} of itself (threshold ${threshold.toExponential(1)})`;
  const bound = end.parameters.filter(({ status }) => status === "at-bound");
  const gone = bound.filter((parameter) => ranAway(parameter));
  if (!end.converged) {
    return {
      ...numbers,
      outcome: "not-converged",
      message: `Not converged after ${String(evaluations)} evaluations: ${promise}. Allow more evaluations, fix or bound a parameter, or use a simpler circuit.`,
    };
  }
  if (end.deficient > 0) {
    return {
      ...numbers,
      outcome: "rank-deficient",
      message: `Converged (${promise}), but ${String(end.deficient)} combination${end.deficient > 1 ? "s" : ""} of parameters leave${end.deficient > 1 ? "" : "s"} the fit unchanged: the circuit has more parameters than these data or its own form can tell apart. Remove or fix some.`,
    };
  }
  if (gone.length > 0) {
    return {
      ...numbers,
      outcome: "evaporated",
      message: `Converged (${promise}) with ${names(gone)} run to ${gone.length > 1 ? "their limits" : "its limit"} of 0 or infinity: the data do not ask for ${gone.length > 1 ? "these elements" : "this element"}. Try the circuit without.`,
    };
  }
  if (bound.length > 0) {
    return {
      ...numbers,
      outcome: "at-bound",
      message: `Converged (${promise}) with ${names(bound)} on ${bound.length > 1 ? "their limits" : "its limit"}; ${bound.length > 1 ? "they have" : "it has"} no standard error.`,
    };
  }
  const edge = edgeOfOrders(end.activeOrders);
  if (edge !== undefined) return { ...numbers, outcome: "at-bound", message: `Converged (${promise}) ${edge}.` };
  return { ...numbers, outcome: "converged", message: `Converged: ${promise}.` };
}

/** Whether a parameter at its bound went to 0 or infinity, rather than to a limit that has a value. */
export function ranAway({ status, value, lower, upper }: FittedParameter): boolean {
  const near = (limit: number): boolean => Number.isFinite(limit) && Math.abs(value - limit) <= 1e-9 * Math.abs(limit);
  return status === "at-bound" && !near(lower) && !near(upper);
}

function names(parameters: readonly FittedParameter[]): string {
  return parameters.map(({ name }) => name).join(", ");
}
