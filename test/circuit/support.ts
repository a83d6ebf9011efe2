import { foldCircuit, printExpression, type Circuit, type CircuitNode } from "../../src/circuit/index.ts";

/** Writes a tree as `series(R0, parallel(R1, C1))`, independently of the printer. */
export function describeTree(root: CircuitNode): string {
  return foldCircuit(
    root,
    ({ name }) => name,
    ({ kind }, parts) => `${kind}(${parts.join(", ")})`,
  );
}

/** The tree and all that is said of the parameters, in the notation of test/cases/circuits.txt. */
export function describeCircuit(circuit: Circuit): string {
  const facts = [describeTree(circuit.root)];
  for (const parameter of circuit.parameters) {
    const record = parameter.element.record.parameters[parameter.index];
    if (parameter.value !== undefined) facts.push(`${parameter.name} = ${String(parameter.value)}`);
    if (parameter.limitsGiven)
      facts.push(`${parameter.name} in ${String(parameter.lower)}..${String(parameter.upper)}`);
    if (parameter.expression !== undefined) facts.push(`${parameter.name} = ${printExpression(parameter.expression)}`);
    else if (parameter.fixed !== (record?.fixedByDefault === true)) {
      facts.push(`${parameter.name} ${parameter.fixed ? "fixed" : "free"}`);
    }
  }
  for (const { first, second } of circuit.orders) {
    facts.push(`tau(${first.elements.join(", ")}) < tau(${second.elements.join(", ")})`);
  }
  for (const { name, expression, unit } of circuit.derived) {
    const assigned = name === undefined ? "" : `${name} = `;
    facts.push(`derive ${assigned}${printExpression(expression)}${unit === undefined ? "" : ` "${unit}"`}`);
  }
  return facts.join("; ");
}

/** All that a circuit text says, without the positions in it, for comparison. */
export function contentOf(circuit: Circuit): unknown {
  return {
    root: foldCircuit<unknown>(
      circuit.root,
      ({ name, symbol, label, record }) => ({ name, symbol, label, record: record.symbol }),
      ({ kind }, children) => ({ kind, children }),
    ),
    parameters: circuit.parameters.map(({ element, ...parameter }) => ({ ...parameter, element: element.name })),
    orders: circuit.orders,
    derived: circuit.derived,
    roles: [...circuit.roles].sort(),
    cell: circuit.cell,
  };
}
