import { foldCircuit, orderTies, type Circuit, type CircuitElement, type Expression } from "../../../circuit/index.ts";
import { propertyFormula } from "../../../circuit/properties.ts";
import { binary, call, renamed, type Formula } from "./formula.ts";
import { readFormula } from "./readFormula.ts";
import { stableFormula } from "./stableFormula.ts";

/** A step of a program. */
export type Step =
  | { readonly kind: "formula"; readonly name: string; readonly value: Formula }
  | { readonly kind: "series" | "parallel"; readonly name: string; readonly parts: readonly string[] };

/** The impedance of a circuit as steps that each need those before them, and `s` and the parameters. */
export interface CircuitSteps {
  /** Identifiers of the parameters that are given, by parameter name; in the order of the circuit. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Parameters that follow from others. */
  readonly ties: readonly { readonly name: string; readonly value: Formula }[];
  readonly steps: readonly Step[];
  /** The identifier that holds the impedance in the end. */
  readonly result: string;
}

/** What programs use themselves. */
const RESERVED = ["s", "np", "Z", "frequency", "omega", "values", "parameters", "impedance"];

/** The steps of a circuit; the names in its formulas are identifiers in Python and in JavaScript. */
export function circuitSteps(circuit: Pick<Circuit, "root" | "elements" | "parameters">): CircuitSteps {
  const taken = new Set<string>(RESERVED);
  const unique = (wanted: string): string => {
    let name = wanted;
    while (taken.has(name)) name += "_";
    taken.add(name);
    return name;
  };
  const identifiers = new Map(circuit.parameters.map(({ name }) => [name, unique(name.replace(/\W/g, "_"))]));
  const identifier = (name: string): string => identifiers.get(name) ?? name;
  const order = orderTies(circuit.parameters);
  const tied = order.kind === "ordered" ? order.parameters : [];
  const steps: Step[] = [];
  const numbers = { series: 0, parallel: 0 };
  const result = foldCircuit(
    circuit.root,
    (element) => elementSteps(element, identifier, unique, steps),
    ({ kind }, parts) => {
      const name = unique(`${kind}${String(++numbers[kind])}`);
      steps.push({ kind, name, parts });
      return name;
    },
  );
  return {
    parameters: new Map([...identifiers].filter(([name]) => !tied.some((parameter) => parameter.name === name))),
    ties: tied.flatMap(({ name, expression }) =>
      expression === undefined ? [] : [{ name: identifier(name), value: formulaOf(expression, identifier) }],
    ),
    steps,
    result,
  };
}

function elementSteps(
  { name, record }: CircuitElement,
  identifier: (name: string) => string,
  unique: (wanted: string) => string,
  steps: Step[],
): string {
  const { value, definitions } = readFormula(record.formula);
  const names = new Map<string, string>([["s", "s"]]);
  for (const parameter of record.parameters) {
    names.set(parameter.name, identifier(record.parameters.length === 1 ? name : `${name}.${parameter.name}`));
  }
  for (const definition of definitions) names.set(definition.name, unique(`${name}_${definition.name}`));
  const rename = (own: string): string => {
    const found = names.get(own);
    if (found === undefined)
      throw new TypeError(`The formula of ${record.symbol} names ${own}, which nothing defines.`);
    return found;
  };
  for (const definition of [...definitions].reverse()) {
    steps.push({
      kind: "formula",
      name: rename(definition.name),
      value: stableFormula(renamed(definition.value, rename)),
    });
  }
  const own = unique(`Z_${name}`);
  steps.push({ kind: "formula", name: own, value: stableFormula(renamed(value, rename)) });
  return own;
}

/** A tie as a formula over identifiers. */
function formulaOf(expression: Expression, identifier: (name: string) => string): Formula {
  switch (expression.kind) {
    case "number":
      return expression;
    case "parameter":
      return { kind: "name", name: identifier(expression.name) };
    case "negate":
      return { kind: "negate", operand: formulaOf(expression.operand, identifier) };
    case "call":
      return call(expression.function, formulaOf(expression.argument, identifier));
    case "property":
      return formulaOf(propertyFormula(expression), identifier);
    case "binary":
      return binary(
        expression.operator,
        formulaOf(expression.left, identifier),
        formulaOf(expression.right, identifier),
      );
    default:
      return expression satisfies never;
  }
}
