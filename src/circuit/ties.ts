import type { CircuitParameter } from "./circuit.ts";
import { CircuitSyntaxError, type Diagnostic, type SourcePosition } from "./diagnostics.ts";
import { evaluateExpression, expressionParameters } from "./expression.ts";
import { formatNumber } from "./formatNumber.ts";

/** The outcome of ordering tied parameters: either an order, or parameters that depend on each other in a circle. */
export type TieOrder =
  | { readonly kind: "ordered"; readonly parameters: readonly CircuitParameter[] }
  | { readonly kind: "cycle"; readonly names: readonly string[] };

/** The tied parameters of a circuit, each after those it follows from. */
export function orderTies(parameters: readonly CircuitParameter[]): TieOrder {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const ordered: CircuitParameter[] = [];
  const finished = new Set<string>();
  for (const start of parameters) {
    // Depth-first search with a path of its own, since chains of ties may be as long as the circuit.
    const path = [visitOf(start)];
    const onPath = new Set([start.name]);
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const name = visit.references[visit.next++];
      if (name === undefined || finished.has(visit.parameter.name)) {
        path.pop();
        onPath.delete(visit.parameter.name);
        if (!finished.has(visit.parameter.name) && visit.parameter.expression !== undefined)
          ordered.push(visit.parameter);
        finished.add(visit.parameter.name);
        continue;
      }
      if (onPath.has(name)) {
        const names = path.map(({ parameter }) => parameter.name);
        return { kind: "cycle", names: [...names.slice(names.indexOf(name)), name] };
      }
      const parameter = byName.get(name);
      if (parameter === undefined || finished.has(name)) continue;
      path.push(visitOf(parameter));
      onPath.add(name);
    }
  }
  return { kind: "ordered", parameters: ordered };
}

interface Visit {
  readonly parameter: CircuitParameter;
  readonly references: readonly string[];
  next: number;
}

function visitOf(parameter: CircuitParameter): Visit {
  const references = parameter.expression === undefined ? [] : expressionParameters(parameter.expression);
  return { parameter, references, next: 0 };
}

/**
 * Values of all parameters that the circuit's text determines, by name: given values, those fixed at their record's
 * default, and ties that follow from these.
 */
export function givenValues(parameters: readonly CircuitParameter[]): Map<string, number> {
  const values = new Map<string, number>();
  for (const parameter of parameters) {
    const byDefault = parameter.fixed ? parameter.element.record.parameters[parameter.index]?.default : undefined;
    const value = parameter.value ?? byDefault;
    if (value !== undefined) values.set(parameter.name, value);
  }
  const order = orderTies(parameters);
  for (const { name, expression } of order.kind === "ordered" ? order.parameters : []) {
    if (expression === undefined || expressionParameters(expression).some((reference) => !values.has(reference)))
      continue;
    values.set(
      name,
      evaluateExpression(expression, (reference) => values.get(reference) ?? NaN),
    );
  }
  return values;
}

/**
 * @param positions - where the ties are written in `source`, by parameter name.
 * @returns a warning for each tie that starts outside the range of its parameter.
 * @throws CircuitSyntaxError where ties depend on each other in a circle; the message names it.
 */
export function checkTies(
  parameters: readonly CircuitParameter[],
  source: string,
  positions: ReadonlyMap<string, SourcePosition>,
): Diagnostic[] {
  const order = orderTies(parameters);
  if (order.kind === "cycle") {
    const shown = order.names.length <= 8 ? order.names : [...order.names.slice(0, 7), "…"];
    const [position = { offset: 0, line: 1, column: 1, length: 1 }] = order.names.flatMap(
      (name) => positions.get(name) ?? [],
    );
    throw new CircuitSyntaxError(source, position, `The ties go round in a circle: ${shown.join(" → ")}`, {
      hint: "Give one of these parameters a value or leave it free.",
    });
  }
  const values = givenValues(parameters);
  return order.parameters.flatMap((parameter): Diagnostic[] => {
    const record = parameter.element.record.parameters[parameter.index];
    const value = values.get(parameter.name);
    if (record === undefined || value === undefined || (value >= record.lower && value <= record.upper)) return [];
    const range = `${formatNumber(record.lower)} to ${formatNumber(record.upper)}`;
    const message = `${parameter.name} follows as ${formatNumber(value)} from the given values, outside its range ${range}`;
    return [
      {
        severity: "warning",
        code: "tie-outside-limits",
        message,
        position: positions.get(parameter.name) ?? parameter.element.position,
      },
    ];
  });
}
