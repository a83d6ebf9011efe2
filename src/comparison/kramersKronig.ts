import {
  BASELINE_ADMITTANCE,
  BASELINE_EXTENSION,
  BASELINE_HEAD,
  BASELINE_OBJECTIVE,
  BASELINE_PARAMETERS,
  BASELINE_TERMS,
} from "../../assembly/agreed/kramersKronig.ts";
import { parseCircuit } from "../circuit/index.ts";
import type { MaskOptions } from "../fit/mask.ts";
import { originOf } from "../fit/origin.ts";
import { prepareProblem, type PreparedProblem } from "../fit/problem.ts";
import type { FitResult } from "../fit/result.ts";
import type { Weight } from "../fit/weights.ts";
import { theExaminer } from "../kernel/load.ts";
import type { Spectrum } from "../spectrum.ts";

/** Which points are described, with which weights: as in a fit. */
export interface KramersKronigOptions extends MaskOptions {
  /** Default `modulus`; an error structure belongs to a fit. */
  readonly weight?: Exclude<Weight, "structure">;
}

/** The impedance closest to a spectrum among those that obey the Kramers-Kronig relations. */
export interface KramersKronigFit {
  /** Indices of the points described, in the spectrum's order; the arrays below have one entry for each. */
  readonly point: readonly number[];
  readonly frequencyHz: Float64Array;
  /** ohm */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** S = sum w |dZ|^2. */
  readonly objective: number;
  /** Coefficients fitted. */
  readonly parameters: number;
  /** 2N - parameters */
  readonly degreesOfFreedom: number;
  /** Terms with a time constant; R0, L and C come on top. */
  readonly terms: number;
  /** The time constants reach from 1/(extension omega_max) to extension/omega_min. */
  readonly extension: number;
  readonly domain: "impedance" | "admittance";
}

/** Any circuit will do: a problem needs one. */
const placeholder = parseCircuit("R1");

/**
 * Fits the linear circuit of Boukamp (J. Electrochem. Soc. 142, 1885, 1995), R0, L, C and RC terms with time constants evenly
 * spaced in the logarithm, or its admittance twin, to a spectrum. Number of terms, range and domain follow from generalised
 * cross-validation (Craven and Wahba, Numer. Math. 31, 377, 1979), which recovers the noise of simulated spectra.
 *
 * @returns undefined for fewer than four points.
 * @throws {FitError} for points and weights that `fit` would not take either.
 */
export function fitKramersKronig(spectrum: Spectrum, options: KramersKronigOptions = {}): KramersKronigFit | undefined {
  return describeBaseline(prepareProblem(spectrum, placeholder, options));
}

/** The same for the points and weights of a result of `fit` that minimises squares of the impedance. */
export function kramersKronigOf(result: FitResult): KramersKronigFit | undefined {
  return describeBaseline(originOf(result).prepared);
}

/**
 * The baseline for an F test of such a fit: the same, but with the number of terms that serves best if the circuit were right, so
 * that the choice does not follow the noise; at least two terms a decade. See assembly/kramersKronig/baseline.ts.
 *
 * @returns undefined for fewer than four points.
 * @throws {FitError} `not-a-result` for anything but what `fit` returned.
 */
export function kramersKronigRival(result: FitResult): KramersKronigFit | undefined {
  const { prepared, values } = originOf(result);
  return describeBaseline(prepared, values);
}

function describeBaseline({ problem, used }: PreparedProblem, values?: Float64Array): KramersKronigFit | undefined {
  const points = used.length;
  const kernel = theExaminer();
  kernel.load(problem);
  if (values !== undefined) kernel.setValues(values);
  const numbers = kernel.arena.baseline(BASELINE_HEAD + 2 * points, values !== undefined);
  if (numbers === undefined) return undefined;
  const at = (number: number): number => numbers[number] ?? Number.NaN;
  const parameters = at(BASELINE_PARAMETERS);
  return {
    point: used,
    frequencyHz: problem.frequencyHz,
    re: numbers.slice(BASELINE_HEAD, BASELINE_HEAD + points),
    im: numbers.slice(BASELINE_HEAD + points),
    objective: at(BASELINE_OBJECTIVE),
    parameters,
    degreesOfFreedom: 2 * points - parameters,
    terms: at(BASELINE_TERMS),
    extension: at(BASELINE_EXTENSION),
    domain: at(BASELINE_ADMITTANCE) === 0 ? "impedance" : "admittance",
  };
}
