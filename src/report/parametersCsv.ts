import type { DerivedValue } from "../fit/derived.ts";
import type { FitResult, FittedParameter } from "../fit/result.ts";

const NAMES = ["name", "value", "stderr", "low", "high", "unit", "status", "formula"];

/**
 * Parameters and derived values, one row each, with the ends of the 95 % interval and the formula of what is derived. An
 * empty field is a number that there is none of. Fields with a comma or a quotation mark are quoted (RFC 4180).
 */
export function parametersCsv(result: FitResult): string {
  const rows = [
    ...result.parameters.map((parameter) => row(parameter, "")),
    ...result.derived.map((derived) => row(derived, derived.expression)),
  ];
  return [NAMES, ...rows].map((fields) => `${fields.map(quoted).join(",")}\n`).join("");
}

function row(
  { name, value, stderr, interval, unit, status }: FittedParameter | DerivedValue,
  formula: string,
): string[] {
  const numbers = [value, stderr, ...(interval ?? [null, null])].map((number) =>
    number === null ? "" : String(number),
  );
  return [name, ...numbers, unit, status, formula];
}

function quoted(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
