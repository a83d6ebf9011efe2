import type { Circuit, CircuitParameter } from "../circuit/circuit.ts";
import { canonicalParameterName } from "../circuit/index.ts";
import { nearest } from "../circuit/nearest.ts";
import type { ParameterRole } from "../compile/program.ts";
import { FitError } from "./fitError.ts";
import type { FitOptions } from "./options.ts";

/** What each of a circuit's parameters is in a fit, and whether any starting value was given. */
export interface AssignedRoles {
  readonly roles: readonly ParameterRole[];
  /** Whether the circuit's text or the options name a value for at least one free parameter. */
  readonly valuesGiven: boolean;
}

/**
 * Merges the circuit's own statements with the options of a fit; options win.
 * @throws {FitError} for an unknown parameter, a value or limit that makes no sense.
 */
export function assignRoles(circuit: Circuit, options: FitOptions): AssignedRoles {
  const names = new Map<string, CircuitParameter>();
  for (const parameter of circuit.parameters) {
    names.set(parameter.name, parameter);
    const record = parameter.element.record.parameters[parameter.index];
    if (record !== undefined) names.set(`${parameter.element.name}.${record.name}`, parameter);
  }
  const byParameter = <T>(field: string, values: Readonly<Record<string, T>> | undefined): Map<CircuitParameter, T> => {
    const found = new Map<CircuitParameter, T>();
    for (const [name, value] of Object.entries(values ?? {})) {
      const parameter = names.get(name) ?? names.get(canonicalParameterName(name));
      if (parameter === undefined) throw unknown(field, name, [...names.keys()]);
      found.set(parameter, value);
    }
    return found;
  };
  const initial = byParameter("initial", options.initial);
  const fixed = byParameter("fixed", options.fixed);
  const bounds = byParameter("bounds", options.bounds);

  let valuesGiven = false;
  const roles = circuit.parameters.map((parameter): ParameterRole => {
    const start = initial.get(parameter);
    const hold = fixed.get(parameter);
    if (parameter.expression !== undefined && hold === undefined) {
      if (start !== undefined || bounds.has(parameter)) {
        throw new FitError(
          "bad-option",
          `${parameter.name} is tied to other parameters by the circuit, so it has no start and no limits of its own; remove them, or fix it.`,
        );
      }
      return { kind: "tied" };
    }
    const record = parameter.element.record.parameters[parameter.index];
    const value = typeof hold === "number" ? hold : (start ?? parameter.value ?? record?.default ?? 1);
    checkValue(parameter, value, record?.scale === "linear");
    if (hold !== undefined || (parameter.fixed && !bounds.has(parameter))) return { kind: "fixed", value };
    const [lower, upper] = bounds.get(parameter) ?? [parameter.lower, parameter.upper];
    if (!(lower < upper)) {
      throw new FitError(
        "bad-option",
        `The limits of ${parameter.name}, ${String(lower)} .. ${String(upper)}, leave no room: the lower one must be smaller. To hold a value, fix it.`,
      );
    }
    if (start !== undefined || parameter.value !== undefined) valuesGiven = true;
    return { kind: "variable", value, lower, upper };
  });
  return { roles, valuesGiven };
}

function checkValue(parameter: CircuitParameter, value: number, linear: boolean): void {
  if (Number.isFinite(value) && (linear || value >= 0)) return;
  throw new FitError(
    "bad-option",
    `${parameter.name} cannot be ${String(value)}: it must be a ${linear ? "finite" : "positive, finite"} number.`,
  );
}

function unknown(field: string, name: string, known: readonly string[]): FitError {
  const close = nearest(name, known);
  return new FitError(
    "unknown-parameter",
    `${field} names ${JSON.stringify(name)}, but the circuit has no such parameter${close === undefined ? "" : `; did you mean ${close}?`} ` +
      `It has ${known.filter((each, index) => known.indexOf(each) === index).join(", ")}.`,
  );
}
