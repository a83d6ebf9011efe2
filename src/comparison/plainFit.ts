import { fit } from "../fit/fit.ts";
import { originOf } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";
import { startingValues } from "./mapValues.ts";

/**
 * The result itself where it minimises the squares of the impedance's residuals, else a fit that does so with the same weight, from
 * its values.
 */
export function plainFit(result: FitResult): FitResult {
  if (result.objectiveForm === "impedance" && result.loss === "squares") return result;
  const { spectrum, circuit, options } = originOf(result);
  const initial = startingValues(result);
  return fit(spectrum, circuit, { ...options, objective: "impedance", loss: "squares", initial, search: false });
}
