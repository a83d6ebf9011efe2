import type { Item } from "./item.ts";

/** How many spectra ended how. */
export interface Tally {
  readonly fitted: number;
  /** Fits that did not converge. */
  readonly unsound: number;
  /** What could not be read or fitted. */
  readonly failed: number;
}

export const NO_TALLY: Tally = { fitted: 0, unsound: 0, failed: 0 };

export function addTallies(a: Tally, b: Tally): Tally {
  return { fitted: a.fitted + b.fitted, unsound: a.unsound + b.unsound, failed: a.failed + b.failed };
}

/** Takes records, whole lines of them, when it is their turn. */
export type WriteRecords = (text: string, tally: Tally) => Promise<void>;

/** Who works on items: threads of this process, or workers behind a queue. */
export interface Executor {
  /** Jobs that may be under way at once, among them those that wait for their turn to be written. */
  readonly capacity: number;
  /** How many items the next job should have. */
  jobSize(): number;
  /** Works on items and writes their records in order; resolved when all are written. */
  execute(items: readonly Item[], write: WriteRecords): Promise<void>;
  /** Ends the workers, whatever they do. */
  close(): Promise<void>;
}
