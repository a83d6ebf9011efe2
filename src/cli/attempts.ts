import type { FailedFile } from "../report/index.ts";
import { errorText, isExpected, isWrongUsage } from "./expectedErrors.ts";
import { DONE, FAILED, INTERRUPTED, type Host } from "./host.ts";
import { STDIN } from "./inputFiles.ts";
import type { OnProgress } from "../index.ts";
import type { Progress } from "./terminal/progress.ts";
import { WorkWatch } from "./watch.ts";
import { enumeration } from "./writeFiles.ts";

/** What came of one input. */
export interface Done<Entry> {
  readonly entry: Entry;
  /** Whether it leaves the command's status that of success. */
  readonly sound: boolean;
}

/** Errors that are told in whole; of more only the names, in the end. */
const MOST_TOLD = 8;

/**
 * Inputs of a command that are worked on one after the other: one that fails does not stop the others. A bar tells how far the
 * work is, and Ctrl-C ends it after the input at hand; the work on a single one it ends with what is done.
 */
export class Attempts<Entry> {
  /** What each gave, or why it failed. */
  readonly entries: (Entry | FailedFile)[] = [];
  #sound = true;
  readonly #failed: string[] = [];
  readonly #expected: number;
  readonly #host: Host;
  readonly #progress: Progress | undefined;
  readonly #release: () => void;
  readonly #watch: WorkWatch | undefined;

  /**
   * @param expected how many entries there will be if none fails.
   * @param items what they are, in the plural.
   */
  constructor(host: Host, expected = 1, items = "spectra") {
    this.#host = host;
    this.#expected = expected;
    this.#progress = expected > 1 ? host.progress(expected, items) : undefined;
    this.#release = expected > 1 ? host.interruption.hold() : () => undefined;
    this.#watch = expected > 1 ? undefined : new WorkWatch(host);
  }

  /** What long work on an input is to be told, so that a bar shows how far it is. */
  get onProgress(): OnProgress {
    return (
      this.#watch?.onProgress ??
      (({ items, done, total }) =>
        this.#progress?.within(done < total ? `${String(done)}/${String(total)} ${items}` : ""))
    );
  }

  /** Ctrl-C was pressed before all was done. */
  get isInterrupted(): boolean {
    return this.#host.interruption.isRequested && this.entries.length < this.#expected;
  }

  /** Keeps what an input gave. */
  add({ entry, sound }: Done<Entry>): void {
    this.entries.push(entry);
    this.#sound &&= sound;
    this.#progress?.step();
  }

  /**
   * Does something with an input, unless Ctrl-C was pressed. A failure is reported with the input's name, and stands among the
   * entries; what is wrong with the command line is wrong for all inputs, and is thrown.
   */
  async attempt(file: string, work: () => void | Promise<void>): Promise<void> {
    if (this.#host.interruption.isRequested) return;
    try {
      if (this.#watch !== undefined) this.#host.activity(`working on ${file}`);
      await work();
    } catch (error) {
      if (!isExpected(error) || isWrongUsage(error)) throw error;
      const label = file === STDIN ? "standard input" : file;
      const named = (text: string): string => (text.startsWith(label) ? text : `${label}: ${text}`);
      const message = named(error.message);
      this.#failed.push(file);
      if (this.#failed.length <= MOST_TOLD) this.#host.fail(named(errorText(error)), error);
      this.entries.push({ file, error: { name: error.name, message } });
      this.#sound = false;
      this.#progress?.step();
    } finally {
      this.#host.activity(undefined);
    }
  }

  /** Ends the work, says what was left undone and how many failed, and gives the exit status. */
  finish(): number {
    this.#host.endProgress();
    this.#release();
    const cutAt = this.#watch?.finish();
    const { length } = this.entries;
    const untold = this.#failed.slice(MOST_TOLD);
    if (untold.length > 0) {
      this.#host.note(
        `error: ${String(this.#failed.length)} of ${String(length)} failed: those above, and ${enumeration(untold)}; --json tells why of each.\n`,
      );
    }
    if (cutAt !== undefined) {
      this.#host.note(`error: stopped by Ctrl-C ${cutAt}; what was done by then is kept.\n`);
      return INTERRUPTED;
    }
    if (this.isInterrupted) {
      const rest = this.#expected - length;
      this.#host.note(
        `error: stopped by Ctrl-C after ${String(length)} of ${String(this.#expected)}, which are kept; ${String(rest)} were not worked on.\n`,
      );
      return INTERRUPTED;
    }
    return this.#sound ? DONE : FAILED;
  }
}
