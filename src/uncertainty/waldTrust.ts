import type { FitResult } from "../fit/result.ts";
import { DOUBTFUL_SHARE, errorShare } from "./errorShare.ts";

/** Condition of the scaled Jacobian above which one standard error reaches far beyond where the covariance was computed. */
const LARGE_CONDITION = 1e3;

/**
 * Why Wald's interval of the parameter number `index`, which was varied, cannot be trusted; null where it can. Over simulated
 * fits it covers what it claims where parameters are interior and well determined, but as little as 74 % of cases instead of
 * 95 % where a limit is often active.
 */
export function distrustedWald(result: FitResult, index: number): string | null {
  const parameter = result.parameters[index];
  if (parameter === undefined) return null;
  const { status, stderr, interval, lower, upper, value } = parameter;
  if (status === "at-bound") return "on its limit";
  if (stderr === null || interval === null) return "not determined";
  if (errorShare(result, index) > DOUBTFUL_SHARE)
    return `error of ${String(Number(((100 * stderr) / Math.abs(value)).toPrecision(2)))} %`;
  if (interval[0] < lower || interval[1] > upper) return "its interval would pass its limit";
  const held = result.parameters.find((one) => one.status === "at-bound");
  if (held !== undefined) return `${held.name} is on its limit`;
  if (!(result.scaledCondition <= LARGE_CONDITION))
    return `condition of ${String(Number(result.scaledCondition.toPrecision(2)))}`;
  return null;
}
