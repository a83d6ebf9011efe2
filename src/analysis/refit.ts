import { CircuitSyntaxError, parseCircuit } from "../circuit/index.ts";
import { fit } from "../fit/fit.ts";
import { FitError } from "../fit/fitError.ts";
import type { FitOptions } from "../fit/options.ts";
import { originOf } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";

/**
 * The same data fitted, from where the fit ended, with a circuit in which one element is replaced by other text; all that
 * constrains parameters is kept, but orders of arcs and derived values are not.
 *
 * @returns undefined where that fit does not converge, or cannot be set up.
 */
export function refitWith(
  result: FitResult,
  element: string,
  replacement: (written: string) => string,
): FitResult | undefined {
  // An active order holds parameters that would be free, and start elsewhere, in the other circuit.
  if (result.activeOrders.length > 0) return undefined;
  const { spectrum, circuit, options } = originOf(result);
  const model = circuit.text.replace(/\s*;[^]*$/, "");
  let isReplaced = false;
  // Braces hold formulas that may name the element too.
  const text = model.replace(/([A-Za-z]\w*)(\{[^}]*\})?/g, (written: string, name: string) => {
    if (isReplaced || name !== element) return written;
    isReplaced = true;
    return replacement(written);
  });
  if (!isReplaced) return undefined;
  const kept: { -readonly [Name in keyof FitOptions]: FitOptions[Name] } = { ...options, search: false };
  delete kept.order;
  try {
    const changed = parseCircuit(text);
    const names = new Set(changed.parameters.flatMap(({ name, expression }) => (expression === undefined ? name : [])));
    const start = result.parameters.filter(({ name, status, value }) => {
      return (status === "free" || status === "unidentified") && names.has(name) && value > 0;
    });
    kept.initial = Object.fromEntries(start.map(({ name, value }) => [name, value]));
    const again = fit(spectrum, changed, kept);
    const { outcome } = again.termination;
    return outcome === "converged" || outcome === "at-bound" ? again : undefined;
  } catch (error) {
    if (error instanceof FitError || error instanceof CircuitSyntaxError) return undefined;
    throw error;
  }
}
