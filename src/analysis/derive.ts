import { addDerived } from "../circuit/index.ts";
import { derivedValues, type DerivedValue } from "../fit/derived.ts";
import { originOf } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";

/**
 * Quantities that follow from the parameters of a fitted circuit, with standard errors from the full covariance.
 *
 * A formula holds parameters in their units, numbers, `+ - * / ^`, `sqrt`, `exp`, `ln`, `log10`, and properties of elements:
 * `tau(R_gb, CPE_gb)` is the time constant of an arc, `capacitance(R_gb, CPE_gb)` its effective capacitance
 * Q^(1/n) R^(1/n - 1), `brug(CPE_dl, R_s)` and `brug(CPE_dl, R_s, R_ct)` that of a constant phase element after Brug. It may
 * have a name before `=`, which later formulas can use, and a unit in quotes behind it:
 * `sigma = 0.1/(R_b + R_gb) "S/cm"`. Names that the circuit's own text derives may be used as well.
 *
 * @returns one value a formula, in their order.
 * @throws {CircuitSyntaxError} with a position in the formula; {FitError} `not-a-result` for a copy of a result.
 */
export function derive(result: FitResult, formula: string): DerivedValue;
export function derive(result: FitResult, formulas: readonly string[]): DerivedValue[];
export function derive(result: FitResult, formulas: string | readonly string[]): DerivedValue | DerivedValue[] {
  const origin = originOf(result);
  let { circuit } = origin;
  const given: unknown = formulas;
  if (typeof given !== "string" && !Array.isArray(given)) {
    throw new TypeError('Formulas are given as a text or an array of texts, for instance "R_b + R_gb".');
  }
  const places = (typeof formulas === "string" ? [formulas] : formulas).map((text) => {
    const added = addDerived(circuit, text);
    circuit = added.circuit;
    return added.place;
  });
  const values = derivedValues(circuit, origin);
  const chosen = places.flatMap((place) => values[place] ?? []);
  if (typeof formulas !== "string") return chosen;
  const [only] = chosen;
  if (only === undefined) throw new RangeError(`Nothing was derived from ${formulas}.`);
  return only;
}
