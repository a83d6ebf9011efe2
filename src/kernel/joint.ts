import {
  JOINT_ABSOLUTE,
  JOINT_DEFICIENT,
  JOINT_EVALUATE,
  JOINT_FREE,
  JOINT_MEASURED,
  JOINT_OBJECTIVE,
  JOINT_REFACTOR,
  JOINT_RESIDUALS,
  JOINT_SIGNAL,
  JOINT_T_QUANTILE,
  JOINT_UNIT,
} from "../../assembly/agreed/joint.ts";
import { OUTCOME_CONVERGED, OUTCOME_NOT_CONVERGED, OUTCOME_START_FAILED } from "../../assembly/program.ts";
import type { JointDesign } from "./jointMemory.ts";
import type { Kernel } from "./kernel.ts";
import type { Problem } from "./problem.ts";

/** From where a joint descent begins. */
export interface JointBeginning {
  /** Natural values of all parameters, one array a spectrum. */
  readonly values: readonly Float64Array[];
  /** Coordinates of the common unknowns. */
  readonly common: Float64Array;
  /** 1, 2: a variable that stays at its lower, upper limit; one word a variable of each spectrum. */
  readonly held: Int32Array;
}

/** Where a joint descent ended. */
export interface JointEnd {
  readonly beginning: JointBeginning;
  readonly converged: boolean;
  /** S; Infinity where a spectrum has no finite impedance at the beginning. */
  readonly objective: number;
  /** All unknowns. */
  readonly unknowns: Float64Array;
}

/** Values, and by how much each source of error moves the coordinates of the parameters of one spectrum (ln p, or an exponent). */
export interface JointEffects {
  readonly values: Float64Array;
  /** The spectrum's part of S. */
  readonly objective: number;
  /** A row a parameter: the spectrum's own sources, then the common ones. */
  readonly rows: readonly Float64Array[];
}

/** What a joint fit came to. */
export interface JointStatistics {
  readonly objective: number;
  readonly signal: number;
  /** Relative decrease of S that a further undamped step predicts. */
  readonly measured: number;
  /** Numbers that S sums, and unknowns not at a limit. */
  readonly residuals: number;
  readonly free: number;
  /** Directions that the data do not see. */
  readonly deficient: number;
  readonly tQuantile: number;
  /** One standard deviation of a weighted residual, in the units of the effects; NaN without degrees of freedom. */
  readonly spread: number;
  /** VARIABLE_ constants of the unknowns. */
  readonly status: Int32Array;
  readonly unknowns: Float64Array;
  readonly spectra: readonly JointEffects[];
  /** A row a common unknown, over the common sources. */
  readonly common: readonly Float64Array[];
}

/** The relative decrease of S that sums of squares can tell from rounding. */
const NEAR = 1e-14;
/** Undamped steps at the end. */
const MOST_POLISHING = 100;

/**
 * The solver of assembly/joint for one set of spectra. It has the examiner to itself from its making to the last question: any
 * other problem loaded meanwhile may overwrite what it keeps.
 */
export class JointSolver {
  readonly #kernel: Kernel;
  readonly #problems: readonly Problem[];
  readonly #design: JointDesign;
  /** Evaluations of value and Jacobian, each spectrum counting one. */
  evaluations = 0;

  constructor(kernel: Kernel, problems: readonly Problem[], design: JointDesign) {
    this.#kernel = kernel;
    this.#problems = problems;
    this.#design = design;
    const { joint } = kernel;
    joint.engine.clearJoint();
    for (const problem of problems) {
      kernel.load(problem);
      joint.engine.noteJoint();
    }
    joint.reserve(design);
  }

  /**
   * Runs from a beginning until S promises to fall by less than `tolerance` of itself, or all spectra have been evaluated `most` times.
   * With `unknowns` it begins there, the beginning telling what is held.
   */
  descend(beginning: JointBeginning, tolerance: number, most: number, unknowns?: Float64Array): JointEnd {
    const { joint } = this.#kernel;
    joint.setHeld(beginning.held);
    joint.setUnknowns(beginning.common, this.#design.spectra * this.#design.locals);
    this.#pass((index) => {
      this.#kernel.setValues(beginning.values[index] ?? new Float64Array());
      joint.engine.startJoint(index);
    });
    if (unknowns !== undefined) joint.setUnknowns(unknowns, 0);
    joint.engine.beginDescent();
    let outcome = JOINT_EVALUATE;
    for (let passes = 1; outcome === JOINT_EVALUATE; passes++) {
      this.#evaluate();
      outcome = joint.engine.advanceJoint(tolerance, passes < most ? 0 : 1);
    }
    return {
      beginning,
      converged: outcome === OUTCOME_CONVERGED,
      objective: outcome === OUTCOME_START_FAILED ? Infinity : joint.reported(JOINT_OBJECTIVE),
      unknowns: joint.unknowns(),
    };
  }

  /** Natural values of all parameters of each spectrum where the last descent ended, and its part of S. */
  reached(): { readonly values: Float64Array[]; readonly objectives: number[] } {
    const values: Float64Array[] = [];
    const objectives: number[] = [];
    this.#pass((index) => {
      objectives[index] = this.#kernel.joint.engine.naturalJoint(index);
      values[index] = this.#kernel.values();
    });
    return { values, objectives };
  }

  /** Goes on from where a descent ended to the last digits, and tells all about the point reached. */
  finish(
    end: JointEnd,
    tolerance: number,
    most: number,
    level: number,
  ): { end: JointEnd; statistics: JointStatistics } {
    const { joint } = this.#kernel;
    const { engine } = joint;
    // Undamped steps may lead away where the residual is large and the model curved, so they begin as near as damped ones come.
    const descended = this.descend(end.beginning, Math.min(tolerance, NEAR), most, end.unknowns);
    engine.beginPolish();
    let next = JOINT_EVALUATE;
    for (let step = 0; step < MOST_POLISHING && next === JOINT_EVALUATE; step++) {
      engine.beginFactors();
      do {
        this.#pass((index) => {
          engine.factorJoint(index);
        });
        this.evaluations += this.#problems.length;
        next = engine.solveFactors();
      } while (next === JOINT_REFACTOR);
      if (next !== JOINT_EVALUATE || step === MOST_POLISHING - 1) break;
      this.#evaluate();
      if (engine.acceptPolished() === 0) next = OUTCOME_NOT_CONVERGED;
    }
    const statistics = this.#statistics(level);
    const converged = statistics.measured <= tolerance || statistics.objective === 0;
    const { objective, unknowns } = statistics;
    return { end: { beginning: descended.beginning, converged, objective, unknowns }, statistics };
  }

  #statistics(level: number): JointStatistics {
    const { joint } = this.#kernel;
    const { spectra, locals, globals, parameters } = this.#design;
    joint.engine.invertCommon(level);
    joint.engine.effectsCommon();
    const common = rowsOf(joint.answered(globals * globals), globals, globals);
    const effects: JointEffects[] = Array.from({ length: spectra });
    this.#pass((index) => {
      joint.engine.effectsJoint(index);
      const columns = locals + globals;
      const objective = joint.engine.naturalJoint(index);
      effects[index] = {
        values: this.#kernel.values(),
        objective,
        rows: rowsOf(joint.answered(parameters * columns), parameters, columns),
      };
    });
    const objective = joint.reported(JOINT_OBJECTIVE);
    const residuals = joint.reported(JOINT_RESIDUALS);
    const free = joint.reported(JOINT_FREE);
    const variance = objective / joint.reported(JOINT_UNIT) / (residuals - free);
    return {
      objective,
      signal: joint.reported(JOINT_SIGNAL),
      measured: joint.reported(JOINT_MEASURED),
      residuals,
      free,
      deficient: joint.reported(JOINT_DEFICIENT),
      tQuantile: joint.reported(JOINT_T_QUANTILE),
      spread: joint.reported(JOINT_ABSOLUTE) === 1 ? 1 : residuals > free ? Math.sqrt(variance) : Number.NaN,
      status: joint.status(),
      unknowns: joint.unknowns(),
      spectra: effects,
      common,
    };
  }

  #evaluate(): void {
    this.#pass((index) => {
      this.#kernel.joint.engine.evaluateJoint(index);
    });
    this.evaluations += this.#problems.length;
  }

  /** Makes one spectrum after the other the resident problem. */
  #pass(visit: (index: number) => void): void {
    this.#problems.forEach((problem, index) => {
      this.#kernel.load(problem);
      visit(index);
    });
  }
}

function rowsOf(numbers: Float64Array, rows: number, columns: number): Float64Array[] {
  return Array.from({ length: rows }, (_, row) => numbers.slice(row * columns, (row + 1) * columns));
}
