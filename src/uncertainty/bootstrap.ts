import { BOOTSTRAP_RESIDUAL, BOOTSTRAP_WILD } from "../../assembly/agreed/questions.ts";
import { FitError } from "../fit/fitError.ts";
import { originOf } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";
import { theExaminer } from "../kernel/load.ts";
import { bootstrapProblem } from "../kernel/questions.ts";
import { checkedLevel, MOST_EVALUATIONS } from "./options.ts";

/** Options of `bootstrap`. */
export interface BootstrapOptions {
  /** Default `residual`. */
  readonly kind?: "residual" | "wild";
  /** Default 1000. */
  readonly replicas?: number;
  /** An integer from 0 to 2^32 - 1; default 1. The same seed gives the same replicas on every machine. */
  readonly seed?: number;
  /** Of the intervals; default 0.95. */
  readonly level?: number;
}

/** One parameter over the replicas. */
export interface BootstrapParameter {
  readonly name: string;
  /** Fitted value. */
  readonly value: number;
  /** Standard deviation over the replicas, of a positive parameter that of its logarithm times the value; null for a fixed one. */
  readonly stderr: number | null;
  /** Percentile interval; null for a fixed parameter. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** What replicas of the data make of the parameters. */
export interface BootstrapResult {
  readonly kind: "residual" | "wild";
  readonly replicas: number;
  readonly seed: number;
  readonly level: number;
  /** Replicas whose fit did not converge; they are left out. */
  readonly failed: number;
  readonly parameters: readonly BootstrapParameter[];
  /** Names of the parameters that were varied, in the order of the rows of `correlation`. */
  readonly freeParameters: readonly string[];
  /** Correlation of ln p (of p for exponents) over the replicas. */
  readonly correlation: readonly (readonly number[])[];
  /** Values over the converged replicas by parameter name, in the order drawn. */
  readonly values: Readonly<Record<string, Float64Array>>;
  readonly warnings: readonly string[];
}

const DEFAULT_REPLICAS = 1000;
const MOST_REPLICAS = 1_000_000;
/** More failures than this share make the others a selection. */
const MANY_FAILURES = 0.02;
/** Percentiles beyond the outermost replicas are not known. */
const FEWEST_IN_TAIL = 5;

/**
 * Bootstrap of a fit: replicas of the data are made from the fitted impedance and the residuals, and each is fitted anew
 * from the optimum.
 *
 * `residual`: the residuals, divided by what the weights say of their standard deviation, corrected for leverage and centred,
 * are drawn with replacement. `wild`: each point keeps its own residual, corrected for leverage twice, and gets a random sign
 * (Rademacher), for residuals whose size follows no known law. In both, real and imaginary part of a point stay together, because they come from one
 * measurement; and a replica has the weights of its own values, as the measurement had.
 *
 * Systematic residuals, of a circuit that misses something, are resampled as if they were noise.
 *
 * @param result what `fit` returned.
 * @throws {FitError} for a result that `fit` did not return, options out of range, fits with another objective than the impedance, a
 * robust loss or a fitted error structure.
 * @throws {EngineError} where the replicas need more memory than there is.
 */
export function bootstrap(result: FitResult, options: BootstrapOptions = {}): BootstrapResult {
  const { circuit, prepared, values } = originOf(result);
  const { kind = "residual", replicas = DEFAULT_REPLICAS, seed = 1 } = options;
  const level = checkedLevel(options.level);
  checkOptions(kind, replicas, seed);
  checkObjective(result);
  const code = kind === "wild" ? BOOTSTRAP_WILD : BOOTSTRAP_RESIDUAL;
  const found = bootstrapProblem(theExaminer(), prepared.problem, values, code, replicas, seed, MOST_EVALUATIONS);
  const { converged, statistics } = found;
  // The problem may have quantities of its own behind the circuit's parameters.
  const count = values.length;
  const { variables, dependsOn } = prepared.problem.map;
  const free = Array.from(variables).filter((parameter) => parameter < circuit.parameters.length);
  const drawn = circuit.parameters.map((_, parameter) =>
    Float64Array.from({ length: converged }, (__, row) => found.values[row * count + parameter] ?? Number.NaN),
  );
  const parameters = circuit.parameters.map(({ name }, index): BootstrapParameter => {
    const value = result.parameters[index]?.value ?? Number.NaN;
    const error = statistics.stderr[index] ?? Number.NaN;
    const sample = drawn[index];
    if ((dependsOn[index] ?? []).length === 0 || sample === undefined || converged < 2) {
      return { name, value, stderr: null, interval: null };
    }
    return { name, value, stderr: Number.isFinite(error) ? error : null, interval: percentiles(sample, level) };
  });
  return {
    kind,
    replicas,
    seed,
    level,
    failed: replicas - converged,
    parameters,
    freeParameters: free.map((parameter) => circuit.parameters[parameter]?.name ?? ""),
    correlation: free.map((row) => free.map((column) => statistics.correlation[row * count + column] ?? Number.NaN)),
    values: Object.fromEntries(
      circuit.parameters.map(({ name }, index) => [name, drawn[index] ?? new Float64Array(0)]),
    ),
    warnings: bootstrapWarnings(replicas, converged, level),
  };
}

/** Replicas are made of impedances whose noise is as the weights say. */
function checkObjective({ objectiveForm, loss, weight }: FitResult): void {
  if (objectiveForm === "impedance" && loss === "squares" && weight !== "structure") return;
  const found = `objective ${objectiveForm}, loss ${loss}, weight ${weight}`;
  throw new FitError(
    "bad-option",
    `The bootstrap is for the objective impedance with the loss squares and weights other than structure, and this fit has ${found}; use profiles.`,
  );
}

function checkOptions(kind: string, replicas: number, seed: number): void {
  if (kind !== "residual" && kind !== "wild") {
    throw new FitError("bad-option", `There is no bootstrap ${JSON.stringify(kind)}; choose residual or wild.`);
  }
  if (!Number.isInteger(replicas) || replicas < 2 || replicas > MOST_REPLICAS) {
    throw new FitError(
      "bad-option",
      `replicas must be an integer from 2 to ${String(MOST_REPLICAS)}, not ${String(replicas)}.`,
    );
  }
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new FitError("bad-option", `seed must be an integer from 0 to 4294967295, not ${String(seed)}.`);
  }
}

/** Quantiles (1 -+ level)/2 between the order statistics at p (R + 1) (Davison and Hinkley 1997, section 2.4). */
function percentiles(sample: Float64Array, level: number): [number, number] {
  const sorted = sample.slice().sort();
  const at = (share: number): number => {
    const place = Math.min(sorted.length - 1, Math.max(0, share * (sorted.length + 1) - 1));
    const below = Math.floor(place);
    const low = sorted[below] ?? Number.NaN;
    const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
    return low === high ? low : low + (place - below) * (high - low);
  };
  return [at((1 - level) / 2), at((1 + level) / 2)];
}

function bootstrapWarnings(replicas: number, converged: number, level: number): string[] {
  const warnings: string[] = [];
  const failed = replicas - converged;
  if (failed > MANY_FAILURES * replicas) {
    warnings.push(
      `${String(failed)} of ${String(replicas)} replicas did not converge and were left out; what the others say is too favourable.`,
    );
  }
  if (((1 - level) / 2) * converged < FEWEST_IN_TAIL) {
    warnings.push(
      `${String(converged)} replicas are too few for an interval at ${String(100 * level)} %; ask for at least ${String(Math.ceil((2 * FEWEST_IN_TAIL) / (1 - level)))}.`,
    );
  }
  return warnings;
}
