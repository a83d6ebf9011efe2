import { createHash } from "node:crypto";
import {
  fit,
  readFileBytes,
  readSpectrum,
  type Circuit,
  type FitOptions,
  type FitResult,
  type Spectrum,
} from "../index.ts";
import { labelledLines, residualSummary, resultTable, statisticsText } from "../report/index.ts";

/** A file with its fit. */
export interface FittedInput {
  readonly file: string;
  /** Of the file's bytes. */
  readonly sha256: string;
  readonly spectrum: Spectrum;
  readonly circuit: Circuit;
  readonly result: FitResult;
}

/** Reads a file once and fits it. */
export async function fitFile(file: string, circuit: Circuit, options: FitOptions): Promise<FittedInput> {
  const bytes = await readFileBytes(file);
  const spectrum = await readSpectrum(bytes, file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { file, sha256, spectrum, circuit, result: fit(spectrum, circuit, options) };
}

/** A fit as it is printed for people. */
export function fitText({ file, result }: FittedInput): string {
  const { frequencyHz } = result.residuals;
  const points = `${frequencyHz.length} point${frequencyHz.length === 1 ? "" : "s"}`;
  // The statistics tell how the fit ended; the same sentence need not follow as a warning.
  const warnings = result.warnings.filter((warning) => warning !== result.termination.message);
  return [
    `${file}: ${points}, ${frequencyHz[0]} .. ${frequencyHz.at(-1)} Hz\n`,
    resultTable(result),
    statisticsText(result) + residualSummary(result.residuals),
    ...(warnings.length === 0 ? [] : [`${labelledLines(warnings.map((warning) => ["warning", warning]))}\n`]),
  ].join("\n");
}
