import { closeSync, existsSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { checkFolder, makeFolder, writing } from "./outputFolder.ts";
import { UsageError } from "./usageError.ts";

/** A file to be written. */
export interface OutputFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** So many names tell what is in the way; the rest is counted. */
const MOST_NAMED = 5;

/**
 * Refuses an output folder that cannot take files of these names, before any work is done.
 *
 * @param replace what `--force` said.
 * @param inputs files that are read: these are never replaced, not even by force.
 * @throws {UsageError} if the folder is a file or cannot be written to, if a file exists and may not be replaced, or if one is an input or
 * no file, as a device is.
 */
export function checkOutput(
  folder: string,
  names: readonly string[],
  replace: boolean,
  inputs: readonly string[] = [],
): void {
  checkFolder(folder);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new UsageError(
      `Two input files would both be written to ${twice}; rename one, or write them into folders of their own.`,
    );
  }
  const existing = names.map((name) => join(folder, name)).filter((path) => existsSync(path));
  const device = existing.find((path) => !statSync(path).isFile());
  if (device !== undefined) throw new UsageError(`${device} is no file that could be replaced; give -o another name.`);
  const read = new Set(inputs.filter((path) => existsSync(path)).map((path) => realpathSync(path)));
  const input = existing.find((path) => read.has(realpathSync(path)));
  if (input !== undefined) {
    throw new UsageError(`${input} is an input file, which eisfit never writes to; give -o another name.`);
  }
  if (existing.length === 0 || replace) return;
  throw new UsageError(
    `${enumeration(existing)} exist${existing.length === 1 ? "s" : ""} already; --force replaces files.`,
  );
}

/** The first of many names, and how many more there are. */
export function enumeration(names: readonly string[], most = MOST_NAMED): string {
  if (names.length <= most + 1) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${String(names.length - most)} more`;
}

/**
 * Where `-o` of a command leads that writes one file: into the file of that name, or under `name` into a folder, if there is
 * one or if it ends like one.
 */
export function outputFile(output: string, name: string): { readonly folder: string; readonly name: string } {
  if (namesFolder(output)) return { folder: output, name };
  return { folder: dirname(output), name: basename(output) };
}

/** Whether a path is that of a folder: there is one, or it ends like one. */
export function namesFolder(path: string): boolean {
  return /[/\\]$/.test(path) || (existsSync(path) && statSync(path).isDirectory());
}

type PartialFileWatcher = (path: string, isBegun: boolean) => void;
let watcher: PartialFileWatcher = () => undefined;

/** Has a function told of each file under its temporary name, and of its end: whoever ends the process must remove it. */
export function watchPartialFiles(watch: PartialFileWatcher): void {
  watcher = watch;
}

/** Writes files whole: each is written beside its place and renamed, so that nobody ever sees half of one. */
export function writeFiles(folder: string, files: readonly OutputFile[]): string[] {
  makeFolder(folder);
  return files.map(({ name, content }) => {
    const path = join(folder, name);
    const partial = partialPath(path);
    watcher(partial, true);
    try {
      writing(path, () => {
        writeFileSync(partial, content, { flag: "wx" });
        renameSync(partial, path);
      });
    } finally {
      rmSync(partial, { force: true });
      watcher(partial, false);
    }
    return path;
  });
}

/** Writes one file piece by piece, whole in the end or not at all. */
export async function writeFilePieces(
  path: string,
  produce: (write: (text: string) => void) => Promise<void>,
): Promise<void> {
  makeFolder(dirname(path));
  const partial = partialPath(path);
  watcher(partial, true);
  const descriptor = writing(path, () => openSync(partial, "wx"));
  try {
    try {
      await produce((text) => writing(path, () => writeFileSync(descriptor, text)));
    } finally {
      closeSync(descriptor);
    }
    writing(path, () => renameSync(partial, path));
  } finally {
    rmSync(partial, { force: true });
    watcher(partial, false);
  }
}

/** Characters of a name that a temporary name keeps: file systems take 255 bytes, and a character has up to four. */
const KEPT = 50;

function partialPath(path: string): string {
  return join(dirname(path), `${[...basename(path)].slice(0, KEPT).join("")}.${String(process.pid)}.partial`);
}
