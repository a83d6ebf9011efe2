import { InvalidArgumentError, Option, type Command } from "commander";
import type { IntervalOptions } from "../../index.ts";
import { resultFormats, type ResultFormat } from "../batch/output/format.ts";
import { usualQueue } from "../batch/redis/queueName.ts";
import { addFitOptions, addParameterOptions, CIRCUIT_HELP, type FitSettings } from "../fitOptions.ts";
import { addExamples } from "../help.ts";
import type { Host } from "../host.ts";
import { addMaskOptions, addViolationsOption, type MaskSettings } from "../maskOptions.ts";
import { addSampleOptions, type SampleSettings } from "../sampleOptions.ts";
import type { ParameterSettings } from "../settings.ts";
import { sweepOption, type SweepChoice } from "../sweeps.ts";

/** The options of `eisfit batch` as commander gives them. */
export interface BatchCommandOptions extends ParameterSettings, FitSettings, MaskSettings, SampleSettings {
  readonly circuit?: string;
  readonly manifest?: string;
  readonly sweep?: SweepChoice;
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

export function addBatchCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("batch")
    .summary("thousands of spectra on all cores, in order; can be resumed")
    .description(
      "Fit thousands of spectra on all cores: files, patterns, a manifest, or NDJSON on standard input; results in order.",
    )
    .argument("[files...]", "files, or patterns in quotes such as 'data/**/*.mpr'; - or none: NDJSON on standard input")
    .option("-c, --circuit <circuit>", CIRCUIT_HELP)
    .option("--manifest <csv>", "table of files, with columns such as circuit, label, temperature_C, area_cm2, fmin")
    .addOption(sweepOption());
  addFitOptions(command);
  addParameterOptions(command);
  addSampleOptions(command);
  addViolationsOption(addMaskOptions(command));
  command
    .optionsGroup("Work:")
    .option("--workers <n>", "threads; as many as there are cores if not given", whole)
    .option("--chunk <n>", "most spectra sent to a thread at once; found from their times if not given", whole)
    .option("--redis <url>", "have eisfit worker processes do the work, by a queue in Redis, e.g. redis://host:6379")
    .option("--queue <name>", "of --redis", usualQueue)
    .optionsGroup("Output:")
    .option("--full", "records hold all that eisfit fit --json tells")
    .addOption(
      new Option("--intervals <method>", "of --full: 95 % intervals as of eisfit fit")
        .choices(["auto", "wald", "profile", "bootstrap"])
        .default("auto"),
    )
    .option("--times", "records hold the milliseconds of each fit")
    .addOption(
      new Option("--format <format>", "of the results")
        .choices([...resultFormats])
        .default(undefined, "that of -o, or ndjson"),
    )
    .option("-o, --output <file>", "write results there, whole: .ndjson, .json, .csv or .parquet")
    .option("--resume", "go on with the run of -o that was interrupted")
    .option("--force", "replace results that exist")
    .option("--tolerant", "exit status 0 also where records tell of failures, for programs that would give up");
  addExamples(command, [
    ["eisfit batch 'samples/llzo_*C.csv' -c au-llzo-au -o fits.csv", "a table with a row for each spectrum"],
    ["eisfit batch 'samples/llzo_*C.csv' -c au-llzo-au --full > fits.ndjson", "all of each fit, a line for each"],
    ["eisfit batch 'samples/llzo_*C.csv' -c au-llzo-au -o more.csv --resume", "goes on where a stop left it"],
  ]);
  command.action(async (files: string[], options: BatchCommandOptions) => {
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
