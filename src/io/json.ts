import type { FileContent } from "./content.ts";
import type { FileFormat, Metadata, Sweep } from "./format.ts";
import { headText } from "./headText.ts";
import {
  failAt,
  isObject,
  joinPath,
  listAt,
  numberList,
  objectAt,
  parseJsonDocument,
  type JsonObject,
} from "./jsonDocument.ts";
import { sweepsOfTable, tableInJson } from "./jsonTable.ts";
import { printable } from "./printable.ts";

const NOTES_SHOWN = 20;

/**
 * The project's own JSON: `{ "frequencyHz": [], "re": [], "im": [] }` (Hz, ohm, true sign; optionally
 * `"sigma": { "re": [], "im": [] }` in ohm and `"metadata": {}`), a list of these under `"sweeps"`, or documents of those
 * under `"files"`, as `eisfit convert --json` prints them.
 */
export const jsonFormat: FileFormat = {
  name: "json",
  title: "JSON of eisfit, tables in JSON",
  extensions: ["json"],
  reads:
    "`frequencyHz`, `re` and `im` (Hz, ohm, true sign), `sigma` and `metadata`, one or a list of them. Else a table as pandas " +
    "writes it (columns, rows, or names and data apart), by the rules of tables of text.",
  // A bracket also begins the name of a section, as in `[Settings]`.
  sniff: (file) => /^\s*(?:\{|\[\s*(?:[[{"\]\d-]|null|true|false))/.test(headText(file)),
  sweeps: readJson,
};

function* readJson(file: FileContent): Generator<Sweep> {
  const document = parseJsonDocument(file);
  const isOwn = isObject(document) && ["frequencyHz", "sweeps", "files"].some((key) => document[key] !== undefined);
  const rows = isOwn ? undefined : tableInJson(document);
  const sweeps = rows === undefined ? undefined : sweepsOfTable(rows, file.name);
  yield* sweeps ?? sweepsOf(document, "", { file: file.name, notes: [] });
}

interface Place {
  readonly file: string;
  /** Notes of the document around. */
  readonly notes: readonly string[];
}

/** Lists may stand within each other in one order only, so the depth is bounded whatever the document. */
function* sweepsOf(value: unknown, path: string, around: Place, lists = ["files", "sweeps"]): Generator<Sweep> {
  const object = objectAt(value, path, around.file, "an object with frequencyHz, re and im");
  const place = { file: around.file, notes: [...around.notes, ...notesOf(object)] };
  for (const [level, key] of lists.entries()) {
    if (object[key] === undefined) continue;
    for (const [index, entry] of listAt(object, key, path, place.file).entries()) {
      yield* sweepsOf(entry, `${joinPath(path, key)}[${index}]`, place, lists.slice(level + 1));
    }
    return;
  }
  const { sigma, note, metadata } = object;
  const notes = [...place.notes, ...(typeof note === "string" ? [`comment: ${printable(note)}`] : [])];
  yield {
    frequencyHz: numberList(object, "frequencyHz", path, place.file),
    re: numberList(object, "re", path, place.file),
    im: numberList(object, "im", path, place.file),
    ...(sigma === undefined ? {} : { sigma: readSigma(sigma, joinPath(path, "sigma"), place.file) }),
    ...(metadata === undefined ? {} : { metadata: readMetadata(metadata, joinPath(path, "metadata"), place.file) }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** What an earlier reader assumed still holds. */
export function notesOf({ notes }: JsonObject): string[] {
  if (!Array.isArray(notes)) return [];
  return notes.slice(0, NOTES_SHOWN).flatMap((note: unknown) => (typeof note === "string" ? [printable(note)] : []));
}

export function readSigma(value: unknown, path: string, file: string): NonNullable<Sweep["sigma"]> {
  const object = objectAt(value, path, file, "an object with the lists re and im");
  return { re: numberList(object, "re", path, file), im: numberList(object, "im", path, file) };
}

export function readMetadata(value: unknown, path: string, file: string): Metadata {
  if (!isObject(value)) return failAt(file, path, value, "an object of texts and numbers");
  const entries = Object.entries(value).map(([key, entry]): [string, string | number] =>
    typeof entry === "string"
      ? [key, printable(entry)]
      : typeof entry === "number" && Number.isFinite(entry)
        ? [key, entry]
        : failAt(file, joinPath(path, key), entry, "a text or a number"),
  );
  return Object.fromEntries(entries);
}
