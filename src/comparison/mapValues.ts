import type { Circuit } from "../circuit/index.ts";
import { fit } from "../fit/fit.ts";
import { FitError } from "../fit/fitError.ts";
import { originOf } from "../fit/origin.ts";
import type { FitOptions } from "../fit/options.ts";
import type { FitResult } from "../fit/result.ts";
import { makeSpectrum } from "../spectrum.ts";
import { relativeRoot } from "./relativeRoot.ts";

/** A curve is taken over if it is missed by less than this, relative to |Z|; a limit of infinity costs digits. */
const EXACT = 1e-8;

/**
 * The fit of another circuit that has the same impedance as a fitted one: the values of the other's parameters, with their standard
 * errors and intervals.
 *
 * The other circuit is fitted to the impedance of the result, which gives its values to rounding, and from there to the data. As
 * both have the same residual, that is the map of the covariance by the Jacobians of both. Options of the result about single
 * parameters do not carry over.
 *
 * @returns undefined where the other circuit cannot take that impedance.
 * @throws {FitError} `not-a-result` for anything but what `fit` returned.
 */
export function mapToCircuit(result: FitResult, circuit: Circuit): FitResult | undefined {
  const { spectrum, options } = originOf(result);
  const { frequencyHz, fitRe, fitIm } = result.residuals;
  let values: Record<string, number>;
  try {
    const curve = fit(makeSpectrum({ frequencyHz, re: fitRe, im: fitIm }), circuit);
    if (!(relativeRoot(curve.residuals) < EXACT)) return undefined;
    values = startingValues(curve);
  } catch (error) {
    // As a circuit that is all fixed, or has more parameters than there are points.
    if (error instanceof FitError) return undefined;
    throw error;
  }
  return fit(spectrum, circuit, { ...sharedOptions(options), initial: values, search: false });
}

/** Values of a result to start another fit of the same circuit from. */
export function startingValues({ parameters }: FitResult): Record<string, number> {
  return Object.fromEntries(
    parameters
      .filter(({ status, value }) => status !== "fixed" && status !== "tied" && value > 0 && value < Infinity)
      .map(({ name, value }) => [name, value]),
  );
}

/** What is said of the data and the solver, not of single parameters. */
export function sharedOptions(options: FitOptions): FitOptions {
  return { ...options, initial: {}, fixed: {}, bounds: {}, ties: {}, order: [] };
}
