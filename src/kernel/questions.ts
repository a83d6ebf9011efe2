import {
  PROFILE_HEADER,
  PROFILE_HIGH,
  PROFILE_HIGH_END,
  PROFILE_LOW,
  PROFILE_LOW_END,
  PROFILE_LOWEST,
  PROFILE_POINTS,
  PROFILE_STATUS,
  PROFILE_UNCONVERGED,
} from "../../assembly/agreed/questions.ts";
import { REPORT_RANK } from "../../assembly/program.ts";
import type { Kernel } from "./kernel.ts";
import type { ParameterStatistics, Problem } from "./problem.ts";

/** The engine's answers to questions about a finished fit; see assembly/uncertainty. */
export interface QuestionExports {
  runProfile(variable: number, level: number, most: number): number;
  runBootstrap(kind: number, replicas: number, seed: number, weight: number, most: number): number;
  runInformation(): number;
}

/** A profile as the kernel gives it; constants are those of assembly/program.ts. */
export interface KernelProfile {
  /** A PROFILE_ constant. */
  readonly status: number;
  /** In the parameter's unit. */
  readonly low: number;
  readonly high: number;
  /** END_ constants. */
  readonly lowEnd: number;
  readonly highEnd: number;
  readonly lowestObjective: number;
  /** Values of all parameters at the lowest S met. */
  readonly lowestValues: Float64Array;
  /** Minimisations that did not converge. */
  readonly unconverged: number;
  /** Value and S of each point, in the order found. */
  readonly curve: readonly (readonly [value: number, objective: number])[];
}

/** Replicas as the kernel gives them. */
export interface KernelBootstrap {
  /** Replicas whose fit converged. */
  readonly converged: number;
  /** Natural values, row-major, one row a converged replica. */
  readonly values: Float64Array;
  /** Standard errors and correlations over the replicas. */
  readonly statistics: ParameterStatistics;
}

/** The scaled Jacobian at an optimum. */
export interface KernelInformation {
  /** S/(2N - p), or 1 with standard deviations as weights; NaN where no degrees of freedom are left or S is rounding. */
  readonly variance: number;
  readonly rank: number;
  readonly singularValues: Float64Array;
  /**
   * For each direction the displacement of all parameters, in ln p or the exponent itself: by one standard error for
   * S/(2N - p) = 1; of no particular length for those from `rank` on, which the data do not see.
   */
  readonly directions: readonly Float64Array[];
}

function comeBack(kernel: Kernel, problem: Problem, values: Float64Array): void {
  kernel.load(problem);
  kernel.setValues(values);
}

/** Profiles one variable of a problem from its optimum; the variable must not be scaled with its exponent. */
export function profileVariable(
  kernel: Kernel,
  problem: Problem,
  values: Float64Array,
  variable: number,
  level: number,
  mostEvaluations: number,
): KernelProfile {
  comeBack(kernel, problem, values);
  kernel.ask((engine) => engine.runProfile(variable, level, mostEvaluations));
  const header = kernel.answered(0, PROFILE_HEADER);
  const at = (index: number): number => header[index] ?? Number.NaN;
  const points = at(PROFILE_POINTS);
  const rows = kernel.answered(PROFILE_HEADER + values.length, 2 * points);
  return {
    status: at(PROFILE_STATUS),
    low: at(PROFILE_LOW),
    high: at(PROFILE_HIGH),
    lowEnd: at(PROFILE_LOW_END),
    highEnd: at(PROFILE_HIGH_END),
    lowestObjective: at(PROFILE_LOWEST),
    lowestValues: kernel.answered(PROFILE_HEADER, values.length),
    unconverged: at(PROFILE_UNCONVERGED),
    curve: Array.from(
      { length: points },
      (_, k) => [rows[2 * k] ?? Number.NaN, rows[2 * k + 1] ?? Number.NaN] as const,
    ),
  };
}

/** Fits replicas of a problem's data from its optimum. `kind`: a BOOTSTRAP_ constant. */
export function bootstrapProblem(
  kernel: Kernel,
  problem: Problem,
  values: Float64Array,
  kind: number,
  replicas: number,
  seed: number,
  mostEvaluations: number,
): KernelBootstrap {
  comeBack(kernel, problem, values);
  const weight = problem.measured?.weight ?? -1;
  const converged = kernel.ask((engine) => engine.runBootstrap(kind, replicas, seed, weight, mostEvaluations));
  return { converged, values: kernel.answered(0, converged * values.length), statistics: kernel.statistics() };
}

/** The directions of a problem's scaled Jacobian at an optimum; undefined where the circuit has no impedance. */
export function informationOf(kernel: Kernel, problem: Problem, values: Float64Array): KernelInformation | undefined {
  comeBack(kernel, problem, values);
  const free = kernel.ask((engine) => engine.runInformation());
  if (free < 0) return undefined;
  return {
    rank: kernel.reported(REPORT_RANK),
    variance: kernel.answered(0, 1)[0] ?? Number.NaN,
    singularValues: kernel.answered(1, free),
    directions: Array.from({ length: free }, (_, m) => kernel.answered(1 + free + m * values.length, values.length)),
  };
}
