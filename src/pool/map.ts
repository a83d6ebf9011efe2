import type { Circuit } from "../circuit/circuit.ts";
import type { FitOptions } from "../fit/options.ts";
import type { FitResult } from "../fit/result.ts";
import type { Spectrum } from "../spectrum.ts";
import type { Pool } from "./pool.ts";

/** What one fit of many is given. */
export interface PoolTask {
  readonly spectrum: Spectrum;
  readonly circuit: Circuit;
  readonly options?: FitOptions;
}

/** What became of one fit of many. */
export type PoolOutcome =
  | { readonly index: number; readonly status: "fulfilled"; readonly value: FitResult }
  | { readonly index: number; readonly status: "rejected"; readonly reason: unknown };

/** How far a list or stream of fits is. */
export interface MapProgress {
  /** Fits done, failed ones included. */
  readonly done: number;
  readonly failed: number;
  /** Of how many, where the tasks are an array. */
  readonly total?: number;
}

/** How many fits are watched and ended. */
export interface MapOptions {
  /** Ends all at once. */
  readonly signal?: AbortSignal;
  /** Called after each fit, in the order in which they end. */
  readonly onProgress?: (progress: MapProgress) => void;
  /** Most tasks that are taken and not yet given back as outcomes; default twice the size of the pool. */
  readonly ahead?: number;
}

/** Fits all tasks, several at a time, and gives the outcomes in order. */
export async function* mapInOrder(
  pool: Pick<Pool, "fit" | "size">,
  tasks: Iterable<PoolTask> | AsyncIterable<PoolTask>,
  { signal, onProgress, ahead = 2 * pool.size }: MapOptions,
): AsyncGenerator<PoolOutcome, void, undefined> {
  if (!(ahead >= 1)) throw new RangeError(`ahead must be 1 or more, not ${String(ahead)}.`);
  const total = Array.isArray(tasks) ? { total: tasks.length } : {};
  const inner = new AbortController();
  let done = 0;
  let failed = 0;
  const outcomeOf = async ({ spectrum, circuit, options }: PoolTask, index: number): Promise<PoolOutcome> => {
    let outcome: PoolOutcome;
    try {
      const value = await pool.fit(spectrum, circuit, options, { signal: inner.signal });
      outcome = { index, status: "fulfilled", value };
    } catch (reason) {
      failed++;
      outcome = { index, status: "rejected", reason };
    }
    done++;
    if (!inner.signal.aborted) onProgress?.({ done, failed, ...total });
    return outcome;
  };

  const iterator = Symbol.asyncIterator in tasks ? tasks[Symbol.asyncIterator]() : tasks[Symbol.iterator]();
  const pending: Promise<PoolOutcome>[] = [];
  let next: Promise<IteratorResult<PoolTask>> | undefined;
  let isExhausted = false;
  let taken = 0;
  let interrupt: (reason: unknown) => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => (interrupt = reject));
  const abort = (): void => {
    inner.abort(signal?.reason);
    interrupt(signal?.reason);
  };
  // What comes of them when nobody waits any more is nobody's concern.
  interrupted.catch(() => undefined);
  try {
    signal?.throwIfAborted();
    signal?.addEventListener("abort", abort, { once: true });
    for (;;) {
      if (!isExhausted && next === undefined && pending.length < ahead) {
        next = Promise.resolve(iterator.next());
        next.catch(() => undefined);
      }
      const head = pending[0];
      if (head === undefined && next === undefined) return;
      const event = await Promise.race([
        interrupted,
        ...(next === undefined ? [] : [next.then((step) => ({ step }))]),
        ...(head === undefined ? [] : [head.then((outcome) => ({ outcome }))]),
      ]);
      if ("outcome" in event) {
        void pending.shift();
        yield event.outcome;
        continue;
      }
      next = undefined;
      if (event.step.done === true) isExhausted = true;
      else pending.push(outcomeOf(event.step.value, taken++));
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    inner.abort();
    if (!isExhausted) void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}
