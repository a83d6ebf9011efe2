import {
  answers,
  fit,
  FitError,
  identifiability,
  intervals,
  lackOfFit,
  parseCircuit,
  profile,
  QuantityError,
  residualTests,
  type Answers,
  type Circuit,
  type FitResult,
  type SampleOptions,
  type Spectrum,
} from "../../index.ts";
import type { IntervalChoice, SampleTexts } from "../session/session.ts";
import type { Tell } from "./answering.ts";
import type { FitDetails, FitJob, FitOutcome, Requests } from "./requests.ts";
import { maskOf, spectrumOf } from "./spectra.ts";

/** A fit with what it was made from. */
export interface Fitted {
  readonly spectrum: Spectrum;
  readonly circuit: Circuit;
  readonly result: FitResult;
  readonly milliseconds: number;
}

/** Fits that questions may come about; each holds little more than its spectrum. */
const MOST_KEPT = 24;
const kept = new Map<string, Fitted>();

/** The fit of a job, from those kept or made anew. @throws {FitError} {CircuitSyntaxError} as `fit` and `parseCircuit`. */
export function fitted(job: FitJob): Fitted {
  const key = JSON.stringify([job.sweep.id, job.excluded, job.circuit, job.options]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const spectrum = spectrumOf(job.sweep);
  const circuit = parseCircuit(job.circuit);
  const started = performance.now();
  const result = fit(spectrum, circuit, { ...job.options, ...maskOf(job.excluded) });
  const made = { spectrum, circuit, result, milliseconds: performance.now() - started };
  kept.set(key, made);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return made;
}

/** What is shown of a fit, as plain data. */
export function outcomeOf(result: FitResult, milliseconds: number): FitOutcome {
  const { point, frequencyHz, rePercent, imPercent } = result.residuals;
  return {
    circuit: result.circuit,
    parameters: result.parameters,
    objective: result.objective,
    chi2Reduced: result.chi2Reduced,
    degreesOfFreedom: result.degreesOfFreedom,
    aicc: result.aicc,
    bic: result.bic,
    termination: result.termination,
    errorStructure: result.errorStructure,
    warnings: result.warnings,
    derived: result.derived,
    residuals: { point, frequencyHz, rePercent, imPercent },
    residualPercent: rootMeanSquare(rePercent, imPercent),
    otherMinima: result.minima.length,
    outliers: result.robust?.outliers.map(({ point }) => point) ?? [],
    milliseconds,
  };
}

function rootMeanSquare(re: Float64Array, im: Float64Array): number {
  const sum = re.reduce((total, value, k) => total + value * value + (im[k] ?? 0) * (im[k] ?? 0), 0);
  return Math.sqrt(sum / re.length);
}

export function detailsOf({ sample, intervals: choice, ...job }: Requests["details"]["ask"], tell: Tell): FitDetails {
  const { result } = fitted(job);
  const { answers: found, error } = answersOf(result, sample);
  return {
    ...chosenIntervals(result, choice, tell),
    identifiability: identifiability(result),
    residualVerdict: residualTests(result).verdict,
    answers: found,
    answersError: error,
  };
}

/** By the method asked for; where that has none, as `auto` has them and why. */
export function chosenIntervals(
  result: FitResult,
  method: IntervalChoice,
  tell: Tell,
): Pick<FitDetails, "intervals" | "intervalsError"> {
  try {
    if (method === "bootstrap") tell({ done: 0, all: null, words: "bootstrap of 1000 replicas" });
    if (method === "profile") {
      // Each is kept with the result, where the intervals then find it.
      result.freeParameters.forEach((name, done, { length: all }) => {
        tell({ done, all, words: `profile of ${name}, ${String(done + 1)} of ${String(all)}` });
        profile(result, [name]);
      });
    }
    return { intervals: intervals(result, { method }), intervalsError: null };
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    return { intervals: intervals(result), intervalsError: error.message };
  }
}

export function lackOfFitOf(job: FitJob): string {
  return lackOfFit(fitted(job).result).text;
}

/** What follows for the sample, where there is geometry to go by. */
export function answersOf(
  result: FitResult,
  texts: SampleTexts,
): { readonly answers: Answers | null; readonly error: string | null } {
  const sample = sampleOf(texts);
  if (sample === undefined) return { answers: null, error: null };
  try {
    return { answers: answers(result, sample), error: null };
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    return { answers: null, error: error.message };
  }
}

/** What was typed of the sample, undefined where nothing was. */
export function sampleOf(texts: SampleTexts): SampleOptions | undefined {
  const given = Object.entries(texts).filter(([, text]) => (text as string).trim() !== "");
  return given.length === 0 ? undefined : Object.fromEntries(given);
}
