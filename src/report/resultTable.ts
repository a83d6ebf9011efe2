import type { FitResult, FittedParameter } from "../fit/result.ts";
import { printLike, printPercent, printQuantity } from "./quantity.ts";
import { textTable } from "./textTable.ts";

const HEADER = ["parameter", "value", "std. error", "unit", "rel. error", "95 % interval", "status"];

const NEAR = 1e-9;

/**
 * The fitted parameters as a table for people: value and standard error with two digits of the error, unit with SI
 * prefix, relative error, 95 % interval, status.
 */
export function resultTable(result: FitResult): string {
  const table = textTable(HEADER, result.parameters.map(parameterRow), [
    "left",
    "right",
    "right",
    "left",
    "right",
    "left",
    "left",
  ]);
  return `${table}\n`;
}

function parameterRow(parameter: FittedParameter): string[] {
  const { name, value, stderr, interval, unit } = parameter;
  const printed = printQuantity(value, stderr, unit);
  const relative = stderr === null || value === 0 ? "" : printPercent((100 * stderr) / Math.abs(value));
  const ends = interval === null ? "" : printLike(interval, value, stderr, unit).join(" .. ");
  return [name, printed.value, printed.stderr, printed.unit, relative, ends, statusText(parameter)];
}

function statusText({ status, value, lower, upper }: FittedParameter): string {
  if (status !== "at-bound") return status;
  // A quantity that runs to 0 or infinity ends at some large power of ten, a given limit is met to rounding.
  const isLower = lower > 0 ? value <= lower * (1 + NEAR) : value < (upper === Infinity ? 1 : upper / 2);
  const limit = isLower ? lower : upper;
  return `at its limit, ${limit === Infinity ? "infinity" : limit}`;
}
