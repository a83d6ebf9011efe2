import type { ArcReference, Circuit, CircuitElement } from "../circuit/index.ts";
import { evaluateTimeConstant, timeConstantOf } from "../circuit/index.ts";

/** Two arcs whose time constants stand the wrong way round. */
export interface BrokenOrder {
  readonly first: ArcReference;
  readonly second: ArcReference;
  /** s. */
  readonly firstSeconds: number;
  readonly secondSeconds: number;
}

/** The orders that a circuit asks for and these values (all parameters, in the circuit's order) do not keep. */
export function brokenOrders(circuit: Circuit, values: Float64Array): BrokenOrder[] {
  const numbers = parameterNumbers(circuit);
  const seconds = (arc: ArcReference): number => {
    const time = timeConstantOf(elementsOf(circuit, arc));
    if (time === undefined) return Number.NaN;
    return evaluateTimeConstant(time, (name) => values[numbers.get(name) ?? -1] ?? Number.NaN);
  };
  return circuit.orders.flatMap(({ first, second }) => {
    const firstSeconds = seconds(first);
    const secondSeconds = seconds(second);
    return firstSeconds > secondSeconds ? [{ first, second, firstSeconds, secondSeconds }] : [];
  });
}

/**
 * The same values with arcs exchanged until they are in the order that the circuit asks for. Undefined where nothing is to
 * be exchanged or the arcs are not alike, so that they cannot be.
 */
export function exchangeArcs(circuit: Circuit, values: Float64Array): Float64Array | undefined {
  const exchanged = values.slice();
  let changed = false;
  // As many exchanges as a bubble sort of the arcs may need.
  for (let left = circuit.orders.length ** 2; left > 0; left--) {
    const swapped = brokenOrders(circuit, exchanged).some(({ first, second }) =>
      exchange(circuit, exchanged, first, second),
    );
    if (!swapped) break;
    changed = true;
  }
  return changed ? exchanged : undefined;
}

/** Exchanges the values of two arcs made of the same kinds of elements; false if they are not. */
function exchange(circuit: Circuit, values: Float64Array, first: ArcReference, second: ArcReference): boolean {
  const others = elementsOf(circuit, second);
  const pairs = elementsOf(circuit, first).map((element) => {
    const place = others.findIndex(({ record }) => record === element.record);
    return place < 0 ? undefined : ([element, others.splice(place, 1)[0]] as const);
  });
  if (others.length > 0 || pairs.includes(undefined)) return false;
  const start = new Map<CircuitElement, number>();
  circuit.parameters.forEach(({ element, index }, number) => start.set(element, number - index));
  for (const pair of pairs) {
    if (pair?.[1] === undefined) return false;
    const [element, other] = pair;
    const a = start.get(element) ?? 0;
    const b = start.get(other) ?? 0;
    element.record.parameters.forEach((_parameter, k) => {
      const value = values[a + k] ?? Number.NaN;
      values[a + k] = values[b + k] ?? Number.NaN;
      values[b + k] = value;
    });
  }
  return true;
}

function elementsOf(circuit: Circuit, arc: ArcReference): CircuitElement[] {
  return arc.elements.flatMap((name) => circuit.elements.filter((element) => element.name === name));
}

function parameterNumbers(circuit: Circuit): Map<string, number> {
  return new Map(circuit.parameters.map(({ name }, number) => [name, number]));
}
