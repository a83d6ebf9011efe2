import type { Circuit, CircuitParameter } from "./circuit.ts";
import { printDerived } from "./derived.ts";
import { printExpression } from "./expression.ts";
import { formatNumber } from "./formatNumber.ts";
import { printArc, printAttributes, printRole, printTopology } from "./print.ts";
import { readQuantity } from "./quantity.ts";
import { TokenReader } from "./tokens.ts";
import { dimensionOf, sameDimension } from "./units.ts";

/**
 * Prints a circuit as the text of a `.circuit` file. Parsing it gives the same circuit, name, title and citations included.
 * The text ends with a line break.
 */
export function printCircuitFile(circuit: Circuit): string {
  const lines: string[] = [];
  if (circuit.name !== undefined) {
    const title = circuit.title === undefined ? "" : ` ${quoted(circuit.title)}`;
    lines.push(`circuit ${circuit.name}${title}`);
  }
  const indent = circuit.name === undefined ? "" : "  ";
  const statement = (text: string): number => lines.push(indent + text);
  if (circuit.cell !== undefined) statement(`cell ${circuit.cell}`);
  statement(`model ${printTopology(circuit.root)}`);
  const rolesLeft = new Map(circuit.roles);
  for (const parameter of circuit.parameters) {
    const { name, record } = parameter.element;
    let text = printParameter(parameter);
    const role = rolesLeft.get(name);
    // The role belongs to the element, so it joins the line of a sole parameter only.
    if (role !== undefined && record.parameters.length === 1) {
      text = `${text === "" ? name : text} ${printRole(role)}`;
      rolesLeft.delete(name);
    }
    if (text !== "") statement(text);
  }
  for (const [name, role] of rolesLeft) statement(`${name} ${printRole(role)}`);
  for (const { first, second } of circuit.orders) statement(`order ${printArc(first)} < ${printArc(second)}`);
  for (const derived of circuit.derived) statement(printDerived(derived));
  for (const citation of circuit.citations) statement(`cite ${quoted(citation)}`);
  return `${lines.join("\n")}\n`;
}

function printParameter(parameter: CircuitParameter): string {
  const attributes = printAttributes(parameter);
  if (parameter.expression !== undefined)
    return `${parameter.name} = ${printExpression(parameter.expression)}${attributes}`;
  if (parameter.value === undefined) return attributes === "" ? "" : parameter.name + attributes;
  return `${parameter.name} ${formatNumber(parameter.value)}${printUnit(parameter)}${attributes}`;
}

/** The unit of a parameter, with a space before it, where it is one that the language reads. */
function printUnit(parameter: CircuitParameter): string {
  const record = parameter.element.record.parameters[parameter.index];
  if (record === undefined || record.unit === "-") return "";
  const { dimension } = readQuantity(new TokenReader(`1 ${record.unit}`));
  return dimension !== undefined && sameDimension(dimension, dimensionOf(record)) ? ` ${record.unit}` : "";
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
