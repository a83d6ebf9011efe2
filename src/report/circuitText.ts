import { derivedUnits, parseCircuit, printExpression, type Circuit, type CircuitParameter } from "../circuit/index.ts";
import { circuitOutline } from "./outline.ts";
import { printQuantity } from "./quantity.ts";
import { textTable } from "./textTable.ts";
import { wrapText } from "./wrapText.ts";

/** A circuit of a library, as far as a description of it needs. */
export interface DescribedCircuit {
  readonly name: string;
  readonly group: string;
  readonly title: string;
  readonly purpose: string;
  readonly frequencyHz: readonly [highest: number, lowest: number];
  readonly text: string;
}

const WIDTH = 100;

/** Name, title and model of one circuit in three lines, for a list. */
export function circuitSummary({ name, title, text }: DescribedCircuit): string {
  return `${name}\n  ${title}\n  ${circuitOutline(parseCircuit(text).text)}\n`;
}

/**
 * A whole circuit for people: model, what it is for, parameters with typical values, limits and roles, order of arcs, derived
 * values, frequencies and citations.
 */
export function circuitText(described: DescribedCircuit): string {
  const circuit = parseCircuit(described.text);
  const [highest, lowest] = described.frequencyHz;
  const cell = circuit.cell === undefined ? "" : ` (${circuit.cell} cell)`;
  const units = derivedUnits(circuit);
  const derived = circuit.derived.map(({ name, expression }, place) => {
    const unit = units[place] ?? "";
    const named = name === undefined ? "" : `${name} = `;
    return `  ${named}${printExpression(expression)}${unit === "" || unit === "-" ? "" : ` in ${unit}`}\n`;
  });
  const sections = [
    `${described.name}\n${described.title}${cell}\n\n  ${circuitOutline(circuit.text)}\n`,
    `${wrapText(described.purpose, WIDTH)}\n`,
    `${parameterTable(circuit)}\n`,
    ...section("Order of time constants", circuit.orders.map(orderLine)),
    ...section("Derived values", derived),
    `Frequencies that show all of it: ${printed(highest, "Hz")} .. ${printed(lowest, "Hz")}\n`,
    ...section(
      "Sources",
      circuit.citations.map((citation) => `  ${wrapText(citation, WIDTH - 2, 4)}\n`),
    ),
  ];
  return sections.join("\n");
}

/** The same as an entry of a JSON document; `circuit` is the one-line form, `file` the whole text. */
export function circuitEntry(described: DescribedCircuit): object {
  const { name, group, title, purpose, frequencyHz, text } = described;
  const circuit = parseCircuit(text);
  const units = derivedUnits(circuit);
  return {
    name,
    group,
    title,
    purpose,
    cell: circuit.cell ?? null,
    circuit: circuit.text,
    outline: circuitOutline(circuit.text),
    frequencyHz,
    parameters: circuit.parameters.map((parameter) => ({
      name: parameter.name,
      typical: parameter.value ?? null,
      unit: unitOf(parameter),
      lower: parameter.lower,
      upper: parameter.upper,
      fixed: parameter.fixed,
      role: circuit.roles.get(parameter.element.name) ?? null,
    })),
    derived: circuit.derived.map((derived, place) => ({
      name: derived.name ?? null,
      formula: printExpression(derived.expression),
      unit: units[place] ?? "",
    })),
    citations: circuit.citations,
    file: text,
  };
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}\n${lines.join("")}`];
}

function orderLine({ first, second }: Circuit["orders"][number]): string {
  const arc = (elements: readonly string[]): string => `tau(${elements.join(", ")})`;
  return `  ${arc(first.elements)} < ${arc(second.elements)}\n`;
}

function parameterTable(circuit: Circuit): string {
  const rows = circuit.parameters.map((parameter) => {
    const unit = unitOf(parameter);
    const { name, value, fixed, lower, upper, element } = parameter;
    const limits = `${printed(lower, unit)} .. ${printed(upper, unit)}`;
    const role = circuit.roles.get(element.name) ?? "";
    return [name, value === undefined ? "" : printed(value, unit), fixed ? "fixed" : limits, role];
  });
  return textTable(["parameter", "typical", "limits", "role"], rows, ["left", "left", "left", "left"]);
}

function unitOf({ element, index }: CircuitParameter): string {
  return element.record.parameters[index]?.unit ?? "-";
}

function printed(value: number, unit: string): string {
  const { value: digits, unit: prefixed } = printQuantity(value, null, unit);
  return prefixed === "" ? digits : `${digits} ${prefixed}`;
}
