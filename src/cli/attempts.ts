import type { FailedFile } from "../report/index.ts";
import { isExpected, isWrongUsage } from "./expectedErrors.ts";
import { DONE, FAILED, type Host } from "./host.ts";

/** What came of one input. */
export interface Done<Entry> {
  readonly entry: Entry;
  /** Whether it leaves the command's status that of success. */
  readonly sound: boolean;
}

/** Inputs of a command that are worked on one after the other: one that fails does not stop the others. */
export class Attempts<Entry> {
  /** What each gave, or why it failed. */
  readonly entries: (Entry | FailedFile)[] = [];
  #sound = true;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** The exit status so far. */
  get status(): number {
    return this.#sound ? DONE : FAILED;
  }

  /** Keeps what an input gave. */
  add({ entry, sound }: Done<Entry>): void {
    this.entries.push(entry);
    this.#sound &&= sound;
  }

  /**
   * Does something with an input. A failure is reported with the input's name, and stands among the entries; what is wrong with
   * the command line is wrong for all inputs, and is thrown.
   */
  async attempt(file: string, work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isExpected(error) || isWrongUsage(error)) throw error;
      const message = error.message.startsWith(file) ? error.message : `${file}: ${error.message}`;
      this.#host.note(`error: ${message}\n`);
      this.entries.push({ file, error: { name: error.name, message } });
      this.#sound = false;
    }
  }
}
