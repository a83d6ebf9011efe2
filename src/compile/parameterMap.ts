import {
  KERNEL_SCRATCH_COLUMNS,
  NO_TERM,
  PARAMETER_DERIVED,
  PARAMETER_EXPRESSION,
  PARAMETER_FIXED,
  PARAMETER_VARIABLE,
  PARAMETER_WORDS,
  SLOT_NONE,
  SLOT_SCRATCH,
} from "../../assembly/program.ts";
import type { Circuit, CircuitParameter } from "../circuit/circuit.ts";
import { expressionParameters, type Expression } from "../circuit/expression.ts";
import { writeExpression } from "./expressionCode.ts";
import type { ExtraQuantity, ParameterMap, ParameterRole } from "./program.ts";
import { scalableTerms } from "./terms.ts";

/** A parameter or extra quantity on its way into the map. */
interface Entry {
  /** PARAMETER_FIXED, PARAMETER_VARIABLE, PARAMETER_EXPRESSION or PARAMETER_DERIVED. */
  readonly kind: number;
  /** Name of the element; extra quantities count as elements of their own. */
  readonly element: string;
  readonly lower: number;
  readonly upper: number;
  readonly expression?: Expression;
  readonly ohm: number;
  readonly second: number;
  readonly logarithmic: boolean;
  /** Number of the parameter that is the power of second in this one's unit, or -1. */
  readonly power: number;
  /** Whether the solver's variable is the value scaled with that power; see assembly/parameters.ts. */
  readonly scaled: boolean;
  /** Parameters in the expression. */
  readonly refersTo: readonly number[];
  /** Parameters that must be evaluated before this one. */
  readonly needs: readonly number[];
}

/**
 * Maps the variables of a fit to a circuit's parameters. `roles` has one entry for each of `circuit.parameters`; `extras` are
 * numbered behind them.
 *
 * @param unscaled numbers of parameters whose variables must be their own values or logarithms, not scaled with an exponent.
 */
export function mapParameters(
  circuit: Circuit,
  roles: readonly ParameterRole[],
  extras: readonly ExtraQuantity[] = [],
  unscaled: readonly number[] = [],
): ParameterMap {
  const number = new Map([...circuit.parameters, ...extras].map(({ name }, index) => [name, index]));
  const numberOf = (name: string): number => {
    const index = number.get(name);
    if (index === undefined) throw new RangeError(`The circuit has no parameter ${name}.`);
    return index;
  };
  const entries = [
    ...circuit.parameters.map((parameter, index) => describe(parameter, index, roles, numberOf, unscaled)),
    ...extras.map((extra) => describeExtra(extra, numberOf)),
  ];
  const order = evaluationOrder(entries);
  const variables = entries.flatMap((entry, index) => (entry.kind === PARAMETER_VARIABLE ? [index] : []));
  const variableOf = new Map(variables.map((parameter, variable) => [parameter, variable]));
  const { natural, kernel } = dependencies(entries, order, variableOf);
  const { slots, combinations, scratch } = assignColumns(entries, kernel, variableOf, variables);

  const terms = scalableTerms(circuit, entries, natural);
  const words = new Int32Array(entries.length * PARAMETER_WORDS);
  const expressions: number[] = [];
  const constants: number[] = [];
  const elements = new Map<string, number>();
  entries.forEach((entry, index) => {
    let detail = entry.kind === PARAMETER_VARIABLE ? (variableOf.get(index) ?? 0) : 0;
    if (entry.expression !== undefined) {
      detail = expressions.length;
      writeExpression(entry.expression, numberOf, expressions, constants);
    }
    if (!elements.has(entry.element)) elements.set(entry.element, elements.size);
    words.set(
      [
        entry.kind,
        detail,
        entry.logarithmic ? 1 : 0,
        entry.power,
        slots[index] ?? SLOT_NONE,
        entry.scaled ? 1 : 0,
        order[index] ?? index,
        elements.get(entry.element) ?? 0,
        terms[index] ?? NO_TERM,
      ],
      index * PARAMETER_WORDS,
    );
  });

  return {
    words,
    ohm: Float64Array.from(entries, ({ ohm }) => ohm),
    second: Float64Array.from(entries, ({ second }) => second),
    values: startingValues(roles, extras),
    variables: Int32Array.from(variables),
    lower: Float64Array.from(variables, (index) => entries[index]?.lower ?? 0),
    upper: Float64Array.from(variables, (index) => entries[index]?.upper ?? Infinity),
    expressions: Int32Array.from(expressions),
    constants: Float64Array.from(constants),
    combinations: Int32Array.from(combinations),
    scratchColumns: KERNEL_SCRATCH_COLUMNS + scratch,
    dependsOn: natural.map((set) => [...set]),
  };
}

/** Natural values to start from: fixed ones as they are; those of expressions are computed by the kernel. */
export function startingValues(roles: readonly ParameterRole[], extras: readonly ExtraQuantity[] = []): Float64Array {
  return Float64Array.from([
    ...roles.map((role) => (role.kind === "tied" ? 0 : role.value)),
    ...extras.map((extra) => (extra.kind === "derived" ? 0 : extra.value)),
  ]);
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
  unscaled: readonly number[],
): Entry {
  const role = roles[index];
  if (role === undefined) throw new RangeError(`Nothing says what ${parameter.name} is in this fit.`);
  const record = recordOf(parameter);
  const power =
    typeof record.second === "string"
      ? index - parameter.index + parameter.element.record.parameters.findIndex(({ name }) => name === record.second)
      : -1;
  const expression = role.kind === "tied" ? (role.expression ?? parameter.expression) : undefined;
  const refersTo = expression === undefined ? [] : expressionParameters(expression).map(numberOf);
  const [lower, upper] = role.kind === "variable" ? [role.lower, role.upper] : [0, Infinity];
  return {
    kind: kinds[role.kind],
    element: parameter.element.name,
    lower,
    upper,
    ...(expression === undefined ? {} : { expression }),
    ohm: record.ohm,
    second: typeof record.second === "number" ? record.second : 0,
    logarithmic: record.scale === "logarithmic",
    power,
    // Limits on a scaled variable would move with the exponent.
    scaled: role.kind === "variable" && !unscaled.includes(index) && power >= 0 && lower <= 0 && upper === Infinity,
    refersTo,
    needs: power >= 0 ? [...refersTo, power] : refersTo,
  };
}

const kinds: Readonly<Record<ParameterRole["kind"], number>> = {
  fixed: PARAMETER_FIXED,
  variable: PARAMETER_VARIABLE,
  tied: PARAMETER_EXPRESSION,
};

function describeExtra(extra: ExtraQuantity, numberOf: (name: string) => number): Entry {
  const common = { element: extra.name, ohm: 0, second: 0, power: -1, scaled: false };
  if (extra.kind === "variable") {
    const { lower, upper } = extra;
    return { ...common, kind: PARAMETER_VARIABLE, lower, upper, logarithmic: true, refersTo: [], needs: [] };
  }
  const { expression, logarithmic } = extra;
  const refersTo = expressionParameters(expression).map(numberOf);
  const open = { lower: 0, upper: Infinity };
  return { ...common, ...open, kind: PARAMETER_DERIVED, expression, logarithmic, refersTo, needs: refersTo };
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
    for (const other of entry.refersTo) natural[other]?.forEach((variable) => mine.add(variable));
    // No element has a derived quantity, so it moves no impedance.
    if (entry.kind === PARAMETER_DERIVED) continue;
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
