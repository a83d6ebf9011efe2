import { createHash } from "node:crypto";
import {
  averageSpectra,
  fit,
  identifiability,
  intervals,
  type Answers,
  type AverageOptions,
  type Circuit,
  type FitOptions,
  type FitResult,
  type Identifiability,
  type IntervalOptions,
  type Intervals,
  type OnProgress,
  type Spectrum,
} from "../index.ts";
import { bytesOf } from "./inputFiles.ts";
import { chosenSweeps, type SweepChoice } from "./sweeps.ts";
import {
  answersText,
  identifiabilityText,
  labelledLines,
  openReport,
  residualSummary,
  spectrumHeading,
  resultTable,
  statisticsText,
  type OpenedReport,
} from "../report/index.ts";

import { withViolations, type MaskSettings } from "./maskOptions.ts";

/** A file, or several averaged, with the fit. */
export interface FittedInput {
  /** The name, or all names joined by ` + `. */
  readonly file: string;
  /** Of the bytes of the file, or of all files that were averaged, one after the other. */
  readonly sha256: string;
  readonly spectrum: Spectrum;
  readonly circuit: Circuit;
  readonly result: FitResult;
  readonly intervals: Intervals;
  readonly identifiability: Identifiability;
}

/** What one fit is made from: a spectrum, or several that are replicates of one. */
export interface FitInput {
  readonly file: string;
  readonly sha256: string;
  readonly spectra: readonly Spectrum[];
  /** The number of a sweep that was asked for by number, or whose file has more of them. */
  readonly sweep?: number;
  /** What the file says of its fit, where it is a report. */
  readonly opened?: OpenedReport;
}

/** The sweep of a file, or each of its sweeps. */
export async function* sweepInputs(file: string, choice: SweepChoice | undefined): AsyncGenerator<FitInput> {
  const bytes = await bytesOf(file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const opened = openReport(bytes, file);
  for await (const { spectrum, sweep, several } of chosenSweeps(bytes, file, choice)) {
    yield {
      file: spectrum.name ?? file,
      sha256,
      spectra: [spectrum],
      ...(several || choice === sweep ? { sweep } : {}),
      ...(opened === undefined ? {} : { opened }),
    };
  }
}

/** The sweeps of several files as replicates of one spectrum. */
export async function replicateInput(files: readonly string[], choice: SweepChoice | undefined): Promise<FitInput> {
  const hash = createHash("sha256");
  const spectra: Spectrum[] = [];
  for (const file of files) {
    const bytes = await bytesOf(file);
    hash.update(bytes);
    for await (const { spectrum } of chosenSweeps(bytes, file, choice)) spectra.push(spectrum);
  }
  return { file: files.join(" + "), sha256: hash.digest("hex"), spectra };
}

/** Fits a spectrum, or the mean of replicates, and asks how far the parameters are determined. */
export function fitInput(
  input: FitInput,
  circuit: Circuit,
  options: FitOptions,
  intervalOptions: IntervalOptions = {},
  mask: MaskSettings = {},
  onProgress?: OnProgress,
): FittedInput {
  const { file, sha256 } = input;
  const { spectrum, fitOptions } = spectrumOf(input, options);
  const watched = onProgress === undefined ? {} : { onProgress };
  const result = fit(spectrum, circuit, { ...fitOptions, ...withViolations(spectrum, fitOptions, mask) });
  return {
    file,
    sha256,
    spectrum,
    circuit,
    result,
    intervals: intervals(result, { ...intervalOptions, ...watched }),
    identifiability: identifiability(result, watched),
  };
}

/** The only spectrum, or the mean of replicates, with the options that are left for its fit. */
export function spectrumOf(
  { spectra }: FitInput,
  options: FitOptions,
): { readonly spectrum: Spectrum; readonly fitOptions: FitOptions } {
  const [only] = spectra;
  if (only !== undefined && spectra.length === 1) return { spectrum: only, fitOptions: options };
  const { scatter, fitOptions } = divideTerms(options);
  return { spectrum: averageSpectra(spectra, scatter), fitOptions };
}

/** With the weight structure the error terms are for the residuals of the fit, else for the scatter of the replicates. */
function divideTerms({ errorTerms, ...others }: FitOptions): { scatter: AverageOptions; fitOptions: FitOptions } {
  if (errorTerms === undefined) return { scatter: {}, fitOptions: others };
  return others.weight === "structure"
    ? { scatter: {}, fitOptions: { ...others, errorTerms } }
    : { scatter: { errorTerms }, fitOptions: others };
}

/** A fit as it is printed for people, with what follows from it for the sample. */
export function fitText({ file, result, intervals, identifiability }: FittedInput, found?: Answers): string {
  const { frequencyHz } = result.residuals;
  // How the fit ended and what the data leave open is told above; it need not follow as a warning.
  const told = identifiability.parameters.flatMap(({ name, sentence }) =>
    sentence === null ? [] : [`${name} is not determined by these data`],
  );
  const warnings = [...result.warnings, ...intervals.warnings].filter(
    (warning) => warning !== result.termination.message && !told.some((words) => warning.startsWith(words)),
  );
  return [
    `${spectrumHeading(file, frequencyHz)}\n`,
    resultTable(result, intervals),
    ...(found === undefined ? [] : [answersText(found)]),
    statisticsText(result) + residualSummary(result.residuals),
    identifiabilityText(identifiability),
    ...(warnings.length === 0 ? [] : [`${labelledLines(warnings.map((warning) => ["warning", warning]))}\n`]),
  ].join("\n");
}
