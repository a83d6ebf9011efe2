import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/cli/program.ts";

/** What a command line did. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly notes: string;
}

/** Runs a command line in this process. */
export async function runCommand(...words: string[]): Promise<Outcome> {
  let out = "";
  let notes = "";
  const status = await run(words, { out: (text) => void (out += text), note: (text) => void (notes += text) });
  return { status, out, notes };
}

/** Calls a function with a fresh folder that is removed afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "eisfit-cli-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
