import { createHash } from "node:crypto";
import {
  fit,
  identifiability,
  intervals,
  readFileBytes,
  readSpectrum,
  type Circuit,
  type FitOptions,
  type FitResult,
  type Identifiability,
  type IntervalOptions,
  type Intervals,
  type Spectrum,
} from "../index.ts";
import { identifiabilityText, labelledLines, residualSummary, resultTable, statisticsText } from "../report/index.ts";

/** A file with its fit. */
export interface FittedInput {
  readonly file: string;
  /** Of the file's bytes. */
  readonly sha256: string;
  readonly spectrum: Spectrum;
  readonly circuit: Circuit;
  readonly result: FitResult;
  readonly intervals: Intervals;
  readonly identifiability: Identifiability;
}

/** Reads a file once, fits it, and asks how far the parameters are determined. */
export async function fitFile(
  file: string,
  circuit: Circuit,
  options: FitOptions,
  method: NonNullable<IntervalOptions["method"]> = "auto",
): Promise<FittedInput> {
  const bytes = await readFileBytes(file);
  const spectrum = await readSpectrum(bytes, file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const result = fit(spectrum, circuit, options);
  return {
    file,
    sha256,
    spectrum,
    circuit,
    result,
    intervals: intervals(result, { method }),
    identifiability: identifiability(result),
  };
}

/** A fit as it is printed for people. */
export function fitText({ file, result, intervals, identifiability }: FittedInput): string {
  const { frequencyHz } = result.residuals;
  const points = `${frequencyHz.length} point${frequencyHz.length === 1 ? "" : "s"}`;
  // How the fit ended and what the data leave open is told above; it need not follow as a warning.
  const told = identifiability.parameters.flatMap(({ name, sentence }) =>
    sentence === null ? [] : [`${name} is not determined by these data`],
  );
  const warnings = [...result.warnings, ...intervals.warnings].filter(
    (warning) => warning !== result.termination.message && !told.some((words) => warning.startsWith(words)),
  );
  return [
    `${file}: ${points}, ${frequencyHz[0]} .. ${frequencyHz.at(-1)} Hz\n`,
    resultTable(result, intervals),
    statisticsText(result) + residualSummary(result.residuals),
    identifiabilityText(identifiability),
    ...(warnings.length === 0 ? [] : [`${labelledLines(warnings.map((warning) => ["warning", warning]))}\n`]),
  ].join("\n");
}
