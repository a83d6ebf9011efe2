import { computed, signal } from "@preact/signals";
import { CircuitSyntaxError, parseCircuit, type Circuit } from "../index.ts";
import type { Progress } from "./compute/requests.ts";
import type { Change } from "./session/changes.ts";
import { advance, begin, redo, undo } from "./session/history.ts";
import { EMPTY_SESSION, excludedOf, selectedSweep, type Session } from "./session/session.ts";

const history = signal(begin(EMPTY_SESSION));

/** What a person has put in and decided. */
export const session = computed(() => history.value.present);
export const canUndo = computed(() => history.value.past.length > 0);
export const canRedo = computed(() => history.value.future.length > 0);

/** Values that sliders have been moved to, by parameter; null while the fit itself is shown. */
export const trial = signal<Readonly<Record<string, number>> | null>(null);

/** Whether the slider of a parameter that is held is moved: the fit follows it. */
export const isSliding = signal(false);

/** The point under the pointer or the keyboard's cursor, in the sweep's order. */
export const pointAt = signal<number | null>(null);

/** What stands in the editor: half a word while somebody types. */
export const draft = signal<string | null>(null);

export type PanelName = "quality" | "drt" | "compare" | "series";
export const panel = signal<PanelName>("quality");

/** Whether the other spectra are drawn too. */
export const showsAll = signal(false);

/** Words for people who cannot see what has changed. */
export const announcement = signal("");

/** How many files are being read, and how many are done. */
export const opening = signal<Pick<Progress, "done" | "all"> | null>(null);

/** Files that are being made, and how far each is. */
export const saving = signal<ReadonlyMap<string, Progress | null>>(new Map());

/** Something to tell at the foot of the page, until it is read. */
export interface Notice {
  readonly kind: "error" | "note";
  readonly title: string;
  readonly lines: readonly string[];
}
export const notice = signal<Notice | null>(null);

/** Changes the session; `kind` as in {@link advance}. */
export function change(by: Change, kind: string | null = null): void {
  trial.value = null;
  history.value = advance(history.value, by, performance.now(), kind);
}

/** Begins anew with a session, as one that was restored. */
export function restore(restored: Session): void {
  trial.value = null;
  history.value = begin(restored);
}

export function takeBack(): void {
  trial.value = null;
  draft.value = null;
  history.value = undo(history.value);
}

export function takeForth(): void {
  trial.value = null;
  draft.value = null;
  history.value = redo(history.value);
}

export const currentSweep = computed(() => selectedSweep(session.value));

export const excluded = computed(() => {
  const sweep = currentSweep.value;
  return sweep === undefined ? [] : excludedOf(session.value, sweep.id);
});

/** A circuit's text with what it says. */
export type Reading =
  | { readonly text: string; readonly circuit: Circuit; readonly error?: undefined }
  | { readonly text: string; readonly circuit?: undefined; readonly error: CircuitSyntaxError };

/** What a text says, or what is wrong with it. */
export function readCircuit(text: string): Reading {
  try {
    return { text, circuit: parseCircuit(text) };
  } catch (error) {
    if (error instanceof CircuitSyntaxError) return { text, error };
    throw error;
  }
}

export const reading = computed(() => readCircuit(draft.value ?? session.value.circuit));

/** The circuit that is fitted. */
export const circuit = computed(() => readCircuit(session.value.circuit).circuit);
