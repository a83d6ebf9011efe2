import { positiveIn, QuantityError, quantityIn, type Quantity } from "./physicalQuantity.ts";
import { measured, stderrOf, type Uncertain } from "./uncertain.ts";

/**
 * A number as callers give it: text with a unit and perhaps an error (`11.40(11) uA`), the same as an object, or an uncertain
 * number, as of a fit, in the unit that is stated where it is asked for.
 */
export type GivenNumber = string | Quantity | Uncertain;

/** @throws {QuantityError} for another kind of quantity, and for what is no finite number. */
export function uncertainIn(name: string, given: GivenNumber, unit: string): Uncertain {
  if (typeof given !== "string" && "effects" in given) {
    if (Number.isFinite(given.value) && Number.isFinite(stderrOf(given))) return given;
    throw new QuantityError(
      `${name} is ${String(given.value)} ${unit} with an error of ${String(stderrOf(given))}: the data do not determine it.`,
    );
  }
  const { value, stderr } = quantityIn(name, given, unit);
  return measured(value, stderr);
}

/** The same for what must lie above 0. */
export function positiveUncertainIn(name: string, given: GivenNumber, unit: string): Uncertain {
  const number = uncertainIn(name, given, unit);
  positiveIn(name, { value: number.value, unit }, unit);
  return number;
}
