import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { randomUUID } from "node:crypto";
import { NO_TALLY, type Tally } from "../executor.ts";
import { checkFolder, makeFolder, writing } from "../../outputFolder.ts";
import { UsageError } from "../../usageError.ts";
import { readDone, type Done } from "./done.ts";

/** What a run is made of; a run that goes on with another must be made of the same. */
export type RunIdentity = Readonly<Record<string, unknown>>;

/** What is to be done with results that are there. */
export interface ExistingResults {
  readonly resume: boolean;
  readonly force: boolean;
}

/**
 * A run whose results are not whole yet. Its records stand in a folder beside the results, line by line as they come, so that a
 * run that was killed can go on; the results themselves take their name when they are whole.
 *
 *     results.csv.partial/records.ndjson   records so far; the last line may be torn
 *     results.csv.partial/run.json         what they were made with
 *     results.csv.partial/writer.json      the process that writes
 */
export class PartialRun {
  readonly recordsPath: string;
  /** A name that a run keeps when it goes on. */
  readonly name: string;
  /** Bytes of the records that an earlier run left. */
  readonly length: number;
  /** Records that an earlier run left. */
  readonly before: Tally;
  readonly #folder: string;
  readonly #output: string;
  readonly #descriptor: number;

  private constructor(output: string, descriptor: number, { length, tally }: Done) {
    this.#output = output;
    this.#folder = folderOf(output);
    this.recordsPath = recordsOf(output);
    this.#descriptor = descriptor;
    this.length = length;
    this.before = tally;
    this.name = String(readJson(join(this.#folder, RUN))?.["name"]);
  }

  /**
   * Opens the folder of a run, new or as it was left.
   *
   * @returns undefined where the results are whole already and the run was to go on.
   * @throws {UsageError} for results that would be replaced, and for a run that was made of something else.
   */
  static async open(output: string, identity: RunIdentity, existing: ExistingResults): Promise<PartialRun | undefined> {
    if (existsSync(output) && statSync(output).isDirectory()) {
      throw new UsageError(`${output} is a folder; give the name of a file in it.`);
    }
    if (existsSync(output) && !statSync(output).isFile()) {
      throw new UsageError(`${output} is no file that could be replaced; give -o another name.`);
    }
    checkFolder(dirname(output));
    const folder = folderOf(output);
    const wasBegun = existsSync(join(folder, RUN));
    if (wasBegun) refuseWhileWritten(folder, output);
    if (existing.resume && wasBegun) {
      refuseOther(folder, output, identity);
      // Records that are gone have become the results; only the folder was not removed any more.
      if (existsSync(recordsOf(output))) return PartialRun.#goOn(output);
      rmSync(folder, { recursive: true, force: true });
      return undefined;
    }
    if (existing.resume && existsSync(output)) return undefined;
    if (!existing.force) refuseExisting(output, wasBegun);
    rmSync(folder, { recursive: true, force: true });
    makeFolder(folder);
    const descriptor = openSync(recordsOf(output), "wx");
    // Written last: a folder without it is one that was not begun.
    writeWhole(join(folder, RUN), JSON.stringify({ name: randomUUID(), identity }));
    claim(folder);
    return new PartialRun(output, descriptor, { length: 0, tally: NO_TALLY });
  }

  static async #goOn(output: string): Promise<PartialRun> {
    const done = await readDone(recordsOf(output));
    const descriptor = openSync(recordsOf(output), "r+");
    ftruncateSync(descriptor, done.length);
    closeSync(descriptor);
    claim(folderOf(output));
    return new PartialRun(output, openSync(recordsOf(output), "a"), done);
  }

  write(text: string): void {
    writing(this.#output, () => writeFileSync(this.#descriptor, text));
  }

  /** Closes the records; the folder stays, for a run that goes on. */
  stop(): void {
    closeSync(this.#descriptor);
    rmSync(join(this.#folder, WRITER), { force: true });
  }

  /**
   * Makes the results of the records and removes the folder.
   *
   * @param convert writes the results from the records into another file; without it the records are the results.
   */
  async finish(convert?: (recordsPath: string, resultsPath: string) => Promise<void>): Promise<void> {
    closeSync(this.#descriptor);
    if (convert === undefined) renameSync(this.recordsPath, this.#output);
    else {
      const whole = join(this.#folder, "results");
      rmSync(whole, { force: true });
      await convert(this.recordsPath, whole);
      renameSync(whole, this.#output);
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const RUN = "run.json";
const WRITER = "writer.json";

function folderOf(output: string): string {
  return `${output}.partial`;
}

function recordsOf(output: string): string {
  return join(folderOf(output), "records.ndjson");
}

function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

function claim(folder: string): void {
  writeWhole(join(folder, WRITER), JSON.stringify({ host: hostname(), process: process.pid }));
}

function refuseExisting(output: string, wasBegun: boolean): void {
  if (wasBegun) {
    throw new UsageError(
      `${folderOf(output)} holds an interrupted run; --resume goes on with it, --force begins anew and removes it.`,
    );
  }
  if (existsSync(output)) throw new UsageError(`${output} exists already; --force replaces it.`);
}

/** Two processes that write the same records would double them. */
function refuseWhileWritten(folder: string, output: string): void {
  const writer = readJson(join(folder, WRITER));
  if (writer?.["host"] !== hostname()) return;
  const id = writer["process"];
  if (typeof id !== "number" || id === process.pid || !isAlive(id)) return;
  throw new UsageError(`${output} is being written by process ${String(id)}; wait for it, or end it first.`);
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // A process of somebody else cannot be signalled, but it is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function refuseOther(folder: string, output: string, identity: RunIdentity): void {
  const before = (readJson(join(folder, RUN))?.["identity"] ?? {}) as RunIdentity;
  const now = JSON.parse(JSON.stringify(identity)) as RunIdentity;
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
  const different = [...keys].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]));
  const [first] = different;
  if (first === undefined) return;
  const shown = (value: unknown): string => (value === undefined ? "not given" : JSON.stringify(value).slice(0, 80));
  throw new UsageError(
    `The interrupted run of ${output} was made of something else: ${first} was ${shown(before[first])} and is ${shown(now[first])} now. Give the same options to go on, or --force without --resume to begin anew.`,
  );
}

function readJson(path: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // Missing or torn: it tells nothing.
    return undefined;
  }
}
