import type { FileContent } from "./content.ts";
import { findJsonFault } from "./jsonText.ts";
import { ReadError } from "./readError.ts";

/** An object of a JSON document, whose entries may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The document that a file holds. @throws {ReadError} `bad-json` with the line where the text stops being JSON. */
export function parseJsonDocument(file: FileContent): unknown {
  const content = file.text();
  // Some programs put a second byte-order mark behind the last brace.
  return parseJsonText(content.endsWith("\uFEFF") ? content.slice(0, -1) : content, file.name);
}

/**
 * The document that a part of a file holds, which begins on a line of it. @throws {ReadError} as `parseJsonDocument`.
 */
export function parseJsonText(text: string, file: string, firstLine = 1): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const fault = findJsonFault(text);
    if (fault === undefined) throw error;
    const before = text.slice(0, fault.offset).split("\n");
    const found = text.slice(fault.offset, fault.offset + 20).split("\n")[0] ?? "";
    throw new ReadError("bad-json", {
      file,
      line: firstLine + before.length - 1,
      ...(found === "" ? { foundWhat: firstLine === 1 ? "the end of the file" : "the end of the data" } : { found }),
      expected: fault.expected,
    });
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The path of an entry within a document, for messages. */
export function joinPath(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** The numbers of a list. @throws {ReadError} at what is none. */
export function numberList(object: JsonObject, key: string, path: string, file: string): number[] {
  const list = object[key];
  if (!Array.isArray(list)) return failAt(file, joinPath(path, key), list, "a list of numbers");
  return list.map((value: unknown, index) =>
    typeof value === "number" ? value : failAt(file, `${joinPath(path, key)}[${index}]`, value, "a number"),
  );
}

/** An object. @throws {ReadError} for anything else, saying what should have been there. */
export function objectAt(value: unknown, path: string, file: string, expected: string): JsonObject {
  return isObject(value) ? value : failAt(file, path, value, expected);
}

/** A list with at least one entry. @throws {ReadError} for anything else. */
export function listAt(object: JsonObject, key: string, path: string, file: string): readonly unknown[] {
  const list = object[key];
  if (Array.isArray(list) && list.length > 0) return list as unknown[];
  return failAt(file, joinPath(path, key), list, "a list with at least one entry");
}

export function failAt(file: string, path: string, value: unknown, expected: string): never {
  const expectedThere = `${expected} at ${path === "" ? "the top" : path}`;
  throw new ReadError("bad-json", { file, foundWhat: describe(value), expected: expectedThere });
}

const LONGEST_SHOWN = 60;

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isObject(value)) return "an object";
  return typeof value === "string" && value.length > LONGEST_SHOWN
    ? `${JSON.stringify(value.slice(0, LONGEST_SHOWN))}...`
    : JSON.stringify(value);
}
