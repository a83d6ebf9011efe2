import { originOf } from "../../fit/origin.ts";
import type { FitOptions } from "../../fit/options.ts";
import type { ExcludedPoint } from "../../fit/mask.ts";
import { findSpectrumWarnings } from "../../spectrumWarnings.ts";
import type { Spectrum } from "../../spectrum.ts";
import { version } from "../../version.ts";
import { fitDocument } from "../fitJson.ts";
import type { ReportInput } from "./input.ts";

/** Where a spectrum comes from. */
export interface SpectrumSource {
  readonly file: string;
  /** Of the content of the file, in hexadecimal digits. */
  readonly sha256: string;
}

/**
 * What a report holds of its making: the data to the last bit, circuit and options of the fit, and the document of the result as
 * `eisfit fit --json` prints it. `openReport` reads it.
 */
export function reportRecord(input: ReportInput): object {
  const { result, file, sha256, intervals, identifiability, answers, check, comparison } = input;
  const { spectrum, circuit, options } = originOf(result);
  const { level, method } = intervals ?? {};
  const extra = {
    ...(answers === undefined ? {} : { answers }),
    ...(check === undefined
      ? {}
      : { check: { status: check.status, verdict: check.verdict, noisePercent: check.noisePercent } }),
    ...(comparison === undefined ? {} : { comparison: { verdict: comparison.verdict } }),
  };
  const fitted = {
    file,
    sha256,
    result,
    ...(intervals === undefined ? {} : { intervals }),
    ...(identifiability === undefined ? {} : { identifiability }),
    extra,
  };
  return {
    ...fitDocument(version, [fitted]),
    source: { file, sha256 },
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.commandLine === undefined ? {} : { commandLine: input.commandLine }),
    data: dataOf(spectrum),
    fit: {
      circuit: circuit.text,
      options: optionsOf(options),
      excluded: maskOf(result.excluded),
      ...(method === undefined ? {} : { intervals: { method, level, ...input.intervalOptions } }),
      ...(input.sample === undefined ? {} : { sample: input.sample }),
      ...(comparison === undefined ? {} : { compared: comparison.ranked.map((one) => one.circuit.text) }),
    },
  };
}

function dataOf(spectrum: Spectrum): object {
  const { frequencyHz, re, im, sigma, metadata, notes, warnings } = spectrum;
  // What is found in the points themselves is found again.
  const found = new Set(findSpectrumWarnings(spectrum));
  return {
    frequencyHz: [...frequencyHz],
    re: [...re],
    im: [...im],
    ...(sigma === undefined ? {} : { sigma: { re: [...sigma.re], im: [...sigma.im] } }),
    metadata,
    notes,
    warnings: warnings.filter((warning) => !found.has(warning)),
  };
}

/** Ties and orders stand in the circuit by now, and the mask is told point by point with its reasons. */
function optionsOf(options: FitOptions): object {
  const { ties, order, minimumHz, maximumHz, exclude, excludeSigns, ...others } = options;
  void [ties, order, minimumHz, maximumHz, exclude, excludeSigns];
  return others;
}

/** Runs of points with one reason, as `[first, last, reason]`. */
function maskOf(
  excluded: readonly ExcludedPoint[],
): readonly (readonly [first: number, last: number, reason: string])[] {
  const runs: [number, number, string][] = [];
  for (const { index, reason } of excluded) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === index - 1 && last[2] === reason) last[1] = index;
    else runs.push([index, index, reason]);
  }
  return runs;
}
