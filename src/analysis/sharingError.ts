import { QuantityError } from "./physicalQuantity.ts";
import { covarianceOf, stderrOf, type Uncertain } from "./uncertain.ts";

/**
 * The second number with its error made correlated to that of the first: rho of it moves with the first's, the rest is its own.
 *
 * @throws {QuantityError} for a correlation outside of -1 .. 1, and for numbers that have an error in common already.
 */
export function sharingError(first: Uncertain, second: Uncertain, correlation: number, names: string): Uncertain {
  if (!(correlation >= -1 && correlation <= 1)) {
    throw new QuantityError(`The correlation of ${names} is ${String(correlation)}; it must lie between -1 and 1.`);
  }
  const [firstError, secondError] = [stderrOf(first), stderrOf(second)];
  if (firstError === 0 || secondError === 0) return second;
  if (covarianceOf(first, second) !== 0) {
    throw new QuantityError(
      `${names} have errors in common already; a correlation given besides would count them twice.`,
    );
  }
  const effects = new Map<symbol, number>();
  const own = Math.sqrt(1 - correlation * correlation);
  for (const [source, effect] of second.effects) effects.set(source, own * effect);
  for (const [source, effect] of first.effects) effects.set(source, correlation * (secondError / firstError) * effect);
  return { value: second.value, effects };
}
