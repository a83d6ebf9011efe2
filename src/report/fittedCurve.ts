import type { Circuit } from "../circuit/index.ts";
import type { FitResult } from "../fit/result.ts";
import { simulate } from "../fit/simulate.ts";
import type { PlottedImpedance } from "./svg/curve.ts";

const POINTS_PER_DECADE = 30;
/** Smooth over any range that there is. */
const MOST = 600;

/**
 * The fitted impedance on a grid that is fine enough to look smooth, over the frequencies fitted.
 *
 * @param circuit that of the fit.
 */
export function fittedCurve(circuit: Circuit, { residuals, parameters }: FitResult): PlottedImpedance {
  const highest = residuals.frequencyHz[0] ?? 1;
  const lowest = residuals.frequencyHz.at(-1) ?? 1;
  const steps = Math.min(MOST, Math.max(1, Math.ceil(POINTS_PER_DECADE * Math.log10(highest / lowest))));
  const frequencyHz = Float64Array.from(
    { length: steps + 1 },
    (_, index) => highest * (lowest / highest) ** (index / steps),
  );
  // What the circuit itself ties follows; a parameter that an order of arcs holds is free in the circuit.
  const tied = new Set(circuit.parameters.flatMap(({ name, expression }) => (expression === undefined ? [] : [name])));
  const values = parameters.filter(({ name }) => !tied.has(name)).map(({ name, value }) => [name, value] as const);
  return { frequencyHz, ...simulate(circuit, frequencyHz, Object.fromEntries(values)) };
}
