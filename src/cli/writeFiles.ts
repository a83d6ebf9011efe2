import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "./usageError.ts";

/** A file to be written. */
export interface OutputFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/**
 * Refuses an output folder that cannot take files of these names, before any work is done.
 *
 * @throws {UsageError} if the folder is a file, or if a file exists and may not be replaced.
 */
export function checkOutput(folder: string, names: readonly string[], replace: boolean): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) throw new UsageError(`${folder} is not a folder.`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new UsageError(
      `Two input files would both be written to ${twice}; rename one, or write them into folders of their own.`,
    );
  }
  const existing = names.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (existing.length === 0 || replace) return;
  throw new UsageError(
    `${existing.join(", ")} exist${existing.length === 1 ? "s" : ""} already; --force replaces files.`,
  );
}

/** Writes files whole: each is written beside its place and renamed, so that nobody ever sees half of one. */
export function writeFiles(folder: string, files: readonly OutputFile[]): string[] {
  mkdirSync(folder, { recursive: true });
  return files.map(({ name, content }) => {
    const path = join(folder, name);
    const partial = partialPath(path);
    try {
      writeFileSync(partial, content, { flag: "wx" });
      renameSync(partial, path);
    } finally {
      rmSync(partial, { force: true });
    }
    return path;
  });
}

/** Writes one file piece by piece, whole in the end or not at all. */
export async function writeFilePieces(
  path: string,
  produce: (write: (text: string) => void) => Promise<void>,
): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const partial = partialPath(path);
  const descriptor = openSync(partial, "wx");
  try {
    try {
      await produce((text) => void writeFileSync(descriptor, text));
    } finally {
      closeSync(descriptor);
    }
    renameSync(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
}

function partialPath(path: string): string {
  return `${path}.${process.pid}.partial`;
}
