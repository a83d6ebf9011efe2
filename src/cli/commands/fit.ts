import { basename } from "node:path";
import { answers, version } from "../../index.ts";
import { circuitOutline, fitDocument, jsonText, labelledLines, type FittedFile } from "../../report/index.ts";
import { Attempts, type Done } from "../attempts.ts";
import { fitInput, fitText, replicateInput, sweepInputs, type FitInput, type FittedInput } from "../fitFile.ts";
import { fitOutput, fitOutputNames } from "../fitFiles.ts";
import { givenTask, requireReports, taskFor, type FitSettings, type FitTask, type GivenOptions } from "../fitTask.ts";
import type { Host } from "../host.ts";
import { outputPrefix, outputPrefixes } from "../outputPrefix.ts";
import type { SweepChoice } from "../sweeps.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit fit` as commander gives them. */
export interface FitCommandOptions extends FitSettings {
  /** A report has its own. */
  readonly circuit?: string;
  readonly average?: boolean;
  readonly sweep?: SweepChoice;
  readonly verify?: boolean;
  readonly json?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

/**
 * Fits each file; one that fails is reported and does not stop the others.
 *
 * @param names of the options that are not there by default.
 */
export async function fitCommand(
  files: readonly string[],
  options: FitCommandOptions,
  host: Host,
  names: GivenOptions,
): Promise<number> {
  const given = givenTask(options.circuit === undefined ? [] : [options.circuit], options);
  if (given === undefined) await requireReports(files);
  if (options.output !== undefined) {
    checkOutput(options.output, await outputNames(files, options), options.force === true);
  }
  const attempts = new Attempts<FittedFile>(host);
  const fitOne = (input: FitInput, inputs: readonly string[]): Promise<void> =>
    attempts.attempt(input.file, async () => {
      const task = taskFor(input.file, given, input.opened, options, names);
      attempts.add(await fitAndWrite(input, inputs, task, { options, host }));
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
  return attempts.status;
}

/** All files that would be written, so that none is in the way after hours of fitting. */
async function outputNames(files: readonly string[], { average, sweep }: FitCommandOptions): Promise<string[]> {
  const prefixes = average === true ? [outputPrefix(files[0] ?? "")] : await outputPrefixes(files, sweep);
  return prefixes.flatMap(fitOutputNames);
}

/** Fits, prints and writes one spectrum or the mean of several; not sound is a fit that did not converge or that the second opinion contradicts. */
async function fitAndWrite(
  input: FitInput,
  files: readonly string[],
  { circuits, options: fitOptions, intervals: intervalOptions, sample }: FitTask,
  { options, host }: { readonly options: FitCommandOptions; readonly host: Host },
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
  for (const note of spectrum.notes) host.note(`${file}: ${note}\n`);
  if (options.json === true) {
    for (const warning of [...result.warnings, ...intervals.warnings]) host.note(`${file}: warning: ${warning}\n`);
  } else {
    host.out(fitText(fitted, found));
    if (verification !== undefined) host.out(`\n${labelledLines([["second opinion", verification.message]])}\n`);
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
