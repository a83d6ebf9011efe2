/** Where a command writes; the tests put their own in its place. */
export interface Host {
  /** Results. With `--json`, one document and nothing else. */
  readonly out: (text: string) => void;
  /** Progress, notes and errors. */
  readonly note: (text: string) => void;
  /** What is sent to the command; standard input if not given. */
  readonly input?: AsyncIterable<Uint8Array>;
}

/** Exit statuses of the command line. */
export const DONE = 0;
export const FAILED = 1;
export const WRONG_USAGE = 2;
