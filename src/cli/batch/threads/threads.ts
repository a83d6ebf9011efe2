import type { Worker } from "node:worker_threads";
import { NO_TALLY, type Executor, type WriteRecords } from "../executor.ts";
import type { Item } from "../item.ts";
import { failedRecord } from "../record.ts";
import type { BatchSettings } from "../settings.ts";
import { JobSize } from "./jobSize.ts";
import { GO_ON, READY, type FromThread, type PartMessage, type ToThread } from "./messages.ts";
import { spawnThread } from "./spawn.ts";

/** One is worked on while the next is under way to the thread. */
const JOBS_A_THREAD = 2;
/** A job that takes long keeps others waiting for their turn; so many a thread may. */
const WAITING_A_THREAD = 6;

/** A job whose records are not all written: behind those there are `left` of what was sent, then `rest`. */
interface Job {
  /** Items that were not sent yet, behind those that were. */
  rest: readonly Item[];
  /** As the thread has them. */
  sent: readonly Item[];
  /** Those of them whose records have not all come; the first may have sweeps that have. */
  left: readonly Item[];
  readonly write: WriteRecords;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
  /** Items are sent one by one, since one of them ended a thread. */
  isSolo: boolean;
  begun: number;
}

interface Thread {
  worker: Worker;
  /** Its engine has been loaded. */
  isReady: boolean;
  readonly jobs: Job[];
}

/** Works on items in threads, each with an engine of its own. A thread that dies is replaced, and the item that it died of told. */
export class Threads implements Executor {
  readonly capacity: number;
  readonly #settings: BatchSettings;
  readonly #spawn: (settings: BatchSettings) => Worker;
  readonly #threads: Thread[];
  readonly #waiting: Job[] = [];
  readonly #size = new JobSize();
  readonly #mostItems: number;
  #isClosing = false;
  /** Why threads cannot be had. */
  #failure: { readonly error: unknown } | undefined;

  /**
   * @param mostItems a job may have.
   * @param spawn starts a thread.
   */
  constructor(count: number, settings: BatchSettings, mostItems = Number.POSITIVE_INFINITY, spawn = spawnThread) {
    this.capacity = count * (JOBS_A_THREAD + WAITING_A_THREAD);
    this.#settings = settings;
    this.#spawn = spawn;
    this.#mostItems = mostItems;
    this.#threads = Array.from({ length: count }, () => this.#start());
  }

  jobSize(): number {
    return Math.min(this.#size.items, this.#mostItems);
  }

  execute(items: readonly Item[], write: WriteRecords): Promise<void> {
    return new Promise((done, fail) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is what the thread died of
      if (this.#failure !== undefined) return fail(this.#failure.error);
      this.#waiting.push({ rest: items, sent: [], left: [], write, done, fail, isSolo: false, begun: 0 });
      this.#dispatch();
    });
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #start(): Thread {
    const thread: Thread = { worker: this.#spawn(this.#settings), isReady: false, jobs: [] };
    this.#listen(thread);
    return thread;
  }

  #listen(thread: Thread): void {
    const { worker } = thread;
    worker.on("message", (message: FromThread) => {
      const [job] = thread.jobs;
      if (message === READY) thread.isReady = true;
      else if (job !== undefined) this.#take(thread, job, message).catch(job.fail);
    });
    let cause: unknown;
    worker.on("error", (error: unknown) => (cause = error));
    worker.on("exit", (code) => {
      if (!this.#isClosing) this.#replace(thread, cause ?? new Error(`it ended with status ${String(code)}`));
    });
  }

  /** Gives jobs to the threads that have the fewest. */
  #dispatch(): void {
    for (let depth = 0; depth < JOBS_A_THREAD; depth++) {
      for (const thread of this.#threads) {
        if (thread.jobs.length > depth) continue;
        const job = this.#waiting.shift();
        if (job === undefined) return;
        thread.jobs.push(job);
        send(thread, job);
      }
    }
  }

  async #take(thread: Thread, job: Job, part: PartMessage): Promise<void> {
    const { itemsDone, sweepsDone, isLast, text, tally } = part;
    if (!isLast) {
      job.left = leftOf(job.sent, itemsDone, sweepsDone);
      await job.write(text, tally);
      thread.worker.postMessage(GO_ON satisfies ToThread);
      return;
    }
    job.left = [];
    thread.jobs.shift();
    const now = performance.now();
    if (!job.isSolo) this.#size.learn(job.sent.length, now - job.begun);
    const [next] = thread.jobs;
    if (next !== undefined) next.begun = now;
    this.#dispatch();
    await job.write(text, tally);
    this.#goOnWith(job);
  }

  /** The rest of a job that is done one by one is worked on before anything else, as others wait for it. */
  #goOnWith(job: Job): void {
    if (job.rest.length === 0) {
      job.done();
      return;
    }
    this.#waiting.unshift(job);
    this.#dispatch();
  }

  #replace(thread: Thread, cause: unknown): void {
    const [current, ...others] = thread.jobs.splice(0);
    for (const job of others) job.rest = [...job.sent, ...job.rest];
    this.#waiting.unshift(...others);
    try {
      // What cannot even load its engine will not do so at the second time.
      if (!thread.isReady) throw cause;
      thread.worker = this.#spawn(this.#settings);
      thread.isReady = false;
    } catch (error) {
      this.#failure = { error };
      for (const job of [...(current === undefined ? [] : [current]), ...this.#waiting.splice(0)]) job.fail(error);
      return;
    }
    this.#listen(thread);
    if (current === undefined) this.#dispatch();
    else this.#blame(current, cause).catch(current.fail);
  }

  /** Of several items any may have ended the thread; one alone did. */
  async #blame(job: Job, cause: unknown): Promise<void> {
    const { left } = job;
    const [first, ...others] = [...left, ...job.rest];
    job.left = [];
    if (first === undefined || left.length !== 1) {
      job.isSolo = true;
      job.rest = first === undefined ? [] : [first, ...others];
    } else {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `${first.source}: the thread that worked on it died: ${reason}`;
      job.rest = others;
      this.#dispatch();
      await job.write(failedRecord({ name: "ThreadError", message }, contextOf(first)), { ...NO_TALLY, failed: 1 });
    }
    this.#goOnWith(job);
  }
}

function send({ worker, jobs }: Thread, job: Job): void {
  if (jobs.length === 1) job.begun = performance.now();
  const count = job.isSolo ? 1 : job.rest.length;
  job.sent = job.rest.slice(0, count);
  job.left = job.sent;
  job.rest = job.rest.slice(count);
  worker.postMessage({ items: job.sent } satisfies ToThread);
}

/** Leaves out what has come, so that nothing is told twice if the thread dies. */
function leftOf(sent: readonly Item[], itemsDone: number, sweepsDone: number): readonly Item[] {
  const [first, ...others] = sent.slice(itemsDone);
  return first === undefined ? [] : [{ ...first, done: sweepsDone }, ...others];
}

function contextOf(item: Item): Parameters<typeof failedRecord>[1] {
  return { item, sweep: null, overrides: item.overrides ?? {} };
}
