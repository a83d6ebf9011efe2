import { version } from "../../../index.ts";
import { DONE, type Host } from "../../host.ts";
import { addTallies, NO_TALLY } from "../executor.ts";
import { Interruption } from "../interruption.ts";
import { Threads } from "../threads/threads.ts";
import { WRONG_VERSION, type QueuedJob, type QueuedResult } from "./job.ts";
import { checkRedis, connectionOf, placeOf, queueLibrary } from "./library.ts";

/** How a worker works. */
export interface WorkerOptions {
  readonly url: string;
  readonly queue: string;
  readonly threads: number;
  /** Seconds without a sign of life after which others take a worker for dead. */
  readonly silence: number;
  /** Ends when there has been nothing to do for so many seconds. */
  readonly idle?: number;
}

/** A job may lose so many workers before it is given up. */
const MOST_STALLED = 3;

/** Works on the jobs of a queue until it is told to end, and gives the exit status. */
export async function runWorker(options: WorkerOptions, host: Host): Promise<number> {
  const { url, queue, threads, silence, idle } = options;
  const library = await queueLibrary();
  await checkRedis(library, url);
  const pool = new Threads(threads, undefined);
  let tally = NO_TALLY;
  let jobs = 0;
  let underWay = 0;
  let lastEnd = performance.now();
  const work = async ({ data }: { readonly data: QueuedJob }): Promise<QueuedResult> => {
    if (data.eisfit !== version) {
      const reason = `${WRONG_VERSION} ${data.eisfit}, the worker that took it of ${version}, which may give other bits; run the same version on both sides.`;
      throw new library.bullmq.UnrecoverableError(reason);
    }
    underWay++;
    try {
      let text = "";
      let ofJob = NO_TALLY;
      const take = (part: string, more: typeof NO_TALLY): Promise<void> => {
        text += part;
        ofJob = addTallies(ofJob, more);
        return Promise.resolve();
      };
      await pool.execute(data.items, take, data.settings);
      tally = addTallies(tally, ofJob);
      jobs++;
      return { text, tally: ofJob };
    } finally {
      underWay--;
      lastEnd = performance.now();
    }
  };
  const worker = new library.bullmq.Worker<QueuedJob, QueuedResult>(queue, work, {
    connection: connectionOf(url),
    // One more than there are threads waits in each, so that none waits for Redis.
    concurrency: 2 * threads,
    lockDuration: 1000 * silence,
    stalledInterval: 1000 * silence,
    maxStalledCount: MOST_STALLED,
  });
  worker.on("error", (error) => host.note(`Redis: ${error.message}\n`));
  const interruption = new Interruption(() =>
    host.note("\nStopping when the jobs at hand are done; once more ends at once.\n"),
  );
  const watch =
    idle === undefined
      ? undefined
      : setInterval(() => {
          if (underWay === 0 && performance.now() - lastEnd > 1000 * idle) interruption.stop(DONE);
        }, 200);
  try {
    await worker.waitUntilReady();
    const many = `${String(threads)} thread${threads === 1 ? "" : "s"}`;
    host.note(`Working on the queue ${queue} at ${placeOf(url)} with ${many}; Ctrl-C ends after the jobs at hand.\n`);
    await aborted(interruption.signal);
    await worker.close();
  } finally {
    clearInterval(watch);
    interruption.release();
    await pool.close();
  }
  const { fitted, unsound, failed } = tally;
  host.note(`${String(jobs)} jobs, ${String(fitted + unsound + failed)} spectra done.\n`);
  return DONE;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
