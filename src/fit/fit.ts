import {
  OUTCOME_START_FAILED,
  REPORT_EVALUATIONS,
  REPORT_MOVED_STARTS,
  REPORT_OBJECTIVE,
  REPORT_SIGNAL,
  REPORT_STARTS,
  REPORT_STARTS_AGREEING,
  REPORT_UNSEEN,
} from "../../assembly/program.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { FitKernel } from "../kernel/kernel.ts";
import type { Problem } from "../kernel/problem.ts";
import { theKernel } from "../kernel/load.ts";
import type { Spectrum } from "../spectrum.ts";
import { checkFitOptions, requireCircuit } from "./checkInput.ts";
import { effortOf } from "./effort.ts";
import type { FitOptions } from "./options.ts";
import { LEVEL } from "./level.ts";
import { canonicalValues } from "./exchange.ts";
import { FitError } from "./fitError.ts";
import { fitInOrder, type OrderedFit, type Run, type RunEnd } from "./keepOrder.ts";
import { brokenOrders, exchangeArcs } from "./order.ts";
import { checkOrderLimits } from "./orderLimits.ts";
import { withOrder } from "./withOrder.ts";
import { prepareProblem, requireSpectrum, type PreparedProblem } from "./problem.ts";
import { StartError } from "./startError.ts";
import { fitStructure } from "./structuredFit.ts";
import { tieParameters } from "./ties.ts";
import type { FitResult } from "./result.ts";
import { collectResult, type Effort } from "./collect.ts";

const DEFAULT_TOLERANCE = 1e-9;
/** After convergence to the tolerance, undamped steps bring the parameters to rounding accuracy. */
const POLISH_STEPS = 20;

/** Exchanged arcs must reach the same minimum, to this part of S. */
const SAME_OBJECTIVE = 1e-6;
/** Against what S would be for a fit of zero, less than this is rounding. */
const SMALLEST_OBJECTIVE = 1e-24;

const DEFAULT_SEED = 1;

const FROM_VALUES = 0;
const FROM_SPECTRUM = 1;
const FROM_BOTH = 2;

/**
 * Fits a circuit to a spectrum by minimising S, by default the sum over the points of w ((Re dZ)^2 + (Im dZ)^2); `objective`,
 * `weight` and `loss` give S other forms (see `Objective`, `Weight`, `Loss`).
 *
 * Positive parameters are fitted by their logarithms, exponents as they are, all within their limits, by
 * Levenberg-Marquardt in WebAssembly. Unless `search` is false, starting values are sought from the spectrum itself;
 * values given in the circuit's text or by `initial` are then one start among others.
 *
 * An order of time constants that the circuit's text or `order` asks for holds in the result. Alike arcs that nothing else
 * tells apart are put in the order of their time constants, the smallest first.
 *
 * Standard errors are the roots of the diagonal of s^2 (J^T J)^-1 with s^2 = S/(2N - p), or of (J^T J)^-1 with measured
 * standard deviations as weights; those of a robust loss are of its sandwich covariance (Huber, Robust Statistics, 1981,
 * section 7.6). Intervals are at 95 %, by Student's t, in the logarithm of positive parameters.
 *
 * @throws {FitError} for input that cannot be fitted: no points left, more free parameters than numbers, unknown names, limits
 * that leave no room, weights that the data cannot carry, orders of arcs that the limits do not allow; {CircuitSyntaxError}
 * for `options.order`.
 */
export function fit(spectrum: Spectrum, given: Circuit, options: FitOptions = {}): FitResult {
  requireSpectrum(spectrum);
  requireCircuit(given);
  checkFitOptions(options);
  checkErrorTerms(options);
  const circuit = withOrder(tieParameters(given, options.ties), options.order);
  const { tolerance, mostEvaluations: most } = effortOf(options, DEFAULT_TOLERANCE);
  const seed = seedOf(options);
  const kernel = theKernel();
  const runWith = (problem: Problem, values: Float64Array, search: number): RunEnd => {
    kernel.load(problem);
    kernel.setValues(values);
    const outcome = kernel.fit(search, seed, tolerance, most, POLISH_STEPS, LEVEL);
    const objective = outcome === OUTCOME_START_FAILED ? Infinity : kernel.reported(REPORT_OBJECTIVE);
    return { outcome, objective, values: kernel.values() };
  };
  const local = options.search === false;
  const searchFor = (valuesGiven: boolean): number => (local ? FROM_VALUES : valuesGiven ? FROM_BOTH : FROM_SPECTRUM);
  const structured =
    options.weight === "structure"
      ? fitStructure(
          spectrum,
          circuit,
          options,
          kernel,
          ({ problem, valuesGiven }, values, search) =>
            runWith(problem, values, search ? searchFor(valuesGiven) : FROM_VALUES).outcome,
        )
      : undefined;
  const prepared = structured?.prepared ?? prepareProblem(spectrum, circuit, options);
  checkOrderLimits(circuit, prepared.roles);
  const values = structured?.values ?? prepared.problem.map.values;
  // Alike arcs that start in order most often stay so.
  const inOrder = (from: Float64Array): Float64Array | undefined =>
    options.sortArcs === false ? undefined : canonicalValues(circuit, prepared.roles, from);
  const start = inOrder(values) ?? values;
  const first = runWith(prepared.problem, start, searchFor(prepared.valuesGiven || structured !== undefined));
  if (first.outcome === OUTCOME_START_FAILED) throw new StartError();
  const effort: Effort = {
    ...effortSpent(kernel, prepared.problem),
    // Without a search the values that nobody gave are starts as well.
    movedStarts: local && structured === undefined ? kernel.reported(REPORT_MOVED_STARTS) : prepared.moved,
    withoutStart: local ? prepared.withoutStart : [],
  };
  const run: Run = (problem, from, again) => {
    const end = runWith(problem, from, again ? FROM_BOTH : FROM_VALUES);
    effort.evaluations += kernel.reported(REPORT_EVALUATIONS);
    if (again) {
      const { evaluations } = effort;
      Object.assign(effort, effortSpent(kernel, problem), { evaluations });
    }
    return end;
  };
  const final = arrange(circuit, prepared, first, !local, kernel.reported(REPORT_SIGNAL), run, inOrder);
  const origin = { spectrum, circuit, options, prepared: final.prepared };
  const active = { orders: final.active, objectiveWithout: first.objective };
  const errorStructure = structured?.structure ?? prepared.objectiveFunction.noise?.structure ?? null;
  return collectResult(origin, kernel, final.end.outcome, effort, active, errorStructure);
}

/** Terms that nothing would be fitted to are a mistake. */
function checkErrorTerms({ errorTerms, weight = "modulus" }: FitOptions): void {
  if (errorTerms === undefined || weight === "structure") return;
  throw new FitError("bad-option", `errorTerms are for the weight structure, and the weight is ${weight}.`);
}

/** What it took to find the minimum, before arcs were put in order. */
function effortSpent(kernel: FitKernel, problem: Problem): Omit<Effort, "movedStarts" | "withoutStart"> {
  return {
    evaluations: kernel.reported(REPORT_EVALUATIONS),
    starts: kernel.reported(REPORT_STARTS),
    agreeing: kernel.reported(REPORT_STARTS_AGREEING),
    unseenShare: kernel.reported(REPORT_UNSEEN),
    minima: kernel.minima(),
    problem,
  };
}

/**
 * Puts arcs in order where the first fit has not: alike ones change places, within what their limits allow; where that is
 * not enough, the best fit inside the circuit's order is sought. The solver has run the fit returned last.
 */
function arrange(
  circuit: Circuit,
  prepared: PreparedProblem,
  first: RunEnd,
  search: boolean,
  signal: number,
  run: Run,
  inOrder: (values: Float64Array) => Float64Array | undefined,
): OrderedFit {
  const { problem, roles } = prepared;
  const isSame = ({ objective }: RunEnd): boolean =>
    objective <= first.objective * (1 + SAME_OBJECTIVE) + SMALLEST_OBJECTIVE * signal;
  const isInOrder = ({ values }: RunEnd): boolean => brokenOrders(circuit, values).length === 0;
  let end = first;
  const byOrder = circuit.orders.length === 0 ? undefined : exchangeArcs(circuit, end.values);
  const both = inOrder(byOrder ?? end.values);
  // Where limits forbid one exchange, another may still be possible.
  const alone = byOrder === undefined ? undefined : inOrder(end.values);
  const candidates = [both, byOrder, alone].filter((each) => each !== undefined);
  for (const exchanged of candidates) {
    // Fixed values stay with their names.
    roles.forEach((role, parameter) => {
      if (role.kind === "fixed") exchanged[parameter] = role.value;
    });
    end = run(problem, exchanged, false);
    if (isSame(end)) break;
  }
  if (end !== first && !isSame(end)) end = run(problem, first.values, false);
  if (isInOrder(end)) return { prepared, end, active: [] };
  return fitInOrder(circuit, prepared, end.values, search, run);
}

function seedOf({ seed = DEFAULT_SEED }: FitOptions): number {
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return seed;
  throw new FitError(
    "bad-option",
    `seed must be a whole number from 0 to ${String(2 ** 32 - 1)}, not ${String(seed)}.`,
  );
}
