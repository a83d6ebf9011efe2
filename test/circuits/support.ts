import { parseCircuit, printCircuitFile, type Circuit } from "../../src/circuit/index.ts";
import type { ShippedCircuit } from "../../src/circuits/index.ts";
import type { Spectrum } from "../../src/index.ts";
import { simulated, sweep } from "../fit/support.ts";

/** The circuit of a library entry without the typical values of what is fitted: limits, orders and fixed values stay. */
export function withoutGuess({ text }: Pick<ShippedCircuit, "text">): Circuit {
  const circuit = parseCircuit(text);
  const parameters = circuit.parameters.map((parameter) => {
    if (parameter.fixed) return parameter;
    const { value, ...rest } = parameter;
    if (value === undefined) throw new Error(`${parameter.name} has no typical value`);
    return rest;
  });
  return parseCircuit(printCircuitFile({ ...circuit, parameters }));
}

/** Ten points a decade over the frequencies that a library entry states, with 0.3 % of noise. */
export function measuredAs({ text, frequencyHz: [highest, lowest] }: ShippedCircuit, seed = 1): Spectrum {
  const points = 1 + Math.round(10 * Math.log10(highest / lowest));
  return simulated(text, { frequencyHz: sweep(highest, lowest, points), noise: 0.003, seed });
}
