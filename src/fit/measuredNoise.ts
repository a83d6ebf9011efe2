import { judge, LEAST_NOISE } from "../linear/judge.ts";
import type { Spectrum, SpectrumSigma } from "../spectrum.ts";
import { sigmaOf, type ErrorStructure } from "./errorStructure.ts";
import { FitError } from "./fitError.ts";
import { takePoints } from "./mask.ts";

/** The noise that the spectrum itself shows, as the weight `measured` takes it. */
export interface MeasuredNoise {
  readonly structure: ErrorStructure;
  /** Of all points of the spectrum. */
  readonly sigma: SpectrumSigma;
  /** Indices in the spectrum of the points that the others contradict, which did not count. */
  readonly without: readonly number[];
  /** Whether the noise was too small to be told. */
  readonly least: boolean;
}

/**
 * The noise of the points used as a share of |Z|, from the linear Kramers-Kronig test with the least cross-validation score
 * (assembly/kramersKronig/linear.ts). Its relative standard error is 1/sqrt(2 nu) with nu degrees of freedom of the test.
 *
 * @throws {FitError} `bad-weight` for too few points.
 */
export function measureNoise(spectrum: Spectrum, used: readonly number[]): MeasuredNoise {
  const take = (values: Float64Array): Float64Array => takePoints(values, used);
  const judgement = judge({ frequencyHz: take(spectrum.frequencyHz), re: take(spectrum.re), im: take(spectrum.im) });
  if (judgement === undefined) {
    throw new FitError(
      "bad-weight",
      `The weight measured takes the noise from a Kramers-Kronig test, for which ${String(used.length)} points are too few; give standard deviations with the spectrum, or use modulus weights.`,
    );
  }
  const { noise, points, solution, violations } = judgement;
  const coefficient = Math.max(noise, LEAST_NOISE);
  const freedom = 2 * points - solution.parameters;
  const structure: ErrorStructure = {
    terms: ["modulus"],
    coefficients: [coefficient],
    stderr: [coefficient / Math.sqrt(2 * freedom)],
  };
  const without = violations.map(({ point }) => used[point] ?? -1).sort((a, b) => a - b);
  return { structure, sigma: sigmaOf(structure, spectrum), without, least: !(noise > LEAST_NOISE) };
}

/** What a result says of where its weights came from. */
export function noiseWarning({ structure, without, least }: MeasuredNoise, chi2Reduced: number | null): string {
  const percent = (100 * (structure.coefficients[0] ?? Number.NaN)).toPrecision(2);
  const points = `point${without.length === 1 ? "" : "s"} ${without.join(", ")}`;
  const aside = without.length === 0 ? "" : `, without ${points}, which the others contradict`;
  const told = least
    ? "The Kramers-Kronig test found no noise to speak of, so the weights suppose 0.001 % of |Z|."
    : `The weights suppose the noise that the Kramers-Kronig test found, ${percent} % of |Z| in either part${aside}.`;
  if (chi2Reduced === null || !(chi2Reduced > MISFIT)) return told;
  return `${told} S is ${chi2Reduced.toPrecision(2)} times what it explains, so the circuit leaves something out, and the standard errors, which suppose it right, are too small.`;
}

/** S/(2N - p) above this is no chance of the noise estimate, whose square is good to some 25 %. */
const MISFIT = 2;
