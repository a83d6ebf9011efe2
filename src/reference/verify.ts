import type { Circuit } from "../circuit/circuit.ts";
import { amendCircuit } from "../circuit/parse.ts";
import type { FitResult } from "../fit/result.ts";
import type { Spectrum } from "../spectrum.ts";
import { evaluate, type Impedance } from "./evaluate.ts";
import { fitReference } from "./fitReference.ts";
import { fittedPoints } from "../fit/fittedPoints.ts";
import { definitionOf, objective, relativeSize } from "./objective.ts";

/** Agreement of a fit with the independent evaluation and the independent solver. */
export interface Verification {
  /** S of the fitted parameters, by complex.js. */
  readonly objective: number;
  /** |S - S of the fit| / S of the fit; 0 where both are 0. */
  readonly relativeDifference: number;
  /** Largest |Z - Z of the fit| / |Z| over the fitted points. */
  readonly maximumImpedanceDifference: number;
  /** Lowest S that ml-levenberg-marquardt reached when started from the fitted parameters. */
  readonly solverObjective: number;
  /** Both impedances, both values of S agree, and the other solver found nothing lower. */
  readonly agrees: boolean;
  /** For people: the figures, and what does not agree. */
  readonly message: string;
}

/**
 * Allowed |dZ|/|Z| between two evaluations in float64. The kernel's elements are good to 1e-13; the naive formulas of the
 * records lose a few more digits where they cancel.
 */
const IMPEDANCE_TOLERANCE = 1e-10;
/** Allowed relative difference of S, on top of what rounding of Z makes of it. */
const OBJECTIVE_TOLERANCE = 1e-9;
/** The other solver must not find S lower than by this fraction; its own derivatives are numerical. */
const SOLVER_TOLERANCE = 1e-8;
/** Rounding of Z, relative to |Z|, that S is allowed to show: decisive where the data are free of noise. */
const ROUNDING = 1e-13;
/** For a solver that starts at a minimum one short round settles it; where it finds its way down it goes on. */
const ROUND_ITERATIONS = 5;
const MOST_ROUNDS = 10;

/**
 * Evaluates the optimum of a fit anew with the readable formulas and lets another solver try to go lower from there.
 *
 * @param spectrum the spectrum given to `fit`; masked points are recognised by their absence from `result.residuals`
 * @param circuit the circuit fitted; where ties were given as an option, `parseCircuit(result.circuit)`
 * @throws {RangeError} if the result does not belong to this spectrum or circuit
 */
export function verify(spectrum: Spectrum, circuit: Circuit, result: FitResult): Verification {
  const fitted = fittedPoints(spectrum, result.residuals);
  const values = Object.fromEntries(result.parameters.map((parameter) => [parameter.name, parameter.value]));
  const impedance = evaluate(circuit, fitted.frequencyHz, values);
  const definition = definitionOf(result, fitted);
  const reevaluated = objective(fitted, impedance, definition);

  const maximumImpedanceDifference = largestDifference(impedance, {
    re: result.residuals.fitRe,
    im: result.residuals.fitIm,
  });
  const difference = Math.abs(reevaluated - result.objective);
  const relativeDifference = difference === 0 ? 0 : difference / result.objective;

  // Where the order of arcs is active the other solver must keep it too.
  const ties = result.activeOrders.map(({ tie }) => tie);
  const ordered = ties.length === 0 ? circuit : amendCircuit(circuit, ties.join("; "));
  const solver = fitReference(fitted, ordered, values, definition, {
    held: new Set(result.parameters.filter((p) => p.status === "fixed" || !canMove(p.value)).map((p) => p.name)),
    bounds: Object.fromEntries(result.parameters.map((p) => [p.name, [p.lower, p.upper]])),
    roundIterations: ROUND_ITERATIONS,
    maximumRounds: MOST_ROUNDS,
  });

  // A relative error of ROUNDING in each Z changes S by up to 2 sqrt(S W) ROUNDING + W ROUNDING^2, W the sum of squares that the
  // residuals' derivatives by ln Z have.
  const size = relativeSize(fitted, impedance, definition);
  const rounding = 2 * Math.sqrt(result.objective * size) * ROUNDING + size * ROUNDING * ROUNDING;
  const complaints: string[] = [];
  if (!(maximumImpedanceDifference <= IMPEDANCE_TOLERANCE)) {
    complaints.push(`the impedances differ by more than ${IMPEDANCE_TOLERANCE} of |Z|`);
  }
  if (!(difference <= OBJECTIVE_TOLERANCE * result.objective + rounding)) {
    complaints.push(`S differs by more than ${OBJECTIVE_TOLERANCE}`);
  }
  if (!(solver.objective >= result.objective * (1 - SOLVER_TOLERANCE) - rounding)) {
    complaints.push("ml-levenberg-marquardt went lower from the same point, so the fit had not reached a minimum");
  }
  const figures =
    `complex.js gives S = ${reevaluated.toPrecision(12)} (fit: ${result.objective.toPrecision(12)}, relative difference ` +
    `${relativeDifference.toExponential(1)}), largest |dZ|/|Z| = ${maximumImpedanceDifference.toExponential(1)}; ` +
    `ml-levenberg-marquardt from there reaches S = ${solver.objective.toPrecision(12)}`;
  const agrees = complaints.length === 0;
  return {
    objective: reevaluated,
    relativeDifference,
    maximumImpedanceDifference,
    solverObjective: solver.objective,
    agrees,
    message: agrees ? `The second opinion agrees: ${figures}.` : `No agreement: ${complaints.join("; ")}. ${figures}.`,
  };
}

/** A parameter that ran to 0 or infinity has no logarithm to move. */
function canMove(value: number): boolean {
  return value > 0 && value < Infinity;
}

function largestDifference(a: Impedance, b: Impedance): number {
  let largest = 0;
  for (const [k, re] of a.re.entries()) {
    const im = a.im[k] ?? Number.NaN;
    const distance = Math.hypot(re - (b.re[k] ?? Number.NaN), im - (b.im[k] ?? Number.NaN)) / Math.hypot(re, im);
    // Math.max keeps a NaN once it has one.
    largest = Math.max(largest, distance);
  }
  return largest;
}
