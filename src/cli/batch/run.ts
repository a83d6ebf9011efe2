import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../../index.ts";
import { DONE, FAILED, type Host } from "../host.ts";
import { durationText } from "../terminal/progress.ts";
import { Counter } from "./counter.ts";
import { addTallies, NO_TALLY, type Executor, type Tally } from "./executor.ts";
import { Interruption } from "./interruption.ts";
import type { ItemSource } from "./item.ts";
import { withoutDone } from "./output/done.ts";
import { PartialRun, type ExistingResults, type RunIdentity } from "./output/partialRun.ts";
import type { ResultFormat } from "./output/format.ts";
import { checkFormat, convertRecords, writeText } from "./output/results.ts";
import { runPipeline } from "./pipeline.ts";
import type { BatchSettings } from "./settings.ts";

/** As shells tell of a program that was ended by SIGPIPE. */
const READER_GONE = 141;

/** A batch: what is fitted, how, by whom, and where the results go. */
export interface BatchTask {
  readonly source: ItemSource;
  /** What the source is, so that a run that goes on is not given another. */
  readonly sourceName: string;
  /** How many files there are, where that is known. */
  readonly files?: number;
  readonly settings: BatchSettings;
  /** Starts those who do the work; `run` is a name of this run that one that goes on has too. */
  readonly executor: (run: string) => Executor | Promise<Executor>;
  readonly format: ResultFormat;
  /** File of the results; standard output without one. */
  readonly output?: string;
  readonly existing: ExistingResults;
}

/** Runs a batch to its end and gives the exit status. */
export async function runBatch(task: BatchTask, host: Host): Promise<number> {
  const { format, output, existing } = task;
  await checkFormat(format);
  if (output === undefined) {
    return format === "ndjson"
      ? runIntoStream(task, host)
      : inTemporaryFolder((folder) => runByWay(task, join(folder, "results"), host));
  }
  const partial = await PartialRun.open(output, identityOf(task), existing);
  if (partial === undefined) {
    host.note(`${output} is whole already; nothing was left to do.\n`);
    return DONE;
  }
  return runIntoFile(task, partial, output, host);
}

/** Records as they come, to standard output. */
async function runIntoStream(task: BatchTask, host: Host): Promise<number> {
  const { tally, status } = await work(task, task.source, randomUUID(), host, async (text, interruption) => {
    host.out(text);
    if (!(await drained())) interruption.stop(READER_GONE);
  });
  return status ?? statusOf(tally);
}

/** Records first, then their table to standard output: its columns are known when all are there. */
async function runByWay(task: BatchTask, results: string, host: Host): Promise<number> {
  const { format } = task;
  const partial = await PartialRun.open(results, {}, { resume: false, force: true });
  if (partial === undefined || format === "ndjson" || format === "parquet")
    throw new RangeError(`No way for ${format}.`);
  const { tally, status } = await work(task, task.source, randomUUID(), host, (text) => partial.write(text));
  partial.stop();
  if (status !== undefined) return status;
  await writeText(format, partial.recordsPath, async (text) => {
    host.out(text);
    await drained();
  });
  return statusOf(tally);
}

async function runIntoFile(task: BatchTask, partial: PartialRun, output: string, host: Host): Promise<number> {
  const { before } = partial;
  const total = before.fitted + before.unsound + before.failed;
  if (total > 0) host.note(`${String(total)} results are there already; going on behind them.\n`);
  const source = withoutDone(task.source, partial.recordsPath, partial.length);
  let ended: WorkEnd;
  try {
    ended = await work(task, source, partial.name, host, (text) => partial.write(text));
  } catch (error) {
    partial.stop();
    host.note(`What was done is kept in ${output}.partial; --resume goes on with it.\n`);
    throw error;
  }
  if (ended.status !== undefined) {
    partial.stop();
    host.note(`Stopped; what was done is kept in ${output}.partial. The same command with --resume goes on with it.\n`);
    return ended.status;
  }
  const { format } = task;
  await partial.finish(
    format === "ndjson" ? undefined : (records, results) => convertRecords(format, records, results),
  );
  host.note(`written: ${output}\n`);
  return statusOf(addTallies(before, ended.tally));
}

interface WorkEnd {
  readonly tally: Tally;
  /** Exit status of a run that was stopped. */
  readonly status: number | undefined;
}

/** Does the work, tells how far it is, and sums it up. */
async function work(
  task: BatchTask,
  source: ItemSource,
  run: string,
  host: Host,
  write: (text: string, interruption: Interruption) => unknown,
): Promise<WorkEnd> {
  const interruption = new Interruption(() =>
    host.note("\nStopping when what is under way is done; once more ends at once.\n"),
  );
  const counter = new Counter(process.stderr.isTTY ? host.note : undefined, task.files);
  const began = performance.now();
  let tally = NO_TALLY;
  try {
    const executor = await task.executor(run);
    try {
      await runPipeline(
        source,
        executor,
        async (text, part) => {
          if (text !== "") await write(text, interruption);
          tally = addTallies(tally, part);
          counter.add(part);
        },
        interruption.signal,
      );
    } finally {
      await executor.close();
    }
  } finally {
    counter.end();
    interruption.release();
  }
  host.note(summary(tally, (performance.now() - began) / 1000));
  return { tally, status: interruption.signal.aborted ? interruption.status : undefined };
}

function summary({ fitted, unsound, failed }: Tally, seconds: number): string {
  const total = fitted + unsound + failed;
  const rate = seconds > 0 ? `, ${(total / seconds).toFixed(1)} a second` : "";
  const parts = [`${String(fitted)} fitted`];
  if (unsound > 0) parts.push(`${String(unsound)} did not converge`);
  if (failed > 0) parts.push(`${String(failed)} failed`);
  const spectra = `${String(total)} ${total === 1 ? "spectrum" : "spectra"}`;
  return `${spectra}: ${parts.join(", ")}; ${durationText(seconds)}${rate}\n`;
}

function statusOf({ unsound, failed }: Tally): number {
  return unsound + failed === 0 ? DONE : FAILED;
}

function identityOf({ settings, sourceName, format }: BatchTask): RunIdentity {
  const { parameters, mask, sample, ...others } = settings;
  // Flat, so that a message can name what is different.
  return { eisfit: version, inputs: sourceName, format, ...others, ...parameters, ...mask, ...sample };
}

/** Waits until standard output takes more; false where its reader has gone. */
async function drained(): Promise<boolean> {
  const { stdout } = process;
  if (stdout.destroyed || stdout.errored !== null) return false;
  if (!stdout.writableNeedDrain) return true;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      for (const event of ["drain", "close", "error"]) stdout.off(event, end);
      resolve();
    };
    for (const event of ["drain", "close", "error"]) stdout.once(event, end);
  });
  return !stdout.destroyed;
}

async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "eisfit-batch-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
