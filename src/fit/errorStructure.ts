import type { Kernel } from "../kernel/kernel.ts";
import type { SpectrumSigma } from "../spectrum.ts";
import { FitError } from "./fitError.ts";

/** What a term of an error structure is proportional to: 1, |Z|, |Re Z|, |Im Z| or |Z|^2. */
export type ErrorTerm = "constant" | "modulus" | "real" | "imaginary" | "square";

/**
 * Standard deviation of the noise of either part of Z, ohm, as the sum over the terms of coefficient times 1, |Z|, |Re Z|, |Im Z| or
 * |Z|^2 (after Agarwal, Crisalle, Orazem & Garcia-Rubio, J. Electrochem. Soc. 142, 4149, 1995, who find both parts
 * alike). Coefficients are not negative.
 */
export interface ErrorStructure {
  readonly terms: readonly ErrorTerm[];
  /** ohm for `constant`, 1/ohm for `square`, else a number. */
  readonly coefficients: readonly number[];
  /** Standard errors; null for a coefficient of 0. */
  readonly stderr: readonly (number | null)[];
}

/** sigma = a + b|Z|. */
export const DEFAULT_TERMS: readonly ErrorTerm[] = ["constant", "modulus"];

/** Less than this part of |Z| is rounding of the data. */
const ROUNDING = 1e-13;

/** Impedances of some points, ohm. */
interface Impedances {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const termAt: Readonly<Record<ErrorTerm, (re: number, im: number) => number>> = {
  constant: () => 1,
  modulus: (re, im) => Math.sqrt(re * re + im * im),
  real: (re) => Math.abs(re),
  imaginary: (_re, im) => Math.abs(im),
  square: (re, im) => re * re + im * im,
};

/** @throws {FitError} `bad-option` for no terms, unknown and repeated ones. */
export function checkTerms(terms: readonly ErrorTerm[]): void {
  const unknown = terms.find((term) => !Object.hasOwn(termAt, term));
  const known = Object.keys(termAt).join(", ");
  if (unknown !== undefined) {
    throw new FitError("bad-option", `There is no error term ${JSON.stringify(unknown)}; choose of ${known}.`);
  }
  if (terms.length > 0 && new Set(terms).size === terms.length) return;
  throw new FitError("bad-option", `An error structure has at least one term, and each only once; choose of ${known}.`);
}

/** Standard deviations of points with these impedances. */
export function sigmaOf({ terms, coefficients }: ErrorStructure, { re, im }: Impedances): SpectrumSigma {
  const sigma = re.map((x, point) =>
    terms.reduce((sum, term, j) => sum + (coefficients[j] ?? Number.NaN) * termAt[term](x, im[point] ?? Number.NaN), 0),
  );
  return { re: sigma, im: sigma };
}

/**
 * The most likely structure of residuals dZ at impedances Z.
 * @param inflation by which squares of residuals are multiplied, for the degrees of freedom that a fit or a mean has used up
 * @throws {FitError} `bad-weight` where the residuals are mere rounding, so that they have no structure.
 */
export function fitErrorStructure(
  kernel: Kernel,
  terms: readonly ErrorTerm[],
  at: Impedances,
  residuals: Impedances,
  inflation: number,
): ErrorStructure {
  checkTerms(terms);
  const count = at.re.length;
  const squares = new Float64Array(2 * count);
  residuals.re.forEach((x, point) => (squares[point] = inflation * x * x));
  residuals.im.forEach((y, point) => (squares[count + point] = inflation * y * y));
  const columns = terms.map((term) => {
    const half = at.re.map((x, point) => termAt[term](x, at.im[point] ?? Number.NaN));
    const largest = half.reduce((most, value) => Math.max(most, value), 0);
    const column = new Float64Array(2 * count);
    column.set(half.map((value) => (largest > 0 ? value / largest : 0)));
    column.copyWithin(count, 0, count);
    return { column, largest };
  });
  const empty = columns.findIndex(({ largest }) => largest === 0);
  if (empty >= 0) {
    throw new FitError("bad-weight", `The error term ${String(terms[empty])} is 0 at every point; leave it out.`);
  }
  const found = kernel.errorStructure(
    squares,
    columns.map(({ column }) => column),
  );
  const scaled = (values: Float64Array | undefined): number[] =>
    columns.map(({ largest }, j) => (values?.[j] ?? Number.NaN) / largest);
  const structure: ErrorStructure = {
    terms: [...terms],
    coefficients: scaled(found?.coefficients),
    stderr: scaled(found?.stderr).map((error) => (Number.isNaN(error) ? null : error)),
  };
  const { re: sigma } = sigmaOf(structure, at);
  const noisy = sigma.every((value, point) => value > ROUNDING * termAt.modulus(at.re[point] ?? 0, at.im[point] ?? 0));
  if (found !== undefined && noisy) return structure;
  throw new FitError(
    "bad-weight",
    "The residuals are mere rounding, so no error structure can be fitted to them; use modulus weights.",
  );
}
