import { useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Progress } from "../compute/requests.ts";

/** Shorter work shows no progress: a bar that flashes up is only unrest. */
const LATE = 350;

/** Whether something has been so for a while. */
export function useLate(isSo: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isSo) {
      setLate(false);
      return undefined;
    }
    const timer = setTimeout(() => {
      setLate(true);
    }, LATE);
    return () => {
      clearTimeout(timer);
    };
  }, [isSo]);
  return isSo && isLate;
}

/** Work that goes on, how far it is, and how to end it. */
export function Working({
  what,
  progress,
  stop,
}: {
  readonly what: string;
  readonly progress: Progress | null;
  readonly stop: () => void;
}): JSX.Element {
  const { done = 0, all = null, words = "" } = progress ?? {};
  const counted = all === null ? {} : { "aria-valuemin": 0, "aria-valuemax": all, "aria-valuenow": done };
  return (
    <div class="working">
      <span class="working-words">
        {what}
        {words === "" ? " \u2026" : `: ${words}`}
      </span>
      <div class={`bar${all === null ? " unknown" : ""}`} role="progressbar" aria-label={what} {...counted}>
        <i style={all === null ? {} : { width: `${((100 * done) / all).toFixed(1)}%` }} />
      </div>
      <button type="button" class="quiet" onClick={stop}>
        Stop
      </button>
    </div>
  );
}

/** What was given up, and how to have it after all. */
export function Stopped({ what, again }: { readonly what: string; readonly again: () => void }): JSX.Element {
  return (
    <p class="stopped">
      {what} was stopped.{" "}
      <button type="button" onClick={again}>
        Go on
      </button>
    </p>
  );
}
