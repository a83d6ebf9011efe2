import type { Answers } from "../index.ts";
import { bodeSvg, fitCsv, fittedCurve, nyquistSvg, parametersCsv, residualsSvg } from "../report/index.ts";
import type { FittedInput } from "./fitFile.ts";
import type { OutputFile } from "./writeFiles.ts";

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
