import { fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failureText } from "./sequence.ts";
import type { Row } from "./table.ts";
import type { Answer, Order } from "./worker.ts";

/** A mutation that is not done by then never will be, however busy the machine. */
const LONGEST_SECONDS = 60;
/** No small file needs more, however it is damaged; beyond it the process dies, which is noticed. */
const HEAP_MEGABYTES = 512;
/** With what the process itself takes, about 150 MB, and what is held beside the heap. */
const MOST_MEGABYTES = 700;

/** Follows how far each process has come. */
export interface ProgressListener {
  report(target: string, mutation: number): void;
}

/** Goes through a part of a target's sequence in processes of its own: another one where one has died or hangs. */
export async function runInProcess(
  target: string,
  first: number,
  end: number,
  listener: ProgressListener,
): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), "eisfit-fuzz-"));
  const row: Row = { target, done: 0, read: 0, refused: 0, slowestMs: 0, peakMegabytes: 0, failures: [] };
  try {
    for (let next = first; next < end;) {
      const progressFile = join(folder, String(next));
      const outcome = await runUntilEnd({ target, first: next, end, progressFile }, listener);
      if (typeof outcome === "string") {
        const at = Math.max(next, mutationAt(progressFile));
        row.failures.push(failureText(target, at, `${target}: ${outcome}`));
        row.done += at + 1 - next;
        next = at + 1;
        continue;
      }
      const { tally, peakMegabytes } = outcome;
      row.done += tally.done;
      row.read += tally.read;
      row.refused += tally.refused;
      row.slowestMs = Math.max(row.slowestMs, tally.slowestMs);
      row.peakMegabytes = Math.max(row.peakMegabytes, peakMegabytes);
      row.failures.push(...tally.failures);
      if (peakMegabytes > MOST_MEGABYTES) row.failures.push(`${target}: ${peakMegabytes.toFixed(0)} MB of memory`);
      break;
    }
    return row;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The answer of one process, or what became of it. */
function runUntilEnd(order: Order, listener: ProgressListener): Promise<Answer | string> {
  return new Promise((resolve) => {
    const child = fork(new URL("worker.ts", import.meta.url), {
      execArgv: [...process.execArgv, `--max-old-space-size=${String(HEAP_MEGABYTES)}`],
    });
    let [last, since] = [-1, performance.now()];
    let hangs = false;
    const timer = setInterval(() => {
      const mutation = mutationAt(order.progressFile);
      listener.report(order.target, mutation);
      if (mutation !== last) [last, since] = [mutation, performance.now()];
      hangs = performance.now() - since > 1000 * LONGEST_SECONDS;
      if (hangs) child.kill("SIGKILL");
    }, 1000);
    let answer: Answer | undefined;
    child.on("message", (message) => (answer = message as Answer));
    child.on("exit", (code, signal) => {
      clearInterval(timer);
      const death = `the process ended with ${signal ?? `status ${String(code)}`}`;
      resolve(answer ?? (hangs ? `no end after ${String(LONGEST_SECONDS)} s` : death));
    });
    child.send(order);
  });
}

/** The number of the mutation at hand; -1 before the first. */
function mutationAt(progressFile: string): number {
  try {
    const bytes = readFileSync(progressFile);
    return bytes.length < 4 ? -1 : bytes.readUInt32LE(0);
  } catch {
    return -1;
  }
}
