import type { Tally } from "../executor.ts";
import type { Item } from "../item.ts";
import type { BatchSettings } from "../settings.ts";

/** Items for a thread. */
export interface JobMessage {
  readonly items: readonly Item[];
  /** Those that the thread was started with, unless given. */
  readonly settings?: BatchSettings;
}

/** Sent to a thread that waits with records in its hands: they have been written. */
export const GO_ON = "go on";

export type ToThread = JobMessage | typeof GO_ON;

/** Sent by a thread when its engine is loaded. */
export const READY = "ready";

export type FromThread = PartMessage | typeof READY;

/** Records from a thread. */
export interface PartMessage {
  readonly text: string;
  readonly tally: Tally;
  /** Items of the job whose records are all sent. */
  readonly itemsDone: number;
  /** Of the item after those, records that are sent: so many sweeps of its file are in the results. */
  readonly sweepsDone: number;
  /** Nothing more comes of this job; otherwise the thread waits to be told to go on. */
  readonly isLast: boolean;
}
