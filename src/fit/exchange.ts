import { alikeBranches, type AlikeBranches } from "../circuit/alike.ts";
import {
  evaluateTimeConstant,
  expressionParameters,
  type Circuit,
  type CircuitElement,
  type TimeConstant,
} from "../circuit/index.ts";
import type { ParameterRole } from "../compile/program.ts";

/** What exchanging branches of a circuit needs to know of it, found once. */
export interface CircuitStructure {
  readonly alike: readonly AlikeBranches[];
  /** Alike branches that the circuit's text does not tell apart. */
  readonly unmarked: readonly (readonly UnmarkedBranch[])[];
  /** Number of each parameter, by name. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Number of the first parameter of each element. */
  readonly first: ReadonlyMap<CircuitElement, number>;
}

interface UnmarkedBranch {
  /** Numbers of its parameters, in corresponding places. */
  readonly parameters: readonly number[];
  readonly time: TimeConstant;
}

const structures = new WeakMap<Circuit, CircuitStructure>();

export function structureOf(circuit: Circuit): CircuitStructure {
  const known = structures.get(circuit);
  if (known !== undefined) return known;
  const numbers = new Map(circuit.parameters.map(({ name }, number) => [name, number]));
  const byName = new Map(circuit.elements.map((element) => [element.name, element]));
  const first = new Map<CircuitElement, number>();
  circuit.parameters.forEach(({ element, index }, number) => {
    const own = byName.get(element.name);
    if (own !== undefined && index === 0) first.set(own, number);
  });
  const alike = alikeBranches(circuit);
  const structure = { alike, unmarked: unmarkedBranches(circuit, alike, numbers, first), numbers, first };
  structures.set(circuit, structure);
  return structure;
}

/** Branches whose labels are numbers, without roles, ties or orders, in the order of the circuit's text. */
function unmarkedBranches(
  circuit: Circuit,
  alike: readonly AlikeBranches[],
  numbers: ReadonlyMap<string, number>,
  first: ReadonlyMap<CircuitElement, number>,
): UnmarkedBranch[][] {
  const tied = new Set<number>();
  circuit.parameters.forEach(({ expression }, number) => {
    if (expression === undefined) return;
    tied.add(number);
    for (const name of expressionParameters(expression)) tied.add(numbers.get(name) ?? -1);
  });
  const ordered = new Set(circuit.orders.flatMap((order) => [...order.first.elements, ...order.second.elements]));
  const isMarked = ({ name, label }: CircuitElement): boolean =>
    !/^\d*$/.test(label) || circuit.roles.has(name) || ordered.has(name);
  return alike.flatMap(({ branches, times }) => {
    const group = branches.flatMap((elements, branch): UnmarkedBranch[] => {
      const time = times?.[branch];
      const parameters = parametersOf({ first }, elements);
      const isPlain = !elements.some(isMarked) && !parameters.some((parameter) => tied.has(parameter));
      return time !== undefined && isPlain ? [{ parameters, time }] : [];
    });
    return group.length > 1 ? [group] : [];
  });
}

/** Numbers of all parameters of these elements. */
export function parametersOf(
  { first }: Pick<CircuitStructure, "first">,
  elements: readonly CircuitElement[],
): number[] {
  return elements.flatMap((element) => {
    const start = first.get(element) ?? 0;
    return element.record.parameters.map((_parameter, k) => start + k);
  });
}

/** Exchanges the values at corresponding places. */
export function exchangeValues(values: Float64Array, first: readonly number[], second: readonly number[]): void {
  first.forEach((a, k) => {
    const b = second[k];
    if (b === undefined) return;
    const value = values[a] ?? Number.NaN;
    values[a] = values[b] ?? Number.NaN;
    values[b] = value;
  });
}

/**
 * The same values with alike branches in the order of their time constants, the smallest first in the circuit's text.
 * Branches change places only where nothing tells them apart: not their labels, roles, limits, fixed values, ties, or an
 * order that the circuit states. Undefined where all stand in order.
 *
 * @param roles - what each of the circuit's parameters is in the fit.
 */
export function canonicalValues(
  circuit: Circuit,
  roles: readonly ParameterRole[],
  values: Float64Array,
): Float64Array | undefined {
  const { unmarked, numbers } = structureOf(circuit);
  let sorted: Float64Array | undefined;
  // Those within branches come before those around them.
  for (const branches of unmarked) {
    for (const group of withEqualRoles(branches, roles)) {
      const current = sorted ?? values;
      const valueOf = (name: string): number => current[numbers.get(name) ?? -1] ?? Number.NaN;
      const seconds = group.map(({ time }) => evaluateTimeConstant(time, valueOf));
      if (seconds.every((time, k) => k === 0 || !(time < (seconds[k - 1] ?? 0)))) continue;
      if (seconds.some((time) => Number.isNaN(time))) continue;
      const order = seconds.map((_time, k) => k).sort((a, b) => (seconds[a] ?? 0) - (seconds[b] ?? 0));
      const moved = current.slice();
      order.forEach((from, to) => {
        const source = group[from]?.parameters ?? [];
        group[to]?.parameters.forEach((parameter, k) => (moved[parameter] = current[source[k] ?? -1] ?? Number.NaN));
      });
      sorted = moved;
    }
  }
  return sorted;
}

/** Branches whose parameters have the same limits or fixed values in a fit. */
function withEqualRoles(branches: readonly UnmarkedBranch[], roles: readonly ParameterRole[]): UnmarkedBranch[][] {
  const groups: UnmarkedBranch[][] = [];
  for (const branch of branches) {
    const group = groups.find(
      ([first]) =>
        first?.parameters.every((parameter, k) => isSame(roles[parameter], roles[branch.parameters[k] ?? -1])) === true,
    );
    if (group === undefined) groups.push([branch]);
    else group.push(branch);
  }
  return groups.filter((group) => group.length > 1);
}

function isSame(a: ParameterRole | undefined, b: ParameterRole | undefined): boolean {
  if (a?.kind === "variable") return b?.kind === "variable" && a.lower === b.lower && a.upper === b.upper;
  return a?.kind === "fixed" && b?.kind === "fixed" && a.value === b.value;
}
