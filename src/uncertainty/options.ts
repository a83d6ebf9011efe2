import { FitError } from "../fit/fitError.ts";
import { LEVEL } from "../fit/level.ts";

/** A minimisation from nearby needs a few dozen evaluations at most; the rest is for those that must go around corners. */
export const MOST_EVALUATIONS = 500;

/**
 * The confidence level asked for.
 * @throws {FitError} unless it lies between 0 and 1.
 */
export function checkedLevel(level: number = LEVEL): number {
  if (level > 0 && level < 1) return level;
  throw new FitError(
    "bad-option",
    `level must lie between 0 and 1, not ${String(level)}; 0.95 asks for 95 % intervals.`,
  );
}
