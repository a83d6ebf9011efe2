import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Simulated spectra of known truth, made by another program, read in place. */
const folder = fileURLToPath(new URL("../../../shared/data/synthetic/", import.meta.url));

export const syntheticPresent = existsSync(folder);
export const syntheticAbsent = "Not run: synthetic spectra with known truth (../shared/data/synthetic is absent).";

export interface SyntheticCase {
  readonly id: string;
  /** Relative standard deviation of each part in units of |Z|: 0, 0.001 or 0.01. */
  readonly noise: number;
  readonly truth: readonly number[];
  readonly re: readonly number[];
  readonly im: readonly number[];
  /** S (modulus) of the truth; the data without noise have none. */
  readonly objectiveOfTruth: number | undefined;
  /** S (modulus) of the minimum that another program reached from the truth and near it; only with noise. */
  readonly referenceObjective: number | undefined;
}

export interface SyntheticSet {
  readonly id: string;
  readonly circuit: string;
  readonly parameters: readonly string[];
  readonly frequencyHz: readonly number[];
  readonly cases: readonly SyntheticCase[];
}

/** Reads all sets, in alphabetical order. Throws where a file is of another layout. */
export function readSyntheticSets(): readonly SyntheticSet[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  return names.sort().map((name) => {
    const [header, ...lines] = readFileSync(folder + name, "utf8")
      .trim()
      .split("\n");
    const head = parseLine(header ?? "", name);
    return {
      id: text(head, "id"),
      circuit: text(head, "circuit"),
      parameters: texts(head, "parameters"),
      frequencyHz: numbers(head, "frequency_hz"),
      cases: lines.map((line) => {
        const one = parseLine(line, name);
        const objectiveOfTruth = one["S_truth"];
        const reference = one["reference"];
        return {
          id: text(one, "id"),
          noise: number(one, "noise"),
          truth: numbers(one, "truth"),
          re: numbers(one, "z_re"),
          im: numbers(one, "z_im"),
          objectiveOfTruth: typeof objectiveOfTruth === "number" ? objectiveOfTruth : undefined,
          referenceObjective: reference === undefined ? undefined : number(toRecord(reference, name), "S"),
        };
      }),
    };
  });
}

function parseLine(line: string, file: string): Record<string, unknown> {
  return toRecord(JSON.parse(line), file);
}

function toRecord(value: unknown, file: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new Error(`${file} has a value where an object is expected.`);
  return Object.fromEntries(Object.entries(value));
}

function wrong(record: Record<string, unknown>, name: string): Error {
  return new Error(`${String(record["id"])} has ${JSON.stringify(record[name])?.slice(0, 40)} for ${name}.`);
}

function text(record: Record<string, unknown>, name: string): string {
  const value = record[name];
  if (typeof value !== "string") throw wrong(record, name);
  return value;
}

function number(record: Record<string, unknown>, name: string): number {
  const value = record[name];
  if (typeof value !== "number") throw wrong(record, name);
  return value;
}

function texts(record: Record<string, unknown>, name: string): string[] {
  const value = record[name];
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === "string")) throw wrong(record, name);
  return value;
}

function numbers(record: Record<string, unknown>, name: string): number[] {
  const value = record[name];
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === "number")) throw wrong(record, name);
  return value;
}
