import type { Circuit, CircuitNode } from "../circuit/circuit.ts";
import { printTopology } from "../circuit/print.ts";
import { elementsOf } from "../circuit/walk.ts";
import { simulate, type Simulated } from "./simulate.ts";

/**
 * The impedance of a part of a circuit alone, in ohm, at the values that it has in the whole, what is tied to other parts among them.
 *
 * @param values of all parameters of the circuit by name, in the records' units.
 * @throws {FitError} as `simulate` does.
 */
export function simulatePart(
  node: CircuitNode,
  circuit: Circuit,
  values: ReadonlyMap<string, number>,
  frequencyHz: ArrayLike<number>,
): Simulated {
  const elements = elementsOf(node);
  const names = new Set(elements.map(({ name }) => name));
  const own = circuit.parameters.flatMap(({ name, element, index, lower, upper, limitsGiven, fixed }) => {
    const value = values.get(name);
    if (value === undefined || !names.has(element.name)) return [];
    return [{ name, element, index, value, lower, upper, limitsGiven, fixed }];
  });
  const text = printTopology(node);
  return simulate({ ...circuit, text, root: node, elements, parameters: own, orders: [], derived: [] }, frequencyHz);
}
