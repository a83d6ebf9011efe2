import type { Judge } from "./judge.ts";
import { randomOf } from "./mutate.ts";
import type { Target } from "./targets.ts";

/** Mutations of each target that `npm run fuzz` goes through. */
export const MUTATIONS = 100_000;
const MOST_FAILURES = 20;

/** What became of a part of a target's sequence. */
export interface Tally {
  readonly done: number;
  readonly read: number;
  readonly refused: number;
  readonly slowestMs: number;
  /** What must never happen, the first of it. */
  readonly failures: readonly string[];
}

/** Where to begin in the sequence, and when to stop. */
export interface Stretch {
  /** Counted from 1. */
  readonly first: number;
  /** Asked before each mutation. */
  readonly goesOn: (mutation: number) => boolean;
}

/** Goes through the mutations of a target in their order, which is the same on every machine. */
export async function runSequence(target: Target, judge: Judge, { first, goesOn }: Stretch): Promise<Tally> {
  const failures: string[] = [];
  let mutation = first;
  let read = 0;
  for (; goesOn(mutation) && failures.length < MOST_FAILURES; mutation++) {
    try {
      if (await judge.isRead(target.damaged(randomOf(target.name, mutation)))) read++;
    } catch (error) {
      failures.push(failureText(target.name, mutation, error instanceof Error ? error.message : String(error)));
    }
  }
  const done = mutation - first;
  return { done, read, refused: done - read - failures.length, slowestMs: judge.slowestMs, failures };
}

/** How to make one mutation again. */
export function failureText(target: string, mutation: number, reason: string): string {
  return `${reason} (npm run fuzz -- --only "${target}" --first ${String(mutation)} --mutations 1)`;
}
