import { basename } from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import {
  drt,
  drtToCircuit,
  version,
  type DrtBasis,
  type DrtData,
  type DrtOptions,
  type DrtWeight,
  type LambdaChoice,
  type OnProgress,
  type Spectrum,
} from "../../index.ts";
import {
  drtCsv,
  drtDocument,
  drtSvg,
  drtText,
  jsonText,
  spectrumHeading,
  type InvertedFile,
} from "../../report/index.ts";
import { positive } from "../argumentValues.ts";
import { Attempts, type Done } from "../attempts.ts";
import { addExamples } from "../help.ts";
import type { Host } from "../host.ts";
import { filesArgument } from "../inputFiles.ts";
import { addMaskOptions, maskOf, type MaskSettings } from "../maskOptions.ts";
import { addFolderOptions, addJsonOption, type OutputSettings } from "../outputOptions.ts";
import { countSpectra, outputPrefixes } from "../outputPrefix.ts";
import { addPlotOptions, plotWriter, type PlotSettings, type PlotWriter } from "../plotOptions.ts";
import { eachSpectrum, sweepOption, type SpectrumSource, type SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit drt` as commander gives them. */
export interface DrtCommandOptions extends MaskSettings, OutputSettings, PlotSettings {
  readonly sweep?: SweepChoice;
  readonly basis: DrtBasis;
  readonly derivative: "1" | "2";
  readonly data: DrtData;
  readonly weight: DrtWeight;
  readonly lambda: number | LambdaChoice;
  readonly timeConstants?: number;
  readonly inductance: boolean;
  readonly capacitance: "auto" | "yes" | "no";
  readonly negative?: boolean;
  readonly level?: number;
  readonly toCircuit?: boolean;
  readonly csv?: boolean;
}

const OUTPUT_NAMES = ["drt.json", "drt.csv", "drt.svg"];

/** Adds `eisfit drt`. */
export function addDrtCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("drt")
    .summary("distribution of relaxation times: how many processes?")
    .description("Distribution of relaxation times, with a second method beside it.")
    .addArgument(filesArgument("<files...>", "spectra; eisfit convert --formats lists what can be read"))
    .addOption(sweepOption())
    .optionsGroup("How it is computed:")
    .addOption(chosen("--basis <basis>", "functions of ln tau", ["gaussian", "piecewise-linear"]))
    .addOption(chosen("--derivative <order>", "of gamma, which the penalty holds small", ["1", "2"]))
    .addOption(chosen("--data <parts>", "parts of Z described", ["both", "re", "im"]))
    .addOption(chosen("--weight <weight>", "weight of the residuals", ["modulus", "unit", "sigma"]))
    .option("--lambda <lambda>", "strength of the penalty: a number, gcv, mgcv or l-curve", lambda, "mgcv")
    .option("--time-constants <n>", "how many (default 160)", positive)
    .option("--no-inductance", "without a term j omega L")
    .addOption(chosen("--capacitance <when>", "a term 1/(j omega C)", ["auto", "yes", "no"]))
    .option("--negative", "let gamma and the terms be negative")
    .option("--level <share>", "probability inside the band (default 0.95)", positive);
  addMaskOptions(command);
  addPlotOptions(command);
  addJsonOption(command)
    .option("--to-circuit", "print a circuit with starting values from the peaks, and nothing else")
    .option("--csv", "print tau, gamma and its band as CSV, and nothing else");
  addFolderOptions(command, "JSON, CSV and a plot");
  addExamples(command, [
    ["eisfit drt samples/li-llzo-li.csv", "peaks with their resistances and time constants"],
    ["eisfit drt samples/li-llzo-li.csv -o results", "with the plot"],
    ["eisfit drt samples/llzo_25C.csv --to-circuit", "a circuit to begin a fit with"],
  ]);
  command.action(async (files: string[], options: DrtCommandOptions) => done(await drtCommand(files, options, host)));
}

/** Inverts each file; one that fails is reported and does not stop the others. */
async function drtCommand(files: readonly string[], options: DrtCommandOptions, host: Host): Promise<number> {
  const forms = [options.json, options.toCircuit, options.csv].filter((asked) => asked === true).length;
  if (forms > 1)
    throw new UsageError("--json, --csv and --to-circuit each take the whole of stdout; give one of them.");
  if (options.csv === true && (files.length > 1 || options.sweep === "all")) {
    throw new UsageError("--csv prints one distribution; give one file and sweep, or -o FOLDER for several.");
  }
  const { output } = options;
  const plots = await plotWriter(options);
  if (output !== undefined) {
    const prefixes = await outputPrefixes(files, options.sweep);
    const names = prefixes.flatMap((prefix) => OUTPUT_NAMES.map((name) => prefix + name));
    checkOutput(output, plots.names(names), options.force === true, files);
  }
  const attempts = new Attempts<InvertedFile>(host, await countSpectra(files, options.sweep));
  await eachSpectrum(files, options.sweep, attempts, host, (spectrum, source, prefix) =>
    invertOne(spectrum, source, prefix, { options, plots, host, onProgress: attempts.onProgress }),
  );
  if (options.json === true) host.out(jsonText(drtDocument(version, attempts.entries)));
  return attempts.finish();
}

interface Surroundings {
  readonly options: DrtCommandOptions;
  readonly plots: PlotWriter;
  readonly host: Host;
  readonly onProgress: OnProgress;
}

function invertOne(
  spectrum: Spectrum,
  source: SpectrumSource,
  prefix: string,
  { options, plots, host, onProgress }: Surroundings,
): Done<InvertedFile> {
  const { file } = source;
  const result = drt(spectrum, { ...drtOptions(options), onProgress });
  const entry = { ...source, result };
  const asText = options.json !== true && options.toCircuit !== true && options.csv !== true;
  if (asText) {
    const { frequencyHz } = result.residuals;
    host.show(`${spectrumHeading(file, frequencyHz)}\n\n${drtText(result)}\n`);
  } else {
    for (const note of result.notes) host.note(`${file}: note: ${note}\n`);
    for (const warning of result.warnings) host.note(`${file}: warning: ${warning}\n`);
    if (options.toCircuit === true) host.out(`${drtToCircuit(result)}\n`);
    if (options.csv === true) host.out(drtCsv(result));
  }
  if (options.output !== undefined) {
    const contents = [
      jsonText(drtDocument(version, [entry])),
      drtCsv(result),
      drtSvg(result, basename(file), plots.options),
    ];
    const outputs = OUTPUT_NAMES.map((name, index) => ({
      name: prefix + name,
      content: contents[index] ?? "",
    }));
    host.note(`written: ${writeFiles(options.output, plots.files(outputs)).join(", ")}\n`);
  }
  return { entry, sound: true };
}

function drtOptions(options: DrtCommandOptions): DrtOptions {
  const { basis, data, weight, lambda, timeConstants, inductance, level } = options;
  return {
    basis,
    derivative: options.derivative === "2" ? 2 : 1,
    data,
    weight,
    lambda,
    inductance,
    capacitance: options.capacitance === "auto" ? "auto" : options.capacitance === "yes",
    nonNegative: options.negative !== true,
    ...(timeConstants === undefined ? {} : { timeConstants }),
    ...(level === undefined ? {} : { level }),
    ...maskOf(options),
  };
}

/** An option with a choice of words, of which the first is the default. */
function chosen(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, description).choices(words).default(words[0]);
}

function lambda(text: string): number | LambdaChoice {
  const word = (["gcv", "mgcv", "l-curve"] as const).find((one) => one === text);
  if (word !== undefined) return word;
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && value < Infinity)) {
    throw new InvalidArgumentError("Give a number above 0, gcv, mgcv or l-curve.");
  }
  return value;
}
