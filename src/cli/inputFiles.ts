import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { Argument } from "commander";
import { nearestName } from "../circuits/index.ts";
import { readFileBytes, type FileSource } from "../index.ts";
import { UsageError } from "./usageError.ts";
import { enumeration } from "./writeFiles.ts";

/** What stands for the input stream among names of files. */
export const STDIN = "-";

/** The argument of a command that reads files: patterns are expanded, as shells on Windows do not, and `-` is stdin. */
export function filesArgument(name: string, description: string): Argument {
  return new Argument(name, description).argParser((text: string, previous?: readonly string[]) => [
    ...(previous ?? []),
    ...expandPattern(text),
  ]);
}

let stdin: Uint8Array | undefined;

/** What the library reads a file from. The input stream is read once and kept, as some commands read twice. */
export function sourceOf(file: string): FileSource {
  return file === STDIN ? (stdin ??= new Uint8Array(readFileSync(0))) : file;
}

/** The bytes of a file or of the input stream. */
export async function bytesOf(file: string): Promise<Uint8Array> {
  const source = sourceOf(file);
  return typeof source === "string" ? readFileBytes(source) : new Uint8Array(source);
}

/**
 * The files that a pattern of `*`, `?` and `[...]` matches, in the order of their names with numbers by value; a text without
 * these, or the name of a file that has them, is itself.
 *
 * @throws {UsageError} if there is none.
 */
export function expandPattern(pattern: string): string[] {
  if (!/[*?[]/.test(pattern) || isThere(pattern)) return [pattern];
  const [root = ""] = /^(?:[a-z]:)?[/\\]*/i.exec(pattern) ?? [];
  const found = pattern
    .slice(root.length)
    .split(/[/\\]+/)
    .reduce<string[]>((folders, part) => folders.flatMap((folder) => matches(folder, part)), [root]);
  if (found.length === 0) throw new UsageError(`No file matches ${pattern}.`);
  return found;
}

const byName = new Intl.Collator("en", { numeric: true });

function matches(folder: string, part: string): string[] {
  if (!/[*?[]/.test(part)) return isThere(join(folder, part)) ? [join(folder, part)] : [];
  const expression = part
    .replace(/[.+^${}()|\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const whole = new RegExp(`^${expression.replaceAll("[!", "[^")}$`, process.platform === "win32" ? "iu" : "u");
  return namesIn(folder === "" ? "." : folder)
    .filter((name) => whole.test(name) && (part.startsWith(".") || !name.startsWith(".")))
    .sort((first, second) => byName.compare(first, second))
    .map((name) => join(folder, name));
}

/** Where a missing file may be: the nearest name in its folder, or the files there that end alike; nothing if there are none. */
export function filesNear(path: string): string {
  const folder = dirname(path);
  if (!isThere(folder)) return `There is no folder ${folder}.`;
  const name = basename(path);
  const names = namesIn(folder).filter((other) => !other.startsWith("."));
  const meant = nearestName(name, names) ?? names.find((other) => other.toLowerCase().startsWith(name.toLowerCase()));
  if (meant !== undefined) return `Did you mean ${join(folder, meant)}?`;
  const alike = names.filter((other) => extname(other) !== "" && extname(other) === extname(name));
  if (alike.length === 0) return "";
  const where = folder === "." ? "This folder" : folder;
  return `${where} holds ${enumeration(alike.sort((first, second) => byName.compare(first, second)))}.`;
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A folder that cannot be read holds nothing to suggest; opening a file in it tells why.
    return [];
  }
}
