import type { Circuit, CircuitElement, CircuitParameter } from "../circuit/circuit.ts";
import { evaluateExpression, type ElementaryFunctions } from "../circuit/expression.ts";

/** Ties of the second opinion are evaluated with the host's functions, not with the engine's. */
const host: ElementaryFunctions = {
  call: { exp: Math.exp, ln: Math.log, log10: Math.log10, sqrt: Math.sqrt },
  pow: Math.pow,
};

/** The parameters of each element, in the order of its record. */
export function groupParameters(circuit: Circuit): ReadonlyMap<CircuitElement, readonly CircuitParameter[]> {
  const groups = new Map<CircuitElement, CircuitParameter[]>();
  for (const parameter of circuit.parameters) {
    const group = groups.get(parameter.element);
    if (group === undefined) groups.set(parameter.element, [parameter]);
    else group.push(parameter);
  }
  return groups;
}

/**
 * The value of every parameter by name: as given, else from the circuit's text, ties computed.
 *
 * @throws {RangeError} for a name that the circuit does not have, for parameters without a value and for values that are NaN, and for ties in a ring
 */
export function resolveParameters(
  circuit: Circuit,
  given: Readonly<Record<string, number>>,
): ReadonlyMap<string, number> {
  const byName = new Map(circuit.parameters.map((parameter) => [parameter.name, parameter]));
  const unknown = Object.keys(given).filter((name) => !byName.has(name));
  if (unknown.length > 0) {
    throw new RangeError(
      `The circuit ${circuit.text} has no parameter ${unknown.join(", ")}; it has ${[...byName.keys()].join(", ")}.`,
    );
  }
  const values = new Map<string, number>();
  const missing: string[] = [];
  for (const parameter of circuit.parameters) {
    if (parameter.expression !== undefined) continue;
    const value = given[parameter.name] ?? parameter.value ?? valueOfFixed(parameter);
    if (value === undefined) missing.push(parameter.name);
    else values.set(parameter.name, value);
  }
  if (missing.length > 0) {
    throw new RangeError(`No value was given for ${missing.join(", ")} of the circuit ${circuit.text}.`);
  }
  const open = new Set<string>();
  const lookUp = (name: string): number => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const expression = byName.get(name)?.expression;
    if (expression === undefined || open.has(name)) {
      throw new RangeError(`${name} cannot be computed from the ties of the circuit ${circuit.text}.`);
    }
    open.add(name);
    const value = evaluateExpression(expression, lookUp, host);
    values.set(name, value);
    return value;
  };
  for (const { name } of circuit.parameters) {
    // complex.js takes NaN for infinity, so that it would not show in the impedance.
    if (Number.isNaN(lookUp(name))) throw new RangeError(`${name} has the value NaN, which is no number.`);
  }
  return values;
}

/** An exponent that is fixed unless freed, such as p of a Warburg element, has its usual value. */
function valueOfFixed(parameter: CircuitParameter): number | undefined {
  return parameter.fixed ? parameter.element.record.parameters[parameter.index]?.default : undefined;
}
