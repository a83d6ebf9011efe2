import {
  END_CROSSING,
  END_LIMIT,
  PROFILE_DONE,
  PROFILE_FAILED,
  PROFILE_WITHOUT_NOISE,
} from "../../assembly/agreed/questions.ts";
import { PARAMETER_SCALED, PARAMETER_WORDS } from "../../assembly/program.ts";
import { canonicalParameterName } from "../circuit/index.ts";
import { mapParameters } from "../compile/parameterMap.ts";
import { FitError } from "../fit/fitError.ts";
import { originOf, type FitOrigin } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";
import type { Problem } from "../kernel/problem.ts";
import { theExaminer } from "../kernel/load.ts";
import { profileVariable, type KernelProfile } from "../kernel/questions.ts";
import { informationAt } from "./information.ts";
import { checkedLevel, MOST_EVALUATIONS } from "./options.ts";

/**
 * How an end of a profile interval came about: S reaches its threshold there; the limit of the parameter comes first; S stays
 * under the threshold up to 0 or infinity, so the data set no end.
 */
export type ProfileEnd = "crossing" | "limit" | "open";

/** The profile of S along one parameter. */
export interface ParameterProfile {
  readonly name: string;
  /** Fitted value. */
  readonly value: number;
  /** In the parameter's unit; an open end is 0 or Infinity. null where S leaves nothing to judge by (see `warnings`). */
  readonly interval: readonly [low: number, high: number] | null;
  readonly ends: readonly [low: ProfileEnd, high: ProfileEnd] | null;
  /** Least S with the parameter held at each value, by rising value. */
  readonly curve: readonly { readonly value: number; readonly objective: number }[];
  /** Probability of the interval. */
  readonly level: number;
  /** Least S of all, that of the fit; and the S at which the interval ends. The latter is null where there is no interval. */
  readonly minimum: number;
  readonly threshold: number | null;
  /** By how much S rises at one standard error: S/(2N - p), or 1 with measured standard deviations as weights; null as above. */
  readonly unitRise: number | null;
  /** A minimum below the fitted one that was met on the way. */
  readonly lowerMinimum: { readonly objective: number; readonly values: Readonly<Record<string, number>> } | null;
  readonly warnings: readonly string[];
}

/** Options of `profile`. */
export interface ProfileOptions {
  /** Default 0.95. */
  readonly level?: number;
}

/** S this much below the fitted minimum, relatively, is another minimum. */
const LOWER = 1e-6;

/**
 * Profile-likelihood intervals: each parameter is held at a sequence of values, S is minimised over the others, and the
 * interval ends where that least S reaches S_min (1 + t^2/(2N - p)), or S_min + t^2 with measured standard deviations as
 * weights; t is Student's quantile, as in the intervals of `fit`. They need no linearisation, respect the limits and are
 * open where the data set no end (Venzon and Moolgavkar, Appl. Statist. 37, 87, 1988; Bates and Watts 1988, chapter 6).
 *
 * @param result what `fit` returned; each profile is computed once for it.
 * @param names parameters to profile; all that were varied, unless given.
 * @throws {FitError} for a result that `fit` did not return, names that are unknown, fixed or tied, a level outside 0 to 1.
 */
export function profile(
  result: FitResult,
  names?: readonly string[],
  { level }: ProfileOptions = {},
): ParameterProfile[] {
  const origin = originOf(result);
  const confidence = checkedLevel(level);
  return parameterNumbers(origin, names).map((parameter) => profileOnce(result, origin, parameter, confidence));
}

/** Numbers of the parameters to profile. */
function parameterNumbers({ circuit, prepared }: FitOrigin, names: readonly string[] | undefined): number[] {
  const variables = Array.from(prepared.problem.map.variables).filter((index) => index < circuit.parameters.length);
  if (names === undefined) return variables;
  const given: unknown = names;
  if (!Array.isArray(given)) {
    throw new FitError("bad-option", 'The names of parameters to profile must be an array as in ["R1"].');
  }
  return names.map((name) => {
    const canonical = canonicalParameterName(name);
    const parameter = circuit.parameters.findIndex((one) => one.name === name || one.name === canonical);
    if (parameter < 0) {
      throw new FitError(
        "unknown-parameter",
        `There is no parameter ${JSON.stringify(name)} to profile; the circuit has ${circuit.parameters.map((one) => one.name).join(", ")}.`,
      );
    }
    if (!variables.includes(parameter)) {
      const what = prepared.roles[parameter]?.kind === "tied" ? "follows from others by a tie" : "was held fixed";
      const free = variables.map((variable) => circuit.parameters[variable]?.name).join(", ");
      throw new FitError("bad-option", `${name} ${what}, so it has no profile of its own; profile ${free}.`);
    }
    return parameter;
  });
}

/** The problem of a fit with a variable that is the parameter itself: the Q of a CPE may be fitted scaled with its exponent. */
function naturalProblem({ circuit, prepared }: FitOrigin, parameter: number): Problem {
  const { problem, roles } = prepared;
  if (problem.map.words[parameter * PARAMETER_WORDS + PARAMETER_SCALED] === 0) return problem;
  return { ...problem, map: mapParameters(circuit, roles, [], [parameter]) };
}

/** Intervals and identifiability ask for the same profiles. */
const drawn = new WeakMap<FitResult, Map<string, ParameterProfile>>();

function profileOnce(result: FitResult, origin: FitOrigin, parameter: number, level: number): ParameterProfile {
  const profiles = drawn.get(result) ?? new Map<string, ParameterProfile>();
  drawn.set(result, profiles);
  const key = `${String(parameter)} ${String(level)}`;
  const found = profiles.get(key) ?? profileOne(result, origin, parameter, level);
  profiles.set(key, found);
  return found;
}

function profileOne(result: FitResult, origin: FitOrigin, parameter: number, level: number): ParameterProfile {
  const { circuit, values } = origin;
  const problem = naturalProblem(origin, parameter);
  const variable = problem.map.variables.indexOf(parameter);
  const found = profileVariable(theExaminer(), problem, values, variable, level, MOST_EVALUATIONS);
  const name = circuit.parameters[parameter]?.name ?? "";
  const done = found.status === PROFILE_DONE;
  const isLower = done && found.lowestObjective < result.objective * (1 - LOWER);
  const lowerMinimum = isLower
    ? {
        objective: found.lowestObjective,
        values: Object.fromEntries(
          circuit.parameters.map((one, index) => [one.name, found.lowestValues[index] ?? Number.NaN]),
        ),
      }
    : null;
  const curve = leastAtEachValue(found.curve);
  const unitRise = done ? unitRiseAt(problem, values) : null;
  const quantile = theExaminer().arena.studentQuantile(level, result.degreesOfFreedom);
  return {
    name,
    level,
    minimum: result.objective,
    threshold: unitRise === null ? null : result.objective + quantile * quantile * unitRise,
    unitRise,
    value: result.parameters[parameter]?.value ?? Number.NaN,
    interval: done ? [found.low, found.high] : null,
    ends: done ? [endOf(found.lowEnd), endOf(found.highEnd)] : null,
    curve,
    lowerMinimum,
    warnings: profileWarnings(name, result, found, curve.length, isLower),
  };
}

/** By rising value, of those that were minimised from several starts the least. */
function leastAtEachValue(points: KernelProfile["curve"]): ParameterProfile["curve"] {
  const curve: { value: number; objective: number }[] = [];
  for (const [value, objective] of [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (curve.at(-1)?.value !== value) curve.push({ value, objective });
  }
  return curve;
}

/** The square of what displacements by one standard error are made with. */
function unitRiseAt(problem: Problem, values: Float64Array): number | null {
  const { scale } = informationAt(problem, values) ?? { scale: 0 };
  return scale > 0 ? scale * scale : null;
}

function endOf(end: number): ProfileEnd {
  return end === END_CROSSING ? "crossing" : end === END_LIMIT ? "limit" : "open";
}

function profileWarnings(
  name: string,
  result: FitResult,
  found: KernelProfile,
  points: number,
  isLower: boolean,
): string[] {
  const warnings: string[] = [];
  if (found.status === PROFILE_WITHOUT_NOISE) {
    warnings.push(
      result.degreesOfFreedom > 0
        ? `${name} has no profile: S is nothing but rounding, so nothing tells how far it may rise.`
        : `${name} has no profile: there are as many free parameters as data.`,
    );
  } else if (found.status === PROFILE_FAILED) {
    warnings.push(`${name} has no profile: the circuit has no finite impedance at the fitted values.`);
  }
  if (isLower) {
    warnings.push(
      `The profile of ${name} met a lower minimum, S = ${found.lowestObjective.toPrecision(6)} instead of ${result.objective.toPrecision(6)}: the fit is not the best one. Fit again with the values in lowerMinimum as initial ones.`,
    );
  }
  if (found.unconverged > 0) {
    warnings.push(
      `${String(found.unconverged)} of ${String(points)} points of the profile of ${name} did not converge, so its interval may be too narrow.`,
    );
  }
  return warnings;
}
