import { ln } from "../../assembly/math/elementary.ts";
import { originOf } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";
import { NORMAL_QUANTILE } from "./answer.ts";

/** How many standard errors a 95 % interval of the fit reaches to either side, taken from one of its own intervals. */
export function studentQuantile(result: FitResult): number {
  const { circuit } = originOf(result);
  for (const [place, { element, index }] of circuit.parameters.entries()) {
    const { value = 0, stderr = null, interval = null, status } = result.parameters[place] ?? {};
    const isLogarithmic = element.record.parameters[index]?.scale === "logarithmic";
    if (status !== "free" || !isLogarithmic || stderr === null || interval === null) continue;
    const [low, high] = interval;
    const quantile = (ln(high / low) * value) / (2 * stderr);
    if (quantile > 1 && quantile < Infinity) return quantile;
  }
  return NORMAL_QUANTILE;
}
