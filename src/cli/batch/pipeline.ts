import type { Executor, WriteRecords } from "./executor.ts";
import type { Item, ItemSource } from "./item.ts";

/**
 * Leads items from a source through an executor to a sink, records in the order of the items. What is held is bounded: no more
 * is read while as many jobs as the executor has capacity for are under way or wait for their turn.
 *
 * @param stop ends the work gently: what is under way is finished and written, no more is begun.
 */
export async function runPipeline(
  source: ItemSource,
  executor: Executor,
  write: WriteRecords,
  stop: AbortSignal,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  let lastTurn = Promise.resolve();
  const begin = (items: readonly Item[]): void => {
    const before = lastTurn;
    const job = executor.execute(items, async (text, tally) => {
      await before;
      if (failure === undefined) await write(text, tally);
    });
    lastTurn = Promise.all([before, job]).then(() => undefined);
    const kept = lastTurn.catch((error: unknown) => void (failure ??= { error })).finally(() => underWay.delete(kept));
    underWay.add(kept);
  };
  for await (const group of untilStopped(source, stop)) {
    let from = 0;
    while (from < group.length && failure === undefined && !stop.aborted) {
      const size = Math.max(1, executor.jobSize());
      begin(group.slice(from, from + size));
      from += size;
      while (underWay.size >= executor.capacity) await Promise.race(underWay);
    }
    if (failure !== undefined) break;
  }
  while (underWay.size > 0) await Promise.race(underWay);
  if (failure !== undefined) throw failure.error;
}

/** A source that ends when it is told to, even while it waits for input that may never come. */
async function* untilStopped(source: ItemSource, stop: AbortSignal): ItemSource {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await orStopped(iterator.next(), stop);
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not awaited: it would wait for the input that the source waits for.
    void iterator.return?.();
  }
}

/** What a promise gives, or undefined as soon as the work is to end. A race would hold all values until then. */
function orStopped<T>(promise: Promise<T>, stop: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const end = (): void => resolve(undefined);
    if (stop.aborted) end();
    stop.addEventListener("abort", end, { once: true });
    promise.then(resolve, reject).finally(() => stop.removeEventListener("abort", end));
  });
}
