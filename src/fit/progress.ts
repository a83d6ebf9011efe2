import { FitError } from "./fitError.ts";

/** How far a long computation is. */
export interface WorkProgress {
  /** What is counted, in the plural: `replicas`, `profiles`, `circuits`, `spectra`, `descents`, `chains of arcs`. */
  readonly items: string;
  readonly done: number;
  /** The most there can be; some computations need fewer. */
  readonly total: number;
}

/**
 * Told how far a computation is, before its first step and after each. `false` ends it with what is done by then, which the result
 * says; an error that it throws comes out of the computation. Watching changes no number of a result.
 */
export type OnProgress = (progress: WorkProgress) => unknown;

/** Options of a computation that may take long. */
export interface Watched {
  readonly onProgress?: OnProgress;
}

/** Tells how far the work is, and whether it is to go on. */
export function goesOn(onProgress: OnProgress | undefined, items: string, done: number, total: number): boolean {
  return onProgress?.({ items, done, total }) !== false;
}

/** What to throw where a computation was ended before it had anything to give. */
export function endedWith(nothing: string): FitError {
  return new FitError("ended-early", `Ended early, before ${nothing}.`);
}
