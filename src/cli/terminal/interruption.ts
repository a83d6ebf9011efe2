/** Ctrl-C has been pressed. */
const REQUESTED = 0;
/** How many works go on that end well after the item at hand. */
const HELD = 1;

/**
 * What Ctrl-C means to the work at hand. Work of many items holds it: then the first Ctrl-C is a request that the work sees
 * between two items, and a second one ends at once. Without a hold the first one ends at once too, as nothing done would be
 * lost. The state is in shared memory: the thread that hears the signal is not the one that fits, which hears nothing while it
 * does.
 */
export class Interruption {
  readonly #state: Int32Array;

  /** @param memory that of the other thread's object, 8 bytes; a new one if not given. */
  constructor(memory = new SharedArrayBuffer(8)) {
    this.#state = new Int32Array(memory);
  }

  get memory(): SharedArrayBuffer {
    return this.#state.buffer as SharedArrayBuffer;
  }

  /** Ctrl-C has been pressed: begin no further item, and say what was done. */
  get isRequested(): boolean {
    return Atomics.load(this.#state, REQUESTED) > 0;
  }

  /** Some work will see a request soon. */
  get isHeld(): boolean {
    return Atomics.load(this.#state, HELD) > 0;
  }

  request(): void {
    Atomics.store(this.#state, REQUESTED, 1);
  }

  /** Promises to look at `isRequested` between items, until the function returned is called. */
  hold(): () => void {
    Atomics.add(this.#state, HELD, 1);
    let held = true;
    return () => {
      if (held) Atomics.sub(this.#state, HELD, 1);
      held = false;
    };
  }
}
