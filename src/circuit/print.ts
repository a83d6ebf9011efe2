import type { ArcReference } from "./arcs.ts";
import type { Circuit, CircuitNode, CircuitParameter } from "./circuit.ts";
import { printDerived } from "./derived.ts";
import { printExpression } from "./expression.ts";
import { formatNumber } from "./formatNumber.ts";
import type { Role } from "./roles.ts";
import { walkCircuit } from "./walk.ts";

/** What the one-line form holds: all but the name, title and citations. */
export type PrintableCircuit = Pick<Circuit, "root" | "parameters" | "orders" | "derived" | "roles" | "cell">;

/** Limits, `fixed` and `free`, as far as they differ from what the element's record says; begins with a space. */
export function printAttributes(parameter: CircuitParameter): string {
  const record = parameter.element.record.parameters[parameter.index];
  let text = "";
  if (parameter.limitsGiven) {
    const lower = parameter.lower === -Infinity ? "" : formatNumber(parameter.lower);
    const upper = parameter.upper === Infinity ? "" : formatNumber(parameter.upper);
    text += ` in ${lower}..${upper}`;
  }
  // Limits free a parameter that is fixed by default, so then it is `fixed` that must be said.
  const otherwise = record?.fixedByDefault === true && !parameter.limitsGiven;
  if (parameter.expression === undefined && parameter.fixed !== otherwise) text += parameter.fixed ? " fixed" : " free";
  return text;
}

/** `tau(R_gb, CPE_gb)` */
export function printArc(arc: ArcReference): string {
  return `tau(${arc.elements.join(", ")})`;
}

/**
 * Prints a circuit in the one-line form: `R_b{200}-(R_gb|CPE_gb{n = 0.9 in 0.6..1})`, then statements after `;`.
 * Parsing the result gives the same circuit but for name, title and citations, which {@link printCircuitFile} keeps.
 */
export function printCircuit(circuit: PrintableCircuit): string {
  const braces = printBraces(circuit);
  const statements = [
    ...circuit.orders.map(({ first, second }) => `order ${printArc(first)} < ${printArc(second)}`),
    ...circuit.derived.map(printDerived),
    ...(circuit.cell === undefined ? [] : [`cell ${circuit.cell}`]),
  ];
  return [printTopology(circuit.root, braces), ...statements].join("; ");
}

/** Prints a circuit's tree; `braces` gives the text behind an element, by name. */
export function printTopology(root: CircuitNode, braces: ReadonlyMap<string, string> = new Map()): string {
  const pieces: string[] = [];
  walkCircuit(root, {
    element: ({ name }) => pieces.push(name, braces.get(name) ?? ""),
    enter: (connection, parent) => {
      if (parent !== undefined || connection.kind === "parallel") pieces.push("(");
    },
    between: (connection) => pieces.push(connection.kind === "series" ? "-" : "|"),
    leave: (connection, parent) => {
      if (parent !== undefined || connection.kind === "parallel") pieces.push(")");
    },
  });
  return pieces.join("");
}

function printBraces(circuit: PrintableCircuit): Map<string, string> {
  const items = new Map<string, string[]>();
  const add = (element: string, item: string): void => {
    const others = items.get(element);
    if (others === undefined) items.set(element, [item]);
    else others.push(item);
  };
  for (const parameter of circuit.parameters) {
    const item = printItem(parameter);
    if (item !== "") add(parameter.element.name, item);
  }
  for (const [element, role] of circuit.roles) add(element, printRole(role));
  return new Map([...items].map(([element, parts]) => [element, `{${parts.join(", ")}}`]));
}

function printItem(parameter: CircuitParameter): string {
  const { parameters } = parameter.element.record;
  const name = parameters[parameter.index]?.name ?? "";
  const attributes = printAttributes(parameter);
  if (parameter.expression !== undefined) return `${name} = ${printExpression(parameter.expression)}${attributes}`;
  if (parameters.length === 1)
    return parameter.value === undefined ? attributes.trim() : formatNumber(parameter.value) + attributes;
  if (parameter.value !== undefined) return `${name} = ${formatNumber(parameter.value)}${attributes}`;
  return attributes === "" ? "" : name + attributes;
}

/** `role bulk` */
export function printRole(role: Role): string {
  return `role ${role}`;
}
