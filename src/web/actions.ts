import { Superseded } from "./compute/lane.ts";
import { foreground } from "./compute/results.ts";
import type { Example } from "./examples.ts";
import { addSweeps, setCircuit } from "./session/changes.ts";
import type { Session, Sweep } from "./session/session.ts";
import { announcement, change, currentSweep, draft, excluded, notice } from "./state.ts";

let nextId = 1;

/** Sweeps with ids that the session does not have yet. */
export function identified(sweeps: readonly Omit<Sweep, "id">[], taken: Session): Sweep[] {
  const known = new Set(taken.sweeps.map(({ id }) => id));
  return sweeps.map((sweep) => {
    while (known.has(`s${String(nextId)}`)) nextId++;
    return { ...sweep, id: `s${String(nextId++)}` };
  });
}

/** Whether nothing but the example of a first visit is open, which gives way to files of one's own. */
export function isOnlyExample({ sweeps }: Session): boolean {
  return sweeps.every(({ format }) => format === "simulated");
}

export function openExample({ circuit, sample, make }: Example): void {
  draft.value = null;
  change((present) => {
    const sweeps = isOnlyExample(present)
      ? { ...present, sweeps: [], excluded: {}, settings: {}, start: null }
      : present;
    const added = addSweeps(identified(make(), sweeps))(sweeps);
    const { sample: old } = present;
    return { ...setCircuit(circuit())(added), sample: sample === undefined ? old : { ...old, ...sample } };
  });
  announcement.value = "Example opened";
}

/** Takes the circuit that the spectrum shown suggests. */
export async function suggestCircuit(): Promise<void> {
  const sweep = currentSweep.value;
  if (sweep === undefined) return;
  try {
    const circuit = await foreground.ask("suggest", { sweep, excluded: excluded.value }, "suggestion");
    draft.value = null;
    change(setCircuit(circuit));
    announcement.value = `The data suggest ${circuit}`;
  } catch (error) {
    if (!(error instanceof Superseded)) tellError("The data suggest no circuit", error);
  }
}

/** What went wrong, told at the foot of the page. */
export function tellError(title: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  notice.value = { kind: "error", title, lines: [message] };
}
