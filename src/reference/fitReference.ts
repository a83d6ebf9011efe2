import { levenbergMarquardt } from "ml-levenberg-marquardt";
import type { Circuit, CircuitParameter } from "../circuit/circuit.ts";
import type { Weight } from "../fit/weights.ts";
import type { Spectrum } from "../spectrum.ts";
import { impedanceFunction } from "./evaluate.ts";
import { effectiveResiduals, relativeSize, type ObjectiveDefinition } from "./objective.ts";
import { resolveParameters } from "./parameters.ts";

/** What the second solver may and may not move. */
export interface ReferenceOptions {
  /** Names held at their starting values, besides those that the circuit fixes or ties. */
  readonly held?: ReadonlySet<string>;
  /** Limits by name, in place of the circuit's. */
  readonly bounds?: Readonly<Record<string, readonly [lower: number, upper: number]>>;
  /** Iterations a round; default 20. */
  readonly roundIterations?: number;
  /** Most rounds; default 20. They end earlier when one no longer helps. */
  readonly maximumRounds?: number;
}

/** The best point that the second solver found. */
export interface ReferenceFit {
  /** Every parameter of the circuit by name, fixed and tied ones included. */
  readonly values: Readonly<Record<string, number>>;
  /** S. */
  readonly objective: number;
  /** Solver iterations. */
  readonly iterations: number;
}

const ROUND_ITERATIONS = 20;
const MOST_ROUNDS = 20;
/** Rounds end when one lowers S by a smaller fraction than this. */
const SMALLEST_GAIN = 1e-12;
/** Step of the central differences in ln p or in an exponent: the cube root of the rounding error. */
const DIFFERENCE = 1e-5;
/** Largest |ln p|. The solver accepts worse steps, and throws on a Jacobian that overflows; this keeps every product in range. */
const LOGARITHM_LIMIT = 100;

/**
 * Local fit with another model and another solver: complex.js formulas and ml-levenberg-marquardt with numerical
 * derivatives. Slow; made for checking.
 *
 * The solver damps with a multiple of the unit matrix, hence logarithmic parameters and data scaled to a mean square of
 * 1. Its own weights are unusable (they enter gradient and Hessian differently), so it gets a model of the weighted residuals and data
 * that are 0; with a robust loss the roots of what the residuals add to S. It ends on an iteration count only, so it is called again from its best
 * point until that no longer helps.
 *
 * @param start starting values by name; values of the circuit's text otherwise
 * @param definition what S is made of; a weight alone stands for squares of the impedance's residuals
 * @throws {RangeError} for missing or unknown values, a free logarithmic parameter that does not start above 0 and below
 *   infinity, and data that the weight cannot be used with
 */
export function fitReference(
  spectrum: Spectrum,
  circuit: Circuit,
  start: Readonly<Record<string, number>>,
  definition: Weight | ObjectiveDefinition,
  options: ReferenceOptions = {},
): ReferenceFit {
  const impedance = impedanceFunction(circuit, spectrum.frequencyHz);
  const startValues = resolveParameters(circuit, start);
  const free = circuit.parameters.filter(
    (parameter) => !parameter.fixed && parameter.expression === undefined && !options.held?.has(parameter.name),
  );
  const held = Object.fromEntries(
    circuit.parameters
      .filter((parameter) => !free.includes(parameter) && parameter.expression === undefined)
      .map((parameter) => [parameter.name, startValues.get(parameter.name) ?? Number.NaN]),
  );
  const variables = free.map((parameter) => variableOf(parameter, startValues, options));
  const valuesAt = (point: readonly number[]): Record<string, number> => ({
    ...held,
    ...Object.fromEntries(variables.map((variable, j) => [variable.name, variable.value(point[j] ?? Number.NaN)])),
  });

  const residuals = effectiveResiduals(spectrum, definition);
  const rows = 2 * spectrum.frequencyHz.length;
  const scale = Math.sqrt(rows / relativeSize(spectrum, spectrum, definition));
  const data = { x: Array.from({ length: rows }, (_, row) => row), y: new Array<number>(rows).fill(0) };
  const model = (point: number[]): ((row: number) => number) => {
    const residual = residuals(impedance(valuesAt(point)));
    return (row) => (residual[row] ?? Number.NaN) * scale;
  };
  const objectiveAt = (point: readonly number[]): number =>
    residuals(impedance(valuesAt(point))).reduce((sum, r) => sum + r * r, 0);

  let best = variables.map((variable) => variable.start);
  let bestObjective = objectiveAt(best);
  let iterations = 0;
  if (variables.length > 0) {
    for (let round = 0; round < (options.maximumRounds ?? MOST_ROUNDS); round++) {
      const outcome = levenbergMarquardt(data, model, {
        initialValues: best,
        minValues: variables.map((variable) => variable.lower),
        maxValues: variables.map((variable) => variable.upper),
        maxIterations: options.roundIterations ?? ROUND_ITERATIONS,
        errorTolerance: 0,
        centralDifference: true,
        gradientDifference: DIFFERENCE,
      });
      iterations += outcome.iterations;
      const reached = objectiveAt(outcome.parameterValues);
      const gain = bestObjective - reached;
      if (!(gain > 0)) break;
      best = outcome.parameterValues;
      bestObjective = reached;
      if (gain < SMALLEST_GAIN * bestObjective) break;
    }
  }
  const values = Object.fromEntries(resolveParameters(circuit, valuesAt(best)));
  return { values, objective: bestObjective, iterations };
}

interface Variable {
  readonly name: string;
  readonly start: number;
  readonly lower: number;
  readonly upper: number;
  /** Parameter value of a coordinate. */
  readonly value: (coordinate: number) => number;
}

function variableOf(
  parameter: CircuitParameter,
  startValues: ReadonlyMap<string, number>,
  options: ReferenceOptions,
): Variable {
  const { name } = parameter;
  const start = startValues.get(name) ?? Number.NaN;
  const [lower, upper] = options.bounds?.[name] ?? [parameter.lower, parameter.upper];
  if (parameter.element.record.parameters[parameter.index]?.scale === "linear") {
    return { name, start, lower, upper, value: (coordinate) => coordinate };
  }
  if (!(start > 0 && start < Infinity)) {
    throw new RangeError(
      `${name} starts at ${start}; a quantity fitted by its logarithm starts above 0 and below infinity.`,
    );
  }
  return {
    name,
    start: Math.log(start),
    lower: Math.max(Math.log(lower), -LOGARITHM_LIMIT),
    upper: Math.min(Math.log(upper), LOGARITHM_LIMIT),
    value: Math.exp,
  };
}
