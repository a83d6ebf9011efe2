import type { SpectrumCheck } from "../validate/checkSpectrum.ts";
import type { FailedFile } from "./fitJson.ts";

/** One checked file. */
export interface CheckedFile {
  readonly file: string;
  /** Of the content of the file, in hexadecimal digits. */
  readonly sha256: string;
  /** Hz, of the points checked, falling. */
  readonly frequencyHz: Float64Array;
  readonly check: SpectrumCheck;
}

/**
 * The document of `eisfit check --json`: for each file the points, verdict, noise, points that violate, and all numbers of the tests. The same
 * input gives the same bytes everywhere.
 */
export function checkDocument(version: string, files: readonly (CheckedFile | FailedFile)[]): object {
  return { eisfit: version, files: files.map((entry) => ("error" in entry ? entry : checkedFile(entry))) };
}

function checkedFile({ file, sha256, frequencyHz, check }: CheckedFile): object {
  return {
    file,
    spectrum: { points: frequencyHz.length, fmin: frequencyHz.at(-1), fmax: frequencyHz[0], sha256 },
    ...(plain(check) as object),
  };
}

/** With arrays in place of typed arrays, which JSON writes as objects. */
function plain(value: unknown): unknown {
  if (value instanceof Float64Array) return Array.from(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
