import type { FittedParameter } from "../fit/result.ts";

const NEAR = 1e-9;

type Limited = Pick<FittedParameter, "status" | "value" | "lower" | "upper">;

/**
 * The limit that holds a parameter with the status `at-bound`. A quantity that runs to 0 or infinity ends at some large power of ten, a
 * given limit is met to rounding.
 */
export function limitOf({ value, lower, upper }: Limited): number {
  const isLower = lower > 0 ? value <= lower * (1 + NEAR) : value < (upper === Infinity ? 1 : upper / 2);
  return isLower ? lower : upper;
}

/** The value of a parameter as it is shown: 0 or infinity where it has run there. */
export function shownValue(parameter: Limited): number {
  if (parameter.status !== "at-bound") return parameter.value;
  const limit = limitOf(parameter);
  return limit === 0 || limit === Infinity ? limit : parameter.value;
}
