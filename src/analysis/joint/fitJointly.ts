import type { Circuit } from "../../circuit/circuit.ts";
import { checkFitOptions, requireCircuit } from "../../fit/checkInput.ts";
import { effortOf } from "../../fit/effort.ts";
import { FitError } from "../../fit/fitError.ts";
import { LEVEL } from "../../fit/level.ts";
import type { FitOptions } from "../../fit/options.ts";
import { assignRoles } from "../../fit/roles.ts";
import { tieParameters } from "../../fit/ties.ts";
import { withOrder } from "../../fit/withOrder.ts";
import { JointSolver } from "../../kernel/joint.ts";
import { theExaminer } from "../../kernel/load.ts";
import type { Spectrum } from "../../spectrum.ts";
import { collectJointFit } from "./collect.ts";
import type { JointOptions } from "./options.ts";
import { planJointFit } from "./plan.ts";
import type { JointFit } from "./result.ts";
import { jointProblems, separateFits } from "./separate.ts";
import { findLowest } from "./lowest.ts";

const DEFAULT_TOLERANCE = 1e-9;

/**
 * Fits one circuit to several spectra that have parameters in common, in one least-squares problem: S is the sum over the spectra, each
 * weighted as `fit` does it, and a shared parameter has one value for all or goes with temperature by a law.
 *
 * It begins at the fits of the spectra alone, and again where each spectrum fits best with the shared values held, its neighbours'
 * values being tried as well; the lowest S is kept. Alike arcs keep the order of their time constants over the spectra, that of most
 * of the fits alone: an end with another order is left for one that has it. The common unknowns are coordinates (ln p, or an exponent as it
 * is): of a law in temperature those at the lowest and the highest temperature, so that limits hold over the whole range (with the
 * form `ln(x/T)` at its ends).
 *
 * Standard errors are the roots of the diagonal of s^2 (J^T J)^-1 with the J of all spectra and s^2 = S/(2N - p), or without s^2 with
 * measured standard deviations as weights. Orders of arcs that the circuit asks for are told where they do not hold.
 *
 * @throws {FitError} as `fit`, and for shared parameters, laws or temperatures that make no sense; {QuantityError} for a temperature
 * that is none.
 */
export function fitJointly(spectra: readonly Spectrum[], given: Circuit, options: JointOptions): JointFit {
  if (!Array.isArray(spectra) || spectra.length === 0) {
    throw new FitError("no-points", "There are no spectra to fit jointly; give an array of at least one.");
  }
  if (!Array.isArray(options.shared)) {
    throw new FitError(
      "bad-option",
      'shared must be a list of what the spectra have in common: [{ parameter: "CPE1.Q" }].',
    );
  }
  requireCircuit(given);
  const plain = plainOptions(options);
  checkFitOptions(plain);
  const circuit = withOrder(tieParameters(given, options.ties), options.order);
  const { tolerance, mostEvaluations } = effortOf(plain, DEFAULT_TOLERANCE);
  const { roles } = assignRoles(circuit, plain);
  const plan = planJointFit(circuit, roles, spectra.length, options);
  const fits = separateFits(spectra, circuit, options, without(plain, OF_CIRCUIT));
  const problems = jointProblems(fits, plan);
  const solver = new JointSolver(theExaminer(), problems, plan.design);
  const lowest = findLowest(circuit, plan, fits, problems, solver, tolerance, mostEvaluations);
  if (lowest.end.objective === Infinity) {
    throw new FitError(
      "no-start",
      "The spectra have no finite impedance with what they are to share; share less, or give limits to what is shared.",
    );
  }
  const { end, statistics } = solver.finish(lowest.end, tolerance, mostEvaluations, LEVEL);
  return collectJointFit({
    spectra,
    circuit,
    plan,
    fits,
    end,
    statistics,
    start: lowest.start,
    starts: lowest.starts,
    inOrder: lowest.inOrder,
    evaluations: solver.evaluations + lowest.evaluations,
    tolerance,
  });
}

const NOT_OF_FIT = new Set(["shared", "temperatures", "separate"]);
/** These are part of the circuit by then. */
const OF_CIRCUIT = new Set(["ties", "order"]);

/** What `fit` takes of the options. */
function plainOptions(options: JointOptions): FitOptions {
  const plain: FitOptions = without(options, NOT_OF_FIT);
  if (plain.loss === undefined || plain.loss === "squares") return plain;
  throw new FitError("bad-option", `Joint fits minimise squares; the loss ${plain.loss} is for fits of one spectrum.`);
}

function without(options: object, names: ReadonlySet<string>): FitOptions {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !names.has(name)));
}
