import type { Circuit } from "../circuit.ts";
import { nearest } from "../nearest.ts";
import { amendCircuit, parseCircuit } from "../parse.ts";
import { printTopology } from "../print.ts";
import { DialectError } from "./dialectError.ts";
import { alike, type ElementRule } from "./elementRule.ts";
import { exportElements, type DialectExport } from "./exporting.ts";

/** ZView draws its circuits and has no notation for them; its parameters have names as in `CPE1-T`. */
const rules: readonly ElementRule[] = [
  alike("R", "R", { R: "R" }),
  alike("C", "C", { C: "C" }),
  alike("L", "L", { L: "L" }),
  alike("CPE", "CPE", { T: "Q", P: "n" }),
  alike("Ws", "Ws", { R: "R", T: "tau", P: "p" }),
  alike("Wo", "Wo", { R: "R", T: "tau", P: "p" }),
];

/**
 * Takes the values of a fit in ZView over to a circuit in our notation.
 *
 * @param values - by name, as in `{ R1: 20, "CPE1-T": 1e-6, "CPE1-P": 0.9 }`.
 * @throws CircuitSyntaxError with a position in `text`, DialectError for a value that belongs to no parameter.
 */
export function importZview(text: string, values: Readonly<Record<string, number>> = {}): Circuit {
  const circuit = parseCircuit(text);
  const ours = new Map<string, string>();
  for (const { name, record } of circuit.elements) {
    for (const { foreign, own = "" } of rules.find((rule) => rule.record === record.symbol)?.parameters ?? []) {
      const isSole = record.parameters.length === 1;
      ours.set(isSole ? name : `${name}-${foreign}`, isSole ? name : `${name}.${own}`);
    }
  }
  const statements = Object.entries(values).map(([key, value]) => {
    const parameter = ours.get(key);
    if (parameter !== undefined && Number.isFinite(value)) return `${parameter} = ${String(value)}`;
    const suggestion = nearest(key, ours.keys());
    if (parameter !== undefined) throw new DialectError(`The value of ${key} is not a finite number`);
    throw new DialectError(
      `The circuit has no parameter ${key}${suggestion === undefined ? "" : `; did you mean ${suggestion}?`}`,
    );
  });
  return amendCircuit(circuit, statements.join("; "));
}

/**
 * The parameters of a circuit under ZView's names; `text` is the circuit in our notation, for want of one there.
 * @throws DialectError for an element that has no counterpart in ZView.
 */
export function exportZview(circuit: Circuit): DialectExport {
  const { elements, notes } = exportElements(circuit, rules, "ZView");
  const parameters = [...elements.values()].flatMap(({ element, parameters: own }) =>
    own.map((parameter) => ({
      ...parameter,
      parameter: own.length === 1 ? element.name : `${element.name}-${parameter.parameter}`,
    })),
  );
  const names = new Map(circuit.elements.map(({ name }) => [name, name]));
  return { text: printTopology(circuit.root), parameters, names, notes };
}
