import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "./usageError.ts";

/** Something could not be written; the message says what, why, and what to do. */
export class WriteError extends Error {
  constructor(path: string, cause: unknown) {
    super(`${path} cannot be written: ${reasonOf(cause)}`, { cause });
    this.name = "WriteError";
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission was denied; name another folder with -o",
  EPERM: "permission was denied; name another folder with -o",
  EROFS: "the folder can only be read; name another one with -o",
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of disk space is used up",
  ENAMETOOLONG: "the name is too long for this file system",
  ENOENT: "no file can be made there",
  ENOTDIR: "a part of its path is no folder",
  EISDIR: "it is a folder",
};

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
}

/** Does something that writes to a path, and says in words what prevents it. */
export function writing<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Error && "syscall" in error ? new WriteError(path, error) : error;
  }
}

/**
 * Makes a folder with those above it, one after the other: in some file systems, as that of /proc, Node's own way of making several
 * never ends.
 *
 * @throws {WriteError}
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  writing(path, () => {
    try {
      mkdirSync(path);
    } catch (error) {
      // Another process may have made it in the meantime.
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  });
}

/**
 * Refuses a folder that cannot be written to, or not be made, before any work is done for it.
 *
 * @throws {UsageError}
 */
export function checkFolder(path: string): void {
  let there = path;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  if (!statSync(there).isDirectory()) {
    throw new UsageError(
      there === path ? `${path} is not a folder.` : `${path} cannot be made: ${there} is not a folder.`,
    );
  }
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UsageError(new WriteError(there === "." ? "The current folder" : there, error).message);
  }
}
