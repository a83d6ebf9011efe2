import { durationText } from "./progress.ts";

const CLEAR_LINE = "\r\u001b[K";
/** Work that is done sooner shows nothing. */
const PATIENCE_MS = 1000;
const EVERY_MS = 250;

/** Where the line is drawn. */
export interface ActivityOutput {
  /** Writes to stderr. */
  readonly write: (text: string) => void;
  /** Characters a line. */
  readonly width: number;
  /** Milliseconds. */
  readonly now?: () => number;
}

/**
 * A line on a terminal that says what goes on and for how long, where nothing can be counted: one fit of many points. Drawn by a
 * thread that does not work itself, so that its clock goes on.
 */
export class ActivityLine {
  readonly #output: Required<ActivityOutput>;
  #what: string | undefined;
  #began = 0;
  #shown = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(output: ActivityOutput) {
    this.#output = { now: () => performance.now(), ...output };
  }

  /** Says what goes on from now on; undefined when it is over. */
  show(what: string | undefined): void {
    this.clear();
    clearInterval(this.#timer);
    if (what !== this.#what) this.#began = this.#output.now();
    this.#what = what;
    if (what === undefined) return;
    this.#timer = setInterval(() => this.draw(), EVERY_MS);
    this.#timer.unref();
  }

  draw(): void {
    const { write, width, now } = this.#output;
    const milliseconds = now() - this.#began;
    if (this.#what === undefined || milliseconds < PATIENCE_MS) return;
    const time = durationText(milliseconds / 1000);
    // The last column stays free: some terminals break the line there.
    const room = width - time.length - 3;
    const what = this.#what.length > room ? `${this.#what.slice(0, Math.max(0, room - 1))}…` : this.#what;
    write(`${CLEAR_LINE}${what}  ${time}`);
    this.#shown = true;
  }

  /** Takes the line away, for text; it comes back behind it. */
  clear(): void {
    if (this.#shown) this.#output.write(CLEAR_LINE);
    this.#shown = false;
  }
}
