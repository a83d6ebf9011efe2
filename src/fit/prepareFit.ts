import {
  OUTCOME_CONVERGED,
  OUTCOME_START_FAILED,
  PARAMETER_FIXED,
  PARAMETER_WORDS,
  REPORT_EVALUATIONS,
  REPORT_OBJECTIVE,
} from "../../assembly/program.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { theKernel } from "../kernel/load.ts";
import type { Spectrum } from "../spectrum.ts";
import { checkFitOptions, requireCircuit } from "./checkInput.ts";
import { effortOf } from "./effort.ts";
import type { FitOptions } from "./options.ts";
import { prepareProblem, requireSpectrum } from "./problem.ts";

/** Tighter than that of `fit`, since no polish follows. */
const DEFAULT_TOLERANCE = 1e-10;

/** What one local run gave. */
export interface LocalFit {
  readonly converged: boolean;
  /** S; Infinity where the circuit has no finite impedance at the start. */
  readonly objective: number;
  /** Evaluations of value and Jacobian. */
  readonly evaluations: number;
}

/** A fit made ready once and run from many starts, without statistics; for benches, Monte Carlo and searches of one's own. */
export interface PreparedFit {
  /** Names of all parameters, in the order of `start` and `values`. */
  readonly names: readonly string[];
  /** Fits from the natural values of all parameters (only those of free ones matter). */
  run(start: Float64Array): LocalFit;
  /** The natural values that the last run reached, before the first run those it starts from; a copy. */
  values(): Float64Array;
}

/**
 * Prepares local fits of one spectrum to one circuit.
 * @throws {FitError} as `fit`.
 */
export function prepareFit(spectrum: Spectrum, circuit: Circuit, options: FitOptions = {}): PreparedFit {
  requireSpectrum(spectrum);
  requireCircuit(circuit);
  checkFitOptions(options);
  const { problem } = prepareProblem(spectrum, circuit, options);
  const kernel = theKernel();
  const { tolerance, mostEvaluations } = effortOf(options, DEFAULT_TOLERANCE);
  const { values: given, words } = problem.map;
  const held = Array.from(given.keys()).filter((index) => words[index * PARAMETER_WORDS] === PARAMETER_FIXED);
  const values = given.slice();
  // The engine holds one problem at a time, so another fit may come between a run and the question for its values.
  const reached = given.slice();
  return {
    names: circuit.parameters.map(({ name }) => name),
    run(start) {
      kernel.load(problem);
      values.set(start);
      for (const index of held) values[index] = given[index] ?? Number.NaN;
      kernel.setValues(values);
      const outcome = kernel.fitLocally(tolerance, mostEvaluations);
      kernel.copyValues(reached);
      return {
        converged: outcome === OUTCOME_CONVERGED,
        objective: outcome === OUTCOME_START_FAILED ? Infinity : kernel.reported(REPORT_OBJECTIVE),
        evaluations: kernel.reported(REPORT_EVALUATIONS),
      };
    },
    values() {
      return reached.slice();
    },
  };
}
