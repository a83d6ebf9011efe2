import type { FileContent } from "./content.ts";
import type { FileFormat, Sweep } from "./format.ts";
import { headText } from "./headText.ts";
import { failAt, isObject, listAt, numberList, objectAt, parseJsonDocument, type JsonObject } from "./jsonDocument.ts";
import { printable } from "./printable.ts";

/** The names of the lists since version 2, and those of version 1. */
const NAMES = [
  { frequency: "frequencies", re: "real_impedances", im: "imaginary_impedances" },
  { frequency: "frequency", re: "real", im: "imaginary" },
] as const;

/** Where a project has its data sets; the second name is that of the first two versions of the file. */
const PROJECT_KEYS = ["data_sets", "datasets"] as const;

/** Data sets of pyimpspec and projects of DearEIS. */
export const pyimpspecFormat: FileFormat = {
  name: "pyimpspec",
  title: "pyimpspec data set, DearEIS project (JSON)",
  extensions: [],
  reads:
    "Frequencies, real and imaginary parts (true sign) of each data set, with its label. Masked points are left out, which a " +
    "warning says. Results of tests and fits are not read.",
  sniff: (file) => {
    const head = headText(file);
    if (!/^\s*[{[]/.test(head)) return false;
    return /"(?:data_sets|real_impedances|imaginary_impedances)"\s*:/.test(head) || isFirstVersion(head);
  },
  sweeps: readDataSets,
};

function isFirstVersion(head: string): boolean {
  return ["frequency", "real", "imaginary", "mask"].every((name) => head.includes(`"${name}"`));
}

/** A set, a list of sets, or a project with one. */
function* readDataSets(file: FileContent): Generator<Sweep> {
  const document = parseJsonDocument(file);
  if (Array.isArray(document)) {
    yield* readList(listAt({ sets: document }, "sets", "", file.name), "", file.name);
    return;
  }
  const key = isObject(document) ? PROJECT_KEYS.find((name) => document[name] !== undefined) : undefined;
  if (isObject(document) && key !== undefined) yield* readList(listAt(document, key, "", file.name), key, file.name);
  else yield readSet(document, "", file.name);
}

function* readList(list: readonly unknown[], path: string, file: string): Generator<Sweep> {
  for (const [index, entry] of list.entries()) yield readSet(entry, `${path}[${index}]`, file);
}

function readSet(value: unknown, path: string, file: string): Sweep {
  const set = objectAt(value, path, file, "a data set of pyimpspec");
  const names = NAMES.find(({ frequency }) => set[frequency] !== undefined) ?? NAMES[0];
  const frequencyHz = numberList(set, names.frequency, path, file);
  const re = numberList(set, names.re, path, file);
  const im = numberList(set, names.im, path, file);
  for (const list of [re, im]) {
    if (list.length !== frequencyHz.length) {
      failAt(file, path, list, `${frequencyHz.length} impedances, one a frequency,`);
    }
  }
  const masked = maskOf(set);
  const kept = frequencyHz.flatMap((frequency, index) => (!masked.has(index) && frequency > 0 ? [index] : []));
  const left = frequencyHz.length - kept.length;
  if (kept.length === 0) failAt(file, path, frequencyHz, "at least one point that is not masked");
  const take = (list: readonly number[]) => kept.map((index) => list[index] ?? Number.NaN);
  const { label } = set;
  return {
    frequencyHz: take(frequencyHz),
    re: take(re),
    im: take(im),
    ...(typeof label === "string" && label !== "" ? { metadata: { title: printable(label) } } : {}),
    warnings:
      left === 0 ? [] : [`left out ${left} of ${frequencyHz.length} points, which the file masks or puts at 0 Hz`],
  };
}

/** Indices, counted from 0, that are marked `true`. */
function maskOf({ mask }: JsonObject): ReadonlySet<number> {
  if (!isObject(mask)) return new Set();
  return new Set(Object.entries(mask).flatMap(([index, omitted]) => (omitted === true ? [Number(index)] : [])));
}
