import { simulate, type Circuit, type FittedParameter } from "../../index.ts";
import type { PlottedImpedance } from "../../report/index.ts";

const POINTS_PER_DECADE = 40;

/** Frequencies from the highest to the lowest, close enough for a curve to look smooth. */
export function smoothFrequencies(highest: number, lowest: number): Float64Array {
  const steps = Math.max(1, Math.ceil(POINTS_PER_DECADE * Math.log10(highest / lowest)));
  return Float64Array.from({ length: steps + 1 }, (_, index) => highest * (lowest / highest) ** (index / steps));
}

/** Values by name to give to `simulate`: what the circuit itself ties follows from the others. */
export function valuesOf(
  circuit: Circuit,
  parameters: readonly Pick<FittedParameter, "name" | "value">[],
): Record<string, number> {
  const tied = new Set(circuit.parameters.flatMap(({ name, expression }) => (expression === undefined ? [] : [name])));
  const known = new Set(circuit.parameters.map(({ name }) => name));
  const entries = parameters.filter(({ name }) => known.has(name) && !tied.has(name));
  return Object.fromEntries(entries.map(({ name, value }) => [name, value]));
}

/** The impedance of a circuit over a range of frequencies. @throws {FitError} as `simulate`. */
export function curveOf(
  circuit: Circuit,
  values: Readonly<Record<string, number>>,
  frequencyHz: Float64Array,
): PlottedImpedance {
  return { frequencyHz, ...simulate(circuit, frequencyHz, values) };
}
