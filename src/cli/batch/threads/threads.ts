import type { Worker } from "node:worker_threads";
import { NO_TALLY, type Executor, type Tally, type WriteRecords } from "../executor.ts";
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
  /** As the thread has them; undefined while it has none. */
  sent: readonly Item[] | undefined;
  /** Those of them whose records have not all come; the first may have sweeps that have. */
  left: readonly Item[];
  /** Items are sent one by one, since one of them ended a thread. */
  isSolo: boolean;
  /** Resolved when all records that have come are written. */
  written: Promise<void>;
  begun: number;
  readonly settings: BatchSettings | undefined;
  readonly write: WriteRecords;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * A thread with its jobs. A job stays with its thread, whatever happens: as jobs are given out in order, the first of all that are
 * not written is then always one that somebody works on, and nobody waits for ever for a turn.
 */
interface Thread {
  worker: Worker;
  /** Its engine has been loaded. */
  isReady: boolean;
  readonly jobs: Job[];
}

/** Works on items in threads, each with an engine of its own. A thread that dies is replaced, and the item that it died of told. */
export class Threads implements Executor {
  readonly capacity: number;
  readonly #settings: BatchSettings | undefined;
  readonly #spawn: (settings: BatchSettings | undefined) => Worker;
  readonly #threads: Thread[];
  readonly #waiting: Job[] = [];
  readonly #size = new JobSize();
  readonly #mostItems: number;
  #isClosing = false;
  /** Why threads cannot be had. */
  #failure: Error | undefined;

  /**
   * @param settings of jobs that come without their own.
   * @param mostItems a job may have.
   * @param spawn starts a thread.
   */
  constructor(
    count: number,
    settings: BatchSettings | undefined,
    mostItems = Number.POSITIVE_INFINITY,
    spawn = spawnThread,
  ) {
    this.capacity = count * (JOBS_A_THREAD + WAITING_A_THREAD);
    this.#settings = settings;
    this.#spawn = spawn;
    this.#mostItems = mostItems;
    this.#threads = Array.from({ length: count }, () => this.#start());
  }

  jobSize(): number {
    return Math.min(this.#size.items, this.#mostItems);
  }

  execute(items: readonly Item[], write: WriteRecords, settings?: BatchSettings): Promise<void> {
    return new Promise((done, fail) => {
      if (this.#failure !== undefined) return fail(this.#failure);
      const state = { rest: items, sent: undefined, left: [], isSolo: false, written: Promise.resolve(), begun: 0 };
      this.#waiting.push({ ...state, settings, write, done, fail });
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
      else if (job !== undefined) this.#take(thread, job, message);
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
        feed(thread);
      }
    }
  }

  #take(thread: Thread, job: Job, { itemsDone, sweepsDone, isLast, text, tally }: PartMessage): void {
    writeInTurn(job, text, tally);
    const { sent = [] } = job;
    job.left = leftOf(sent, itemsDone, sweepsDone);
    if (!isLast) {
      const { worker } = thread;
      job.written.then(() => worker.postMessage(GO_ON satisfies ToThread), job.fail);
      return;
    }
    if (!job.isSolo) this.#size.learn(sent.length, performance.now() - job.begun);
    this.#finishPart(thread, job);
  }

  /** The thread has nothing more of what it was sent of its first job. */
  #finishPart(thread: Thread, job: Job): void {
    job.sent = undefined;
    job.left = [];
    if (job.rest.length === 0) {
      thread.jobs.shift();
      job.written.then(job.done, job.fail);
      const [next] = thread.jobs;
      if (next !== undefined) next.begun = performance.now();
    }
    feed(thread);
    this.#dispatch();
  }

  #replace(thread: Thread, cause: unknown): void {
    const [current] = thread.jobs;
    const left = current?.left ?? [];
    for (const job of thread.jobs) {
      job.rest = [...(job === current ? left : (job.sent ?? [])), ...job.rest];
      job.sent = undefined;
    }
    try {
      // What cannot even load its engine will not do so at the second time.
      if (!thread.isReady) throw cause;
      thread.worker = this.#spawn(this.#settings);
      thread.isReady = false;
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      for (const job of [...thread.jobs, ...this.#waiting.splice(0)]) job.fail(error);
      return;
    }
    this.#listen(thread);
    if (current === undefined) return;
    // Of several items any may have ended the thread; one alone did.
    if (left.length === 1) {
      tellDeath(current, cause);
      this.#finishPart(thread, current);
    } else {
      current.isSolo = true;
      feed(thread);
    }
  }
}

/** Sends the first job, or its next item, and the job behind it, unless the thread has them. */
function feed({ worker, jobs }: Thread): void {
  for (const [place, job] of jobs.entries()) {
    if (job.sent === undefined) {
      const count = job.isSolo ? 1 : job.rest.length;
      job.sent = job.rest.slice(0, count);
      job.left = job.sent;
      job.rest = job.rest.slice(count);
      if (place === 0) job.begun = performance.now();
      const { settings } = job;
      worker.postMessage({ items: job.sent, ...(settings === undefined ? {} : { settings }) } satisfies ToThread);
    }
    // What the next job would be sent must not come before the rest of this one.
    if (job.rest.length > 0) return;
  }
}

function writeInTurn(job: Job, text: string, tally: Tally): void {
  job.written = job.written.then(() => job.write(text, tally));
  // Told by whoever waits for it; until then nobody may be there to hear it.
  job.written.catch(() => undefined);
}

/** Makes a record of the first item of a job that a thread died of. */
function tellDeath(job: Job, cause: unknown): void {
  const [item, ...others] = job.rest;
  if (item === undefined) return;
  job.rest = others;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `${item.source}: the thread that worked on it died: ${reason}`;
  const context = { item, sweep: null, overrides: item.overrides ?? {} };
  writeInTurn(job, failedRecord({ name: "ThreadError", message }, context), { ...NO_TALLY, failed: 1 });
}

/** Leaves out what has come, so that nothing is told twice if the thread dies. */
function leftOf(sent: readonly Item[], itemsDone: number, sweepsDone: number): readonly Item[] {
  const [first, ...others] = sent.slice(itemsDone);
  return first === undefined ? [] : [{ ...first, done: sweepsDone }, ...others];
}
