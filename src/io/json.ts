import type { FileContent } from "./content.ts";
import type { FileFormat, Sweep } from "./format.ts";
import { findJsonFault } from "./jsonText.ts";
import { printable } from "./printable.ts";
import { ReadError } from "./readError.ts";

/**
 * The project's own JSON: `{ "frequencyHz": [], "re": [], "im": [] }` (Hz, ohm, true sign; optionally
 * `"sigma": { "re": [], "im": [] }` in ohm), a list of these under `"sweeps"`, or documents of those under `"files"`.
 */
export const jsonFormat: FileFormat = {
  name: "json",
  title: "JSON of eisfit",
  extensions: ["json"],
  reads: "`frequencyHz`, `re` and `im` (Hz, ohm, true sign), one or a list of them.",
  sniff: (file) => /^\s*[{[]/.test(file.headLines().slice(0, 100).join("\n")),
  sweeps: readJson,
};

type JsonObject = Readonly<Record<string, unknown>>;

function readJson(file: FileContent): Sweep[] {
  const sweeps: Sweep[] = [];
  collect(parseDocument(file), "", { file: file.name, sweeps });
  return sweeps;
}

function parseDocument(file: FileContent): unknown {
  const text = file.text();
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const fault = findJsonFault(text);
    if (fault === undefined) throw error;
    const before = text.slice(0, fault.offset).split("\n");
    const found = text.slice(fault.offset, fault.offset + 20).split("\n")[0] ?? "";
    throw new ReadError("bad-json", {
      file: file.name,
      line: before.length,
      ...(found === "" ? { foundWhat: "the end of the file" } : { found }),
      expected: fault.expected,
    });
  }
}

interface Collected {
  readonly file: string;
  readonly sweeps: Sweep[];
}

/** Lists may stand within each other in one order only, so the depth is bounded whatever the document. */
function collect(value: unknown, path: string, into: Collected, lists = ["files", "sweeps"]): void {
  const object = isObject(value) ? value : fail(into.file, path, value, "an object with frequencyHz, re and im");
  for (const [level, key] of lists.entries()) {
    const list = object[key];
    if (list === undefined) continue;
    if (!Array.isArray(list) || list.length === 0) {
      return fail(into.file, join(path, key), list, "a list with at least one entry");
    }
    list.forEach((entry, index) => collect(entry, `${join(path, key)}[${index}]`, into, lists.slice(level + 1)));
    return;
  }
  const { sigma, note } = object;
  into.sweeps.push({
    frequencyHz: numbers(object, "frequencyHz", path, into.file),
    re: numbers(object, "re", path, into.file),
    im: numbers(object, "im", path, into.file),
    ...(sigma === undefined ? {} : { sigma: readSigma(sigma, join(path, "sigma"), into.file) }),
    ...(typeof note === "string" ? { notes: [`comment: ${printable(note)}`] } : {}),
  });
}

function readSigma(value: unknown, path: string, file: string): NonNullable<Sweep["sigma"]> {
  const object = isObject(value) ? value : fail(file, path, value, "an object with the lists re and im");
  return { re: numbers(object, "re", path, file), im: numbers(object, "im", path, file) };
}

function numbers(object: JsonObject, key: string, path: string, file: string): number[] {
  const list = object[key];
  if (!Array.isArray(list)) return fail(file, join(path, key), list, "a list of numbers");
  return list.map((value: unknown, index) =>
    typeof value === "number" ? value : fail(file, `${join(path, key)}[${index}]`, value, "a number"),
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function fail(file: string, path: string, value: unknown, expected: string): never {
  const expectedThere = `${expected} at ${path === "" ? "the top" : path}`;
  throw new ReadError("bad-json", { file, foundWhat: describe(value), expected: expectedThere });
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return isObject(value) ? "an object" : JSON.stringify(value);
}
