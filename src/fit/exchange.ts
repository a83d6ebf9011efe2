import { alikeBranches, type AlikeBranches } from "../circuit/alike.ts";
import { evaluateTimeConstant, expressionParameters, type Circuit, type CircuitElement } from "../circuit/index.ts";
import type { ParameterRole } from "../compile/program.ts";

const structures = new WeakMap<Circuit, CircuitStructure>();

/** What exchanging branches of a circuit needs to know of it, found once. */
export interface CircuitStructure {
  readonly alike: readonly AlikeBranches[];
  /** Number of each parameter, by name. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Number of the first parameter of each element. */
  readonly first: ReadonlyMap<CircuitElement, number>;
}

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
  const structure = { alike: alikeBranches(circuit), numbers, first };
  structures.set(circuit, structure);
  return structure;
}

/** Numbers of all parameters of these elements. */
export function parametersOf({ first }: CircuitStructure, elements: readonly CircuitElement[]): number[] {
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
  const structure = structureOf(circuit);
  if (!structure.alike.some(({ times }) => times !== undefined)) return undefined;
  const tied = tiedParameters(circuit, roles, structure);
  let sorted: Float64Array | undefined;
  for (const { branches, times } of structure.alike) {
    if (times === undefined) continue;
    for (const group of indistinguishable(circuit, roles, structure, tied, branches)) {
      const current = sorted ?? values;
      const seconds = group.map((branch) => {
        const time = times[branch];
        if (time === undefined) return Number.NaN;
        return evaluateTimeConstant(time, (name) => current[structure.numbers.get(name) ?? -1] ?? Number.NaN);
      });
      if (seconds.some((time) => Number.isNaN(time))) continue;
      const order = seconds.map((_time, k) => k).sort((a, b) => (seconds[a] ?? 0) - (seconds[b] ?? 0));
      if (order.every((place, k) => place === k)) continue;
      const places = group.map((branch) => parametersOf(structure, branches[branch] ?? []));
      const moved = (sorted ?? values).slice();
      order.forEach((from, to) => {
        const source = places[from] ?? [];
        places[to]?.forEach((parameter, k) => (moved[parameter] = current[source[k] ?? -1] ?? Number.NaN));
      });
      sorted = moved;
    }
  }
  return sorted;
}

/** Parameters that follow from others, or from which others follow. */
function tiedParameters(
  circuit: Circuit,
  roles: readonly ParameterRole[],
  { numbers }: CircuitStructure,
): ReadonlySet<number> {
  const tied = new Set<number>();
  roles.forEach((role, number) => {
    if (role.kind !== "tied") return;
    tied.add(number);
    const expression = role.expression ?? circuit.parameters[number]?.expression;
    if (expression === undefined) return;
    for (const name of expressionParameters(expression)) tied.add(numbers.get(name) ?? -1);
  });
  return tied;
}

/** Branches that nothing tells apart, as lists of their places, in the order of the circuit's text. */
function indistinguishable(
  circuit: Circuit,
  roles: readonly ParameterRole[],
  structure: CircuitStructure,
  tied: ReadonlySet<number>,
  branches: AlikeBranches["branches"],
): number[][] {
  const ordered = new Set(circuit.orders.flatMap(({ first, second }) => [...first.elements, ...second.elements]));
  const groups = new Map<string, number[]>();
  branches.forEach((elements, branch) => {
    const isMarked = elements.some(
      ({ name, label }) => !/^\d*$/.test(label) || circuit.roles.has(name) || ordered.has(name),
    );
    const parameters = parametersOf(structure, elements);
    if (isMarked || parameters.some((parameter) => tied.has(parameter))) return;
    const key = parameters.map((parameter) => describeRole(roles[parameter])).join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [branch]);
    else group.push(branch);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

function describeRole(role: ParameterRole | undefined): string {
  if (role?.kind === "variable") return `${String(role.lower)}..${String(role.upper)}`;
  return role?.kind === "fixed" ? `=${String(role.value)}` : "";
}
