import { FitError } from "../fit/fitError.ts";
import type { MaskOptions } from "../fit/mask.ts";
import type { Watched } from "../fit/progress.ts";
import type { DrtGrid, DrtOptions } from "./options.ts";

/** The options with their defaults; `grid` holds what was asked of the time constants. */
export type CompleteDrtOptions = Required<Omit<DrtOptions, keyof MaskOptions | keyof Watched | "timeConstants">> & {
  readonly grid: DrtGrid;
};

const MOST_TIME_CONSTANTS = 1000;
/** Numbers from which the engine's squares and reciprocals stay inside float64. */
const SMALLEST = 1e-100;
const LARGEST = 1e100;

function refuse(option: string, value: unknown, expected: string): never {
  throw new FitError("bad-option", `The option ${option} of drt is ${String(value)}; give ${expected}.`);
}

function choose<T>(option: string, value: T, known: readonly T[]): T {
  if (!known.includes(value))
    refuse(option, JSON.stringify(value), known.map((one) => JSON.stringify(one)).join(" or "));
  return value;
}

function between(option: string, value: number, low: number, high: number, whole = false): number {
  if (typeof value !== "number" || !(value >= low && value <= high) || (whole && !Number.isInteger(value))) {
    refuse(option, value, `${whole ? "an integer" : "a number"} from ${String(low)} to ${String(high)}`);
  }
  return value;
}

/**
 * Fills in defaults.
 * @throws {FitError} `bad-option` for a value that is none of those known or outside its range.
 */
export function checkOptions(options: DrtOptions): CompleteDrtOptions {
  const { lambda = "mgcv", timeConstants = {} } = options;
  const grid = typeof timeConstants === "number" ? { count: timeConstants } : timeConstants;
  if (grid.count !== undefined) between("timeConstants", grid.count, 5, MOST_TIME_CONSTANTS, true);
  if (grid.from !== undefined) between("timeConstants.from", grid.from, SMALLEST, LARGEST);
  if (grid.to !== undefined) between("timeConstants.to", grid.to, SMALLEST, LARGEST);
  return {
    basis: choose("basis", options.basis ?? "gaussian", ["gaussian", "piecewise-linear"]),
    shape: between("shape", options.shape ?? 0.5, 0.3, 2),
    derivative: choose("derivative", options.derivative ?? 1, [1, 2]),
    data: choose("data", options.data ?? "both", ["both", "re", "im"]),
    weight: choose("weight", options.weight ?? "modulus", ["modulus", "unit", "sigma"]),
    lambda:
      typeof lambda === "number"
        ? between("lambda", lambda, 1e-12, 1e12)
        : choose("lambda", lambda, ["gcv", "mgcv", "l-curve"]),
    inductance: choose("inductance", options.inductance ?? true, [true, false]),
    capacitance: choose<boolean | "auto">("capacitance", options.capacitance ?? "auto", ["auto", true, false]),
    nonNegative: choose("nonNegative", options.nonNegative ?? true, [true, false]),
    grid,
    level: between("level", options.level ?? 0.95, 0.5, 0.999),
  };
}
