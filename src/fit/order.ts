import type { ArcOrder, ArcReference, Circuit, CircuitElement } from "../circuit/index.ts";
import { evaluateTimeConstant, timeConstantOf } from "../circuit/index.ts";
import { exchangeValues, parametersOf, structureOf } from "./exchange.ts";

/** Two arcs whose time constants stand the wrong way round. */
export interface BrokenOrder extends ArcOrder {
  /** s. */
  readonly firstSeconds: number;
  readonly secondSeconds: number;
}

/** Time constants that are made equal by a tie differ by rounding of powers up to the hundredth. */
const EQUAL = 1e-11;

/** `tau(R1, CPE1)` */
export function arcText({ elements }: ArcReference): string {
  return `tau(${elements.join(", ")})`;
}

/** The time constant of an arc, s, from the values of all parameters in the circuit's order. */
export function secondsOf(circuit: Circuit, arc: ArcReference, values: Float64Array): number {
  const time = timeConstantOf(elementsOf(circuit, arc));
  if (time === undefined) return Number.NaN;
  const { numbers } = structureOf(circuit);
  return evaluateTimeConstant(time, (name) => values[numbers.get(name) ?? -1] ?? Number.NaN);
}

/** The orders that a circuit asks for and these values (all parameters, in the circuit's order) do not keep. */
export function brokenOrders(circuit: Circuit, values: Float64Array): BrokenOrder[] {
  return circuit.orders.flatMap(({ first, second }) => {
    const firstSeconds = secondsOf(circuit, first, values);
    const secondSeconds = secondsOf(circuit, second, values);
    const isBroken = firstSeconds > secondSeconds * (1 + EQUAL);
    return isBroken ? [{ first, second, firstSeconds, secondSeconds }] : [];
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

/** Exchanges the values of two arcs, with all that stands in their branches where these are alike; false if they are not alike. */
function exchange(circuit: Circuit, values: Float64Array, first: ArcReference, second: ArcReference): boolean {
  const structure = structureOf(circuit);
  for (const { branches } of structure.alike) {
    const [one, other] = [first, second].map(({ elements }) =>
      branches.find((branch) => elements.every((name) => branch.some((element) => element.name === name))),
    );
    if (one === undefined || other === undefined || one === other) continue;
    exchangeValues(values, parametersOf(structure, one), parametersOf(structure, other));
    return true;
  }
  const others = elementsOf(circuit, second);
  const pairs = elementsOf(circuit, first).map((element) => {
    const place = others.findIndex(({ record }) => record === element.record);
    return place < 0 ? undefined : ([element, others.splice(place, 1)[0]] as const);
  });
  if (others.length > 0 || pairs.includes(undefined)) return false;
  for (const [element, other] of pairs.flatMap((pair) => (pair === undefined ? [] : [pair]))) {
    if (other !== undefined) {
      exchangeValues(values, parametersOf(structure, [element]), parametersOf(structure, [other]));
    }
  }
  return true;
}

function elementsOf(circuit: Circuit, arc: ArcReference): CircuitElement[] {
  return arc.elements.flatMap((name) => circuit.elements.filter((element) => element.name === name));
}
