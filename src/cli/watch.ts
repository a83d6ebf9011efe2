import type { OnProgress } from "../index.ts";
import type { Host } from "./host.ts";
import type { Progress } from "./terminal/progress.ts";

/**
 * Watches long work on one thing, such as the replicas of a bootstrap: shows how far it is, and lets Ctrl-C end it with what is done by
 * then. Until the first step is told, Ctrl-C ends at once, as nothing would be lost.
 */
export class WorkWatch {
  readonly #host: Host;
  #bar: { readonly items: string; readonly total: number; readonly progress: Progress } | undefined;
  #release: (() => void) | undefined;
  /** How far the work was when Ctrl-C ended it. */
  #cutAt: string | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  readonly onProgress: OnProgress = ({ items, done, total, canEnd }) => {
    const { interruption } = this.#host;
    this.#release ??= interruption.hold();
    if (interruption.isRequested && canEnd && done < total) {
      this.#endBar();
      this.#cutAt ??= `after ${String(done)} of ${String(total)} ${items}`;
      return false;
    }
    if (done >= total) this.#endBar();
    else {
      if (this.#bar?.items !== items || this.#bar.total !== total) {
        this.#bar = { items, total, progress: this.#host.progress(total, items, done) };
      }
      this.#bar.progress.reach(done);
    }
    return true;
  };

  #endBar(): void {
    if (this.#bar !== undefined) this.#host.endProgress();
    this.#bar = undefined;
  }

  /** Ends it, and tells where Ctrl-C cut it short; undefined where all was done. */
  finish(): string | undefined {
    this.#endBar();
    this.#release?.();
    this.#release = undefined;
    return this.#cutAt;
  }
}
