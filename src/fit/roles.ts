import type { Circuit, CircuitParameter } from "../circuit/circuit.ts";
import { canonicalParameterName } from "../circuit/index.ts";
import { splitName } from "../circuit/names.ts";
import { nearest } from "../circuit/nearest.ts";
import type { ParameterRole } from "../compile/program.ts";
import type { ElementParameter } from "../elements/element.ts";
import { checkNumber, checkPair } from "./checkInput.ts";
import { FitError } from "./fitError.ts";
import type { FitOptions } from "./options.ts";

/** What each of a circuit's parameters is in a fit, and whether any starting value was given. */
export interface AssignedRoles {
  readonly roles: readonly ParameterRole[];
  /** Whether the circuit's text or the options name a value for at least one free parameter. */
  readonly valuesGiven: boolean;
  /** Names of the free parameters of logarithmic scale for which they do not. */
  readonly withoutStart: readonly string[];
  /** How many of the given values lie outside their limits. */
  readonly moved: number;
}

/**
 * Merges the circuit's own statements with the options of a fit; options win.
 * @param heldBy what messages call `options.fixed`
 * @throws {FitError} for an unknown parameter, a value or limit that makes no sense.
 */
export function assignRoles(circuit: Circuit, options: FitOptions, heldBy = "fixed"): AssignedRoles {
  const names = new Map<string, CircuitParameter>();
  for (const parameter of circuit.parameters) {
    names.set(parameter.name, parameter);
    const record = parameter.element.record.parameters[parameter.index];
    if (record !== undefined) names.set(`${parameter.element.name}.${record.name}`, parameter);
  }
  const canonicalNames = circuit.parameters.map(({ name }) => name);
  const byParameter = <T>(field: string, values: Readonly<Record<string, T>> | undefined): Map<CircuitParameter, T> => {
    const found = new Map<CircuitParameter, T>();
    for (const [name, value] of Object.entries(values ?? {})) {
      const parameter = names.get(name) ?? names.get(canonicalParameterName(name));
      if (parameter === undefined) throw unknown(field, name, canonicalNames);
      found.set(parameter, value);
    }
    return found;
  };
  const initial = byParameter("initial", options.initial);
  const fixed = byParameter(heldBy, options.fixed);
  for (const [{ name }, value] of initial) if (value !== undefined) checkNumber("initial", name, value);
  for (const [{ name }, value] of fixed) {
    if (value === undefined || (value === true && heldBy === "fixed")) continue;
    checkNumber(heldBy, name, value, heldBy === "fixed" ? "a number, or true to hold where it starts" : "a number");
  }
  const bounds = boundsByParameter(circuit, options.bounds, byParameter);

  let valuesGiven = false;
  const withoutStart: string[] = [];
  let moved = 0;
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
    const record = recordOf(parameter);
    const value = typeof hold === "number" ? hold : (start ?? parameter.value ?? record.default);
    if (hold !== undefined || (parameter.fixed && !bounds.has(parameter))) {
      if (hold === true && start === undefined && parameter.value === undefined && !parameter.fixed) {
        throw new FitError(
          "bad-option",
          `${parameter.name} is to be held where it starts, but nothing says where that is; give its value instead of true.`,
        );
      }
      checkHeld(parameter.name, value, record);
      return { kind: "fixed", value };
    }
    checkStart(parameter.name, value, record);
    const [lower, upper] = bounds.get(parameter) ?? [parameter.lower, parameter.upper];
    checkLimits(parameter.name, lower, upper, record);
    if (start !== undefined || parameter.value !== undefined) {
      valuesGiven = true;
      if (value < lower || value > upper) moved++;
    } else if (record.scale === "logarithmic") withoutStart.push(parameter.name);
    return { kind: "variable", value, lower, upper };
  });
  return { roles, valuesGiven, withoutStart, moved };
}

type Bounds = readonly [lower: number, upper: number];

/**
 * Limits by parameter. A key that names none may name a kind of element, as `CPE.n` or `R`: its limits hold for all of that kind but
 * those with limits of their own, tied and fixed ones.
 */
function boundsByParameter(
  circuit: Circuit,
  bounds: FitOptions["bounds"] = {},
  byParameter: (field: string, values: Readonly<Record<string, Bounds>>) => Map<CircuitParameter, Bounds>,
): Map<CircuitParameter, Bounds> {
  const ofKind = new Map<CircuitParameter, Bounds>();
  const others: [string, Bounds][] = [];
  for (const [key, limits] of Object.entries(bounds)) {
    checkPair(key, limits);
    const members = parametersOfKind(circuit, key);
    if (members === undefined) others.push([key, limits]);
    for (const parameter of members ?? []) {
      const held = parameter.fixed && recordOf(parameter).fixedByDefault !== true;
      if (!held && parameter.expression === undefined) ofKind.set(parameter, limits);
    }
  }
  return new Map([...ofKind, ...byParameter("bounds", Object.fromEntries(others))]);
}

/** The parameters that `CPE.n` or `R` stands for; undefined where it is the name of a parameter, or of nothing here. */
function parametersOfKind(circuit: Circuit, key: string): CircuitParameter[] | undefined {
  const [symbol = "", parameter, ...more] = key.split(".");
  const { record, label } = splitName(symbol) ?? {};
  if (record === undefined || label !== "" || more.length > 0) return undefined;
  const name = parameter ?? (record.parameters.length === 1 ? record.parameters[0]?.name : undefined);
  if (circuit.elements.some((element) => element.name === symbol)) return undefined;
  const found = circuit.parameters.filter(
    (candidate) => candidate.element.record === record && recordOf(candidate).name === name,
  );
  return found.length > 0 ? found : undefined;
}

function recordOf({ element, index, name }: CircuitParameter): ElementParameter {
  const record = element.record.parameters[index];
  if (record === undefined) throw new TypeError(`${element.record.symbol} has no parameter for ${name}.`);
  return record;
}

/** A held value may be 0, which takes a resistor out, but not outside what the element allows. */
function checkHeld(name: string, value: number, record: ElementParameter): void {
  if (Number.isFinite(value) && value >= record.lower && value <= record.upper) return;
  throw new FitError("bad-option", `${name} cannot be ${String(value)}: it must be ${rangeOf(record)}.`);
}

/** A start may lie outside the limits and is then moved onto them, but a quantity at 0 has no logarithm to vary. */
function checkStart(name: string, value: number, record: ElementParameter): void {
  if (Number.isFinite(value) && (record.scale === "linear" || value > 0)) return;
  const kind = record.scale === "linear" ? "a finite number" : "a finite number above 0";
  throw new FitError("bad-option", `${name} cannot start at ${String(value)}: it must be ${kind}.`);
}

function checkLimits(name: string, lower: number, upper: number, record: ElementParameter): void {
  const limits = `The limits of ${name}, ${String(lower)} .. ${String(upper)},`;
  if (!(lower < upper)) {
    throw new FitError(
      "bad-option",
      `${limits} leave no room: the lower one must be smaller. To hold a value, fix it.`,
    );
  }
  if (lower < record.lower || upper > record.upper) {
    throw new FitError("bad-option", `${limits} go beyond what it can be: ${rangeOf(record)}.`);
  }
}

function rangeOf({ lower, upper }: ElementParameter): string {
  return upper === Infinity ? `finite and not below ${String(lower)}` : `within ${String(lower)} .. ${String(upper)}`;
}

function unknown(field: string, name: string, known: readonly string[]): FitError {
  const close = nearest(name, known);
  const suggestion = close === undefined ? "." : `; did you mean ${close}?`;
  return new FitError(
    "unknown-parameter",
    `${field} names ${JSON.stringify(name)}, but the circuit has no such parameter${suggestion} It has ${known.join(", ")}.`,
  );
}
