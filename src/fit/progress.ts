import { FitError } from "./fitError.ts";

/** How far a long computation is. */
export interface WorkProgress {
  /** What is counted, in the plural: `replicas`, `profiles`, `circuits`, `spectra`, `descents`, `chains of arcs`. */
  readonly items: string;
  readonly done: number;
  /** The most there can be; some computations need fewer. */
  readonly total: number;
  /** Whether the work can end here; without some steps there would be no result. */
  readonly canEnd: boolean;
}

/**
 * Told how far a computation is, before its first step and after each. `false` ends it, where it can end, with what is done by then, which
 * the result says; an error that it throws comes out of the computation. Watching changes no number of a result.
 */
export type OnProgress = (progress: WorkProgress) => unknown;

/** Options of a computation that may take long. */
export interface Watched {
  readonly onProgress?: OnProgress;
}

/** Tells how far the work is, and whether it is to go on. */
export function goesOn(onProgress: OnProgress | undefined, items: string, done: number, total: number): boolean {
  return onProgress?.({ items, done, total, canEnd: true }) !== false;
}

/** Tells how far the work is where it has to go on. */
export function tell(onProgress: OnProgress | undefined, items: string, done: number, total: number): void {
  onProgress?.({ items, done, total, canEnd: false });
}

/** What to throw where a computation was ended before it had anything to give. */
export function endedWith(nothing: string): FitError {
  return new FitError("ended-early", `Ended early, before ${nothing}.`);
}
