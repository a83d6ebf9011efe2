import { InvalidArgumentError, Option } from "commander";
import { arcCurves, profile, simulate, type Answers, type Circuit, type FitResult } from "../index.ts";
import {
  bodeSvg,
  correlationSvg,
  fitCsv,
  nyquistSvg,
  parametersCsv,
  profilesSvg,
  residualsSvg,
  type PlotOptions,
  type PlottedFit,
  type PlottedImpedance,
} from "../report/index.ts";
import type { FittedInput } from "./fitFile.ts";
import type { OutputFile } from "./writeFiles.ts";

const POINTS_PER_DECADE = 30;

/** The plots of a fit, each by its name as a file. */
const PLOTS = {
  nyquist: ({ plotted }, options) => nyquistSvg(plotted, options),
  bode: ({ plotted }, options) => bodeSvg(plotted, options),
  residuals: ({ fitted, plotted }, options) =>
    residualsSvg({ ...fitted.result.residuals, title: plotted.title }, options),
  profiles: ({ fitted, plotted }, options) => profilesSvg(profilesOf(fitted.result), plotted.title, options),
  correlation: ({ fitted, plotted }, options) => correlationSvg(fitted.result, plotted.title, options),
} satisfies Record<string, (shown: ShownFit, options: PlotOptions) => string>;

interface ShownFit {
  readonly fitted: FittedInput;
  readonly plotted: PlottedFit;
}

/** A plot that a fit may be asked for. */
export type FitPlot = keyof typeof PLOTS;

const USUAL: readonly FitPlot[] = ["nyquist", "bode", "residuals"];

function isFitPlot(word: string): word is FitPlot {
  return Object.hasOwn(PLOTS, word);
}

/** The option by which a command asks for plots of a fit. */
export function fitPlotsOption(): Option {
  const names = Object.keys(PLOTS);
  return new Option("--plots <names>", `plots to write: ${names.join(",")}, or all`).argParser((text): FitPlot[] =>
    text.split(",").flatMap((part) => {
      const word = part.trim();
      if (word === "all") return names.filter(isFitPlot);
      if (!isFitPlot(word)) throw new InvalidArgumentError(`Give ${names.join(", ")}, several with commas, or all.`);
      return [word];
    }),
  );
}

/** The plots asked for; the usual ones where none are named, with the profiles where intervals come from them. */
export function fitPlots(asked: readonly FitPlot[] | undefined, intervals: string): FitPlot[] {
  const plots = asked ?? (intervals === "profile" ? [...USUAL, "profiles" as const] : USUAL);
  return [...new Set(plots)];
}

/** The names that `fitOutput` gives to the files of an input file. */
export function fitOutputNames(prefix: string, plots: readonly FitPlot[]): string[] {
  return ["result.json", "parameters.csv", "fit.csv", ...plots.map((name) => `${name}.svg`)].map(
    (name) => prefix + name,
  );
}

/** How the files of a fit are written. */
export interface FitOutputOptions {
  readonly prefix: string;
  readonly title: string;
  readonly plots: readonly FitPlot[];
  readonly look: PlotOptions;
}

/**
 * The files of a fit: its JSON document, parameters and derived values, measured and fitted impedance, and plots.
 *
 * @param json the content of `result.json`.
 */
export function fitOutput(
  fitted: FittedInput,
  { prefix, title, plots, look }: FitOutputOptions,
  json: string,
  found?: Answers,
): OutputFile[] {
  const { spectrum, circuit, result } = fitted;
  const fit = fittedCurve(circuit, result);
  const plotted: PlottedFit = {
    measured: spectrum,
    fit,
    excluded: result.excluded.map(({ index }) => index),
    arcs: arcCurves(circuit, valuesOf(result), fit.frequencyHz),
    title,
  };
  const contents = [
    json,
    parametersCsv(result, found),
    fitCsv(spectrum, result),
    ...plots.map((name) => PLOTS[name]({ fitted, plotted }, look)),
  ];
  return fitOutputNames(prefix, plots).map((name, index) => ({ name, content: contents[index] ?? "" }));
}

function profilesOf(result: FitResult) {
  const units = new Map(result.parameters.map(({ name, unit }) => [name, unit]));
  return profile(result).map((one) => ({ profile: one, unit: units.get(one.name) ?? "-" }));
}

function valuesOf({ parameters }: FitResult): Record<string, number> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}

/** The fitted impedance on a grid that is fine enough to look smooth. */
export function fittedCurve(circuit: Circuit, result: FitResult): PlottedImpedance {
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
  const values = Object.entries(valuesOf(result)).filter(([name]) => !tied.has(name));
  return { frequencyHz, ...simulate(circuit, frequencyHz, Object.fromEntries(values)) };
}
