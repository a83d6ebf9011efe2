import { OUTCOME_START_FAILED, REPORT_DEGREES_OF_FREEDOM, REPORT_OBJECTIVE } from "../../assembly/program.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { FitKernel } from "../kernel/kernel.ts";
import { theExaminer } from "../kernel/load.ts";
import type { Spectrum } from "../spectrum.ts";
import { checkTerms, DEFAULT_TERMS, fitErrorStructure, sigmaOf, type ErrorStructure } from "./errorStructure.ts";
import { FitError } from "./fitError.ts";
import { takePoints } from "./mask.ts";
import type { FitOptions } from "./options.ts";
import { prepareProblem, type PreparedProblem } from "./problem.ts";
import { StartError } from "./startError.ts";

/** A problem weighted by an error structure that agrees with its own residuals. */
export interface StructuredProblem {
  readonly prepared: PreparedProblem;
  readonly structure: ErrorStructure;
  /** Of all parameters, at the minimum. */
  readonly values: Float64Array;
}

const MOST_ROUNDS = 100;
/** The structure is found when no standard deviation changes by more than this part. */
const SAME_SIGMA = 1e-9;
/** A search that lowers S by more than this part has found another minimum, whose residuals have another structure. */
const LOWER = 1e-3;
const MOST_SEARCHES = 3;

/**
 * Finds parameters and error structure together: a fit with modulus weights gives residuals, these a structure, this the
 * weights of the next fit, until the structure stays (iterated pseudo-likelihood; Carroll & Ruppert 1988, section 3.2). Squares of
 * residuals are multiplied by 2N/(2N - p), as a fit of p parameters makes them smaller.
 *
 * @param fitFrom fits a prepared problem from values of all parameters, with a search for starts where asked for, and returns the
 *   outcome
 * @throws {FitError} as `fit`, and where the residuals have no structure.
 */
export function fitStructure(
  spectrum: Spectrum,
  circuit: Circuit,
  options: FitOptions,
  kernel: FitKernel,
  fitFrom: (prepared: PreparedProblem, values: Float64Array, search: boolean) => number,
): StructuredProblem {
  const terms = options.errorTerms ?? DEFAULT_TERMS;
  checkTerms(terms);
  if ((options.loss ?? "squares") !== "squares") {
    throw new FitError(
      "bad-option",
      "Outliers would shape an error structure fitted to the residuals: use the weight structure with the loss squares, or a robust loss with another weight.",
    );
  }
  const search = options.search !== false;
  let prepared = prepareProblem(spectrum, circuit, { ...options, weight: "modulus" });
  if (fitFrom(prepared, prepared.problem.map.values, search) === OUTCOME_START_FAILED) throw new StartError();
  let found = alternate(kernel.values());
  for (let searches = 0; search && searches < MOST_SEARCHES; searches++) {
    const before = kernel.reported(REPORT_OBJECTIVE);
    fitFrom(found.prepared, found.values, true);
    if (!(kernel.reported(REPORT_OBJECTIVE) < before * (1 - LOWER))) break;
    found = alternate(kernel.values());
  }
  return found;

  /** Structure and minimum in turn, from a minimum of the problem that is resident. */
  function alternate(start: Float64Array): StructuredProblem {
    let values = start;
    let previous: Float64Array | undefined;
    for (let round = 0; ; round++) {
      const structure = structureOf(spectrum, prepared, kernel, terms);
      const sigma = sigmaOf(structure, spectrum);
      const found = { sigma, coefficients: terms.length };
      prepared = prepareProblem(spectrum, circuit, options, found);
      fitFrom(prepared, values, false);
      values = kernel.values();
      const change = largestChange(previous, sigma.re);
      if (change <= SAME_SIGMA || round >= MOST_ROUNDS) return { prepared, structure, values };
      previous = sigma.re;
    }
  }
}

/** The structure of the residuals of the fit that has just ended. */
function structureOf(
  spectrum: Spectrum,
  { used }: PreparedProblem,
  kernel: FitKernel,
  terms: ErrorStructure["terms"],
): ErrorStructure {
  const freedom = kernel.reported(REPORT_DEGREES_OF_FREEDOM);
  const count = 2 * used.length;
  if (!(freedom > terms.length)) {
    throw new FitError(
      "bad-weight",
      `${String(freedom)} degrees of freedom are too few to fit an error structure of ${String(terms.length)} terms to the residuals; use modulus weights.`,
    );
  }
  const fitted = kernel.impedance();
  if (fitted === undefined) throw new StartError();
  const measured = { re: takePoints(spectrum.re, used), im: takePoints(spectrum.im, used) };
  const residuals = {
    re: fitted.re.map((x, point) => x - (measured.re[point] ?? Number.NaN)),
    im: fitted.im.map((y, point) => y - (measured.im[point] ?? Number.NaN)),
  };
  return fitErrorStructure(theExaminer(), terms, measured, residuals, count / freedom);
}

function largestChange(before: Float64Array | undefined, after: Float64Array): number {
  if (before === undefined) return Infinity;
  return after.reduce((most, value, point) => Math.max(most, Math.abs(value / (before[point] ?? 0) - 1)), 0);
}
