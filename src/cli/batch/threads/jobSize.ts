/** A job of this many milliseconds costs next to nothing to send, and is over soon when somebody waits for it. */
const WANTED = 40;
const MOST = 64;

/** Finds how many items a job should have from how long the last ones took. */
export class JobSize {
  #size = 1;

  get items(): number {
    return this.#size;
  }

  /** Grows slowly, as the first fits of a thread pay for its compilers, and shrinks at once. */
  learn(items: number, milliseconds: number): void {
    const fitting = Math.floor((WANTED * items) / Math.max(milliseconds, 0.01));
    this.#size = Math.max(1, Math.min(MOST, fitting, 2 * this.#size));
  }
}
