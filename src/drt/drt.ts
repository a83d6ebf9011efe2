import {
  DRT_AT_END,
  DRT_CURVATURE,
  DRT_EFFECTIVE,
  DRT_ELASTANCE,
  DRT_FREE_MISFIT,
  DRT_HEAD,
  DRT_INDUCTANCE_FOUND,
  DRT_LAMBDA,
  DRT_MISFIT,
  DRT_POLARISATION,
  DRT_POLARISATION_DEVIATION,
  DRT_RESISTANCE,
  DRT_RESISTANCE_DEVIATION,
  DRT_SCORE,
  DRT_SINGULAR,
  DRT_STATUS,
  DRT_VARIANCE,
} from "../../assembly/agreed/drt.ts";
import { exp } from "../../assembly/math/elementary.ts";
import { FitError } from "../fit/fitError.ts";
import type { Residuals } from "../fit/result.ts";
import { theExaminer } from "../kernel/load.ts";
import type { Spectrum } from "../spectrum.ts";
import { factorOf, intervalAround, type DrtBand, type Interval } from "./band.ts";
import type { DrtOptions } from "./options.ts";
import { findPeaks } from "./peaks.ts";
import { prepareDrt, type PreparedDrt } from "./prepare.ts";
import { raiseLambda } from "./raiseLambda.ts";
import type { DrtResult } from "./result.ts";
import { secondOpinionOn, type SecondOpinion } from "./secondOpinion.ts";
import { notesOf, warningsOf } from "./words.ts";

/**
 * The distribution of relaxation times of a spectrum,
 *
 *   Z = R + j omega L + 1/(j omega C) + integral of gamma/(1 + j omega tau) d(ln tau),
 *
 * by Tikhonov's regularisation on Gaussian or piecewise-linear functions of ln tau (Wan, Saccoccio, Chen, Ciucci, Electrochim. Acta
 * 184, 483, 2015), with lambda from generalised cross-validation or the L-curve (Saccoccio et al., Electrochim. Acta 147, 470, 2014;
 * Hansen, SIAM Rev. 34, 561, 1992) and nothing below 0. Frequencies in Hz, impedances in ohm, tau in s. The same spectrum and
 * options give the same bits on every machine.
 *
 * An inversion is no measurement: lambda decides how many peaks there are. `result.band` tells what the noise leaves open,
 * `result.secondOpinion` what a method of another kind finds.
 *
 * @throws {FitError} `too-few-points` below five different frequencies, `bad-option` and `bad-weight` for options that cannot be met.
 */
export function drt(spectrum: Spectrum, options: DrtOptions = {}): DrtResult {
  const prepared = prepareDrt(spectrum, options);
  const numbers = theExaminer().arena.distribution(prepared.input);
  if (numbers[DRT_STATUS] === DRT_SINGULAR) {
    throw new FitError(
      "bad-option",
      "The equations of this distribution are singular to working accuracy: choose a larger lambda or shape, or fewer time constants.",
    );
  }
  const result = describe(spectrum, options, prepared, numbers);
  const { lambda, nonNegative } = prepared.options;
  const byScore = lambda === "gcv" || lambda === "mgcv";
  if (!byScore || !nonNegative || result.peaks.length > 0 || !(result.polarisationResistance > 0)) return result;
  const raised = raiseLambda(prepared, numbers);
  return raised === undefined ? result : describe(spectrum, options, prepared, raised, result.lambda);
}

/** @param raisedFrom the lambda of the least score, where another is used */
function describe(
  spectrum: Spectrum,
  given: DrtOptions,
  prepared: PreparedDrt,
  numbers: Float64Array,
  raisedFrom?: number,
): DrtResult {
  const { options, scale, squareScale, input } = prepared;
  const at = (index: number): number => numbers[index] ?? Number.NaN;
  const block = (place: number): Float64Array =>
    numbers.slice(DRT_HEAD + place * input.basis, DRT_HEAD + (place + 1) * input.basis);
  const logTau = block(0);
  const gamma = block(1).map((value) => value * scale);
  const deviation = block(3).map((value) => value * scale);
  const residuals = residualsOf(prepared, numbers.subarray(DRT_HEAD + 4 * input.basis));
  const factor = factorOf(options.level);
  const interval = (value: number, sd: number): Interval => intervalAround(value, sd, factor, options.nonNegative);
  const { arena } = theExaminer();
  const deviationOf = (weights: Float64Array): number => arena.distributionDeviation(weights) * scale;
  const peaks = findPeaks(logTau, gamma, deviationOf, interval);
  const elastance = at(DRT_ELASTANCE) * scale;
  const found = {
    tau: logTau.map(exp),
    gamma,
    coefficients: block(2).map((value) => value * scale),
    seriesResistance: at(DRT_RESISTANCE) * scale,
    inductance: at(DRT_INDUCTANCE_FOUND) * scale,
    capacitance: elastance > 0 ? 1 / elastance : null,
    polarisationResistance: at(DRT_POLARISATION) * scale,
    peaks,
    band: bandOf(prepared, numbers, gamma, deviation, interval),
    basis: options.basis,
    derivative: options.derivative,
    data: options.data,
    weight: options.weight,
    nonNegative: options.nonNegative,
    lambda: at(DRT_LAMBDA),
    lambdaChoice: typeof options.lambda === "number" ? ("given" as const) : options.lambda,
    gcvScore: at(DRT_SCORE) * squareScale,
    curvature: at(DRT_CURVATURE),
    effectiveParameters: at(DRT_EFFECTIVE),
    objective: at(DRT_MISFIT) * squareScale,
    noise: Math.sqrt(at(DRT_VARIANCE) * squareScale),
    excluded: prepared.excluded,
    residuals,
    residualPercent: rootMeanSquare(residuals),
  };
  const costOfSign = at(DRT_MISFIT) / at(DRT_FREE_MISFIT);
  let second: SecondOpinion | undefined;
  const result: DrtResult = {
    ...found,
    notes: notesOf(found, prepared, raisedFrom),
    warnings: [...spectrum.warnings, ...warningsOf(found, prepared, at(DRT_AT_END) === 1, costOfSign)],
    get secondOpinion() {
      return (second ??= secondOpinionOn(spectrum, given, prepared, result));
    },
  };
  return result;
}

function bandOf(
  { options, scale }: PreparedDrt,
  numbers: Float64Array,
  gamma: Float64Array,
  deviation: Float64Array,
  interval: (value: number, deviation: number) => Interval,
): DrtBand {
  const at = (index: number): number => (numbers[index] ?? Number.NaN) * scale;
  const ends = Array.from(gamma, (value, k) => interval(value, deviation[k] ?? Number.NaN));
  return {
    level: options.level,
    lower: Float64Array.from(ends, ([low]) => low),
    upper: Float64Array.from(ends, ([, high]) => high),
    polarisationResistance: interval(at(DRT_POLARISATION), at(DRT_POLARISATION_DEVIATION)),
    seriesResistance: options.data === "im" ? null : interval(at(DRT_RESISTANCE), at(DRT_RESISTANCE_DEVIATION)),
  };
}

function residualsOf({ used, frequencyHz, re, im, scale }: PreparedDrt, fitted: Float64Array): Residuals {
  const points = used.length;
  const fitRe = fitted.slice(0, points).map((value) => value * scale);
  const fitIm = fitted.slice(points, 2 * points).map((value) => value * scale);
  const percent = (fit: Float64Array, data: Float64Array): Float64Array =>
    fit.map((value, k) => {
      const [x, y] = [re[k] ?? Number.NaN, im[k] ?? Number.NaN];
      return (100 * (value - (data[k] ?? Number.NaN))) / Math.sqrt(x * x + y * y);
    });
  return { point: used, frequencyHz, fitRe, fitIm, rePercent: percent(fitRe, re), imPercent: percent(fitIm, im) };
}

function rootMeanSquare({ rePercent, imPercent }: Residuals): number {
  let sum = 0;
  rePercent.forEach((x, k) => {
    const y = imPercent[k] ?? Number.NaN;
    sum += x * x + y * y;
  });
  return Math.sqrt(sum / rePercent.length);
}
