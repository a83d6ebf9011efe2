import type { Circuit, CircuitNode } from "../../src/circuit/circuit.ts";
import type { RivalNode } from "./plainModel.ts";

/**
 * A circuit of elements amplitude * s^exponent as the rivals take it.
 *
 * @throws {RangeError} for an element of another form
 */
export function rivalTree(circuit: Circuit): RivalNode {
  return convert(circuit.root);
}

function convert(node: CircuitNode): RivalNode {
  if (node.kind !== "element") return { kind: node.kind, children: node.children.map(convert) };
  const { record, name } = node.element;
  if (record.powerLaw === undefined) throw new RangeError(`The rivals of the bench have no ${name} (${record.name}).`);
  const { domain, exponent, factor } = record.powerLaw;
  return { kind: "powerLaw", domain, exponent: typeof exponent === "number" ? exponent : "free", factor };
}
