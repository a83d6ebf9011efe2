import { fit } from "../fit/fit.ts";
import { originOf } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";
import { theExaminer } from "../kernel/load.ts";
import type { Spectrum } from "../spectrum.ts";
import { kramersKronigRival, type KramersKronigFit } from "./kramersKronig.ts";
import { startingValues } from "./mapValues.ts";
import { plainFit } from "./plainFit.ts";
import { averageAt, pureError } from "./replicates.ts";
import { relativeRoot } from "./relativeRoot.ts";
import { printFigure, printProbability } from "./words.ts";

/** What a circuit's S is held against. */
export type LackOfFitKind = "kramers-kronig" | "replicates" | "sigma";

/** Whether a circuit leaves out something that the data hold. */
export interface LackOfFit {
  readonly kind: LackOfFitKind;
  /** S of the circuit and its degrees of freedom. */
  readonly objective: number;
  readonly degreesOfFreedom: number;
  /** S of what it is held against: of the baseline, of the replicates about their mean, or as expected of the noise. */
  readonly reference: number;
  readonly referenceDegreesOfFreedom: number;
  /** How many times the S per degree of freedom (kramers-kronig: the S) of the reference the circuit's is. */
  readonly ratio: number;
  /** Fisher's F, or chi-square for `sigma`, with its degrees of freedom; null where the circuit's S is not above the baseline's. */
  readonly statistic: number | null;
  readonly numerator: number;
  readonly denominator: number;
  /** Probability of a statistic at least as large if the circuit were right; null where nothing can be tested. */
  readonly pValue: number | null;
  /** Frequency where circuit and baseline differ most, relative to |Z|; only against the Kramers-Kronig baseline. */
  readonly worstHz?: number;
  /** In a sentence for people. */
  readonly text: string;
}

/** What to hold the fit against. */
export interface LackOfFitOptions {
  /** Spectra of the same cell at the same frequencies, at least two; the fitted one may be among them. */
  readonly replicates?: readonly Spectrum[];
}

const LEVEL = 0.05;
/** Data without noise are met to rounding: S is then a chance number. */
const ROUNDING = 1e-11;

/**
 * Asks whether the S of a fit is what the noise explains.
 *
 * Without replicates it is held against the best Kramers-Kronig-consistent impedance: S falls from the circuit's to the
 * baseline's, and F = ((S - S0)/(nu - nu0))/(S0/nu0) says whether by more than its further coefficients explain. The baseline
 * contains every circuit of this kind nearly, so the test is that of nested models (Draper and Smith, Applied Regression
 * Analysis, 1998, section 6.1). Data that break the Kramers-Kronig relations themselves raise both.
 *
 * With replicates the circuit is fitted to their mean, and R times its S is held against the pure error, the scatter about the
 * mean (same source, section 2.1). With measured standard deviations as weights (`weight: "sigma"`) and no replicates, S itself
 * is a chi-square.
 *
 * A result of another objective or a robust loss is fitted again by the squares of the impedance first.
 *
 * @throws {FitError} `not-a-result` for anything but what `fit` returned; `bad-option` for replicates that do not belong together.
 */
export function lackOfFit(result: FitResult, options: LackOfFitOptions = {}): LackOfFit {
  const plain = plainFit(result);
  if (options.replicates !== undefined) return againstReplicates(plain, options.replicates);
  // Noise that a Kramers-Kronig test has found says no more than the baseline does, and is not known for sure.
  const { weight, errorStructure } = plain;
  const given = weight === "sigma" || (weight === "measured" && errorStructure === null);
  return given ? againstSigma(plain) : againstKramersKronig(plain);
}

function againstKramersKronig(result: FitResult): LackOfFit {
  const { objective, degreesOfFreedom } = result;
  const found = { kind: "kramers-kronig", objective, degreesOfFreedom } as const;
  const baseline = relativeRoot(result.residuals) < ROUNDING ? undefined : kramersKronigRival(result);
  if (baseline === undefined) {
    const text =
      relativeRoot(result.residuals) < ROUNDING
        ? "The circuit meets the data to rounding: nothing is left out."
        : "There are too few points for a Kramers-Kronig baseline, so nothing says how good a fit could be.";
    const none = { reference: Number.NaN, referenceDegreesOfFreedom: 0, ratio: Number.NaN, statistic: null };
    return { ...found, ...none, numerator: 0, denominator: 0, pValue: null, text };
  }
  const { objective: reference, degreesOfFreedom: denominator } = baseline;
  const ratio = objective / reference;
  const extra = degreesOfFreedom - denominator;
  // A circuit with as many parameters as the baseline is no special case of it; then the variances themselves are compared.
  const nested = extra > 0;
  const numerator = nested ? extra : degreesOfFreedom;
  const explained = nested ? objective - reference : objective;
  const statistic = explained > 0 ? explained / numerator / (reference / denominator) : null;
  const pValue = statistic === null ? 1 : theExaminer().arena.fisherTail(statistic, numerator, denominator);
  const worstHz = worstFrequency(result, baseline);
  const times = `S is ${printFigure(ratio)} times that of the best Kramers-Kronig-consistent impedance`;
  const figures = `(${statistic === null ? "" : `F = ${printFigure(statistic)}, `}${printProbability(pValue)})`;
  const text =
    pValue < LEVEL
      ? `The circuit leaves out something that the data hold: ${times} ${figures}, most of all near ${printHz(worstHz)}.`
      : `The circuit describes the data as well as any Kramers-Kronig-consistent impedance: ${times} ${figures}.`;
  const tested = {
    reference,
    referenceDegreesOfFreedom: denominator,
    ratio,
    statistic,
    numerator,
    denominator,
    pValue,
  };
  return { ...found, ...tested, worstHz, text };
}

function againstReplicates(result: FitResult, replicates: readonly Spectrum[]): LackOfFit {
  const { circuit, options } = originOf(result);
  const average = averageAt(replicates, result.residuals);
  const initial = startingValues(result);
  const mean = fit(average, circuit, { ...options, objective: "impedance", loss: "squares", initial, search: false });
  const { degreesOfFreedom } = mean;
  const objective = replicates.length * mean.objective;
  const { error: reference, degreesOfFreedom: denominator } = pureError(replicates, mean);
  const ratio = objective / degreesOfFreedom / (reference / denominator);
  const pValue = degreesOfFreedom > 0 ? theExaminer().arena.fisherTail(ratio, degreesOfFreedom, denominator) : null;
  const times = `per degree of freedom S is ${printFigure(ratio)} times what the scatter of ${replicates.length} replicates explains`;
  const figures = pValue === null ? "(no degrees of freedom are left)" : `(${printProbability(pValue)})`;
  const text =
    pValue !== null && pValue < LEVEL
      ? `The circuit leaves out something that the data hold: ${times} ${figures}.`
      : `The circuit describes the data within the scatter of the replicates: ${times} ${figures}.`;
  return {
    kind: "replicates",
    objective,
    degreesOfFreedom,
    reference,
    referenceDegreesOfFreedom: denominator,
    ratio,
    statistic: ratio,
    numerator: degreesOfFreedom,
    denominator,
    pValue,
    text,
  };
}

/** S of measured standard deviations against the noise that they state. */
function againstSigma({ objective, degreesOfFreedom }: FitResult): LackOfFit {
  const pValue = degreesOfFreedom > 0 ? theExaminer().arena.chiSquareTail(objective, degreesOfFreedom) : null;
  const ratio = objective / degreesOfFreedom;
  const times = `S is ${printFigure(ratio)} times what the given standard deviations explain`;
  const figures = pValue === null ? "(no degrees of freedom are left)" : `(${printProbability(pValue)})`;
  const text =
    pValue !== null && pValue < LEVEL
      ? `The circuit leaves out something that the data hold, or the standard deviations are too small: ${times} ${figures}.`
      : `The circuit describes the data within their standard deviations: ${times} ${figures}.`;
  return {
    kind: "sigma",
    objective,
    degreesOfFreedom,
    reference: degreesOfFreedom,
    referenceDegreesOfFreedom: 0,
    ratio,
    statistic: objective,
    numerator: degreesOfFreedom,
    denominator: 0,
    pValue,
    text,
  };
}

/** Where circuit and baseline differ most, relative to |Z|. */
function worstFrequency({ residuals }: FitResult, baseline: KramersKronigFit): number {
  let largest = -1;
  let worst = 0;
  residuals.frequencyHz.forEach((_frequency, point) => {
    const re = baseline.re[point] ?? Number.NaN;
    const im = baseline.im[point] ?? Number.NaN;
    const dRe = (residuals.fitRe[point] ?? Number.NaN) - re;
    const dIm = (residuals.fitIm[point] ?? Number.NaN) - im;
    const share = (dRe * dRe + dIm * dIm) / (re * re + im * im);
    if (share > largest) [largest, worst] = [share, point];
  });
  return residuals.frequencyHz[worst] ?? Number.NaN;
}

function printHz(frequency: number): string {
  return `${Number(frequency.toPrecision(3))} Hz`;
}
