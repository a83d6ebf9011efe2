import { createHash } from "node:crypto";
import { InvalidArgumentError, Option } from "commander";
import { ReadError, streamSpectra, type FileSource, type Spectrum } from "../index.ts";
import type { Attempts, Done } from "./attempts.ts";
import type { Host } from "./host.ts";
import { bytesOf } from "./inputFiles.ts";
import { tellNotes } from "./notes.ts";
import { outputPrefix } from "./outputPrefix.ts";

/** Which sweep of a file is meant: one by its number, counted from 1, or each. */
export type SweepChoice = number | "all";

/** A sweep with its place in the file. */
export interface ChosenSweep {
  readonly spectrum: Spectrum;
  /** Counted from 1. */
  readonly sweep: number;
  /** The file has more than one. */
  readonly several: boolean;
}

export function sweepOption(): Option {
  return new Option("--sweep <n>", "of a file with several: the number of one, or all").argParser(sweepChoice);
}

function sweepChoice(text: string): SweepChoice {
  if (text === "all") return text;
  const sweep = Number(text);
  if (!/^\d+$/.test(text) || !(sweep >= 1 && sweep <= Number.MAX_SAFE_INTEGER)) {
    throw new InvalidArgumentError("Give the number of a sweep, counted from 1, or all.");
  }
  return sweep;
}

/**
 * The sweeps of a file one after the other, so that no more than two are held.
 *
 * @param choice without one the file must have one sweep only.
 * @throws {ReadError} if the file has several and none was chosen, or lacks the one that was.
 */
export async function* chosenSweeps(
  source: FileSource,
  file: string,
  choice: SweepChoice | undefined,
): AsyncGenerator<ChosenSweep> {
  let count = 0;
  let first: Spectrum | undefined;
  for await (const spectrum of streamSpectra(source, file)) {
    count++;
    first ??= spectrum;
    // Readers number the sweeps of a file if it has more than one.
    const several = spectrum.name !== file;
    if (choice === "all") yield { spectrum, sweep: count, several };
    if (choice === count) {
      yield { spectrum, sweep: count, several };
      return;
    }
  }
  if (choice === "all") return;
  if (choice === undefined && count === 1 && first !== undefined) {
    yield { spectrum: first, sweep: 1, several: false };
    return;
  }
  const found = { file, foundWhat: `${String(count)} sweep${count === 1 ? "" : "s"}` };
  if (choice !== undefined) {
    throw new ReadError("several-sweeps", { ...found, expected: `sweep ${String(choice)}` });
  }
  const expected = `--sweep N for one of them (1 to ${String(count)}) or --sweep all; eisfit convert FILE --list shows them`;
  throw new ReadError("several-sweeps", { ...found, expected });
}

/** Where a spectrum comes from, as documents tell it. */
export interface SpectrumSource {
  /** With the number of the sweep, where the file has several. */
  readonly file: string;
  /** Of the whole file, in hexadecimal digits. */
  readonly sha256: string;
}

/**
 * Reads the chosen sweeps of each file, tells their notes, and does something with each; what fails does not stop the rest.
 * `work` is given the prefix for names of output files too.
 */
export async function eachSpectrum<Entry>(
  files: readonly string[],
  choice: SweepChoice | undefined,
  attempts: Attempts<Entry>,
  host: Host,
  work: (spectrum: Spectrum, source: SpectrumSource, prefix: string) => Done<Entry>,
): Promise<void> {
  for (const path of files) {
    await attempts.attempt(path, async () => {
      const bytes = await bytesOf(path);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      for await (const { spectrum, sweep, several } of chosenSweeps(bytes, path, choice)) {
        const file = spectrum.name ?? path;
        const prefix = outputPrefix(path, several || choice === sweep ? sweep : undefined);
        await attempts.attempt(file, () => {
          tellNotes(host, file, spectrum.notes, files.length === 1);
          attempts.add(work(spectrum, { file, sha256 }, prefix));
        });
      }
    });
  }
}
