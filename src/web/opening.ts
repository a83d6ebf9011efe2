import { circuitOutline } from "../report/index.ts";
import { identified, isOnlyExample } from "./actions.ts";
import { Superseded } from "./compute/lane.ts";
import { background } from "./compute/results.ts";
import { examples } from "./examples.ts";
import { counted } from "./format.ts";
import { addSweeps, assign, setCircuit } from "./session/changes.ts";
import { decodeSession } from "./session/decode.ts";
import type { Sweep } from "./session/session.ts";
import { announcement, change, draft, notice, opening, session } from "./state.ts";

/** Files that were dropped are shown in portions, so that the first is there at once and 200 do not draw 200 times. */
const PORTION_MS = 120;
/** A measured spectrum is far smaller; larger files would fill the memory before anything could be said of them. */
const LARGEST_FILE = 300e6;
const MOST_NAMED = 8;

/** A file that could not be read. */
interface Failure {
  readonly name: string;
  readonly message: string;
}

/** Files that were dropped together. */
interface Batch {
  isStopped: boolean;
  /** Of the file that is being read. */
  slot: string;
}

const batches = new Set<Batch>();
let nextSlot = 1;

/** Reads no more of the files that are being opened. */
export function stopOpening(): void {
  for (const batch of batches) {
    batch.isStopped = true;
    background.drop(batch.slot);
  }
}

/** Reads files of instruments, circuits (`.circuit`) and saved sessions; what cannot be read is told and does not stop the others. */
export async function openFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const batch: Batch = { isStopped: false, slot: "" };
  batches.add(batch);
  const failures: Failure[] = [];
  const shelf = newShelf();
  opening.value = { done: 0, all: files.length };
  let read = 0;
  for (const file of files) {
    try {
      const bytes = await bytesOf(file);
      if (batch.isStopped) break;
      if (!openOwn(file.name, bytes)) {
        batch.slot = `read ${String(nextSlot++)}`;
        shelf.add(await background.ask("read", { name: file.name, bytes }, batch.slot));
      }
    } catch (error) {
      if (error instanceof Superseded) break;
      failures.push({ name: file.name, message: error instanceof Error ? error.message : String(error) });
    }
    read++;
    if (shelf.showSome()) opening.value = { done: read, all: files.length };
  }
  batches.delete(batch);
  if (batches.size === 0) opening.value = null;
  shelf.show();
  tellOpened(shelf.count, failures, files.length);
  if (read < files.length) {
    const title = `${counted(files.length - read, "file")} not read`;
    notice.value = { kind: "note", title, lines: ["Reading was stopped; what had been read is open."] };
  }
}

async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > LARGEST_FILE) throw new Error(`${file.name} has ${String(file.size)} bytes; that is too large.`);
  return new Uint8Array(await file.arrayBuffer());
}

/** Where sweeps wait until some are shown together. */
function newShelf() {
  const isFirst = isOnlyExample(session.value);
  let gathered: Sweep[] = [];
  let shown = performance.now() - PORTION_MS;
  let count = 0;
  const show = (): void => {
    if (gathered.length === 0) return;
    const added = gathered;
    gathered = [];
    const { selected } = session.value;
    const isMore = count > 0;
    if (isFirst && !isMore) leaveExample();
    change(addSweeps(identified(added, session.value)), "open");
    if (isMore && selected !== null) change(assign({ selected }), "view");
    count += added.length;
    shown = performance.now();
  };
  return {
    get count() {
      return count;
    },
    add: (sweeps: readonly Sweep[]): void => {
      gathered.push(...sweeps);
    },
    show,
    /** Shows what waits where the last time is long enough ago. */
    showSome: (): boolean => {
      if (performance.now() - shown <= PORTION_MS) return false;
      show();
      return true;
    },
  };
}

/** Limits and values of an example's cell are none of another's. */
function leaveExample(): void {
  change(assign({ sweeps: [], excluded: {}, settings: {}, start: null }), "open");
  const { circuit } = session.value;
  if (examples.some((example) => example.circuit() === circuit)) change(setCircuit(circuitOutline(circuit)), "open");
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
