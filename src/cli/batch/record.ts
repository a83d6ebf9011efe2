import { version, type Answers, type FitResult, type Outcome } from "../../index.ts";
import { fitDocument, jsonNumber, type FittedFile, type JsonNumber } from "../../report/index.ts";
import type { Item, Overrides } from "./item.ts";

/** How the fit of a record ended; `failed` is one that could not be read or fitted. */
export type RecordStatus = Outcome | "failed";

/** What the head of each record tells. */
export interface RecordHead {
  /** The number of the file, or of the line of the manifest or of standard input. */
  readonly input: number;
  readonly source: string;
  /** Counted from 1; null for a line, which holds one spectrum, and for a file that could not be read (on). */
  readonly sweep: number | null;
  readonly status: RecordStatus;
  readonly label: string | null;
}

/** A value with its error as records hold it. */
export interface RecordValue {
  readonly name: string;
  readonly value: JsonNumber;
  readonly stderr: number | null;
  readonly unit: string;
}

/** One line of the results. */
export interface BatchRecord extends RecordHead {
  readonly error?: { readonly name: string; readonly message: string };
  readonly circuit?: string;
  readonly weight?: string;
  readonly points?: number;
  readonly fmin?: number;
  readonly fmax?: number;
  readonly objective?: JsonNumber;
  readonly chi2Reduced?: JsonNumber | null;
  readonly degreesOfFreedom?: number;
  readonly parameters?: readonly (RecordValue & { readonly status: string })[];
  readonly derived?: readonly RecordValue[];
  readonly answers?: readonly (RecordValue & { readonly flags: readonly string[] })[];
  readonly warnings?: readonly string[];
  readonly milliseconds?: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** What a record is made of, besides the fit. */
export interface RecordContext {
  readonly item: Item;
  readonly sweep: number | null;
  readonly overrides: Overrides;
  readonly milliseconds?: number;
}

/** The record of a fit as a line. */
export function fittedRecord(result: FitResult, found: Answers | undefined, context: RecordContext): string {
  const { frequencyHz } = result.residuals;
  const record: BatchRecord = {
    ...headOf(context, result.termination.outcome),
    circuit: result.circuit,
    weight: result.weight,
    points: frequencyHz.length,
    fmin: frequencyHz.at(-1) ?? Number.NaN,
    fmax: frequencyHz[0] ?? Number.NaN,
    objective: jsonNumber(result.objective),
    chi2Reduced: result.chi2Reduced === null ? null : jsonNumber(result.chi2Reduced),
    degreesOfFreedom: result.degreesOfFreedom,
    parameters: result.parameters.map((parameter) => ({ ...valueOf(parameter), status: parameter.status })),
    ...(result.derived.length === 0 ? {} : { derived: result.derived.map(valueOf) }),
    ...(found === undefined
      ? {}
      : { answers: found.answers.map((answer) => ({ ...valueOf(answer), flags: answer.flags })) }),
    warnings: [...result.warnings, ...(found?.warnings ?? [])],
    ...tailOf(context),
  };
  return line(record);
}

/** The record with all that `eisfit fit --json` tells of the file. */
export function fullRecord(fitted: FittedFile, context: RecordContext): string {
  const { files } = fitDocument(version, [fitted]) as { files: readonly object[] };
  return line({ ...headOf(context, fitted.result.termination.outcome), ...files[0], ...tailOf(context) });
}

/** The record of what could not be read or fitted. */
export function failedRecord(error: { name: string; message: string }, context: RecordContext): string {
  const { name, message } = error;
  return line({ ...headOf(context, "failed"), error: { name, message }, ...tailOf(context) });
}

function headOf({ item, sweep, overrides }: RecordContext, status: RecordStatus): RecordHead {
  return { input: item.input, source: item.source, sweep, status, label: overrides.label ?? null };
}

function tailOf({ overrides, milliseconds }: RecordContext): Pick<BatchRecord, "milliseconds" | "extra"> {
  return {
    ...(milliseconds === undefined ? {} : { milliseconds: Number(milliseconds.toFixed(3)) }),
    ...(overrides.extra === undefined ? {} : { extra: overrides.extra }),
  };
}

function valueOf({
  name,
  value,
  stderr,
  unit,
}: {
  name: string;
  value: number;
  stderr: number | null;
  unit: string;
}): RecordValue {
  return { name, value: jsonNumber(value), stderr: stderr !== null && Number.isFinite(stderr) ? stderr : null, unit };
}

/** Documents hold infinities (limits of parameters), which JSON has no number for. */
function line(record: object): string {
  const text = JSON.stringify(record, (_, value: unknown) => (typeof value === "number" ? jsonNumber(value) : value));
  return `${text}\n`;
}

const HEAD = /^\{"input":(\d+),"source":("(?:[^"\\]|\\.)*"),"sweep":(\d+|null),"status":"([a-z-]+)"/;

/** The head of a record's line; undefined for anything else. */
export function readHead(text: string): Omit<RecordHead, "label"> | undefined {
  const [, input, source = "", sweep, status] = HEAD.exec(text) ?? [];
  if (status === undefined || !text.endsWith("}")) return undefined;
  return {
    input: Number(input),
    source: JSON.parse(source) as string,
    sweep: sweep === "null" ? null : Number(sweep),
    status: status as RecordStatus,
  };
}
