import { circuitOutline } from "../report/index.ts";
import { Superseded } from "./compute/lane.ts";
import { background } from "./compute/results.ts";
import { examples, type Example } from "./examples.ts";
import { addSweeps, assign, setCircuit } from "./session/changes.ts";
import { decodeSession } from "./session/decode.ts";
import type { Session, Sweep } from "./session/session.ts";
import { announcement, change, currentSweep, draft, excluded, notice, opening, session } from "./state.ts";
import { counted } from "./format.ts";

/** Files that were dropped are shown in portions, so that the first is there at once and 200 do not draw 200 times. */
const PORTION_MS = 120;
/** A measured spectrum is far smaller; larger files would fill the memory before anything could be said of them. */
const LARGEST_FILE = 300e6;
const MOST_NAMED = 8;

let nextId = 1;

/** Sweeps with ids that the session does not have yet. */
export function identified(sweeps: readonly Omit<Sweep, "id">[], taken: Session): Sweep[] {
  const known = new Set(taken.sweeps.map(({ id }) => id));
  return sweeps.map((sweep) => {
    while (known.has(`s${String(nextId)}`)) nextId++;
    return { ...sweep, id: `s${String(nextId++)}` };
  });
}

/** A file that could not be read. */
interface Failure {
  readonly name: string;
  readonly message: string;
}

/** Reads files of instruments, circuits (`.circuit`) and saved sessions; what cannot be read is told and does not stop the others. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const failures: Failure[] = [];
  let gathered: Sweep[] = [];
  let shown = performance.now() - PORTION_MS;
  let count = 0;
  const isFirst = isOnlyExample(session.value);
  const show = (): void => {
    if (gathered.length === 0) return;
    const added = gathered;
    gathered = [];
    const { selected } = session.value;
    const isMore = count > 0;
    if (isFirst && !isMore) {
      change(assign({ sweeps: [], excluded: {}, settings: {}, start: null }), "open");
      // Limits and values of an example's cell are none of another's.
      const { circuit } = session.value;
      if (examples.some((example) => example.circuit === circuit)) change(setCircuit(circuitOutline(circuit)), "open");
    }
    change(addSweeps(identified(added, session.value)), "open");
    if (isMore && selected !== null) change(assign({ selected }), "view");
    count += added.length;
    shown = performance.now();
  };
  isStopping = false;
  let read = 0;
  for (const [place, file] of files.entries()) {
    if (isStopping) break;
    read++;
    try {
      if (file.size > LARGEST_FILE) throw new Error(`${file.name} has ${String(file.size)} bytes; that is too large.`);
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (openOwn(file.name, bytes)) continue;
      gathered.push(...(await background.ask("read", { name: file.name, bytes }, `read ${String(place)}`)));
    } catch (error) {
      failures.push({ name: file.name, message: error instanceof Error ? error.message : String(error) });
    }
    if (performance.now() - shown <= PORTION_MS) continue;
    show();
    opening.value = { done: place + 1, all: files.length };
  }
  opening.value = null;
  show();
  tellOpened(count, failures, files.length);
  if (read < files.length && failures.length === 0) {
    notice.value = { kind: "note", title: `${counted(files.length - read, "file")} not read`, lines: [STOPPED] };
  }
}

const STOPPED = "Reading was stopped; what had been read is open.";
let isStopping = false;

/** Reads no more of the files that are being opened. */
export function stopOpening(): void {
  isStopping = true;
}

function tellOpened(count: number, failures: readonly Failure[], files: number): void {
  const lines = failures
    .slice(0, MOST_NAMED)
    .map(({ name, message }) => (message.includes(name) ? message : `${name}: ${message}`));
  if (failures.length > MOST_NAMED) lines.push(`and ${counted(failures.length - MOST_NAMED, "more file")}`);
  if (failures.length > 0) {
    const title = `${counted(failures.length, "file")} of ${String(files)} could not be read`;
    notice.value = { kind: "error", title, lines };
  }
  if (count > 0) announcement.value = `${counted(count, "spectrum").replace("spectrums", "spectra")} opened`;
}

/** Whether nothing but the example of a first visit is open, which gives way to files of one's own. */
function isOnlyExample({ sweeps }: Session): boolean {
  return sweeps.every(({ format }) => format === "simulated");
}

/** Opens a saved session or a circuit; false for anything else. */
function openOwn(name: string, bytes: Uint8Array): boolean {
  if (/\.circuit$/i.test(name)) {
    draft.value = null;
    change(setCircuit(new TextDecoder().decode(bytes).trim()));
    return true;
  }
  if (!/\.json$/i.test(name) || !new TextDecoder().decode(bytes.subarray(0, 40)).includes('"eisfit session'))
    return false;
  const restored = decodeSession(new TextDecoder().decode(bytes));
  draft.value = null;
  change(() => restored);
  return true;
}

export function openExample({ circuit, sample, make }: Example): void {
  draft.value = null;
  change((present) => {
    const sweeps = isOnlyExample(present)
      ? { ...present, sweeps: [], excluded: {}, settings: {}, start: null }
      : present;
    const added = addSweeps(identified(make(), sweeps))(sweeps);
    const { sample: old } = present;
    return { ...setCircuit(circuit)(added), sample: sample === undefined ? old : { ...old, ...sample } };
  });
  announcement.value = "Example opened";
}

/** The circuit that the distribution of relaxation times of the spectrum shown suggests. */
export async function suggestCircuit(): Promise<void> {
  const sweep = currentSweep.value;
  if (sweep === undefined) return;
  try {
    const { circuit } = await background.ask("drt", { sweep, excluded: excluded.value }, "suggestion");
    draft.value = null;
    change(setCircuit(circuit));
    announcement.value = `The data suggest ${circuitOutline(circuit)}`;
  } catch (error) {
    if (!(error instanceof Superseded)) tellError("The data suggest no circuit", error);
  }
}

/** What went wrong, told at the foot of the page. */
export function tellError(title: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  notice.value = { kind: "error", title, lines: [message] };
}
