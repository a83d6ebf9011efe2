import { basename } from "node:path";
import type { Command } from "commander";
import { answers, ReadError, version } from "../../index.ts";
import {
  circuitOutline,
  fitDocument,
  jsonText,
  labelledLines,
  type FittedFile,
  type InsetChoice,
} from "../../report/index.ts";
import { givenOptions } from "../argumentValues.ts";
import { Attempts, type Done } from "../attempts.ts";
import { fitInput, fitText, replicateInput, sweepInputs, type FitInput, type FittedInput } from "../fitFile.ts";
import { fitOutput, fitOutputNames, fitPlots, fitPlotsOption, insetOption, type FitPlot } from "../fitFiles.ts";
import { CIRCUIT_HELP } from "../fitOptions.ts";
import {
  addFitTaskOptions,
  givenTask,
  requireReports,
  taskFor,
  type FitTask,
  type FitTaskSettings,
  type GivenOptions,
} from "../fitTask.ts";
import { addExamples } from "../help.ts";
import type { Host } from "../host.ts";
import { filesArgument } from "../inputFiles.ts";
import { tellNotes } from "../notes.ts";
import { addFolderOptions, addJsonOption, type OutputSettings } from "../outputOptions.ts";
import { countSpectra, outputPrefix, outputPrefixes } from "../outputPrefix.ts";
import { addPlotOptions, plotWriter, type PlotSettings, type PlotWriter } from "../plotOptions.ts";
import { shellWord } from "../shellWords.ts";
import { suggestCircuit, type SuggestedCircuit } from "../suggestion.ts";
import type { SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit fit` as commander gives them. */
export interface FitCommandOptions extends FitTaskSettings, OutputSettings, PlotSettings {
  /** A report has its own. */
  readonly circuit?: string;
  readonly average?: boolean;
  readonly sweep?: SweepChoice;
  readonly plots?: readonly FitPlot[];
  readonly inset: InsetChoice;
  readonly verify?: boolean;
}

/** Adds `eisfit fit`. */
export function addFitCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("fit")
    .summary("fit a circuit; no initial values are needed")
    .description("Fit a circuit to spectra; no initial values are needed.")
    .addArgument(filesArgument("<files...>", "spectra, as eisfit formats lists; reports of eisfit are fitted again"))
    .option("-c, --circuit <circuit>", `${CIRCUIT_HELP}; without one, fit suggests some, and a report has its own`);
  addFitTaskOptions(command).option("--verify", "check the result with an independent evaluation and solver");
  addPlotOptions(command).addOption(fitPlotsOption()).addOption(insetOption());
  addFolderOptions(addJsonOption(command), "result, fitted curve and plots");
  addExamples(command, [
    ["eisfit fit samples/li-llzo-li.csv -c li-llzo-li", "a circuit that comes with eisfit; eisfit circuits lists them"],
    ["eisfit fit samples/li-llzo-li.csv -c 'R0-p(R1,CPE1)-p(R2,CPE2)' -o results", "one of your own, with plots"],
    [
      "eisfit fit samples/llzo_-40C.csv -c au-llzo-au --thickness '1.00(1) mm' --area 0.785cm2",
      "with the size of the pellet: conductivities with their errors",
    ],
    [
      "eisfit fit samples/llzo_*C.csv -c au-llzo-au --bound 'CPE.n=0.6..1' --json > fits.json",
      "many files in one document",
    ],
  ]);
  command.action(async (files: string[], options: FitCommandOptions) =>
    done(await fitCommand(files, options, host, givenOptions(command))),
  );
}

/**
 * Fits each file; one that fails is reported and does not stop the others.
 *
 * @param names of the options that are not there by default.
 */
async function fitCommand(
  files: readonly string[],
  options: FitCommandOptions,
  host: Host,
  names: GivenOptions,
): Promise<number> {
  const given = givenTask(options.circuit === undefined ? [] : [options.circuit], options);
  if (given === undefined) {
    try {
      await requireReports(files);
    } catch (error) {
      throw error instanceof UsageError ? await withoutCircuit(files, options.sweep, error) : error;
    }
  }
  const plots = await plotWriter(options);
  if (options.output !== undefined) {
    checkOutput(options.output, plots.names(await outputNames(files, options)), options.force === true, files);
  }
  const attempts = new Attempts<FittedFile>(
    host,
    options.average === true ? 1 : await countSpectra(files, options.sweep),
  );
  const fitOne = (input: FitInput, inputs: readonly string[]): Promise<void> =>
    attempts.attempt(input.file, async () => {
      const task = taskFor(input.file, given, input.opened, options, names);
      attempts.add(await fitAndWrite(input, inputs, task, { options, plots, host, isAlone: files.length === 1 }));
    });
  if (options.average === true) {
    await attempts.attempt(files.join(" + "), async () => fitOne(await replicateInput(files, options.sweep), files));
  } else {
    for (const file of files) {
      await attempts.attempt(file, async () => {
        for await (const input of sweepInputs(file, options.sweep)) await fitOne(input, [file]);
      });
    }
  }
  if (options.json === true) host.out(jsonText(fitDocument(version, attempts.entries)));
  return attempts.finish();
}

/** What to give for `-c`, by what the first spectrum shows. */
async function withoutCircuit(
  files: readonly string[],
  sweep: SweepChoice | undefined,
  otherwise: UsageError,
): Promise<UsageError> {
  const [file = ""] = files;
  const suggested = await suggestionFor(file, sweep);
  if (suggested !== undefined) {
    const { circuit, arcs, named } = suggested;
    const command = ["eisfit", "fit", ...files.slice(0, 3), ...(files.length > 3 ? ["..."] : [])]
      .map(shellWord)
      .join(" ");
    const lines = [circuit, ...named].slice(0, 4).map((name) => `  ${command} -c ${shellWord(name)}`);
    return new UsageError(
      `fit needs a circuit. ${file} shows ${arcs === 1 ? "1 arc" : `${String(arcs)} arcs`} by BIC.\nOne of these may do:\n${lines.join("\n")}\n` +
        "eisfit circuits lists circuits by kind of cell, eisfit help circuit-language tells how to write one.",
    );
  }
  return otherwise;
}

/** Undefined where the file cannot be read, or no chain of arcs could be fitted. */
async function suggestionFor(file: string, sweep: SweepChoice | undefined): Promise<SuggestedCircuit | undefined> {
  try {
    for await (const { spectra } of sweepInputs(file, sweep)) {
      const [spectrum] = spectra;
      return spectrum === undefined ? undefined : suggestCircuit(spectrum);
    }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
  }
  return undefined;
}

/** All files that would be written, so that none is in the way after hours of fitting. */
async function outputNames(
  files: readonly string[],
  { average, sweep, plots, intervals }: FitCommandOptions,
): Promise<string[]> {
  const prefixes = average === true ? [outputPrefix(files[0] ?? "")] : await outputPrefixes(files, sweep);
  return prefixes.flatMap((prefix) => fitOutputNames(prefix, fitPlots(plots, intervals)));
}

interface Surroundings {
  readonly options: FitCommandOptions;
  readonly plots: PlotWriter;
  readonly host: Host;
  /** There is no other file. */
  readonly isAlone: boolean;
}

/** Fits, prints and writes one spectrum or the mean of several; not sound is a fit that did not converge or that the second opinion contradicts. */
async function fitAndWrite(
  input: FitInput,
  files: readonly string[],
  { circuits, options: fitOptions, intervals: intervalOptions, sample }: FitTask,
  { options, plots, host, isAlone }: Surroundings,
): Promise<Done<FittedFile>> {
  const [circuit] = circuits;
  if (circuit === undefined) throw new Error("A task has a circuit.");
  const fitted = fitInput(input, circuit, fitOptions, intervalOptions, options);
  const { file, spectrum, result, sha256, intervals, identifiability } = fitted;
  const found = sample === undefined ? undefined : answers(result, sample);
  const verification = options.verify === true ? await secondOpinion(fitted) : undefined;
  const further = { intervals, identifiability };
  const entry = {
    file,
    sha256,
    result,
    ...further,
    extra: {
      ...(found === undefined ? {} : { answers: found }),
      ...(verification === undefined ? {} : { verification }),
    },
  };
  tellNotes(host, file, spectrum.notes, isAlone);
  if (options.json === true) {
    for (const warning of [...result.warnings, ...intervals.warnings]) host.note(`${file}: warning: ${warning}\n`);
  } else {
    host.show(fitText(fitted, found));
    if (verification !== undefined) host.show(`\n${labelledLines([["second opinion", verification.message]])}\n`);
    host.out("\n");
  }
  if (options.output !== undefined) {
    const json = jsonText(fitDocument(version, [entry]));
    const number = input.sweep === undefined ? "" : ` #${String(input.sweep)}`;
    const title = `${files.map((name) => basename(name)).join(" + ")}${number}, ${circuitOutline(result.circuit)}`;
    const outputs = fitOutput(
      fitted,
      {
        prefix: outputPrefix(files[0] ?? "", input.sweep),
        title,
        plots: fitPlots(options.plots, options.intervals),
        look: { ...plots.options, inset: options.inset },
      },
      json,
      found,
    );
    const written = writeFiles(options.output, plots.files(outputs));
    host.note(`written: ${written.join(", ")}\n`);
  }
  return { entry, sound: result.termination.outcome !== "not-converged" && verification?.agrees !== false };
}

/** complex.js and the other solver are loaded only where they are asked for. */
async function secondOpinion({ spectrum, circuit, result }: FittedInput) {
  const { verify } = await import("../../reference/index.ts");
  return verify(spectrum, circuit, result);
}
