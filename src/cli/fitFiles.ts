import { simulate, type Answers, type Circuit, type FitResult } from "../index.ts";
import { bodeSvg, fitCsv, nyquistSvg, parametersCsv, residualsSvg, type PlottedImpedance } from "../report/index.ts";
import type { FittedInput } from "./fitFile.ts";
import type { OutputFile } from "./writeFiles.ts";

const POINTS_PER_DECADE = 30;

/** The names that `fitOutput` gives to the files of an input file. */
export function fitOutputNames(prefix: string): string[] {
  return ["result.json", "parameters.csv", "fit.csv", "nyquist.svg", "bode.svg", "residuals.svg"].map(
    (name) => prefix + name,
  );
}

/**
 * The files of a fit: its JSON document, parameters and derived values, measured and fitted impedance, Nyquist plot, Bode plot and residuals.
 *
 * @param json the content of `result.json`.
 */
export function fitOutput(
  prefix: string,
  title: string,
  { spectrum, circuit, result }: FittedInput,
  json: string,
  found?: Answers,
): OutputFile[] {
  const plotted = { measured: spectrum, fit: fittedCurve(circuit, result), title };
  const contents = [
    json,
    parametersCsv(result, found),
    fitCsv(spectrum, result),
    nyquistSvg(plotted),
    bodeSvg(plotted),
    residualsSvg({ ...result.residuals, title }),
  ];
  return fitOutputNames(prefix).map((name, index) => ({ name, content: contents[index] ?? "" }));
}

/** The fitted impedance on a grid that is fine enough to look smooth. */
function fittedCurve(circuit: Circuit, result: FitResult): PlottedImpedance {
  const { residuals } = result;
  const highest = residuals.frequencyHz[0] ?? 1;
  const lowest = residuals.frequencyHz.at(-1) ?? 1;
  const steps = Math.max(1, Math.ceil(POINTS_PER_DECADE * Math.log10(highest / lowest)));
  const frequencyHz = Float64Array.from(
    { length: steps + 1 },
    (_, index) => highest * (lowest / highest) ** (index / steps),
  );
  // What the circuit itself ties follows; a parameter that an order of arcs holds is free in the circuit.
  const tied = new Set(circuit.parameters.flatMap(({ name, expression }) => (expression === undefined ? [] : [name])));
  const values = result.parameters
    .filter(({ name }) => !tied.has(name))
    .map(({ name, value }) => [name, value] as const);
  return { frequencyHz, ...simulate(circuit, frequencyHz, Object.fromEntries(values)) };
}
