import {
  OUTCOME_CONVERGED,
  REPORT_AICC,
  REPORT_BIC,
  REPORT_CONDITION,
  REPORT_DEGREES_OF_FREEDOM,
  REPORT_MEASURED,
  REPORT_MINUS_TWO_LOG_LIKELIHOOD,
  REPORT_OBJECTIVE,
  REPORT_RANK,
  REPORT_RESIDUAL_SCALE,
  REPORT_SIGNAL,
  REPORT_THRESHOLD,
  VARIABLE_AT_LOWER,
  VARIABLE_AT_UPPER,
  VARIABLE_FREE,
  VARIABLE_UNIDENTIFIED,
} from "../../assembly/program.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { FitKernel } from "../kernel/kernel.ts";
import type { Minimum, ParameterStatistics, Problem } from "../kernel/problem.ts";
import { derivedValues } from "./derived.ts";
import type { ActiveOrder } from "./keepOrder.ts";
import type { ErrorStructure } from "./errorStructure.ts";
import { findOutliers, type RobustDetails } from "./outliers.ts";
import { describeMinima } from "./minima.ts";
import { rememberOrigin, type FitOrigin } from "./origin.ts";
import type { PreparedProblem } from "./problem.ts";
import { residualsAt } from "./residuals.ts";
import type { FitResult, FittedParameter, ParameterStatus } from "./result.ts";
import { describeTermination } from "./termination.ts";
import { collectWarnings } from "./warnings.ts";

/** The data leave ln p open to more than this: the parameter is not determined by them. */
const UNDETERMINED_SPREAD = 1;
/** The same for an exponent, whose whole range is 0 to 1. */
const UNDETERMINED_EXPONENT = 0.5;

/** A value is on a limit within the rounding of exp(ln p), which is 8e-14 for p = 1e300. */
const SAME_LIMIT = 1e-12;

/** What a fit took. */
export interface Effort {
  evaluations: number;
  starts: number;
  /** Starts that led to the minimum. */
  agreeing: number;
  /** Starting values that lay outside their limits. */
  readonly movedStarts: number;
  /** Names of parameters that started at a default. */
  readonly withoutStart: readonly string[];
  /** Part of the starts that would lead to a minimum not met yet. */
  unseenShare: number;
  /** The minima that the search met, and of which problem they are. */
  minima: readonly Minimum[];
  problem: Problem;
}

/** Orders of arcs on whose edge a fit lies, and S of the best fit without them. */
export interface ActiveOrders {
  readonly orders: readonly ActiveOrder[];
  readonly objectiveWithout: number;
}

/** Reads a finished fit out of the kernel. */
export function collectResult(
  given: Omit<FitOrigin, "values" | "status">,
  kernel: FitKernel,
  outcome: number,
  effort: Effort,
  active: ActiveOrders,
  errorStructure: ErrorStructure | null,
): FitResult {
  const { spectrum, circuit } = given;
  const prepared = withScale(given.prepared, kernel.reported(REPORT_RESIDUAL_SCALE));
  const statistics = kernel.statistics();
  const origin: FitOrigin = { ...given, prepared, values: statistics.values, status: statistics.status };
  const parameters = collectParameters(circuit, prepared, statistics);
  const objective = kernel.reported(REPORT_OBJECTIVE);
  const degreesOfFreedom = kernel.reported(REPORT_DEGREES_OF_FREEDOM);
  const rank = kernel.reported(REPORT_RANK);
  const freeCount = statistics.status.filter(
    (status) => status === VARIABLE_FREE || status === VARIABLE_UNIDENTIFIED,
  ).length;
  const termination = describeTermination({
    converged: outcome === OUTCOME_CONVERGED,
    measured: kernel.reported(REPORT_MEASURED),
    threshold: kernel.reported(REPORT_THRESHOLD),
    evaluations: effort.evaluations,
    starts: effort.starts,
    agreeing: effort.agreeing,
    unseenShare: effort.unseenShare,
    deficient: freeCount - rank,
    parameters,
    activeOrders: active.orders,
  });
  const signal = kernel.reported(REPORT_SIGNAL);
  const free = once(() =>
    circuit.parameters.flatMap(({ name }, index) =>
      parameters[index]?.status === "free" || parameters[index]?.status === "unidentified" ? [{ name, index }] : [],
    ),
  );
  const correlation = once(() => correlations(statistics, circuit.parameters.length, free()));
  const residuals = once(() => residualsAt(spectrum, prepared, statistics.values, kernel));
  const minima = once(() => describeMinima(circuit, kernel, effort, objective));
  const derived = once(() => derivedValues(circuit, origin));
  const { weight, objective: objectiveForm, loss } = prepared.objectiveFunction;
  const aicc = kernel.reported(REPORT_AICC);
  const scale = kernel.reported(REPORT_RESIDUAL_SCALE);
  const outliers = once(() => findOutliers(prepared, statistics.values, scale, kernel));
  const robust: RobustDetails | null =
    loss === "squares"
      ? null
      : {
          scale,
          get outliers() {
            return outliers();
          },
        };
  const warnings = once(() =>
    collectWarnings({
      spectrum,
      circuit,
      values: statistics.values,
      excluded: prepared.excluded,
      objectiveFunction: prepared.objectiveFunction,
      objective,
      signal,
      degreesOfFreedom,
      parameters,
      termination,
      movedStarts: effort.movedStarts,
      withoutStart: effort.withoutStart,
      active,
      residuals,
      derived,
      robust,
    }),
  );
  const result: FitResult = {
    circuit: circuit.text,
    weight,
    objectiveForm,
    loss,
    parameters,
    objective,
    chi2Reduced: degreesOfFreedom > 0 ? objective / degreesOfFreedom : null,
    degreesOfFreedom,
    logLikelihood: -0.5 * kernel.reported(REPORT_MINUS_TWO_LOG_LIKELIHOOD),
    aicc: Number.isNaN(aicc) ? null : aicc,
    bic: kernel.reported(REPORT_BIC),
    robust,
    errorStructure,
    scaledCondition: kernel.reported(REPORT_CONDITION),
    get freeParameters() {
      return free().map(({ name }) => name);
    },
    get correlation() {
      return correlation();
    },
    termination,
    activeOrders: active.orders,
    get minima() {
      return minima();
    },
    get derived() {
      return derived();
    },
    get warnings() {
      return warnings();
    },
    excluded: prepared.excluded,
    get residuals() {
      return residuals();
    },
  };
  rememberOrigin(result, origin);
  return result;
}

/** Further questions about a robust fit are asked with the scale that it found. */
function withScale(prepared: PreparedProblem, residualScale: number): PreparedProblem {
  const { measured } = prepared.problem;
  if (!(residualScale > 0) || measured === undefined) return prepared;
  return { ...prepared, problem: { ...prepared.problem, measured: { ...measured, residualScale } } };
}

/** Computes a value when it is first asked for. */
function once<T>(compute: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: compute() }).value;
}

/** The rows and columns of the free parameters. */
function correlations(
  { correlation }: ParameterStatistics,
  count: number,
  free: readonly { readonly index: number }[],
): number[][] {
  return free.map((row) => free.map((column) => correlation[row.index * count + column.index] ?? Number.NaN));
}

function collectParameters(
  circuit: Circuit,
  prepared: PreparedProblem,
  statistics: ParameterStatistics,
): FittedParameter[] {
  const { map } = prepared.problem;
  const variableOf = new Map(Array.from(map.variables, (parameter, variable) => [parameter, variable]));
  return circuit.parameters.map((parameter, index): FittedParameter => {
    const record = parameter.element.record.parameters[parameter.index];
    const variable = variableOf.get(index);
    const lower = variable === undefined ? parameter.lower : (map.lower[variable] ?? parameter.lower);
    const upper = variable === undefined ? parameter.upper : (map.upper[variable] ?? parameter.upper);
    const value = statistics.values[index] ?? Number.NaN;
    const error = statistics.stderr[index] ?? Number.NaN;
    const low = statistics.low[index] ?? Number.NaN;
    const high = statistics.high[index] ?? Number.NaN;
    const moves = (map.dependsOn[index] ?? []).length > 0;
    let status: ParameterStatus = moves ? "tied" : "fixed";
    if (variable !== undefined) {
      const kernelStatus = statistics.status[variable];
      if (kernelStatus === VARIABLE_AT_LOWER || kernelStatus === VARIABLE_AT_UPPER) status = "at-bound";
      else if (kernelStatus === VARIABLE_UNIDENTIFIED) status = "unidentified";
      else {
        const spread = record?.scale === "logarithmic" ? error / value : error / UNDETERMINED_EXPONENT;
        status = spread > UNDETERMINED_SPREAD ? "unidentified" : "free";
      }
    }
    const hasError = Number.isFinite(error) && status !== "fixed" && status !== "at-bound";
    return {
      name: parameter.name,
      value: status === "at-bound" ? onLimit(value, lower, upper) : value,
      stderr: hasError ? error : null,
      interval: hasError && Number.isFinite(low) ? [low, high] : null,
      unit: record?.unit ?? "",
      lower,
      upper,
      status,
    };
  });
}

/** The limit on which a value stands; the kernel knows it by its logarithm, which costs the last digits. */
function onLimit(value: number, lower: number, upper: number): number {
  const limit = [lower, upper].find((one) => one < Infinity && Math.abs(value - one) <= SAME_LIMIT * one);
  return limit ?? value;
}
