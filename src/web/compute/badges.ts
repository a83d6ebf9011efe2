import { effect, signal } from "@preact/signals";
import type { CheckStatus } from "../../index.ts";
import { excludedOf } from "../session/session.ts";
import { session } from "../state.ts";
import { Superseded } from "./lane.ts";
import { background } from "./results.ts";

/** What the check of each sweep found, by its id; computed one after the other when nothing else is. */
export const badges = signal<ReadonlyMap<string, CheckStatus>>(new Map());

const keys = new Map<string, string>();

/** Checks every sweep that is opened, and again when its points change. */
export function startChecking(): void {
  effect(() => {
    for (const sweep of session.value.sweeps) {
      const excluded = excludedOf(session.value, sweep.id);
      const key = `${sweep.name} ${String(sweep.frequencyHz.length)} ${excluded.join()}`;
      if (keys.get(sweep.id) === key) continue;
      keys.set(sweep.id, key);
      background.ask("check", { sweep, excluded }, `badge ${sweep.id}`, { isUrgent: false }).then(
        ({ status }) => {
          badges.value = new Map(badges.value).set(sweep.id, status);
        },
        (error: unknown) => {
          // The check of the sweep that is looked at tells why; a list of badges has no room for it.
          if (!(error instanceof Superseded)) badges.value = new Map(badges.value).set(sweep.id, "undecided");
        },
      );
    }
  });
}
