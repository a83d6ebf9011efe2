import { availableParallelism } from "node:os";
import { InvalidArgumentError, Option, type Command } from "commander";
import type { ErrorTerm, IntervalOptions, Loss, Objective, Weight } from "../../index.ts";
import { filesOf, itemsOfFiles } from "../batch/sources/files.ts";
import { openManifest } from "../batch/sources/manifest.ts";
import { itemsOfLines } from "../batch/sources/standardInput.ts";
import { formatOfName, resultFormats, type ResultFormat } from "../batch/output/results.ts";
import type { Executor } from "../batch/executor.ts";
import { usualQueue } from "../batch/redis/library.ts";
import { QueuedWork } from "../batch/redis/queue.ts";
import { runBatch, type BatchTask } from "../batch/run.ts";
import { checkedSettings, type BatchSettings } from "../batch/settings.ts";
import { Threads } from "../batch/threads/threads.ts";
import { DONE, FAILED, type Host } from "../host.ts";
import { addMaskOptions, type MaskSettings } from "../maskOptions.ts";
import { addSampleOptions, type SampleSettings } from "../sampleOptions.ts";
import type { ParameterSettings } from "../settings.ts";
import { sweepOption, type SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";

/** The options of `eisfit batch` as commander gives them. */
export interface BatchCommandOptions extends ParameterSettings, MaskSettings, SampleSettings {
  readonly circuit?: string;
  readonly manifest?: string;
  readonly weight: Weight;
  readonly objective: Objective;
  readonly loss: Loss;
  readonly errorTerms?: readonly ErrorTerm[];
  readonly sweep?: SweepChoice;
  readonly search: boolean;
  readonly intervals: NonNullable<IntervalOptions["method"]>;
  readonly full?: boolean;
  readonly times?: boolean;
  readonly workers?: number;
  readonly chunk?: number;
  readonly redis?: string;
  readonly queue: string;
  readonly format?: ResultFormat;
  readonly output?: string;
  readonly resume?: boolean;
  readonly force?: boolean;
  readonly tolerant?: boolean;
}

/** Options that `eisfit fit` has too, as it describes them. */
export interface SharedBatchOptions {
  readonly circuitHelp: string;
  readonly violationsHelp: string;
  readonly fitting: readonly Option[];
  readonly collect: (value: string, previous?: readonly string[]) => string[];
  readonly list: (text: string) => string[];
  readonly positive: (text: string) => number;
}

export function addBatchCommand(
  program: Command,
  host: Host,
  done: (status: number) => void,
  { circuitHelp, violationsHelp, fitting, collect, list, positive }: SharedBatchOptions,
): void {
  const command = program
    .command("batch")
    .description(
      "Fit thousands of spectra on all cores: files, patterns, a manifest, or NDJSON on standard input; results in order.",
    )
    .argument("[files...]", "files, or patterns in quotes such as 'data/**/*.mpr'; - or none: NDJSON on standard input")
    .option("-c, --circuit <circuit>", circuitHelp)
    .option("--manifest <csv>", "table of files, with columns such as circuit, label, temperature_C, area_cm2, fmin");
  for (const option of fitting) command.addOption(option);
  command
    .option("--error-terms <terms>", "of --weight structure: constant,modulus,real,imaginary,square", list)
    .addOption(sweepOption())
    .option("--set <name=value>", "starting value, e.g. 'R0=20 ohm' (repeatable)", collect)
    .option("--fix <name[=value]>", "hold a parameter, e.g. 'CPE1.n=0.9' (repeatable)", collect)
    .option("--bound <name=low..high>", "limits, e.g. 'CPE1.n=0.6..1', or 'CPE.n=0.6..1' for all (repeatable)", collect)
    .option("--tie <name=formula>", "let a parameter follow others, e.g. 'CPE2.n=CPE1.n' (repeatable)", collect)
    .option("--order <order>", "of arcs, e.g. 'tau(R1,CPE1) < tau(R2,CPE2)' (repeatable)", collect)
    .option("--derive <formula>", "value to compute with its error, e.g. 'R1 + R2' (repeatable)", collect)
    .option("--no-search", "one local fit from the circuit's own values and --set, no search for starts");
  addSampleOptions(command);
  addMaskOptions(command, positive)
    .option("--exclude-violations", violationsHelp)
    .option("--full", "records hold all that eisfit fit --json tells")
    .addOption(
      new Option("--intervals <method>", "of --full: 95 % intervals as of eisfit fit")
        .choices(["auto", "wald", "profile", "bootstrap"])
        .default("auto"),
    )
    .option("--times", "records hold the milliseconds of each fit")
    .option("--workers <n>", "threads; as many as there are cores if not given", whole)
    .option("--chunk <n>", "most spectra sent to a thread at once; found from their times if not given", whole)
    .option("--redis <url>", "have eisfit worker processes do the work, by a queue in Redis, e.g. redis://host:6379")
    .option("--queue <name>", "of --redis", usualQueue)
    .addOption(new Option("--format <format>", "ndjson if -o does not tell").choices([...resultFormats]))
    .option("-o, --output <file>", "write results there, whole: .ndjson, .json, .csv or .parquet")
    .option("--resume", "go on with the run of -o that was interrupted")
    .option("--force", "replace results that exist")
    .option("--tolerant", "exit status 0 also where records tell of failures, for programs that would give up")
    .action(async (files: string[], options: BatchCommandOptions) => done(await batchCommand(files, options, host)));
}

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
    sample: chosen(options, [
      "thickness",
      "area",
      "diameter",
      "electrodeArea",
      "temperature",
      "permittivity",
      "cell",
      "interfaces",
    ]),
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

function whole(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !(value >= 1 && value <= 4096))
    throw new InvalidArgumentError("Give a number from 1 to 4096.");
  return value;
}
