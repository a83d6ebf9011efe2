import { printExpression, type ArcReference, type Circuit } from "../circuit/index.ts";
import { mapParameters } from "../compile/parameterMap.ts";
import type { Problem } from "../kernel/problem.ts";
import { FitError } from "./fitError.ts";
import { arcText, brokenOrders, secondsOf } from "./order.ts";
import { isOrdered, orderChains, type OrderChain } from "./orderChains.ts";
import { orderedRoles, type OrderedPair, type OrderedRoles } from "./orderedRoles.ts";
import { arcKey } from "./orderLimits.ts";
import type { PreparedProblem } from "./problem.ts";

/** An order on whose edge the best fit lies. */
export interface ActiveOrder {
  /** `tau(R1, CPE1) = tau(R2, CPE2)` */
  readonly text: string;
  /** The tie that holds it, as a statement of the circuit language: `CPE2.Q = tau(R1, CPE1)^CPE2.n/R2`. */
  readonly tie: string;
}

/** Where one run of the solver ended. */
export interface RunEnd {
  /** An OUTCOME_ constant of assembly/program.ts. */
  readonly outcome: number;
  readonly objective: number;
  /** Of the circuit's parameters, then of extra quantities. */
  readonly values: Float64Array;
}

/** Runs the solver from values; with `search`, these are one start among those sought from the spectrum. */
export type Run = (problem: Problem, values: Float64Array, search: boolean) => RunEnd;

/** A fit that keeps the orders of its circuit; it is the last that the solver has run. */
export interface OrderedFit {
  readonly prepared: PreparedProblem;
  readonly end: RunEnd;
  readonly active: readonly ActiveOrder[];
}

/** Time constants nearer to each other than this are the same. */
const EQUAL_RATIO = 1 + 1e-9;
/** A start inside the order, in case the one on its edge leads astray. */
const INSIDE_RATIO = 2;
/** Another row of arcs is better only if S is lower by more than this part. */
const LOWER = 1e-9;
const MOST_TRIALS = 50;
/** An exponential of a logarithm meets its limit to this part. */
const SAME_LIMIT = 1e-9;

interface Solution {
  readonly chains: readonly OrderChain[];
  readonly objective: number;
  /** Of the circuit's parameters. */
  readonly values: Float64Array;
  /** Neighbours with the same time constant. */
  readonly equal: readonly OrderedPair[];
}

/**
 * The best fit that keeps the orders of a circuit, for one whose best fit without them does not. Each ratio of neighbouring
 * time constants becomes a variable of at least 1, so that the solver and the search never leave the order; where it ends
 * at 1 the two are tied for the final fit, which then has one parameter fewer.
 *
 * Orders that leave open which of two arcs comes first are fitted as rows; where such arcs meet, their exchange is tried.
 *
 * @param reached - values of all parameters at the best fit without order.
 * @throws {FitError} where no free parameter is left to hold the order.
 */
export function fitInOrder(
  circuit: Circuit,
  prepared: PreparedProblem,
  reached: Float64Array,
  search: boolean,
  run: Run,
): OrderedFit {
  const avoided = new Set<number>();
  const solve = (chains: readonly OrderChain[]): Solution =>
    solveChains(circuit, prepared, chains, reached, search, run, avoided);
  let best = solve(orderChains(circuit.orders, (arc) => secondsOf(circuit, arc, reached)));
  const tried = new Set([rowsText(best.chains)]);
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const other = best.equal
      .filter(({ first, second }) => !isOrdered(circuit.orders, first, second))
      .map(({ first, second }) => best.chains.map((chain) => exchanged(chain, first, second)))
      .find((chains) => !tried.has(rowsText(chains)));
    if (other === undefined) break;
    tried.add(rowsText(other));
    const found = solve(other);
    if (found.objective < best.objective * (1 - LOWER)) best = found;
  }
  return finish(circuit, prepared, best, run, avoided);
}

function rowsText(chains: readonly OrderChain[]): string {
  return chains.map((chain) => chain.map(arcKey).join(" < ")).join("; ");
}

function exchanged(chain: OrderChain, first: ArcReference, second: ArcReference): OrderChain {
  return chain.map((arc) => (arc === first ? second : arc === second ? first : arc));
}

function solveChains(
  circuit: Circuit,
  prepared: PreparedProblem,
  chains: readonly OrderChain[],
  reached: Float64Array,
  search: boolean,
  run: Run,
  avoided: Set<number>,
): Solution {
  const count = circuit.parameters.length;
  for (;;) {
    const ordered = orderedRoles(circuit, prepared.roles, chains, () => false, avoided, reached);
    const problem = problemOf(circuit, prepared, ordered);
    let best: RunEnd | undefined;
    for (const least of [1, INSIDE_RATIO]) {
      const start = problem.map.values.slice();
      start.set(reached.subarray(0, count));
      for (const { first, second, ratio } of ordered.pairs) {
        const now = secondsOf(circuit, second, reached) / secondsOf(circuit, first, reached);
        if (ratio !== undefined) start[count + ratio] = now > least && now < Infinity ? now : least;
      }
      const end = run(problem, start, search && least === 1);
      if (best === undefined || end.objective < best.objective) best = end;
    }
    if (best === undefined || best.objective === Infinity) throw withoutStart();
    const { values, objective } = best;
    // A parameter that follows knows no limits: where it needs them another one must follow.
    const outside = ordered.pairs.filter(({ parameter }) => isOutside(prepared, parameter, values));
    if (outside.length === 0) {
      const equal = ordered.pairs.filter(
        ({ ratio }) => ratio !== undefined && !((values[count + ratio] ?? Number.NaN) > EQUAL_RATIO),
      );
      return { chains, objective, values: values.slice(0, count), equal };
    }
    for (const { parameter } of outside) avoided.add(parameter);
  }
}

function isOutside({ roles }: PreparedProblem, parameter: number, values: Float64Array): boolean {
  const role = roles[parameter];
  const value = values[parameter] ?? Number.NaN;
  if (role?.kind !== "variable") return false;
  return value < role.lower * (1 - SAME_LIMIT) || value > role.upper * (1 + SAME_LIMIT);
}

/** The final fit from a solution: with its active orders as ties and without the others. */
function finish(
  circuit: Circuit,
  prepared: PreparedProblem,
  { chains, equal, values }: Solution,
  run: Run,
  avoided: Set<number>,
): OrderedFit {
  const active = new Set(equal.map(({ first, second }) => pairKey(first, second)));
  const isEqual = (first: ArcReference, second: ArcReference): true | undefined =>
    active.has(pairKey(first, second)) || undefined;
  for (;;) {
    const ordered = orderedRoles(circuit, prepared.roles, chains, isEqual, avoided, values);
    const final =
      ordered.pairs.length === 0
        ? prepared
        : { ...prepared, roles: ordered.roles, problem: problemOf(circuit, prepared, ordered) };
    const start = final.problem.map.values.slice();
    start.set(values);
    const end = run(final.problem, start, false);
    if (end.objective === Infinity) throw withoutStart();
    const broken = brokenOrders(circuit, end.values);
    const outside = ordered.pairs.filter(({ parameter }) => isOutside(prepared, parameter, end.values));
    if (broken.length === 0 && outside.length === 0) {
      return { prepared: final, end, active: ordered.pairs.map((pair) => describe(circuit, pair)) };
    }
    // Where a parameter is not determined the last steps may carry it anywhere; equal time constants hold it.
    const before = active.size + avoided.size;
    for (const { parameter } of outside) avoided.add(parameter);
    for (const { first, second } of broken) for (const key of between(chains, first, second)) active.add(key);
    if (active.size + avoided.size === before) {
      const orders = broken.map(({ first, second }) => `${arcText(first)} < ${arcText(second)}`).join(", ");
      throw new FitError(
        "bad-option",
        `The order ${orders} cannot be kept from these starting values; give others, or drop the order.`,
      );
    }
  }
}

function withoutStart(): FitError {
  return new FitError(
    "no-start",
    "Within the order of arcs that was asked for the circuit has no finite impedance at the starting values; give others, or drop the order.",
  );
}

function problemOf(circuit: Circuit, prepared: PreparedProblem, { roles, extras, pairs }: OrderedRoles): Problem {
  const map = mapParameters(circuit, roles, extras);
  if (map.variables.length > 0) return { ...prepared.problem, map };
  const orders = pairs.map(({ first, second }) => `${arcText(first)} < ${arcText(second)}`).join(", ");
  throw new FitError("bad-option", `With the order ${orders} nothing is left to fit; free more parameters.`);
}

function pairKey(first: ArcReference, second: ArcReference): string {
  return `${arcKey(first)} < ${arcKey(second)}`;
}

/** The neighbours from one arc of a row to another. */
function between(chains: readonly OrderChain[], first: ArcReference, second: ArcReference): string[] {
  for (const chain of chains) {
    const keys = chain.map(arcKey);
    const [from, to] = [keys.indexOf(arcKey(first)), keys.indexOf(arcKey(second))];
    if (from < 0 || to < 0) continue;
    return keys.slice(from, to).map((key, k) => `${key} < ${keys[from + k + 1] ?? ""}`);
  }
  return [];
}

function describe(circuit: Circuit, { first, second, parameter, expression }: OrderedPair): ActiveOrder {
  const name = circuit.parameters[parameter]?.name ?? "";
  return { text: `${arcText(first)} = ${arcText(second)}`, tie: `${name} = ${printExpression(expression)}` };
}
