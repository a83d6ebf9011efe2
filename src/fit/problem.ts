import type { Circuit } from "../circuit/circuit.ts";
import { compileCircuit } from "../compile/compile.ts";
import { mapParameters, startingValues } from "../compile/parameterMap.ts";
import type { ParameterMap, ParameterRole, Program } from "../compile/program.ts";
import type { Problem } from "../kernel/problem.ts";
import { isSpectrum, type Spectrum } from "../spectrum.ts";
import { FitError } from "./fitError.ts";
import { maskPoints, takePoints, type ExcludedPoint } from "./mask.ts";
import { measureNoise } from "./measuredNoise.ts";
import type { FitOptions } from "./options.ts";
import { assignRoles } from "./roles.ts";
import { measure, type ObjectiveFunction } from "./weights.ts";

/** A fit that has been checked and compiled, ready for the kernel. */
export interface PreparedProblem {
  readonly problem: Problem;
  readonly objectiveFunction: ObjectiveFunction;
  /** Whether the circuit's text or the options give starting values. */
  readonly valuesGiven: boolean;
  /** Names of the free parameters of logarithmic scale for which they do not. */
  readonly withoutStart: readonly string[];
  /** How many of the given values lie outside their limits. */
  readonly moved: number;
  /** Indices of the points fitted, in the spectrum's order. */
  readonly used: readonly number[];
  /** The others, with the reason. */
  readonly excluded: readonly ExcludedPoint[];
  /** What each of the circuit's parameters is in this fit. */
  readonly roles: readonly ParameterRole[];
}

const programs = new WeakMap<Circuit, Program>();

/** The program of a circuit, compiled once. */
export function programOf(circuit: Circuit): Program {
  let program = programs.get(circuit);
  if (program === undefined) {
    program = compileCircuit(circuit);
    programs.set(circuit, program);
  }
  return program;
}

interface CachedMap {
  readonly roles: readonly ParameterRole[];
  readonly map: ParameterMap;
}

/** The map of each circuit's last fit: over a series of spectra only the starting values change. */
const maps = new WeakMap<Circuit, CachedMap>();

function mapOf(circuit: Circuit, roles: readonly ParameterRole[]): ParameterMap {
  const cached = maps.get(circuit);
  if (cached?.roles.every((role, index) => sameRole(role, roles[index])) === true) {
    return { ...cached.map, values: startingValues(roles) };
  }
  const map = mapParameters(circuit, roles);
  maps.set(circuit, { roles, map });
  return map;
}

function sameRole(a: ParameterRole, b: ParameterRole | undefined): boolean {
  if (a.kind !== "variable" || b?.kind !== "variable") return a.kind === b?.kind;
  return a.lower === b.lower && a.upper === b.upper;
}

/** @throws {FitError} `not-a-spectrum` for anything else, also for what looks like one. */
export function requireSpectrum(spectrum: unknown): asserts spectrum is Spectrum {
  if (isSpectrum(spectrum)) return;
  throw new FitError("not-a-spectrum", "The first argument of fit must come from makeSpectrum or readSpectrum.");
}

/**
 * Checks and compiles what `fit` was given.
 * @param structure the standard deviations of a fitted error structure, which stand in for the weight asked for
 * @throws {FitError} when it cannot be fitted.
 */
export function prepareProblem(
  spectrum: Spectrum,
  circuit: Circuit,
  options: FitOptions,
  structure?: ObjectiveFunction["structure"],
): PreparedProblem {
  requireSpectrum(spectrum);
  const { used, excluded } = maskPoints(spectrum, options);
  const fromTest = options.weight === "measured" && spectrum.sigma === undefined;
  const objectiveFunction: ObjectiveFunction = {
    weight: options.weight ?? "modulus",
    objective: options.objective ?? "impedance",
    loss: options.loss ?? "squares",
    ...(structure === undefined ? {} : { structure }),
    ...(fromTest ? { noise: measureNoise(spectrum, used) } : {}),
  };
  const { roles, valuesGiven, withoutStart, moved } = assignRoles(circuit, options);
  const free = roles.filter(({ kind }) => kind === "variable").length;
  if (free === 0) {
    throw new FitError(
      "no-free-parameter",
      "Every parameter of the circuit is fixed or tied, so there is nothing to fit; use simulate to evaluate it.",
    );
  }
  if (free > 2 * used.length) {
    throw new FitError(
      "too-few-points",
      `${String(free)} free parameters cannot be fitted to ${String(used.length)} points (${String(2 * used.length)} numbers); ` +
        "fix some, use a simpler circuit, or measure more frequencies.",
    );
  }
  const problem: Problem = {
    program: programOf(circuit),
    map: mapOf(circuit, roles),
    frequencyHz: takePoints(spectrum.frequencyHz, used),
    measured: measure(spectrum, used, objectiveFunction),
  };
  return { problem, objectiveFunction, valuesGiven, withoutStart, moved, used, excluded, roles };
}
