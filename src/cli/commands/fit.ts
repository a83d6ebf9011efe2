import { basename } from "node:path";
import { Option, type Command } from "commander";
import { answers, version, type Circuit, type IntervalOptions, type SampleOptions } from "../../index.ts";
import { circuitOutline, fitDocument, jsonText, labelledLines, type FittedFile } from "../../report/index.ts";
import { Attempts, type Done } from "../attempts.ts";
import { circuitOf } from "../circuits.ts";
import { fitInput, fitText, replicateInput, sweepInputs, type FitInput, type FittedInput } from "../fitFile.ts";
import { fitOutput, fitOutputNames } from "../fitFiles.ts";
import { addFitOptions, addParameterOptions, CIRCUIT_HELP, fitOptionsOf, type FitSettings } from "../fitOptions.ts";
import { addExamples } from "../help.ts";
import type { Host } from "../host.ts";
import { filesArgument } from "../inputFiles.ts";
import { addMaskOptions, addViolationsOption } from "../maskOptions.ts";
import { tellNotes } from "../notes.ts";
import { addFolderOptions, addJsonOption, type OutputSettings } from "../outputOptions.ts";
import { countSpectra, outputPrefix, outputPrefixes } from "../outputPrefix.ts";
import { addSampleOptions, sampleOf, type SampleSettings } from "../sampleOptions.ts";
import { applySettings, type ParameterSettings } from "../settings.ts";
import { shellWord } from "../shellWords.ts";
import { suggestCircuit } from "../suggestion.ts";
import { sweepOption, type SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit fit` as commander gives them. */
export interface FitCommandOptions extends ParameterSettings, FitSettings, SampleSettings, OutputSettings {
  readonly circuit?: string;
  readonly average?: boolean;
  readonly sweep?: SweepChoice;
  readonly intervals: NonNullable<IntervalOptions["method"]>;
  readonly verify?: boolean;
}

/** Adds `eisfit fit`. */
export function addFitCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("fit")
    .summary("fit a circuit; no initial values are needed")
    .description("Fit a circuit to spectra; no initial values are needed.")
    .addArgument(filesArgument("<files...>", "spectra; eisfit convert --formats lists what can be read"))
    .option("-c, --circuit <circuit>", `${CIRCUIT_HELP}; without one, fit suggests some`)
    .addOption(sweepOption())
    .option("--average", "fit the mean of the files, replicates of one spectrum; it has deviations for --weight sigma");
  addFitOptions(command)
    .addOption(
      new Option("--intervals <method>", "95 % intervals; auto: by the profile where the covariance cannot be trusted")
        .choices(["auto", "wald", "profile", "bootstrap"])
        .default("auto"),
    )
    .option("--verify", "check the result with an independent evaluation and solver");
  addParameterOptions(command);
  addViolationsOption(addMaskOptions(command));
  addSampleOptions(command);
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
  command.action(async (files: string[], options: FitCommandOptions) => done(await fitCommand(files, options, host)));
}

/** Fits each file; one that fails is reported and does not stop the others. */
async function fitCommand(files: readonly string[], options: FitCommandOptions, host: Host): Promise<number> {
  if (options.circuit === undefined) throw await withoutCircuit(files, options.sweep);
  const circuit = applySettings(circuitOf(options.circuit), options);
  const sample = sampleOf(options);
  if (options.output !== undefined) {
    checkOutput(options.output, await outputNames(files, options), options.force === true, files);
  }
  const attempts = new Attempts<FittedFile>(
    host,
    options.average === true ? 1 : await countSpectra(files, options.sweep),
  );
  const fitOne = (input: FitInput, inputs: readonly string[]): Promise<void> =>
    attempts.attempt(input.file, async () => {
      attempts.add(await fitAndWrite(input, inputs, { circuit, sample, options, host, isAlone: files.length === 1 }));
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
async function withoutCircuit(files: readonly string[], sweep: SweepChoice | undefined): Promise<UsageError> {
  const [file = ""] = files;
  for await (const { spectra } of sweepInputs(file, sweep)) {
    const [spectrum] = spectra;
    const suggested = spectrum === undefined ? undefined : suggestCircuit(spectrum);
    if (suggested === undefined) break;
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
  return new UsageError("fit needs a circuit: give -c; eisfit circuits lists some by kind of cell.");
}

/** All files that would be written, so that none is in the way after hours of fitting. */
async function outputNames(files: readonly string[], { average, sweep }: FitCommandOptions): Promise<string[]> {
  const prefixes = average === true ? [outputPrefix(files[0] ?? "")] : await outputPrefixes(files, sweep);
  return prefixes.flatMap(fitOutputNames);
}

interface Task {
  readonly circuit: Circuit;
  readonly sample: SampleOptions | undefined;
  readonly options: FitCommandOptions;
  readonly host: Host;
  /** There is no other file. */
  readonly isAlone: boolean;
}

/** Fits, prints and writes one spectrum or the mean of several; not sound is a fit that did not converge or that the second opinion contradicts. */
async function fitAndWrite(
  input: FitInput,
  files: readonly string[],
  { circuit, sample, options, host, isAlone }: Task,
): Promise<Done<FittedFile>> {
  const fitted = fitInput(input, circuit, fitOptionsOf(options), options.intervals, options);
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
    const written = writeFiles(
      options.output,
      fitOutput(outputPrefix(files[0] ?? "", input.sweep), title, fitted, json, found),
    );
    host.note(`written: ${written.join(", ")}\n`);
  }
  return { entry, sound: result.termination.outcome !== "not-converged" && verification?.agrees !== false };
}

/** complex.js and the other solver are loaded only where they are asked for. */
async function secondOpinion({ spectrum, circuit, result }: FittedInput) {
  const { verify } = await import("../../reference/index.ts");
  return verify(spectrum, circuit, result);
}
