import type { DerivedValue } from "../fit/derived.ts";
import type { FitResult, FittedParameter } from "../fit/result.ts";
import type { Intervals, ParameterInterval } from "../uncertainty/intervals.ts";
import { limitOf, shownValue } from "./limit.ts";
import { printLike, printPercent, printQuantity } from "./quantity.ts";
import { textTable, type Alignment } from "./textTable.ts";

const HEADER = ["value", "std. error", "unit", "rel. error"];
const ALIGNMENTS: readonly Alignment[] = ["left", "right", "right", "left", "right"];

const LEVEL = 0.95;
/** A 95 % interval is about four standard errors wide. */
const INTERVAL_ERRORS = 4;

/**
 * The fitted parameters as a table for people: value and standard error with two digits of the error, unit with SI
 * prefix, relative error, 95 % interval, status; under it the derived values, if there are any, with their formulas.
 *
 * @param intervals the ones of parameters to show instead of those of the fit, with the method of each where not all are Wald's.
 */
export function resultTable(result: FitResult, intervals?: Intervals): string {
  const table = parameterTable(result, intervals);
  if (result.derived.length === 0) return `${table}\n`;
  const header = ["derived", ...HEADER, intervalTitle(LEVEL), "formula"];
  return `${table}\n\n${textTable(header, result.derived.map(derivedRow), ALIGNMENTS)}\n`;
}

function parameterTable(result: FitResult, intervals: Intervals | undefined): string {
  const methods = intervals?.parameters.some(({ method }) => method !== null && method !== "wald") === true;
  const title = intervalTitle(intervals?.level ?? LEVEL);
  const header = ["parameter", ...HEADER, title, ...(methods ? ["by"] : []), "status"];
  const rows = result.parameters.map((parameter, index) => {
    const own = intervals?.parameters[index];
    const interval = own === undefined ? parameter.interval : own.interval;
    const by = methods ? [methodText(own)] : [];
    return [
      parameter.name,
      ...figures({ ...parameter, value: shownValue(parameter), interval }),
      ...by,
      statusText(parameter),
    ];
  });
  return textTable(header, rows, ALIGNMENTS);
}

function intervalTitle(level: number): string {
  return `${Number((100 * level).toPrecision(6))} % interval`;
}

function derivedRow(derived: DerivedValue): string[] {
  const { name, expression, status } = derived;
  const formula = name === expression ? "" : expression;
  const remark = status === "derived" ? "" : status;
  return [name, ...figures(derived), [formula, remark].filter((text) => text !== "").join("; ")];
}

/** Value, standard error, unit, relative error and interval as they are printed. */
export function figures({
  value,
  stderr,
  interval,
  unit,
}: Pick<FittedParameter, "value" | "stderr" | "interval" | "unit">): string[] {
  // 0 and infinity have no size that a prefix could fit, but an end of their interval has.
  const size = Number.isFinite(value) && value !== 0 ? value : (sizeOf(interval) ?? value);
  const printed = { ...printQuantity(value, stderr, unit), unit: printQuantity(size, stderr, unit).unit };
  const relative = stderr === null || value === 0 ? "" : printPercent((100 * stderr) / Math.abs(value));
  const [low, high] = interval ?? [0, 0];
  // Without a standard error the interval itself tells how many digits mean something.
  const error = stderr ?? (high < Infinity && high > low ? (high - low) / INTERVAL_ERRORS : null);
  const ends = interval === null ? "" : printLike(interval, size, error, unit).join(" .. ");
  return [printed.value, printed.stderr, printed.unit, relative, ends];
}

function sizeOf(interval: FittedParameter["interval"]): number | undefined {
  return [...(interval ?? [])].reverse().find((end) => Number.isFinite(end) && end !== 0);
}

function methodText(interval: ParameterInterval | undefined): string {
  const { method = null, ends = null } = interval ?? {};
  if (method === null) return "";
  return ends?.includes("open") === true ? `${method}, open` : method;
}

function statusText(parameter: FittedParameter): string {
  if (parameter.status !== "at-bound") return parameter.status;
  const limit = limitOf(parameter);
  return `at its limit, ${limit === Infinity ? "infinity" : limit}`;
}
