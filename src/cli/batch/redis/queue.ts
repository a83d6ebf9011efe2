import type { Job, Queue, QueueEvents } from "bullmq";
import { version } from "../../../index.ts";
import { UsageError } from "../../usageError.ts";
import { NO_TALLY, type Executor, type WriteRecords } from "../executor.ts";
import type { Item } from "../item.ts";
import { failedRecord } from "../record.ts";
import type { BatchSettings } from "../settings.ts";
import { sizeOf, withContent, WRONG_VERSION, type QueuedJob, type QueuedResult } from "./job.ts";
import { checkRedis, connectionOf, queueLibrary } from "./library.ts";

/** Jobs in the queue: enough for some hundred workers. */
const CAPACITY = 256;
/** Spectra a job, unless given. */
const ITEMS = 16;
/** Bytes of spectra in the queue. */
const MOST_BYTES = 128e6;
/** Events hold results too, so not more are kept than may be on their way: some four a job. */
const MOST_EVENTS = 8 * CAPACITY;
/** A finished job may be asked for again by a run that goes on. */
const KEPT_SECONDS = 24 * 3600;
/** How long to wait for an event before looking by oneself. */
const LOOK_MS = 5000;

/** Where a queue is, and what is sent to it. */
export interface QueueOptions {
  readonly url: string;
  readonly queue: string;
  /** A name that jobs of this run carry, also when it goes on. */
  readonly run: string;
  readonly settings: BatchSettings;
  readonly items?: number;
  /** Is told what a person should know. */
  readonly tell: (text: string) => void;
}

/**
 * Has items worked on by workers behind a queue in Redis. A job is named by its run and its items, so that it is in the queue once
 * however often it is asked for; the queue keeps one result of it, from the worker that held it.
 */
export class QueuedWork implements Executor {
  readonly capacity = CAPACITY;
  readonly #queue: Queue<QueuedJob, QueuedResult>;
  readonly #events: QueueEvents;
  readonly #options: QueueOptions;
  #bytes = 0;
  readonly #freed: (() => void)[] = [];
  #hasWarned = false;

  private constructor(queue: Queue<QueuedJob, QueuedResult>, events: QueueEvents, options: QueueOptions) {
    this.#queue = queue;
    this.#events = events;
    this.#options = options;
    // One listener for each job that is waited for.
    events.setMaxListeners(0);
    queue.setMaxListeners(0);
    // A connection that breaks is made anew; what it broke is asked for again.
    const tell = (error: Error): void => options.tell(`Redis: ${error.message}\n`);
    queue.on("error", tell);
    events.on("error", tell);
  }

  /** @throws {UsageError} where the packages are missing or Redis does not answer. */
  static async connect(options: QueueOptions): Promise<QueuedWork> {
    const library = await queueLibrary();
    await checkRedis(library, options.url);
    const connection = connectionOf(options.url);
    const { Queue, QueueEvents } = library.bullmq;
    const streams = { events: { maxLen: MOST_EVENTS } };
    const queue = new Queue<QueuedJob, QueuedResult>(options.queue, { connection, streams });
    const events = new QueueEvents(options.queue, { connection });
    await events.waitUntilReady();
    return new QueuedWork(queue, events, options);
  }

  jobSize(): number {
    return this.#options.items ?? ITEMS;
  }

  async execute(items: readonly Item[], write: WriteRecords): Promise<void> {
    const sent = await Promise.all(items.map(withContent));
    const bytes = sent.reduce((sum, item) => sum + sizeOf(item), 0);
    while (this.#bytes > 0 && this.#bytes + bytes > MOST_BYTES) {
      await new Promise<void>((resolve) => this.#freed.push(resolve));
    }
    this.#bytes += bytes;
    try {
      await this.#finish(sent, write);
    } finally {
      this.#bytes -= bytes;
      for (const resolve of this.#freed.splice(0)) resolve();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#events.close(), this.#queue.close()]);
  }

  async #finish(items: readonly Item[], write: WriteRecords): Promise<void> {
    const [first] = items;
    if (first === undefined) return;
    const job = await this.#add(items);
    const ended = await this.#end(job, items);
    if ("result" in ended) {
      await write(ended.result.text, ended.result.tally);
      await job.remove();
      return;
    }
    if (ended.reason.startsWith(WRONG_VERSION)) throw new UsageError(ended.reason);
    await job.remove();
    if (items.length > 1) {
      // Any of them may have ended the workers that held the job; alone, the others are done.
      for (const item of items) await this.#finish([item], write);
      return;
    }
    const message = `${first.source}: no worker finished it: ${ended.reason}`;
    const context = { item: first, sweep: null, overrides: first.overrides ?? {} };
    await write(failedRecord({ name: "WorkerError", message }, context), { ...NO_TALLY, failed: 1 });
  }

  #add(items: readonly Item[]): Promise<Job<QueuedJob, QueuedResult>> {
    const { run, settings } = this.#options;
    const [first, last] = [items[0], items.at(-1)];
    const jobId = [run, first?.input, first?.done ?? 0, last?.input].join("-");
    const kept = { age: KEPT_SECONDS };
    const options = { jobId, removeOnComplete: kept, removeOnFail: kept };
    return this.#queue.add("fit", { eisfit: version, settings, items }, options);
  }

  /** Waits for the end of a job by its event, and looks at the job itself in case that was missed. */
  async #end(
    job: Job<QueuedJob, QueuedResult>,
    items: readonly Item[],
  ): Promise<{ readonly result: QueuedResult } | { readonly reason: string }> {
    for (;;) {
      try {
        return { result: await job.waitUntilFinished(this.#events, LOOK_MS) };
      } catch {
        const id = job.id ?? "";
        const now = await this.#queue.getJob(id);
        if (now === undefined) await this.#add(items);
        else if (now.finishedOn !== undefined && now.failedReason !== undefined) return { reason: now.failedReason };
        else if ((await this.#queue.getWorkersCount()) === 0) this.#warn();
      }
    }
  }

  #warn(): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    const { queue, tell } = this.#options;
    tell(`No worker is at the queue ${queue} now; start some by: eisfit worker --redis URL\n`);
  }
}
