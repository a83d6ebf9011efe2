import { availableParallelism } from "node:os";
import { sampleOptionNames } from "../../index.ts";
import type { BatchCommandOptions } from "../commands/batch.ts";
import { DONE, FAILED, type Host } from "../host.ts";
import { UsageError } from "../usageError.ts";
import type { Executor } from "./executor.ts";
import { formatOfName, type ResultFormat } from "./output/format.ts";
import { QueuedWork } from "./redis/queue.ts";
import { runBatch, type BatchTask } from "./run.ts";
import { checkedSettings, type BatchSettings } from "./settings.ts";
import { filesOf, itemsOfFiles } from "./sources/files.ts";
import { openManifest } from "./sources/manifest.ts";
import { itemsOfLines } from "./sources/standardInput.ts";
import { Threads } from "./threads/threads.ts";

/** Fits all inputs; one that fails is a record that says so, and does not stop the others. */
export async function batchCommand(
  words: readonly string[],
  options: BatchCommandOptions,
  host: Host,
): Promise<number> {
  const { input = process.stdin } = host;
  const settings = checkedSettings(settingsOf(options));
  const format = chosenFormat(options, settings);
  if (options.resume === true && options.output === undefined) {
    throw new UsageError("--resume needs -o FILE: what is done is kept beside it.");
  }
  if (options.resume === true && options.force === true) {
    throw new UsageError("--resume keeps what is there, --force removes it; give one of them.");
  }
  const sources = await sourceOf(words, options, input);
  const task: BatchTask = {
    ...sources,
    settings,
    executor: (run) => executorOf(run, options, settings, sources.files, host),
    format,
    ...(options.output === undefined ? {} : { output: options.output }),
    existing: { resume: options.resume === true, force: options.force === true },
  };
  try {
    const status = await runBatch(task, host);
    return status === FAILED && options.tolerant === true ? DONE : status;
  } finally {
    // A stopped run must not wait for the end of its input.
    if (input === process.stdin) process.stdin.destroy();
  }
}

/** Threads of this process, or workers behind a queue. */
async function executorOf(
  run: string,
  { redis, queue, workers, chunk }: BatchCommandOptions,
  settings: BatchSettings,
  files: number | undefined,
  host: Host,
): Promise<Executor> {
  const threads = workers ?? availableParallelism();
  if (redis === undefined) return new Threads(threads, settings, mostItems(chunk, files, threads));
  const items = chunk === undefined ? {} : { items: chunk };
  return QueuedWork.connect({ url: redis, queue, run, settings, ...items, tell: host.note });
}

/** A few files are spread over all threads. */
function mostItems(chunk: number | undefined, files: number | undefined, threads: number): number {
  return chunk ?? (files === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(files / (4 * threads))));
}

async function sourceOf(
  words: readonly string[],
  { manifest, circuit }: BatchCommandOptions,
  input: AsyncIterable<Uint8Array>,
): Promise<Pick<BatchTask, "source" | "sourceName" | "files">> {
  if (manifest !== undefined) {
    if (words.length > 0) throw new UsageError("Give files or --manifest, not both.");
    const { namesCircuits, items } = await openManifest(manifest);
    if (circuit === undefined && !namesCircuits) {
      throw new UsageError(`Give a circuit by -c, or for each spectrum in a column circuit of ${manifest}.`);
    }
    return { source: items, sourceName: `manifest ${manifest}` };
  }
  if (words.length === 0 || (words.length === 1 && words[0] === "-")) {
    if (input === process.stdin && process.stdin.isTTY) {
      throw new UsageError("Give files, patterns or --manifest, or send NDJSON to standard input.");
    }
    return { source: itemsOfLines(input), sourceName: "standard input" };
  }
  if (circuit === undefined) throw new UsageError("Give the circuit of these files by -c.");
  const files = await filesOf(words);
  return { source: itemsOfFiles(files), sourceName: "files", files: files.length };
}

function chosenFormat({ format, output }: BatchCommandOptions, { full }: BatchSettings): ResultFormat {
  const named = output === undefined ? undefined : formatOfName(output);
  if (output !== undefined && named === undefined && format === undefined) {
    throw new UsageError(
      `The name ${output} tells no format: end it with .ndjson, .json, .csv or .parquet, or give --format.`,
    );
  }
  const chosen = format ?? named ?? "ndjson";
  if (full && (chosen === "csv" || chosen === "parquet")) {
    throw new UsageError(`--full records do not fit into a table; write them as ndjson or json instead of ${chosen}.`);
  }
  if (chosen === "parquet" && output === undefined)
    throw new UsageError("Parquet goes into a file: give -o FILE.parquet.");
  return chosen;
}

function settingsOf(options: BatchCommandOptions): BatchSettings {
  const { circuit, weight, objective, loss, errorTerms, search, intervals, sweep = "all" } = options;
  const parameters = chosen(options, ["set", "fix", "bound", "order", "derive", "tie"]);
  return {
    ...(circuit === undefined ? {} : { circuit }),
    parameters,
    weight,
    objective,
    loss,
    ...(errorTerms === undefined ? {} : { errorTerms }),
    search,
    sweep,
    mask: chosen(options, ["fmin", "fmax", "exclude", "excludeSigns", "excludeViolations"]),
    sample: chosen(options, sampleOptionNames),
    intervals,
    full: options.full === true,
    times: options.times === true,
  };
}

/** Some entries of an object, those that it has. */
function chosen<T extends object, K extends keyof T>(object: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.flatMap((key) => (object[key] === undefined ? [] : [[key, object[key]]]))) as Pick<
    T,
    K
  >;
}
