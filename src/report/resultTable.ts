import type { DerivedValue } from "../fit/derived.ts";
import type { FitResult, FittedParameter } from "../fit/result.ts";
import { printLike, printPercent, printQuantity } from "./quantity.ts";
import { textTable, type Alignment } from "./textTable.ts";

const HEADER = ["parameter", "value", "std. error", "unit", "rel. error", "95 % interval", "status"];

const NEAR = 1e-9;

const DERIVED_HEADER = ["derived", ...HEADER.slice(1, -1), "formula"];

const ALIGNMENTS: readonly Alignment[] = ["left", "right", "right", "left", "right", "left", "left"];

/**
 * The fitted parameters as a table for people: value and standard error with two digits of the error, unit with SI
 * prefix, relative error, 95 % interval, status; under it the derived values, if there are any, with their formulas.
 */
export function resultTable(result: FitResult): string {
  const table = textTable(HEADER, result.parameters.map(parameterRow), ALIGNMENTS);
  if (result.derived.length === 0) return `${table}\n`;
  return `${table}\n\n${textTable(DERIVED_HEADER, result.derived.map(derivedRow), ALIGNMENTS)}\n`;
}

function parameterRow(parameter: FittedParameter): string[] {
  return [parameter.name, ...figures(parameter), statusText(parameter)];
}

function derivedRow(derived: DerivedValue): string[] {
  const { name, expression, status } = derived;
  const formula = name === expression ? "" : expression;
  const remark = status === "derived" ? "" : status;
  return [name, ...figures(derived), [formula, remark].filter((text) => text !== "").join("; ")];
}

function figures({
  value,
  stderr,
  interval,
  unit,
}: Pick<FittedParameter, "value" | "stderr" | "interval" | "unit">): string[] {
  const printed = printQuantity(value, stderr, unit);
  const relative = stderr === null || value === 0 ? "" : printPercent((100 * stderr) / Math.abs(value));
  const ends = interval === null ? "" : printLike(interval, value, stderr, unit).join(" .. ");
  return [printed.value, printed.stderr, printed.unit, relative, ends];
}

function statusText({ status, value, lower, upper }: FittedParameter): string {
  if (status !== "at-bound") return status;
  // A quantity that runs to 0 or infinity ends at some large power of ten, a given limit is met to rounding.
  const isLower = lower > 0 ? value <= lower * (1 + NEAR) : value < (upper === Infinity ? 1 : upper / 2);
  const limit = isLower ? lower : upper;
  return `at its limit, ${limit === Infinity ? "infinity" : limit}`;
}
