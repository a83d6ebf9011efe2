import type { DerivedAnswer } from "../analysis/answer.ts";
import type { Answers } from "../analysis/answers.ts";
import type { DerivedValue } from "../fit/derived.ts";
import type { FittedParameter } from "../fit/result.ts";

const NAMES = ["name", "value", "stderr", "low", "high", "unit", "status", "formula"];

/**
 * Parameters, derived values and answers, one row each, with the ends of the 95 % interval and the formula of what is derived. An
 * empty field is a number that there is none of. Fields with a comma or a quotation mark are quoted (RFC 4180).
 */
export function parametersCsv(result: WithParameters, found?: Answers): string {
  const rows = [
    ...result.parameters.map((parameter) => row(parameter, "")),
    ...result.derived.map((derived) => row(derived, derived.expression)),
    ...(found?.answers ?? []).map((answer) => row({ ...answer, status: answerStatus(answer) }, answer.formula)),
  ];
  return [NAMES, ...rows].map((fields) => `${fields.map(quoted).join(",")}\n`).join("");
}

/** A fit, or what was saved of one. */
export interface WithParameters {
  readonly parameters: readonly ParameterRow[];
  readonly derived: readonly (ParameterRow & { readonly expression: string })[];
}

/** A parameter or derived value, as it is tabulated. */
export type ParameterRow = Pick<FittedParameter | DerivedValue, "name" | "value" | "stderr" | "interval" | "unit"> & {
  readonly status: string;
};

/** A flagged answer must not be taken for a sound one where the flags are not at hand. */
function answerStatus({ flags }: DerivedAnswer): string {
  return flags.length > 0 ? "flagged" : "derived";
}

function row({ name, value, stderr, interval, unit, status }: ParameterRow, formula: string): string[] {
  const numbers = [value, stderr, ...(interval ?? [null, null])].map((number) =>
    number === null ? "" : String(number),
  );
  return [name, ...numbers, unit, status, formula];
}

function quoted(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
