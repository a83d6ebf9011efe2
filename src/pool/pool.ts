import type { Circuit } from "../circuit/circuit.ts";
import { rememberOrigin } from "../fit/origin.ts";
import type { FitOptions } from "../fit/options.ts";
import { requireCircuit } from "../fit/checkInput.ts";
import { requireSpectrum } from "../fit/problem.ts";
import type { FitResult } from "../fit/result.ts";
import { EngineError } from "../kernel/engineError.ts";
import { compiledModules } from "../kernel/load.ts";
import type { Spectrum } from "../spectrum.ts";
import { mapInOrder, type MapOptions, type PoolOutcome, type PoolTask } from "./map.ts";
import type { Fitted, FromThread, Task } from "./messages.ts";
import { receiveError } from "./sentError.ts";
import { hostConcurrency, startThread, type Thread, type WorkerMaker } from "./thread.ts";
import { pack, unpack } from "./transfer.ts";

/** Settings of a pool. */
export interface PoolOptions {
  /** Most threads; default as many as the machine runs at once. They are started when they are needed. */
  readonly size?: number;
  /**
   * Makes a web worker that runs the script `eisfit/pool/worker`, where the one that the pool makes is not wanted:
   * `() => new Worker(new URL("eisfit/pool/worker", import.meta.url), { type: "module" })`. Not for Node.
   */
  readonly worker?: WorkerMaker;
}

/** How far a fit is; the search itself runs in one piece and tells nothing. */
export interface FitProgress {
  readonly phase: "waiting" | "fitting" | "finished";
  /** Fits that wait for a thread before this one. */
  readonly ahead: number;
}

/** How a call to a pool is watched and ended. */
export interface CallOptions {
  /** Ends the fit at once, also when it runs: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FitProgress) => void;
}

/** Threads that fit. Made by {@link createPool}. */
export interface Pool {
  /** Most threads. */
  readonly size: number;
  /**
   * As `fit` of `eisfit`, in another thread: the same result, bit for bit, which can be asked all that `fit`'s can. What is computed when
   * asked for there is computed already.
   *
   * Rejected with what `fit` throws, with an `EngineError` where no thread can be started, and with the signal's reason.
   */
  fit(spectrum: Spectrum, circuit: Circuit, options?: FitOptions, call?: CallOptions): Promise<FitResult>;
  /**
   * Fits one after the other of a list or stream, several at a time, and gives the outcomes in its order. A stream is read only as far as
   * threads need it (`ahead`). A fit that fails is an outcome as well; leaving the loop ends the fits that run.
   *
   * Throws the signal's reason, and what the stream throws.
   */
  map(
    tasks: Iterable<PoolTask> | AsyncIterable<PoolTask>,
    options?: MapOptions,
  ): AsyncGenerator<PoolOutcome, void, undefined>;
  /** Ends all threads; fits that wait or run are rejected. */
  close(): void;
}

interface Job {
  readonly task: Task;
  receive(message: FromThread): void;
  reject(reason: unknown): void;
  readonly onProgress: CallOptions["onProgress"];
}

/** A place for a thread. */
interface Lane {
  /** Present or starting. */
  thread: Promise<Thread> | undefined;
  job: Job | undefined;
}

/**
 * Makes a pool of web workers, or of worker threads in Node. Each has an engine of its own, compiled once for all.
 *
 * @throws RangeError for a size that is not a whole number above 0.
 */
export function createPool(options: PoolOptions = {}): Pool {
  const size = options.size ?? hostConcurrency();
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(`A pool's size must be a whole number above 0, not ${String(size)}.`);
  }
  return new ThreadPool(size, options.worker);
}

class ThreadPool implements Pool {
  readonly size: number;
  readonly #maker: WorkerMaker | undefined;
  readonly #lanes: Lane[];
  readonly #queue: Job[] = [];
  readonly #numbers = new WeakMap<Circuit, number>();
  #circuits = 0;
  #isClosed = false;

  constructor(size: number, maker: WorkerMaker | undefined) {
    this.size = size;
    this.#maker = maker;
    this.#lanes = Array.from({ length: size }, () => ({ thread: undefined, job: undefined }));
  }

  async fit(
    spectrum: Spectrum,
    circuit: Circuit,
    options: FitOptions = {},
    { signal, onProgress }: CallOptions = {},
  ): Promise<FitResult> {
    requireSpectrum(spectrum);
    requireCircuit(circuit);
    signal?.throwIfAborted();
    if (this.#isClosed) throw closed();
    const task: Task = {
      kind: "fit",
      spectrum,
      circuitNumber: this.#numberOf(circuit),
      circuit: pack(circuit),
      options,
    };
    // A signal's reason need not be an error, so what is to be thrown comes as a function that throws it.
    const outcome = await new Promise<() => FitResult>((settle) => {
      const abort = (): void => {
        this.#end(job, signal?.reason);
      };
      const job: Job = {
        task,
        onProgress,
        receive: (message) => {
          signal?.removeEventListener("abort", abort);
          settle(() => {
            if (message.kind === "failed") throw receiveError(message.error);
            if (message.kind !== "fitted") throw new TypeError("A thread of the pool answered out of turn.");
            const { result, origin, circuit: derived } = unpack<Fitted>(message.fitted);
            rememberOrigin(result, { ...origin, spectrum, options, circuit: derived ?? circuit });
            onProgress?.({ phase: "finished", ahead: 0 });
            return result;
          });
        },
        reject: (reason) => {
          signal?.removeEventListener("abort", abort);
          settle(() => {
            throw reason;
          });
        },
      };
      onProgress?.({ phase: "waiting", ahead: this.#queue.length });
      signal?.addEventListener("abort", abort, { once: true });
      this.#queue.push(job);
      this.#next();
    });
    return outcome();
  }

  map(
    tasks: Iterable<PoolTask> | AsyncIterable<PoolTask>,
    options: MapOptions = {},
  ): AsyncGenerator<PoolOutcome, void, undefined> {
    return mapInOrder(this, tasks, options);
  }

  close(): void {
    this.#isClosed = true;
    const jobs = [...this.#queue.splice(0), ...this.#lanes.flatMap(({ job }) => job ?? [])];
    for (const lane of this.#lanes) free(lane);
    for (const job of jobs) job.reject(closed());
  }

  #numberOf(circuit: Circuit): number {
    let number = this.#numbers.get(circuit);
    if (number === undefined) this.#numbers.set(circuit, (number = ++this.#circuits));
    return number;
  }

  #next(): void {
    for (const lane of this.#lanes) {
      if (this.#queue.length === 0) return;
      if (lane.job !== undefined) continue;
      const job = this.#queue.shift();
      lane.job = job;
      if (job !== undefined) void this.#run(lane, job);
    }
  }

  async #run(lane: Lane, job: Job): Promise<void> {
    const starting = (lane.thread ??= this.#start());
    try {
      const thread = await starting;
      // It may have been ended while its thread started.
      if (lane.job !== job) return;
      thread.hold(true);
      thread.listen(
        (message) => {
          thread.hold(false);
          lane.job = undefined;
          this.#next();
          job.receive(message);
        },
        (reason) => {
          free(lane);
          job.reject(new EngineError("not-available", `The thread of a fit has ended: ${reason}.`));
          this.#next();
        },
      );
      job.onProgress?.({ phase: "fitting", ahead: 0 });
      thread.post(job.task);
    } catch (error) {
      // A thread that has never started, or what cannot be sent to it; the next fit gets a new one.
      if (lane.thread === starting) free(lane);
      job.reject(error);
      this.#next();
    }
  }

  async #start(): Promise<Thread> {
    const { engine, examiner } = await compiledModules();
    const thread = await startThread(this.#maker);
    thread.post({ kind: "modules", engine, examiner });
    return thread;
  }

  /** Ends a fit, with the thread in which it runs: another one takes its place when it is needed. */
  #end(job: Job, reason: unknown): void {
    const place = this.#queue.indexOf(job);
    if (place >= 0) this.#queue.splice(place, 1);
    for (const lane of this.#lanes) if (lane.job === job) free(lane);
    job.reject(reason);
    this.#next();
  }
}

function free(lane: Lane): void {
  lane.thread?.then(
    (thread) => {
      thread.terminate();
    },
    () => undefined,
  );
  lane.thread = undefined;
  lane.job = undefined;
}

function closed(): EngineError {
  return new EngineError("not-available", "The pool is closed; make another with createPool.");
}
