import { OUTCOME_START_FAILED, REPORT_OBJECTIVE, REPORT_SIGNAL } from "../../assembly/program.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { theKernel } from "../kernel/load.ts";
import type { Spectrum } from "../spectrum.ts";
import { effortOf } from "./effort.ts";
import { FitError } from "./fitError.ts";
import type { FitOptions } from "./options.ts";
import { LEVEL } from "./level.ts";
import { exchangeArcs } from "./order.ts";
import { prepareProblem, type PreparedProblem } from "./problem.ts";
import type { FitResult } from "./result.ts";
import { collectResult } from "./collect.ts";

const DEFAULT_TOLERANCE = 1e-9;
/** After convergence to the tolerance, undamped steps bring the parameters to rounding accuracy. */
const POLISH_STEPS = 20;

/** Exchanged arcs must reach the same minimum, to this part of S. */
const SAME_OBJECTIVE = 1e-6;
/** Against what S would be for a fit of zero, less than this is rounding. */
const SMALLEST_OBJECTIVE = 1e-24;

const FROM_VALUES = 0;
const FROM_SPECTRUM = 1;
const FROM_BOTH = 2;

/**
 * Fits a circuit to a spectrum by minimising S = sum over the points of w ((Re dZ)^2 + (Im dZ)^2).
 *
 * Positive parameters are fitted by their logarithms, exponents as they are, all within their limits, by
 * Levenberg-Marquardt in WebAssembly. Unless `search` is false, starting values are sought from the spectrum itself;
 * values given in the circuit's text or by `initial` are then one start among others.
 *
 * Standard errors are the roots of the diagonal of s^2 (J^T J)^-1 with s^2 = S/(2N - p), or of (J^T J)^-1 with measured
 * standard deviations as weights; intervals are at 95 %, by Student's t, in the logarithm of positive parameters.
 *
 * @throws {FitError} for input that cannot be fitted: no points left, more free parameters than numbers, unknown names, limits
 * that leave no room, weights that the data cannot carry.
 */
export function fit(spectrum: Spectrum, circuit: Circuit, options: FitOptions = {}): FitResult {
  const prepared = prepareProblem(spectrum, circuit, options);
  const { tolerance, mostEvaluations: most } = effortOf(options, DEFAULT_TOLERANCE);
  const kernel = theKernel();
  kernel.load(prepared.problem);
  kernel.setValues(prepared.problem.map.values);
  const search = options.search === false ? FROM_VALUES : prepared.valuesGiven ? FROM_BOTH : FROM_SPECTRUM;
  const outcome = kernel.fit(search, tolerance, most, POLISH_STEPS, LEVEL);
  if (outcome === OUTCOME_START_FAILED) {
    throw new FitError(
      "no-start",
      "At the starting values the circuit has no finite impedance (a tie gives an impossible value, or an element is open or shorted); give other values.",
    );
  }
  const final = orderArcs(circuit, prepared, kernel, outcome, (values) => {
    kernel.setValues(values);
    return kernel.fit(FROM_VALUES, tolerance, most, POLISH_STEPS, LEVEL);
  });
  return collectResult({ spectrum, circuit, options, prepared }, kernel, final, search === FROM_VALUES);
}

/** Fits once more with alike arcs exchanged, where the circuit's order asks for it and the limits allow it. */
function orderArcs(
  circuit: Circuit,
  { problem }: PreparedProblem,
  kernel: Kernel,
  outcome: number,
  fitFrom: (values: Float64Array) => number,
): number {
  if (circuit.orders.length === 0) return outcome;
  const reached = kernel.values();
  const exchanged = exchangeArcs(circuit, reached);
  if (exchanged === undefined) return outcome;
  const objective = kernel.reported(REPORT_OBJECTIVE);
  // Fixed values stay with their names.
  problem.map.values.forEach((value, parameter) => {
    if (!problem.map.variables.includes(parameter)) exchanged[parameter] = value;
  });
  const again = fitFrom(exchanged);
  const rounding = SMALLEST_OBJECTIVE * kernel.reported(REPORT_SIGNAL);
  const same = kernel.reported(REPORT_OBJECTIVE) <= objective * (1 + SAME_OBJECTIVE) + rounding;
  return same ? again : fitFrom(reached);
}
