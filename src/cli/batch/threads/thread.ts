/** What a thread of `eisfit batch` runs: records of the items that it is sent, with an engine of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { init } from "../../../index.ts";
import { addTallies, NO_TALLY, type Tally } from "../executor.ts";
import { ItemFitter, type ItemRecord } from "../fitItem.ts";
import type { BatchSettings } from "../settings.ts";
import { GO_ON, READY, type JobMessage, type PartMessage, type ToThread } from "./messages.ts";

/** Records are sent before they take more than this many characters, so that a file of many sweeps does not fill the memory. */
const MOST_TEXT = 1 << 20;

if (parentPort === null) throw new Error("This file is run by eisfit batch in threads.");
const port = parentPort;
const ownSettings = workerData as BatchSettings | undefined;
const fitters = new Map<string, ItemFitter>();
const jobs: JobMessage[] = [];
let isWorking = false;
let goOn: (() => void) | undefined;

const engine = init();
// Listens before it waits for the engine: Deno keeps no message for a thread that does not listen yet.
port.on("message", (message: ToThread) => {
  if (message === GO_ON) {
    goOn?.();
    return;
  }
  jobs.push(message);
  if (!isWorking) void work();
});
await engine;
port.postMessage(READY);

async function work(): Promise<void> {
  isWorking = true;
  await engine;
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await workOn(job);
  isWorking = false;
}

/** Runs whose settings are kept with their circuits. */
const MOST_RUNS = 16;

function fitterOf(settings: BatchSettings): ItemFitter {
  const key = JSON.stringify(settings);
  const known = fitters.get(key);
  if (known !== undefined) return known;
  if (fitters.size >= MOST_RUNS) fitters.clear();
  const fitter = new ItemFitter(settings);
  fitters.set(key, fitter);
  return fitter;
}

async function workOn({ items, settings = ownSettings }: JobMessage): Promise<void> {
  if (settings === undefined) throw new Error("A thread that is started without settings needs them with each job.");
  const fitter = fitterOf(settings);
  let text = "";
  let tally = NO_TALLY;
  const send = (itemsDone: number, sweepsDone: number, isLast: boolean): void => {
    port.postMessage({ text, tally, itemsDone, sweepsDone, isLast } satisfies PartMessage);
    text = "";
    tally = NO_TALLY;
  };
  for (const [place, item] of items.entries()) {
    let sweeps = item.done ?? 0;
    for await (const record of fitter.records(item)) {
      if (text.length > MOST_TEXT) {
        const written = new Promise<void>((resolve) => (goOn = resolve));
        send(place, sweeps, false);
        await written;
      }
      text += record.text;
      tally = addTallies(tally, tallyOf(record));
      sweeps++;
    }
  }
  send(items.length, 0, true);
}

function tallyOf({ kind }: ItemRecord): Tally {
  return { ...NO_TALLY, [kind]: 1 };
}
