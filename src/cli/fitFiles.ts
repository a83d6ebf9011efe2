import { InvalidArgumentError, Option } from "commander";
import type { Answers } from "../index.ts";
import {
  bodeSvg,
  correlationSvg,
  fitCsv,
  nyquistSvg,
  parametersCsv,
  plottedFit,
  plottedProfiles,
  profilesSvg,
  residualsSvg,
  type InsetChoice,
  type NyquistOptions,
  type PlottedFit,
} from "../report/index.ts";
import type { FittedInput } from "./fitFile.ts";
import type { OutputFile } from "./writeFiles.ts";

/** The plots of a fit, each by its name as a file. */
const PLOTS = {
  nyquist: ({ plotted }, options) => nyquistSvg(plotted, options),
  bode: ({ plotted }, options) => bodeSvg(plotted, options),
  residuals: ({ fitted, plotted }, options) =>
    residualsSvg({ ...fitted.result.residuals, title: plotted.title }, options),
  profiles: ({ fitted, plotted }, options) => profilesSvg(plottedProfiles(fitted.result), plotted.title, options),
  correlation: ({ fitted, plotted }, options) => correlationSvg(fitted.result, plotted.title, options),
} satisfies Record<string, (shown: ShownFit, options: NyquistOptions) => string>;

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

/** The option by which a command asks for an inset in Nyquist plots. */
export function insetOption(): Option {
  return new Option(
    "--inset <from>",
    "what Nyquist plots enlarge in a free corner: arcs that are small beside the rest, frequencies from so many Hz on, or none",
  )
    .default("auto")
    .argParser((text): InsetChoice => {
      if (text === "auto" || text === "none") return text;
      const hertz = Number(text);
      if (text.trim() !== "" && hertz > 0 && hertz < Infinity) return hertz;
      throw new InvalidArgumentError("Give auto, none, or a frequency in Hz.");
    });
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
  readonly look: NyquistOptions;
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
  const { spectrum, result } = fitted;
  const plotted = plottedFit(result, title);
  const contents = [
    json,
    parametersCsv(result, found),
    fitCsv(spectrum, result),
    ...plots.map((name) => PLOTS[name]({ fitted, plotted }, look)),
  ];
  return fitOutputNames(prefix, plots).map((name, index) => ({ name, content: contents[index] ?? "" }));
}
