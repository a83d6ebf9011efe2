import { VARIABLE_AT_LOWER, VARIABLE_AT_UPPER } from "../../../assembly/program.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { fit } from "../../fit/fit.ts";
import { FitError } from "../../fit/fitError.ts";
import type { FitOptions } from "../../fit/options.ts";
import { originOf, type FitOrigin } from "../../fit/origin.ts";
import type { FitResult } from "../../fit/result.ts";
import type { Problem } from "../../kernel/problem.ts";
import type { Spectrum } from "../../spectrum.ts";
import type { Sighting } from "./common.ts";
import type { JointOptions } from "./options.ts";
import type { JointPlan, PlannedShare } from "./plan.ts";

/** The fit of one spectrum alone, as the joint one begins from it. */
export interface SeparateFit {
  readonly result: FitResult;
  readonly origin: FitOrigin;
}

/**
 * The fit of each spectrum alone: those given, or new ones.
 * @throws {FitError} as `fit`, naming the spectrum; `bad-option` where those given are of others.
 */
export function separateFits(
  spectra: readonly Spectrum[],
  circuit: Circuit,
  options: JointOptions,
  plain: FitOptions,
): SeparateFit[] {
  const { separate } = options;
  if (separate !== undefined && separate.length !== spectra.length) {
    throw new FitError(
      "bad-option",
      `There are ${String(separate.length)} separate fits for ${String(spectra.length)} spectra; give one for each, in the same order.`,
    );
  }
  return spectra.map((spectrum, index) => {
    const given = separate?.[index];
    if (given === undefined) {
      const result = inSpectrum(spectrum, index, () => fit(spectrum, circuit, plain));
      return { result, origin: originOf(result) };
    }
    const origin = originOf(given);
    const isOther =
      origin.spectrum !== spectrum ||
      given.circuit !== circuit.text ||
      given.weight !== (plain.weight ?? "modulus") ||
      given.objectiveForm !== (plain.objective ?? "impedance") ||
      given.loss !== "squares";
    if (isOther) {
      throw new FitError(
        "bad-option",
        `The separate fit number ${String(index + 1)} is not one of this spectrum with this circuit, weight and objective; leave separate away, or fit it anew.`,
      );
    }
    return { result: given, origin };
  });
}

function inSpectrum<T>(spectrum: Spectrum, index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    const name = spectrum.name === undefined ? "" : ` (${spectrum.name})`;
    throw new FitError(error.code, `Spectrum ${String(index + 1)}${name}: ${error.message}`);
  }
}

/** The problem of each spectrum with the variables of the joint fit. */
export function jointProblems(fits: readonly SeparateFit[], { map }: JointPlan): Problem[] {
  return fits.map(({ origin }) => ({ ...origin.prepared.problem, map }));
}

/** What the spectra alone say of a shared parameter. */
export function sightingsOf(
  { name, parameter }: PlannedShare,
  fits: readonly SeparateFit[],
  values: readonly Float64Array[],
  temperatures: readonly number[],
): Sighting[] {
  return fits.map(({ result }, index) => {
    const fitted = result.parameters.find((one) => one.name === name);
    const loose = fitted?.status !== "free" && fitted?.status !== "tied";
    return {
      value: values[index]?.[parameter] ?? Number.NaN,
      stderr: loose ? Infinity : (fitted.stderr ?? Infinity),
      temperature: temperatures[index] ?? Number.NaN,
    };
  });
}

/**
 * Which of a spectrum's own variables its fit alone carried to a limit of nature, 0 or infinity: they are held there, as nothing else
 * keeps them. One number a variable: 0, or 1 and 2 for the lower and upper limit.
 */
export function heldVariables({ origin }: SeparateFit, plan: JointPlan): Int32Array {
  const own = origin.prepared.problem.map;
  const statusOf = new Map(Array.from(own.variables, (parameter, variable) => [parameter, origin.status[variable]]));
  const shared = new Set(plan.shared.map(({ variable }) => variable));
  return Int32Array.from(plan.map.variables, (parameter, variable) => {
    const record = origin.circuit.parameters[parameter]?.element.record.parameters;
    const { index = -1 } = origin.circuit.parameters[parameter] ?? {};
    if (shared.has(variable) || record?.[index]?.scale !== "logarithmic") return 0;
    const status = statusOf.get(parameter);
    if (status === VARIABLE_AT_LOWER && (plan.map.lower[variable] ?? 0) <= 0) return 1;
    if (status === VARIABLE_AT_UPPER && plan.map.upper[variable] === Infinity) return 2;
    return 0;
  });
}
