import type { DerivedValue } from "../fit/derived.ts";
import type { FitResult, FittedParameter } from "../fit/result.ts";
import type { Identifiability } from "../uncertainty/identifiability.ts";
import type { Intervals, ParameterInterval } from "../uncertainty/intervals.ts";

/** A number as JSON can hold it: infinities and NaN as the strings "Infinity", "-Infinity", "NaN". */
export type JsonNumber = number | "Infinity" | "-Infinity" | "NaN";

/** One fitted file. */
export interface FittedFile {
  readonly file: string;
  /** Of the content of the file, in hexadecimal digits. */
  readonly sha256: string;
  readonly result: FitResult;
  /** Intervals to give instead of those of the fit, with the method of each. */
  readonly intervals?: Intervals;
  readonly identifiability?: Identifiability;
  /** Further entries of the document, such as a verification. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A file that could not be read or fitted. */
export interface FailedFile {
  readonly file: string;
  readonly error: { readonly name: string; readonly message: string };
}

/**
 * The document of `eisfit fit --json`. It holds neither times nor paths other than those given, so the same input gives
 * the same bytes everywhere. `spectrum` describes the points that took part in the fit. `stderr` and `interval` are null
 * where a parameter has none (fixed, at a bound, unidentified), `chi2Reduced` where there are no degrees of freedom.
 */
export function fitDocument(version: string, files: readonly (FittedFile | FailedFile)[]): object {
  return { eisfit: version, files: files.map((entry) => ("error" in entry ? entry : fittedFile(entry))) };
}

/** A document as text: two spaces of indentation, a line end at the end, no number turned into `null`. */
export function jsonText(document: object): string {
  const text = JSON.stringify(
    document,
    (_, value: unknown) => (typeof value === "number" ? jsonNumber(value) : value),
    2,
  );
  return `${text}\n`;
}

/** Makes a number that JSON cannot hold a string rather than `null`. */
export function jsonNumber(value: number): JsonNumber {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

function fittedFile({ file, sha256, result, intervals, identifiability, extra }: FittedFile): object {
  const { frequencyHz } = result.residuals;
  return {
    file,
    spectrum: { points: frequencyHz.length, fmin: frequencyHz.at(-1), fmax: frequencyHz[0], sha256 },
    circuit: result.circuit,
    weight: result.weight,
    objectiveForm: result.objectiveForm,
    loss: result.loss,
    objective: result.objective,
    chi2Reduced: result.chi2Reduced,
    degreesOfFreedom: result.degreesOfFreedom,
    logLikelihood: result.logLikelihood,
    aicc: result.aicc,
    bic: result.bic,
    ...(result.robust === null ? {} : { robust: { scale: result.robust.scale, outliers: result.robust.outliers } }),
    ...(result.errorStructure === null ? {} : { errorStructure: result.errorStructure }),
    parameters: result.parameters.map((parameter, index) => parameterEntry(parameter, intervals?.parameters[index])),
    ...(intervals === undefined ? {} : { intervals: { method: intervals.method, level: intervals.level } }),
    termination: result.termination,
    minima: result.minima,
    excluded: result.excluded,
    warnings: [...result.warnings, ...(intervals?.warnings ?? [])],
    derived: result.derived.map(derivedEntry),
    activeOrders: result.activeOrders.map(({ text, tie }) => ({ text, tie })),
    ...(identifiability === undefined ? {} : { identifiability }),
    ...extra,
  };
}

/** A parameter as JSON documents hold it, with the interval of the fit or another one. */
export function parameterEntry(parameter: FittedParameter, chosen?: ParameterInterval): object {
  const { name, value, stderr, unit, lower, upper, status } = parameter;
  const interval = chosen === undefined ? parameter.interval : chosen.interval;
  const method = chosen === undefined ? {} : { intervalMethod: chosen.method };
  return { name, value, stderr, interval, ...method, unit, lower, upper, status };
}

function derivedEntry({ name, expression, value, stderr, interval, scale, unit, status }: DerivedValue): object {
  return { name, expression, value, stderr, interval, scale, unit, status };
}
