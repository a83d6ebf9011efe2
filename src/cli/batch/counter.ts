import { durationText } from "../terminal/progress.ts";
import type { Tally } from "./executor.ts";

const EVERY_MS = 250;
const CLEAR_LINE = "\r\u001b[K";

/** A line on a terminal that tells how far a batch is, drawn anew a few times a second; nothing elsewhere. */
export class Counter {
  readonly #write: ((text: string) => void) | undefined;
  readonly #total: number | undefined;
  readonly #began = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #done = 0;
  #failed = 0;

  /**
   * @param total how many files there are, where that is known.
   */
  constructor(write: ((text: string) => void) | undefined, total?: number) {
    this.#write = write;
    this.#total = total;
    if (write === undefined) return;
    this.#timer = setInterval(() => write(CLEAR_LINE + this.line((performance.now() - this.#began) / 1000)), EVERY_MS);
    this.#timer.unref();
  }

  /** Counts spectra. */
  add({ fitted, unsound, failed }: Tally): void {
    this.#done += fitted + unsound + failed;
    this.#failed += failed;
  }

  /** Takes the line away. */
  end(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#write?.(CLEAR_LINE);
  }

  /** The line after so many seconds. */
  line(seconds: number): string {
    const rate = seconds > 0 ? this.#done / seconds : 0;
    const files = this.#total === undefined ? "" : ` of ${String(this.#total)} files`;
    const left =
      this.#total === undefined || rate === 0 || this.#total <= this.#done
        ? ""
        : `, ${durationText((this.#total - this.#done) / rate)} left`;
    const failed = this.#failed === 0 ? "" : `, ${String(this.#failed)} failed`;
    return `${String(this.#done)} spectra${files}, ${rate.toFixed(rate < 10 ? 1 : 0)}/s${left}${failed}`;
  }
}
