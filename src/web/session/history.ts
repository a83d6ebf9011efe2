import type { Change } from "./changes.ts";
import type { Session } from "./session.ts";

/** A session with those before and after it. */
export interface History {
  readonly past: readonly Session[];
  readonly present: Session;
  readonly future: readonly Session[];
  /** What the last change was about: one more of the same kind soon after takes its place. */
  readonly kind: string | null;
  readonly time: number;
}

/** Steps that can be taken back. Sessions share all that did not change, so that they cost little. */
const MOST_STEPS = 200;
/** Keys typed in this time, ms, are one step. */
const TYPING = 1200;

export function begin(session: Session): History {
  return { past: [], present: session, future: [], kind: null, time: 0 };
}

/**
 * A change as a step of its own, or as part of the step before it where `kind` names that one. Looking at another sweep is no step.
 */
export function advance(history: History, change: Change, now: number, kind: string | null = null): History {
  const present = change(history.present);
  if (present === history.present) return history;
  if (kind === "view") return { ...history, present };
  const isSame = kind !== null && kind === history.kind && now - history.time < TYPING;
  const past = isSame ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present, future: [], kind, time: now };
}

export function undo(history: History): History {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    kind: null,
    time: 0,
  };
}

export function redo(history: History): History {
  const [after, ...future] = history.future;
  if (after === undefined) return history;
  return { past: [...history.past, history.present], present: after, future, kind: null, time: 0 };
}
