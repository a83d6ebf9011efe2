/** How the coordinates of all parameters follow one variable of a fit, by differences of the ties themselves. */
import type { Circuit, CircuitParameter } from "../../src/circuit/circuit.ts";
import { expressionParameters } from "../../src/circuit/expression.ts";
import { resolveParameters } from "../../src/reference/parameters.ts";
import { slopeAtZero } from "./networkDerivatives.ts";

type Values = Readonly<Record<string, number>>;

function recordOf({ element, index }: CircuitParameter): CircuitParameter["element"]["record"]["parameters"][number] {
  const record = element.record.parameters[index];
  if (record === undefined) throw new Error(`${element.name} has no parameter ${String(index)}`);
  return record;
}

export function isLogarithmic(parameter: CircuitParameter): boolean {
  return recordOf(parameter).scale === "logarithmic";
}

/**
 * The name of the exponent with which a parameter's variable is scaled, as n for the Q of a CPE: the kernel varies
 * Q omega_c^n, unless Q has limits of its own.
 */
function scalingExponent(parameter: CircuitParameter): string | undefined {
  const { second } = recordOf(parameter);
  const free = !parameter.fixed && parameter.expression === undefined;
  const unlimited = parameter.lower === 0 && parameter.upper === Infinity;
  return typeof second === "string" && free && unlimited ? `${parameter.element.name}.${second}` : undefined;
}

/** The names of all parameters whose value a variable has a part in, be it without effect. */
function followers(circuit: Circuit, variable: CircuitParameter): ReadonlySet<string> {
  const found = new Set([variable.name]);
  let before = 0;
  while (found.size > before) {
    before = found.size;
    for (const parameter of circuit.parameters) {
      const { expression } = parameter;
      const needs = expression === undefined ? [scalingExponent(parameter) ?? ""] : expressionParameters(expression);
      if (needs.some((name) => found.has(name))) found.add(parameter.name);
    }
  }
  return found;
}

/**
 * dv/dtheta by name for the parameters that follow a variable, with v = ln p or p, and theta the variable of `variable` on a grid whose
 * frequencies are scaled by omega_c.
 *
 * @param values of all parameters
 * @param logOmegaScale ln omega_c
 */
export function coordinateSlopes(
  circuit: Circuit,
  values: Values,
  variable: CircuitParameter,
  logOmegaScale: number,
): ReadonlyMap<string, number> {
  const untied = circuit.parameters.filter(({ expression }) => expression === undefined);
  const valueOf = (name: string): number => values[name] ?? Number.NaN;

  const known = new Map<number, ReadonlyMap<string, number>>();
  const valuesAt = (shift: number): ReadonlyMap<string, number> => {
    const before = known.get(shift);
    if (before !== undefined) return before;
    const moved = Object.fromEntries(untied.map(({ name }) => [name, valueOf(name)]));
    const start = valueOf(variable.name);
    moved[variable.name] = isLogarithmic(variable) ? start * Math.exp(shift) : start + shift;
    // The exponents follow from exponents alone in these circuits, so they are settled before the scaled quantities.
    const settled = resolveParameters(circuit, moved);
    for (const parameter of untied) {
      const exponent = scalingExponent(parameter);
      if (exponent === undefined) continue;
      const change = (settled.get(exponent) ?? Number.NaN) - valueOf(exponent);
      moved[parameter.name] = (moved[parameter.name] ?? Number.NaN) * Math.exp(-logOmegaScale * change);
    }
    const after = resolveParameters(circuit, moved);
    known.set(shift, after);
    return after;
  };

  const moving = followers(circuit, variable);
  return new Map(
    circuit.parameters
      .filter(({ name }) => moving.has(name))
      .map((parameter) => {
        const { name } = parameter;
        const slope = slopeAtZero((shift) => {
          const value = valuesAt(shift).get(name) ?? Number.NaN;
          return isLogarithmic(parameter) ? Math.log(value / valueOf(name)) : value - valueOf(name);
        });
        return [name, slope];
      }),
  );
}
