import { effect, signal, untracked } from "@preact/signals";
import { Superseded, type Lane } from "./lane.ts";
import type { Progress, RequestKind, Requests } from "./requests.ts";

/** Something computed elsewhere: the last answer, and whether one that belongs to the present input is still to come. */
export interface Pending<T> {
  readonly value: T | null;
  readonly error: { readonly name: string; readonly message: string } | null;
  readonly isStale: boolean;
  /** How far the answer is that is to come, once that is known. */
  readonly progress: Progress | null;
  /** Whether the answer was waived by hand. */
  readonly isStopped: boolean;
}

const NOTHING = { value: null, error: null, isStale: false, progress: null, isStopped: false } as const;

/** Asks when its input changes, and holds the last answer until the new one is there. */
export class Followed<K extends RequestKind> {
  readonly #kind: K;
  readonly #lane: Lane;
  readonly #input: () => Requests[K]["ask"] | null;
  readonly #keyOf: (input: Requests[K]["ask"]) => string;
  readonly #state = signal<Pending<Requests[K]["answer"]>>(NOTHING);
  #last: string | null = null;

  /** @param keyOf equal for inputs that have one answer. */
  constructor(
    kind: K,
    lane: Lane,
    input: () => Requests[K]["ask"] | null,
    keyOf: (input: Requests[K]["ask"]) => string,
  ) {
    this.#kind = kind;
    this.#lane = lane;
    this.#input = input;
    this.#keyOf = keyOf;
  }

  get value(): Pending<Requests[K]["answer"]> {
    return this.#state.value;
  }

  start(): void {
    effect(() => {
      const wanted = this.#input();
      const key = wanted === null ? null : this.#keyOf(wanted);
      if (key === this.#last) return;
      this.#last = key;
      if (wanted !== null) this.#ask(wanted);
      else {
        this.#lane.drop(this.#kind);
        this.#state.value = NOTHING;
      }
    });
  }

  /** Gives up what is being computed; another input is computed again. */
  stop(): void {
    if (!this.#state.peek().isStale) return;
    this.#lane.drop(this.#kind);
    this.#state.value = { ...NOTHING, isStopped: true };
  }

  /** Computes after all what was stopped. */
  again(): void {
    const wanted = untracked(this.#input);
    if (wanted !== null && this.#state.peek().isStopped) this.#ask(wanted);
  }

  #ask(wanted: Requests[K]["ask"]): void {
    const key = this.#last;
    const isCurrent = (): boolean => this.#last === key && this.#state.peek().isStale;
    this.#state.value = { ...this.#state.peek(), isStale: true, progress: null, isStopped: false };
    const tell = (progress: Progress): void => {
      if (isCurrent()) this.#state.value = { ...this.#state.peek(), progress };
    };
    this.#lane.ask(this.#kind, wanted, this.#kind, { tell }).then(
      (value) => {
        if (isCurrent()) this.#state.value = { ...NOTHING, value };
      },
      (error: unknown) => {
        if (error instanceof Superseded || !isCurrent()) return;
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        this.#state.value = { ...NOTHING, error: { name, message } };
      },
    );
  }
}
