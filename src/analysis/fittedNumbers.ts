import { evaluateExpression } from "../circuit/expression.ts";
import { originOf } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";
import { combine, correlated, exactly, measured, type Uncertain } from "./uncertain.ts";

/** Relative step of central differences: truncation and rounding are both some 1e-10 of the derivative. */
const STEP = 1e-5;

/**
 * All parameters of a fitted circuit with their joint covariance, by name, in their units: fixed ones and ones at a limit are exact,
 * tied ones move with what they are tied to, and one that the data do not determine has an infinite error.
 *
 * @throws {FitError} `not-a-result` for a copy of a result.
 */
export function fittedNumbers(result: FitResult): Map<string, Uncertain> {
  const { circuit } = originOf(result);
  const byName = new Map(result.parameters.map((parameter) => [parameter.name, parameter]));
  const free = result.freeParameters.flatMap((name, row) => {
    const parameter = byName.get(name);
    const stderr = parameter?.stderr ?? Infinity;
    return parameter === undefined || !Number.isFinite(stderr) ? [] : [{ ...parameter, row, stderr }];
  });
  const covariance = free.map((one) =>
    free.map((other) => (result.correlation[one.row]?.[other.row] ?? 0) * one.stderr * other.stderr),
  );
  const numbers = new Map<string, Uncertain>();
  for (const [place, number] of correlated(
    free.map(({ value }) => value),
    covariance,
  ).entries()) {
    numbers.set(free[place]?.name ?? "", number);
  }
  for (const { name, value, status } of result.parameters) {
    if (numbers.has(name) || status === "tied") continue;
    numbers.set(name, status === "fixed" || status === "at-bound" ? exactly(value) : measured(value, Infinity));
  }
  for (const { name, expression } of circuit.parameters) {
    const parameter = byName.get(name);
    if (parameter?.status !== "tied") continue;
    const { value, stderr } = parameter;
    if (expression === undefined) {
      numbers.set(name, measured(value, stderr ?? 0));
      continue;
    }
    const at = (moved: string, factor: number): number =>
      evaluateExpression(expression, (each) => (byName.get(each)?.value ?? Number.NaN) * (each === moved ? factor : 1));
    const parts = [...numbers].map(([source, number]) => {
      const step = STEP * number.value;
      const derivative = step === 0 ? 0 : (at(source, 1 + STEP) - at(source, 1 - STEP)) / (2 * step);
      return [number, derivative] as const;
    });
    numbers.set(
      name,
      combine(
        value,
        parts.filter(([, derivative]) => derivative !== 0),
      ),
    );
  }
  return numbers;
}
