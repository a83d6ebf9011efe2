import { answer, type Answering, type Tell } from "./answering.ts";
import type { RequestKind, RequestMessage, Requests, WorkerMessage } from "./requests.ts";

/** Rejects a request whose answer nobody needs any more. */
export class Superseded extends Error {
  override readonly name = "Superseded";
}

/** An error that the other side told of, under its own name. */
export class AnsweredError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

interface Job {
  readonly message: RequestMessage;
  readonly slot: string;
  readonly isUrgent: boolean;
  readonly tell: Tell | undefined;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  isStale: boolean;
}

/** Where requests are answered: a worker, or this thread where there is none. */
interface Place {
  post(message: RequestMessage): void;
  end(): void;
}

type Listen = (message: WorkerMessage) => void;

/** How a request is made. */
export interface AskOptions {
  /** What is not urgent waits for all that is. Default true. */
  readonly isUrgent?: boolean;
  /** Hears how far the work is. */
  readonly tell?: Tell;
}

/** A stale answer that takes longer than this, ms, is not waited for: the worker is replaced. */
const PATIENCE = 120;

/**
 * Requests to one worker, one after the other. Each goes into a slot, and a new one takes the place of the one before in its slot:
 * one that waits is dropped, one that runs is stopped if it does not end soon.
 */
export class Lane {
  readonly #startWorker: () => Worker | undefined;
  readonly #ownAnswers: Answering;
  readonly #waiting: Job[] = [];
  #running: Job | undefined;
  #place: Place | undefined;
  #next = 1;

  /** @param ownAnswers who answers on this thread where there is no worker. */
  constructor(startWorker: () => Worker | undefined, ownAnswers: Answering) {
    this.#startWorker = startWorker;
    this.#ownAnswers = ownAnswers;
  }

  /** Starts the worker, so that the first request need not wait for it. */
  open(): void {
    this.#place ??= this.#open();
  }

  ask<K extends RequestKind>(
    kind: K,
    ask: Requests[K]["ask"],
    slot: string,
    { isUrgent = true, tell }: AskOptions = {},
  ): Promise<Requests[K]["answer"]> {
    this.drop(slot);
    return new Promise((resolve, reject) => {
      const message: RequestMessage = { id: this.#next++, kind, ask };
      const job: Job = {
        message,
        slot,
        isUrgent,
        tell,
        resolve: resolve as (answer: unknown) => void,
        reject,
        isStale: false,
      };
      const place = isUrgent ? this.#waiting.findIndex((other) => !other.isUrgent) : -1;
      if (place >= 0) this.#waiting.splice(place, 0, job);
      else this.#waiting.push(job);
      this.#go();
    });
  }

  /** Forgets what was asked in a slot. */
  drop(slot: string): void {
    for (let place = this.#waiting.length - 1; place >= 0; place--) {
      if (this.#waiting[place]?.slot !== slot) continue;
      const [dropped] = this.#waiting.splice(place, 1);
      dropped?.reject(new Superseded());
    }
    const running = this.#running;
    if (running?.slot !== slot || running.isStale) return;
    running.isStale = true;
    running.reject(new Superseded());
    setTimeout(() => {
      if (this.#running !== running) return;
      this.#place?.end();
      this.#place = undefined;
      this.#running = undefined;
      this.#go();
    }, PATIENCE);
  }

  #go(): void {
    if (this.#running !== undefined) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    this.#running = job;
    this.#place ??= this.#open();
    this.#place.post(job.message);
  }

  readonly #hear: Listen = (message) => {
    const job = this.#running;
    if (job?.message.id !== message.id) return;
    if ("progress" in message) {
      if (!job.isStale) job.tell?.(message.progress);
      return;
    }
    this.#running = undefined;
    if (!job.isStale) {
      if ("error" in message) job.reject(new AnsweredError(message.error.name, message.error.message));
      else job.resolve(message.answer);
    }
    this.#go();
  };

  #open(): Place {
    const worker = this.#startWorker();
    if (worker === undefined) return onThisThread(this.#hear, this.#ownAnswers);
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
      this.#hear(data);
    });
    worker.addEventListener("error", (event) => {
      // A worker that cannot even start, as under a strange policy, must not leave the page without fits.
      event.preventDefault();
      worker.terminate();
      const job = this.#running;
      if (job !== undefined && this.#ownAnswers[job.message.kind] === undefined) {
        // Its script could not be had, which may be otherwise the next time.
        this.#place = undefined;
        this.#running = undefined;
        job.reject(
          new Error("The part of the page that does this could not be loaded; try again when its server is there."),
        );
        this.#go();
        return;
      }
      const place = onThisThread(this.#hear, this.#ownAnswers);
      this.#place = place;
      if (job !== undefined) place.post(job.message);
    });
    return {
      post: (message) => {
        worker.postMessage(message);
      },
      end: () => {
        worker.terminate();
      },
    };
  }
}

function onThisThread(listen: Listen, by: Answering): Place {
  let isOpen = true;
  return {
    post: (message) => {
      // The page shows what it has before it is held up.
      setTimeout(() => {
        void answer(message, by, (said) => {
          if (isOpen) listen(said);
        });
      });
    },
    end: () => {
      isOpen = false;
    },
  };
}
