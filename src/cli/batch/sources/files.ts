import { existsSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { UsageError } from "../../usageError.ts";
import type { Item, ItemSource } from "../item.ts";

const GROUP = 256;

/** `cell2` before `cell10`. */
const byNumbers = new Intl.Collator("en", { numeric: true });

/**
 * The files that arguments name, each once: a path as it is, and what a pattern matches sorted by name, its numbers by value.
 *
 * @throws {UsageError} for a pattern that matches nothing, and for a folder.
 */
export async function filesOf(words: readonly string[]): Promise<string[]> {
  const files = new Set<string>();
  for (const word of words) {
    if (existsSync(word) || !isDynamicPattern(word)) {
      if (existsSync(word) && statSync(word).isDirectory()) {
        throw new UsageError(
          `${word} is a folder; name its files by a pattern in quotes, such as '${word.replace(/\/$/, "")}/**/*.csv'.`,
        );
      }
      files.add(word);
      continue;
    }
    const found = await glob(word, { expandDirectories: false, absolute: isAbsolute(word) });
    if (found.length === 0) throw new UsageError(`No file matches ${word}.`);
    found.sort((a, b) => byNumbers.compare(a, b) || (a < b ? -1 : 1));
    for (const file of found) files.add(file);
  }
  return [...files];
}

/** Files as items, whether they can be read or not. */
export function itemsOfFiles(files: readonly string[]): ItemSource {
  const groups = groupsOf(files);
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve(groups.next()) }) };
}

function* groupsOf(files: readonly string[]): Generator<readonly Item[], undefined> {
  for (let from = 0; from < files.length; from += GROUP) {
    yield files
      .slice(from, from + GROUP)
      .map((path, place): Item => ({ input: from + place + 1, source: path, content: { kind: "file", path } }));
  }
}
