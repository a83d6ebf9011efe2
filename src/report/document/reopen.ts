import { sampleOptionNames, type SampleOptions } from "../../analysis/geometry.ts";
import { CircuitSyntaxError, parseCircuit } from "../../circuit/index.ts";
import { FitError } from "../../fit/fitError.ts";
import type { Exclusion } from "../../fit/mask.ts";
import { numberOfLoss, numberOfObjective } from "../../fit/objective.ts";
import type { FitOptions } from "../../fit/options.ts";
import { weights } from "../../fit/weights.ts";
import { contentOfBytes } from "../../io/content.ts";
import { failAt, isObject, objectAt, type JsonObject } from "../../io/jsonDocument.ts";
import { recordOf, reportFormat } from "../../io/report.ts";
import type { IntervalOptions } from "../../uncertainty/intervals.ts";
import type { SpectrumSource } from "./record.ts";

/** What a report says of the fit that it shows; the spectrum is read as from any other file. */
export interface OpenedReport {
  /** Of the data, as the report tells it. */
  readonly source: SpectrumSource;
  readonly title?: string;
  /** Text of the circuit, with what was set, tied and ordered. */
  readonly circuit: string;
  readonly options: FitOptions;
  readonly intervals: IntervalOptions;
  readonly sample?: SampleOptions;
  /** Texts of the circuits that it was compared with, itself among them; none where there was no comparison. */
  readonly compared: readonly string[];
}

const NUMBERS = ["seed", "maximumEvaluations", "tolerance"] as const;
/** Each throws for a word that it does not know. */
const JUDGES: Readonly<Record<"weight" | "objective" | "loss", (word: never) => unknown>> = {
  weight: checkedWeight,
  objective: numberOfObjective,
  loss: numberOfLoss,
};
const WORDS = ["weight", "objective", "loss"] as const;
const SWITCHES = ["search", "sortArcs"] as const;
/**
 * The fit of a report that was written as HTML: with the spectrum that `readSpectrum` finds in the same file,
 * `fit(spectrum, parseCircuit(circuit), options)` gives the same bits.
 *
 * @param content of a file; undefined is returned for one that is no report.
 * @param name for messages.
 * @throws {ReadError} for a report that is damaged.
 */
export function openReport(content: Uint8Array, name: string): OpenedReport | undefined {
  const file = contentOfBytes(content, name);
  if (!reportFormat.sniff(file)) return undefined;
  const record = recordOf(file);
  const told = objectAt(record["fit"], "fit", name, "an object with circuit and options");
  const { circuit, sample, compared, intervals } = told;
  const source = objectAt(record["source"], "source", name, "an object with file and sha256");
  const options = objectAt(told["options"], "fit.options", name, "an object");
  return {
    source: { file: textAt(source, "file", "source", name), sha256: textAt(source, "sha256", "source", name) },
    ...(typeof record["title"] === "string" ? { title: record["title"] } : {}),
    circuit:
      typeof circuit === "string" && isKnown(parseCircuit, circuit)
        ? circuit
        : failAt(name, "fit.circuit", circuit, "the text of a circuit"),
    options: { ...optionsOf(options, name), ...maskOf(told["excluded"], pointsOf(record["data"]), name) },
    intervals: isObject(intervals) ? intervals : {},
    ...(isObject(sample)
      ? { sample: Object.fromEntries(Object.entries(sample).filter(([key]) => isOneOf(key, sampleOptionNames))) }
      : {}),
    compared: Array.isArray(compared)
      ? compared.filter((text) => typeof text === "string" && isKnown(parseCircuit, text))
      : [],
  };
}

function isOneOf<Name extends string>(key: string, names: readonly Name[]): key is Name {
  return (names as readonly string[]).includes(key);
}

/** What has no place among the options of a fit is refused: to fit without it would be another fit. Values are judged by `fit`. */
function optionsOf(options: JsonObject, file: string): FitOptions {
  const entries = Object.entries(options).map(([key, value]): [string, unknown] => {
    const path = `fit.options.${key}`;
    const as = (expected: string, isRight: boolean): [string, unknown] =>
      isRight ? [key, value] : failAt(file, path, value, expected);
    if (isOneOf(key, NUMBERS)) return as("a number", typeof value === "number");
    if (isOneOf(key, WORDS)) return as(`a ${key} that this version knows`, isKnown(JUDGES[key], value));
    if (isOneOf(key, SWITCHES)) return as("true or false", typeof value === "boolean");
    if (key === "errorTerms") return as("a list of terms", Array.isArray(value));
    if (key === "initial" || key === "fixed") return as("an object by names of parameters", isObject(value));
    if (key === "bounds") return [key, boundsOf(value, path, file)];
    return failAt(file, path, value, "an option of a fit that this version knows");
  });
  return Object.fromEntries(entries);
}

/** Whether what makes something of a text can do so. */
function isKnown(judge: (text: never) => unknown, text: unknown): boolean {
  try {
    judge(text as never);
    return true;
  } catch (error) {
    if (error instanceof FitError || error instanceof CircuitSyntaxError) return false;
    throw error;
  }
}

function checkedWeight(word: string): void {
  if (!(weights as readonly string[]).includes(word)) throw new FitError("bad-option", `There is no weight ${word}.`);
}

function boundsOf(value: unknown, path: string, file: string): Record<string, [number, number]> {
  if (!isObject(value)) return failAt(file, path, value, "an object by names of parameters");
  return Object.fromEntries(
    Object.entries(value).map(([name, ends]): [string, [number, number]] => {
      const [lower, upper] = Array.isArray(ends) ? (ends as unknown[]).map(limitOf) : [];
      if (lower === undefined || upper === undefined) return failAt(file, `${path}.${name}`, ends, "two limits");
      return [name, [lower, upper]];
    }),
  );
}

function limitOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return value === "Infinity" ? Infinity : value === "-Infinity" ? -Infinity : undefined;
}

function pointsOf(data: unknown): number {
  return isObject(data) && Array.isArray(data["frequencyHz"]) ? data["frequencyHz"].length : 0;
}

function maskOf(runs: unknown, points: number, file: string): Pick<FitOptions, "exclude"> {
  if (!Array.isArray(runs)) return failAt(file, "fit.excluded", runs, "a list");
  const exclude: Exclusion[] = [];
  let next = 0;
  for (const [place, run] of (runs as unknown[]).entries()) {
    const [first, last, reason] = Array.isArray(run) ? (run as unknown[]) : [];
    const isRun =
      Number.isInteger(first) &&
      Number.isInteger(last) &&
      typeof reason === "string" &&
      Number(last) < points &&
      Number(first) >= 0;
    if (!isRun)
      return failAt(
        file,
        `fit.excluded[${String(place)}]`,
        run,
        "first point, last point and reason of points that there are",
      );
    if (Number(first) < next) return failAt(file, `fit.excluded[${String(place)}]`, run, "points behind those before");
    next = Number(last) + 1;
    for (let index = Number(first); index <= Number(last); index++) exclude.push({ index, reason });
  }
  return exclude.length === 0 ? {} : { exclude };
}

function textAt(object: JsonObject, key: string, path: string, file: string): string {
  const value = object[key];
  return typeof value === "string" ? value : failAt(file, `${path}.${key}`, value, "a text");
}
