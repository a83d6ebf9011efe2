import { localDate } from "./binary/bytes.ts";
import { decideSign, vote, type SignVotes } from "./binary/signVotes.ts";
import type { FileContent } from "./content.ts";
import type { FileFormat, Metadata, Sweep } from "./format.ts";
import { headText } from "./headText.ts";
import { failAt, isObject, listAt, objectAt, parseJsonDocument, type JsonObject } from "./jsonDocument.ts";
import { printable } from "./printable.ts";
import { ReadError } from "./readError.ts";
import { sweepStarts } from "./sweepRuns.ts";

/** Milliseconds from 0001-01-01, whence .NET counts in units of 100 ns, to 1970-01-01. */
const NET_EPOCH = 62_135_596_800_000;

/** Sessions of PSTrace: JSON, usually UTF-16. */
export const palmsensFormat: FileFormat = {
  name: "palmsens-session",
  title: "PalmSens PSTrace session (.pssession)",
  extensions: ["pssession"],
  reads:
    "Measurements of the type EIS, each a sweep with its title; several scans within one are kept apart. `ZIm` holds -Z'', " +
    "which the phase confirms or refutes.",
  sniff: (file) => {
    const head = headText(file);
    return /^\s*\{/.test(head) && head.includes('"PalmSens.');
  },
  sweeps: readSession,
};

function* readSession(file: FileContent): Generator<Sweep> {
  const document = objectAt(parseJsonDocument(file), "", file.name, "a session of PSTrace");
  const measurements = listAt(document, "Measurements", "", file.name);
  const kinds = new Set<string>();
  let found = false;
  for (const [index, entry] of measurements.entries()) {
    const path = `Measurements[${index}]`;
    const measurement = objectAt(entry, path, file.name, "a measurement");
    const set = isObject(measurement["DataSet"]) ? measurement["DataSet"] : undefined;
    const kind = typeof set?.["Type"] === "string" ? set["Type"] : "no type";
    if (set === undefined || !kind.includes("EIS")) {
      kinds.add(printable(kind.slice(0, 60)));
      continue;
    }
    found = true;
    yield* sweepsOf(set, metadataOf(measurement), `${path}.DataSet`, file.name);
  }
  if (found) return;
  throw new ReadError("bad-data", {
    file: file.name,
    foundWhat: `measurements of ${[...kinds].slice(0, 4).join(", ")}`,
    expected: "a measurement with a data set of the type EIS",
  });
}

function metadataOf({ Title, TimeStamp, DeviceSerial }: JsonObject): Metadata {
  const date = typeof TimeStamp === "number" ? localDate(Math.round(TimeStamp / 1e4 - NET_EPOCH)) : undefined;
  return {
    ...(typeof Title === "string" && Title !== "" ? { title: printable(Title) } : {}),
    ...(date === undefined ? {} : { date }),
    ...(typeof DeviceSerial === "string" && DeviceSerial !== "" ? { device: printable(DeviceSerial) } : {}),
    instrument: "PalmSens",
  };
}

function* sweepsOf(set: JsonObject, metadata: Metadata, path: string, file: string): Generator<Sweep> {
  const arrays = listAt(set, "Values", path, file);
  const find = (unit: string): DataArray | undefined => arrayOf(arrays, unit, path, file);
  const frequency = find("Hertz");
  const re = find("ZRe");
  const im = find("ZIm");
  if (frequency === undefined || re === undefined || im === undefined) {
    return failAt(file, `${path}.Values`, arrays, "arrays of the units Hertz, ZRe and ZIm");
  }
  const phase = find("Phase");
  const points = frequency.values.length;
  for (const { values } of [re, im]) {
    if (values.length !== points) failAt(file, `${path}.Values`, values, `${points} impedances, one a frequency,`);
  }
  const votes: SignVotes = { agree: 0, contradict: 0, wrongModulus: 0 };
  const usesPhase = phase?.values.length === points;
  for (let index = 0; index < points && usesPhase; index++) {
    const degrees = (phase.values[index] ?? 0) * (phase.negated ? -1 : 1);
    vote(votes, re.values[index] ?? 0, -(im.values[index] ?? 0), undefined, degrees);
  }
  const { flip, note, warnings } = decideSign(votes, '"ZIm"');
  const kept = frequency.values.flatMap((value, index) => (value > 0 ? [index] : []));
  if (kept.length === 0) failAt(file, `${path}.Values`, frequency.values, "at least one frequency above 0 Hz");
  if (kept.length < points) {
    warnings.push(`left out ${points - kept.length} point(s) whose frequency is not above 0 Hz`);
  }
  const starts = sweepStarts(kept.map((index) => frequency.values[index] ?? 0));
  for (const [scan, start] of starts.entries()) {
    const part = kept.slice(start, starts[scan + 1]);
    yield {
      frequencyHz: part.map((index) => frequency.values[index] ?? Number.NaN),
      re: part.map((index) => re.values[index] ?? Number.NaN),
      im: part.map((index) => (flip ? 1 : -1) * (im.values[index] ?? Number.NaN)),
      metadata: starts.length === 1 ? metadata : { ...metadata, scan: scan + 1 },
      notes: [note],
      warnings: scan === 0 ? warnings : [],
    };
  }
}

interface DataArray {
  readonly values: readonly number[];
  /** The quantity has a minus sign in its name, such as `-Phase`. */
  readonly negated: boolean;
}

/** The first array of a unit, such as `PalmSens.Units.ZRe`. */
function arrayOf(arrays: readonly unknown[], unit: string, path: string, file: string): DataArray | undefined {
  for (const [index, array] of arrays.entries()) {
    if (!isObject(array) || !isObject(array["Unit"])) continue;
    const { Type, Q } = array["Unit"];
    if (typeof Type !== "string" || Type.split(".").at(-1) !== unit) continue;
    const place = `${path}.Values[${index}]`;
    const list = listAt(array, "DataValues", place, file);
    return { values: list.map(readValue), negated: typeof Q === "string" && Q.startsWith("-") };

    function readValue(entry: unknown, at: number): number {
      const value = isObject(entry) ? entry["V"] : undefined;
      if (typeof value === "number") return value;
      return failAt(file, `${place}.DataValues[${at}].V`, value, "a number");
    }
  }
  return undefined;
}
