import { CircuitSyntaxError, parseCircuit } from "../../circuit/index.ts";
import type { ParameterStatus } from "../../fit/result.ts";
import { valuesOf, withValues, type ValuedCircuit, type ValuedDerived, type ValuedParameter } from "./valuedCircuit.ts";
import { ExportError } from "./exportError.ts";

type Json = Readonly<Record<string, unknown>>;

const STATUSES: readonly ParameterStatus[] = ["free", "fixed", "tied", "at-bound", "unidentified"];

/**
 * The fits of a document that `eisfit fit` or `eisfit series` wrote as JSON, without those that failed.
 *
 * @returns undefined for a document of something else.
 * @throws {ExportError} for a fit without a readable circuit, or whose parameters are not those of its circuit.
 */
export function savedFits(document: unknown): ValuedCircuit[] | undefined {
  if (!isJson(document)) return undefined;
  const entries = Array.isArray(document.files)
    ? document.files
    : Array.isArray(document.fits)
      ? document.fits
      : [document];
  const fits = entries
    .filter(isJson)
    .filter(({ circuit, parameters }) => typeof circuit === "string" && Array.isArray(parameters));
  if (fits.length === 0) return undefined;
  return fits.map(fitOf);
}

function fitOf(fit: Json): ValuedCircuit {
  const file = typeof fit.file === "string" ? fit.file : undefined;
  const circuit = circuitOf(fit.circuit, file);
  const entries = recordsOf(fit.parameters).map(parameterOf);
  const byName = new Map(entries.flatMap((entry) => (entry === undefined ? [] : [[entry.name, entry] as const])));
  const parameters = circuit.parameters.map(({ name }) => {
    const found = byName.get(name);
    if (found !== undefined) return found;
    throw new ExportError(
      `${file ?? "The fit"}: the document holds no value of ${name}, a parameter of ${circuit.text}.`,
    );
  });
  const { fmin, fmax } = isJson(fit.spectrum) ? fit.spectrum : {};
  return {
    circuit: withValues(circuit, valuesOf(parameters)),
    parameters,
    derived: [...recordsOf(fit.derived), ...answersOf(fit)].flatMap(derivedOf),
    ...(typeof fmin === "number" && typeof fmax === "number" && fmin > 0 && fmax >= fmin ? { band: [fmin, fmax] } : {}),
    ...(file === undefined ? {} : { file }),
    defaulted: [],
  };
}

function circuitOf(text: unknown, file: string | undefined) {
  try {
    return parseCircuit(String(text));
  } catch (error) {
    if (!(error instanceof CircuitSyntaxError)) throw error;
    throw new ExportError(`${file ?? "The fit"}: its circuit cannot be read. ${error.message}`, { cause: error });
  }
}

function parameterOf(entry: Json): ValuedParameter | undefined {
  const { name, unit, status } = entry;
  const value = numberOf(entry.value);
  if (typeof name !== "string" || value === null || Number.isNaN(value)) return undefined;
  return {
    name,
    value,
    ...errorOf(entry),
    unit: typeof unit === "string" ? unit : "-",
    status: STATUSES.find((one) => one === status) ?? "given",
  };
}

/** What follows for the sample, as derived values. */
function answersOf({ answers }: Json): Json[] {
  if (!isJson(answers)) return [];
  return recordsOf(answers.answers).map((answer) => {
    const isFlagged = Array.isArray(answer.flags) && answer.flags.length > 0;
    return { ...answer, expression: answer.formula, status: isFlagged ? "flagged" : "derived" };
  });
}

function derivedOf(entry: Json): ValuedDerived[] {
  const { name, expression, unit, status } = entry;
  const value = numberOf(entry.value);
  if (typeof name !== "string" || value === null) return [];
  return [
    {
      name,
      expression: typeof expression === "string" ? expression : name,
      value,
      ...errorOf(entry),
      unit: typeof unit === "string" ? unit : "-",
      status: typeof status === "string" ? status : "derived",
    },
  ];
}

function errorOf({ stderr, interval }: Json): Pick<ValuedParameter, "stderr" | "interval"> {
  const [low, high] = Array.isArray(interval) ? interval.map(numberOf) : [];
  const hasEnds = typeof low === "number" && typeof high === "number";
  return { stderr: numberOf(stderr), interval: hasEnds ? [low, high] : null };
}

/** Documents hold infinities as words. */
function numberOf(value: unknown): number | null {
  if (typeof value === "number") return value;
  return value === "Infinity" || value === "-Infinity" || value === "NaN" ? Number(value) : null;
}

function recordsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
