import { InvalidArgumentError, Option, type Command } from "commander";
import type { ErrorTerm, IntervalOptions, Loss, Objective, Weight } from "../../index.ts";
import { resultFormats, type ResultFormat } from "../batch/output/format.ts";
import { usualQueue } from "../batch/redis/queueName.ts";
import type { Host } from "../host.ts";
import { addMaskOptions, type MaskSettings } from "../maskOptions.ts";
import { addSampleOptions, type SampleSettings } from "../sampleOptions.ts";
import type { ParameterSettings } from "../settings.ts";
import { sweepOption, type SweepChoice } from "../sweeps.ts";

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
    .action(async (files: string[], options: BatchCommandOptions) => {
      // What few commands need is loaded only for them.
      const { batchCommand } = await import("../batch/command.ts");
      done(await batchCommand(files, options, host));
    });
}

function whole(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !(value >= 1 && value <= 4096))
    throw new InvalidArgumentError("Give a number from 1 to 4096.");
  return value;
}
