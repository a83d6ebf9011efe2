import { basename } from "node:path";
import { listSweeps } from "../index.ts";
import { isExpected } from "./expectedErrors.ts";
import { sourceOf, STDIN } from "./inputFiles.ts";
import type { SweepChoice } from "./sweeps.ts";

/** Output files carry the name of their input without its extension, and the number of the sweep where the file has several. */
export function outputPrefix(file: string, sweep?: number): string {
  const name = file === STDIN ? "stdin." : `${basename(file).replace(/\.[^.]+$/, "")}.`;
  return sweep === undefined ? name : `${name}${String(sweep)}.`;
}

/** The prefixes of all outputs of these files, so that what is in the way is seen before anything is worked on. */
export async function outputPrefixes(files: readonly string[], choice: SweepChoice | undefined): Promise<string[]> {
  const prefixes: string[] = [];
  for (const file of files) {
    const sweeps = typeof choice === "number" ? [choice] : choice === "all" ? await sweepNumbers(file) : [undefined];
    prefixes.push(...sweeps.map((sweep) => outputPrefix(file, sweep)));
  }
  return prefixes;
}

/** How many spectra these files hold, for a bar that tells how far the work is. */
export async function countSpectra(files: readonly string[], choice: SweepChoice | undefined): Promise<number> {
  return choice === "all" ? (await outputPrefixes(files, choice)).length : files.length;
}

/** A file that cannot be read is reported when its turn comes. */
async function sweepNumbers(file: string): Promise<(number | undefined)[]> {
  try {
    const sweeps = await listSweeps(sourceOf(file), file);
    return sweeps.length === 1 ? [undefined] : sweeps.map(({ sweep }) => sweep);
  } catch (error) {
    if (isExpected(error)) return [];
    throw error;
  }
}
