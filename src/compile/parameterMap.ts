import {
  KERNEL_SCRATCH_COLUMNS,
  PARAMETER_EXPRESSION,
  PARAMETER_FIXED,
  PARAMETER_VARIABLE,
  PARAMETER_WORDS,
  SLOT_NONE,
  SLOT_SCRATCH,
} from "../../assembly/program.ts";
import type { Circuit, CircuitParameter } from "../circuit/circuit.ts";
import { expressionParameters } from "../circuit/expression.ts";
import { writeExpression } from "./expressionCode.ts";
import type { ParameterMap, ParameterRole } from "./program.ts";

/** A parameter on its way into the map. */
interface Entry {
  readonly parameter: CircuitParameter;
  readonly role: ParameterRole;
  readonly logarithmic: boolean;
  /** Number of the parameter that is the power of second in this one's unit, or -1. */
  readonly power: number;
  /** Whether the solver's variable is the value scaled with that power; see assembly/parameters.ts. */
  readonly scaled: boolean;
  /** Parameters that must be evaluated before this one. */
  readonly needs: readonly number[];
}

/**
 * Maps the variables of a fit to a circuit's parameters. `roles` has one entry for each of `circuit.parameters`.
 */
export function mapParameters(circuit: Circuit, roles: readonly ParameterRole[]): ParameterMap {
  const number = new Map(circuit.parameters.map((parameter, index) => [parameter.name, index]));
  const numberOf = (name: string): number => {
    const index = number.get(name);
    if (index === undefined) throw new RangeError(`The circuit has no parameter ${name}.`);
    return index;
  };
  const entries = circuit.parameters.map((parameter, index) => describe(parameter, index, roles, numberOf));
  const order = evaluationOrder(entries);
  const variables = entries.flatMap((entry, index) => (entry.role.kind === "variable" ? [index] : []));
  const variableOf = new Map(variables.map((parameter, variable) => [parameter, variable]));
  const { natural, kernel } = dependencies(entries, order, variableOf);
  const { slots, combinations, scratch } = assignColumns(entries, kernel, variableOf, variables);

  const words = new Int32Array(entries.length * PARAMETER_WORDS);
  const expressions: number[] = [];
  const constants: number[] = [];
  const elements = new Map<string, number>();
  entries.forEach((entry, index) => {
    let [kind, detail] = [PARAMETER_FIXED, 0];
    if (entry.role.kind === "variable") [kind, detail] = [PARAMETER_VARIABLE, variableOf.get(index) ?? 0];
    const { expression } = entry.parameter;
    if (entry.role.kind === "tied" && expression !== undefined) {
      [kind, detail] = [PARAMETER_EXPRESSION, expressions.length];
      writeExpression(expression, numberOf, expressions, constants);
    }
    const { name } = entry.parameter.element;
    if (!elements.has(name)) elements.set(name, elements.size);
    words.set(
      [
        kind,
        detail,
        entry.logarithmic ? 1 : 0,
        entry.power,
        slots[index] ?? SLOT_NONE,
        entry.scaled ? 1 : 0,
        order[index] ?? index,
        elements.get(name) ?? 0,
      ],
      index * PARAMETER_WORDS,
    );
  });

  const limits = variables.map((index) => entries[index]?.role);
  return {
    words,
    ohm: Float64Array.from(entries, ({ parameter }) => recordOf(parameter).ohm),
    second: Float64Array.from(entries, ({ parameter }) => {
      const { second } = recordOf(parameter);
      return typeof second === "number" ? second : 0;
    }),
    values: startingValues(roles),
    variables: Int32Array.from(variables),
    lower: Float64Array.from(limits, (role) => (role?.kind === "variable" ? role.lower : 0)),
    upper: Float64Array.from(limits, (role) => (role?.kind === "variable" ? role.upper : Infinity)),
    expressions: Int32Array.from(expressions),
    constants: Float64Array.from(constants),
    combinations: Int32Array.from(combinations),
    scratchColumns: KERNEL_SCRATCH_COLUMNS + scratch,
    dependsOn: natural.map((set) => [...set]),
  };
}

/** Natural values to start from: fixed ones as they are; those of ties are computed by the kernel. */
export function startingValues(roles: readonly ParameterRole[]): Float64Array {
  return Float64Array.from(roles, (role) => (role.kind === "tied" ? 0 : role.value));
}

function recordOf({ element, index }: CircuitParameter): CircuitParameter["element"]["record"]["parameters"][number] {
  const record = element.record.parameters[index];
  if (record === undefined) throw new RangeError(`${element.name} has no parameter number ${String(index)}.`);
  return record;
}

function describe(
  parameter: CircuitParameter,
  index: number,
  roles: readonly ParameterRole[],
  numberOf: (name: string) => number,
): Entry {
  const role = roles[index];
  if (role === undefined) throw new RangeError(`Nothing says what ${parameter.name} is in this fit.`);
  const record = recordOf(parameter);
  const power =
    typeof record.second === "string"
      ? index - parameter.index + parameter.element.record.parameters.findIndex(({ name }) => name === record.second)
      : -1;
  const logarithmic = record.scale === "logarithmic";
  const needs =
    role.kind === "tied" && parameter.expression ? expressionParameters(parameter.expression).map(numberOf) : [];
  if (power >= 0) needs.push(power);
  // Limits on a scaled variable would move with the exponent.
  const scaled = role.kind === "variable" && power >= 0 && role.lower <= 0 && role.upper === Infinity;
  return { parameter, role, logarithmic, power, scaled, needs };
}

/** An order in which every parameter comes after those it needs; ties have no cycles, the parser sees to that. */
function evaluationOrder(entries: readonly Entry[]): number[] {
  const order: number[] = [];
  const state = new Uint8Array(entries.length);
  const visit = (first: number): void => {
    const stack = [first];
    while (stack.length > 0) {
      const index = stack.at(-1) ?? first;
      state[index] = Math.max(1, state[index] ?? 0);
      const missing = entries[index]?.needs.find((need) => state[need] === 0);
      if (missing !== undefined) {
        stack.push(missing);
        continue;
      }
      stack.pop();
      if (state[index] !== 2) order.push(index);
      state[index] = 2;
    }
  };
  entries.forEach((_entry, index) => {
    if (state[index] === 0) visit(index);
  });
  return order;
}

/** The variables on which each parameter's natural and scaled value depends. */
function dependencies(
  entries: readonly Entry[],
  order: readonly number[],
  variableOf: ReadonlyMap<number, number>,
): { natural: Set<number>[]; kernel: Set<number>[] } {
  const natural = entries.map(() => new Set<number>());
  const kernel = entries.map(() => new Set<number>());
  for (const index of order) {
    const entry = entries[index];
    if (entry === undefined) continue;
    const own = variableOf.get(index);
    const mine = natural[index] ?? new Set<number>();
    const scaled = kernel[index] ?? new Set<number>();
    const ofPower = natural[entry.power] ?? new Set<number>();
    if (own !== undefined) mine.add(own);
    if (entry.role.kind === "tied") {
      const { expression } = entry.parameter;
      const referred = new Set(expression === undefined ? [] : expressionParameters(expression));
      entries.forEach(({ parameter }, other) => {
        if (referred.has(parameter.name)) natural[other]?.forEach((variable) => mine.add(variable));
      });
    }
    if (entry.scaled) {
      if (own !== undefined) scaled.add(own);
      ofPower.forEach((variable) => mine.add(variable));
    } else {
      mine.forEach((variable) => scaled.add(variable));
      ofPower.forEach((variable) => scaled.add(variable));
    }
  }
  return { natural, kernel };
}

/**
 * Where each derivative column goes. A variable that moves only its own parameter, which moves with nothing else, gets it written
 * straight into the Jacobian; all others are sums over scratch columns.
 */
function assignColumns(
  entries: readonly Entry[],
  kernel: readonly Set<number>[],
  variableOf: ReadonlyMap<number, number>,
  variables: readonly number[],
): { slots: number[]; combinations: number[]; scratch: number } {
  const moved = variables.map(() => [] as number[]);
  kernel.forEach((set, parameter) => {
    set.forEach((variable) => moved[variable]?.push(parameter));
  });
  const isDirect = (parameter: number): boolean => {
    const variable = variableOf.get(parameter);
    return variable !== undefined && moved[variable]?.length === 1 && kernel[parameter]?.size === 1;
  };
  let scratch = 0;
  const slots = entries.map((_entry, parameter) => {
    if (isDirect(parameter)) return variableOf.get(parameter) ?? SLOT_NONE;
    if ((kernel[parameter]?.size ?? 0) === 0) return SLOT_NONE;
    return SLOT_SCRATCH + KERNEL_SCRATCH_COLUMNS + scratch++;
  });
  const combinations: number[] = [];
  variables.forEach((parameter, variable) => {
    const parts = moved[variable] ?? [];
    if (!isDirect(parameter)) combinations.push(variable, parts.length, ...parts);
  });
  combinations.push(-1);
  return { slots, combinations, scratch };
}
