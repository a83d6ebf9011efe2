import { FitError } from "./fitError.ts";
import type { FitOptions } from "./options.ts";

/** When a descent ends. */
export interface Effort {
  /** Relative decrease of S that an undamped step must still promise. */
  readonly tolerance: number;
  /** A whole number. */
  readonly mostEvaluations: number;
}

const DEFAULT_EVALUATIONS = 1000;
/** The engine counts in 32 bits. */
const LARGEST_COUNT = 1e9;

/**
 * The effort that the options allow.
 * @throws {FitError} `bad-option` for a tolerance or a number of evaluations that is not positive.
 */
export function effortOf(options: FitOptions, defaultTolerance: number): Effort {
  const tolerance = positive("tolerance", options.tolerance ?? defaultTolerance);
  const most = positive("maximumEvaluations", options.maximumEvaluations ?? DEFAULT_EVALUATIONS);
  return { tolerance, mostEvaluations: Math.ceil(Math.min(most, LARGEST_COUNT)) };
}

function positive(name: string, value: number): number {
  if (value > 0) return value;
  throw new FitError("bad-option", `${name} must be a positive number, not ${String(value)}.`);
}
