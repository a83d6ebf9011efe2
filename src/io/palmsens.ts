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
  const measurementsKey = keyIn(document, "Measurements");
  const measurements = listAt(document, measurementsKey, "", file.name);
  const kinds = new Set<string>();
  let found = false;
  for (const [index, entry] of measurements.entries()) {
    const path = `${measurementsKey}[${index}]`;
    const measurement = objectAt(entry, path, file.name, "a measurement");
    const setKey = keyIn(measurement, "DataSet");
    const set = isObject(measurement[setKey]) ? measurement[setKey] : undefined;
    const type = set?.[keyIn(set, "Type")];
    const kind = typeof type === "string" ? type : "no type";
    if (set === undefined || !kind.includes("EIS")) {
      kinds.add(printable(kind.slice(0, 60)));
      continue;
    }
    found = true;
    yield* sweepsOf(set, metadataOf(measurement), `${path}.${setKey}`, file.name);
  }
  if (found) return;
  throw new ReadError("bad-data", {
    file: file.name,
    foundWhat: `measurements of ${[...kinds].slice(0, 4).join(", ")}`,
    expected: "a measurement with a data set of the type EIS",
  });
}

/** Older versions of PSTrace write all keys in small letters. */
function keyIn(object: JsonObject, key: string): string {
  const small = key.toLowerCase();
  return object[key] === undefined && object[small] !== undefined ? small : key;
}

function metadataOf(measurement: JsonObject): Metadata {
  const of = (key: string): unknown => measurement[keyIn(measurement, key)];
  const [title, stamp, device] = [of("Title"), of("TimeStamp"), of("DeviceSerial")];
  const date = typeof stamp === "number" ? localDate(Math.round(stamp / 1e4 - NET_EPOCH)) : undefined;
  return {
    ...(typeof title === "string" && title !== "" ? { title: printable(title) } : {}),
    ...(date === undefined ? {} : { date }),
    ...(typeof device === "string" && device !== "" ? { device: printable(device) } : {}),
    instrument: "PalmSens",
  };
}

function* sweepsOf(set: JsonObject, metadata: Metadata, path: string, file: string): Generator<Sweep> {
  const valuesKey = keyIn(set, "Values");
  const arrays = listAt(set, valuesKey, path, file);
  const find = (unit: string): DataArray | undefined => arrayOf(arrays, unit, `${path}.${valuesKey}`, file);
  const frequency = find("Hertz");
  const re = find("ZRe");
  const im = find("ZIm");
  if (frequency === undefined || re === undefined || im === undefined) {
    return failAt(file, `${path}.${valuesKey}`, arrays, "arrays of the units Hertz, ZRe and ZIm");
  }
  const phase = find("Phase");
  const points = frequency.values.length;
  for (const { values } of [re, im]) {
    if (values.length !== points)
      failAt(file, `${path}.${valuesKey}`, values, `${points} impedances, one a frequency,`);
  }
  const votes: SignVotes = { agree: 0, contradict: 0, wrongModulus: 0 };
  const usesPhase = phase?.values.length === points;
  for (let index = 0; index < points && usesPhase; index++) {
    const degrees = (phase.values[index] ?? 0) * (phase.negated ? -1 : 1);
    vote(votes, re.values[index] ?? 0, -(im.values[index] ?? 0), undefined, degrees);
  }
  const { flip, note, warnings } = decideSign(votes, '"ZIm"');
  const kept = frequency.values.flatMap((value, index) => (value > 0 ? [index] : []));
  if (kept.length === 0) failAt(file, `${path}.${valuesKey}`, frequency.values, "at least one frequency above 0 Hz");
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
    const unitEntry = isObject(array) ? array[keyIn(array, "Unit")] : undefined;
    if (!isObject(array) || !isObject(unitEntry)) continue;
    const [type, quantity] = [unitEntry[keyIn(unitEntry, "Type")], unitEntry[keyIn(unitEntry, "Q")]];
    if (typeof type !== "string" || type.split(".").at(-1) !== unit) continue;
    const listKey = keyIn(array, "DataValues");
    const place = `${path}[${index}]`;
    const list = listAt(array, listKey, place, file);
    return { values: list.map(readValue), negated: typeof quantity === "string" && quantity.startsWith("-") };

    function readValue(entry: unknown, at: number): number {
      const valueKey = isObject(entry) ? keyIn(entry, "V") : "V";
      const value = isObject(entry) ? entry[valueKey] : undefined;
      if (typeof value === "number") return value;
      return failAt(file, `${place}.${listKey}[${at}].${valueKey}`, value, "a number");
    }
  }
  return undefined;
}
