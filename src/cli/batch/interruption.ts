import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Ctrl-C, or the signal by which a scheduler announces the end: the first ends the work gently, the second at once. */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #listener: (signal: NodeJS.Signals) => void;
  #status = 0;

  /** @param tell is called at the first signal. */
  constructor(tell: () => void) {
    this.#listener = (signal) => {
      const status = 128 + constants.signals[signal];
      if (this.#controller.signal.aborted) process.exit(status);
      this.#status = status;
      tell();
      this.#controller.abort();
    };
    for (const signal of SIGNALS) process.on(signal, this.#listener);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Exit status as shells count it: 128 and the number of the signal. */
  get status(): number {
    return this.#status;
  }

  /** Ends the work for another reason, such as a reader that has gone. */
  stop(status: number): void {
    this.#status = status;
    this.#controller.abort();
  }

  /** Leaves signals to what they do by themselves. */
  release(): void {
    for (const signal of SIGNALS) process.off(signal, this.#listener);
  }
}
