import type { Circuit } from "../circuit/circuit.ts";
import type { Spectrum } from "../spectrum.ts";
import { FitError } from "./fitError.ts";
import type { FitOptions } from "./options.ts";
import type { PreparedProblem } from "./problem.ts";
import type { FitResult } from "./result.ts";

/** What a result was made from: all that further questions about the fit need. */
export interface FitOrigin {
  readonly spectrum: Spectrum;
  readonly circuit: Circuit;
  readonly options: FitOptions;
  readonly prepared: PreparedProblem;
  /** Values of all parameters at the optimum, unrounded, in the circuit's order. */
  readonly values: Float64Array;
  /** VARIABLE_ constants of assembly/program.ts, one a variable of the prepared problem. */
  readonly status: Int32Array;
}

const origins = new WeakMap<FitResult, FitOrigin>();

export function rememberOrigin(result: FitResult, origin: FitOrigin): void {
  origins.set(result, origin);
}

/**
 * What the result of a fit was made from.
 * @throws {FitError} `not-a-result` for anything but what `fit` returned: a copy, or a result read from a file.
 */
export function originOf(result: FitResult): FitOrigin {
  const origin = origins.get(result);
  if (origin !== undefined) return origin;
  throw new FitError(
    "not-a-result",
    "This needs the very object that fit returned; fit again where only a copy or a stored result is at hand.",
  );
}
