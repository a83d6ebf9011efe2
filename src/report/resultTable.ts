import type { FitResult, FittedParameter } from "../fit/result.ts";
import { printLike, printPercent, printQuantity } from "./quantity.ts";
import { textTable } from "./textTable.ts";

const HEADER = ["parameter", "value", "std. error", "unit", "rel. error", "95 % interval", "status"];

/**
 * The fitted parameters as a table for people: value and standard error with two digits of the error, unit with SI
 * prefix, relative error, 95 % interval, status. Lines below it name the parameters that the data do not determine.
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
  const undetermined = result.parameters.filter(isUndetermined).map(({ name }) => name);
  if (undetermined.length === 0) return `${table}\n`;
  return `${table}\n\nNot determined by these data (error above 100 %, or no usable direction): ${undetermined.join(", ")}.\n`;
}

function isUndetermined({ status, stderr, value }: FittedParameter): boolean {
  return status === "unidentified" || (stderr !== null && stderr > Math.abs(value));
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
  const limit = Math.abs(value - lower) <= Math.abs(upper - value) || upper === Infinity ? lower : upper;
  if (value > 1e30 && upper === Infinity) return "at its limit, infinity";
  return `at its limit, ${limit}`;
}
