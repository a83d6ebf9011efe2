import { theExaminer } from "../kernel/load.ts";
import { makeSpectrum, SpectrumError, type Spectrum, type SpectrumSigma } from "../spectrum.ts";
import { checkTerms, fitErrorStructure, sigmaOf, type ErrorStructure, type ErrorTerm } from "./errorStructure.ts";

/** Frequencies of replicates are one if they agree to this part: instruments write six digits or more. */
const SAME_FREQUENCY = 1e-5;
/** With fewer replicates the standard deviations are themselves uncertain by more than a quarter. */
const ENOUGH = 9;

/** How the mean of replicates gets its standard deviations. */
export interface AverageOptions {
  /**
   * Terms of an error structure fitted to the scatter of all points together, which takes its place. Without them each point has the
   * standard deviation of its own values, which from few replicates is a poor one.
   */
  readonly errorTerms?: readonly ErrorTerm[];
}

/** Values and mean at the points of replicates. */
interface Scatter {
  readonly mean: Parts;
  /** Sample variances, divided by n - 1. */
  readonly variance: Parts;
}

interface Parts {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The mean of repeated measurements of one spectrum, with the standard deviations of the mean (those of one measurement over sqrt n), for
 * fits with the weight `sigma`.
 *
 * @throws {SpectrumError} for fewer than two replicates, frequencies that do not agree, and replicates that agree exactly.
 * @throws {FitError} for error terms that are unknown or 0 everywhere.
 */
export function averageSpectra(replicates: readonly Spectrum[], options: AverageOptions = {}): Spectrum {
  const [first, count] = checkReplicates(replicates);
  const { mean, variance } = scatterOf(replicates);
  const one: SpectrumSigma =
    options.errorTerms === undefined
      ? { re: variance.re.map(Math.sqrt), im: variance.im.map(Math.sqrt) }
      : sigmaOf(structureOf(replicates, options.errorTerms), mean);
  const still = first.frequencyHz.findIndex((_, point) => !((one.re[point] ?? 0) > 0 && (one.im[point] ?? 0) > 0));
  if (still >= 0) {
    throw new SpectrumError(
      "bad-sigma",
      `All ${String(count)} replicates have the same value at ${String(first.frequencyHz[still])} Hz, so they give no standard deviation; are they copies? An error structure (errorTerms) needs none at each point.`,
      still,
    );
  }
  const ofMean = (sigma: Float64Array): Float64Array => sigma.map((value) => value / Math.sqrt(count));
  const uncertain = options.errorTerms === undefined && count < ENOUGH;
  const percent = (100 / Math.sqrt(2 * (count - 1))).toFixed(0);
  return makeSpectrum({
    frequencyHz: first.frequencyHz,
    ...mean,
    sigma: { re: ofMean(one.re), im: ofMean(one.im) },
    notes: [`mean of ${String(count)} replicates`],
    warnings: uncertain
      ? [
          `The standard deviations come from ${String(count)} replicates and are uncertain by ${percent} % each; an error structure (errorTerms) joins the points' scatter.`,
        ]
      : [],
  });
}

/**
 * Error structure of a single measurement from the scatter of replicates about their mean, squares multiplied by n/(n - 1).
 *
 * @throws {SpectrumError} as `averageSpectra`.
 * @throws {FitError} for error terms that are unknown or 0 everywhere, and where there is no scatter.
 */
export function replicateErrorStructure(
  replicates: readonly Spectrum[],
  terms: readonly ErrorTerm[] = ["constant", "modulus"],
): ErrorStructure {
  checkReplicates(replicates);
  return structureOf(replicates, terms);
}

function structureOf(replicates: readonly Spectrum[], terms: readonly ErrorTerm[]): ErrorStructure {
  checkTerms(terms);
  const count = replicates.length;
  const { mean } = scatterOf(replicates);
  const points = mean.re.length;
  const at = { re: new Float64Array(points * count), im: new Float64Array(points * count) };
  const residuals = { re: new Float64Array(points * count), im: new Float64Array(points * count) };
  replicates.forEach((replicate, number) => {
    for (const part of ["re", "im"] as const) {
      at[part].set(mean[part], number * points);
      residuals[part].set(
        replicate[part].map((value, point) => value - (mean[part][point] ?? Number.NaN)),
        number * points,
      );
    }
  });
  return fitErrorStructure(theExaminer(), terms, at, residuals, count / (count - 1));
}

function scatterOf(replicates: readonly Spectrum[]): Scatter {
  const count = replicates.length;
  const [first] = replicates;
  const ofPart = (part: "re" | "im"): { mean: Float64Array; variance: Float64Array } => {
    const values = (point: number): number[] => replicates.map((spectrum) => spectrum[part][point] ?? Number.NaN);
    const mean = new Float64Array(first?.re.length ?? 0).map(
      (_, point) => values(point).reduce((sum, value) => sum + value, 0) / count,
    );
    const variance = mean.map((centre, point) => {
      const squares = values(point).map((value) => (value - centre) * (value - centre));
      return squares.reduce((sum, square) => sum + square, 0) / (count - 1);
    });
    return { mean, variance };
  };
  const [re, im] = [ofPart("re"), ofPart("im")];
  return { mean: { re: re.mean, im: im.mean }, variance: { re: re.variance, im: im.variance } };
}

/** The first replicate and their number. */
function checkReplicates(replicates: readonly Spectrum[]): [first: Spectrum, count: number] {
  const [first, ...others] = replicates;
  if (first === undefined || others.length === 0) {
    throw new SpectrumError(
      "empty",
      `${String(replicates.length)} spectra have no scatter; give at least two replicates of the same measurement.`,
    );
  }
  others.forEach((other, index) => {
    const which = `Replicate ${String(index + 2)}`;
    if (other.frequencyHz.length !== first.frequencyHz.length) {
      throw new SpectrumError(
        "unequal-lengths",
        `${which} has ${String(other.frequencyHz.length)} points, the first ${String(first.frequencyHz.length)}; replicates have the same frequencies.`,
      );
    }
    const point = first.frequencyHz.findIndex(
      (frequency, k) => Math.abs((other.frequencyHz[k] ?? 0) - frequency) > SAME_FREQUENCY * frequency,
    );
    if (point < 0) return;
    throw new SpectrumError(
      "unequal-frequencies",
      `${which} has ${String(other.frequencyHz[point])} Hz where the first has ${String(first.frequencyHz[point])} Hz (point ${String(point)}); replicates have the same frequencies.`,
      point,
    );
  });
  return [first, replicates.length];
}
