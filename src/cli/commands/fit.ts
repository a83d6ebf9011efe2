import { basename } from "node:path";
import {
  listSweeps,
  version,
  type Circuit,
  type ErrorTerm,
  type FitOptions,
  type IntervalOptions,
  type Loss,
  type Objective,
  type Weight,
} from "../../index.ts";
import {
  circuitOutline,
  fitDocument,
  jsonText,
  labelledLines,
  type FailedFile,
  type FittedFile,
} from "../../report/index.ts";
import { circuitOf } from "../circuits.ts";
import { isExpected, isWrongUsage } from "../expectedErrors.ts";
import { fitInput, fitText, replicateInput, sweepInputs, type FitInput, type FittedInput } from "../fitFile.ts";
import { fitOutput, fitOutputNames } from "../fitFiles.ts";
import { DONE, FAILED, type Host } from "../host.ts";
import { maskOf, type MaskSettings } from "../maskOptions.ts";
import { applySettings, type ParameterSettings } from "../settings.ts";
import type { SweepChoice } from "../sweeps.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit fit` as commander gives them. */
export interface FitCommandOptions extends ParameterSettings, MaskSettings {
  readonly circuit: string;
  readonly weight: Weight;
  readonly objective: Objective;
  readonly loss: Loss;
  readonly errorTerms?: readonly ErrorTerm[];
  readonly average?: boolean;
  readonly sweep?: SweepChoice;
  readonly search: boolean;
  readonly intervals: NonNullable<IntervalOptions["method"]>;
  readonly verify?: boolean;
  readonly json?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

/** Fits each file; one that fails is reported and does not stop the others. */
export async function fitCommand(files: readonly string[], options: FitCommandOptions, host: Host): Promise<number> {
  const circuit = applySettings(circuitOf(options.circuit), options);
  if (options.output !== undefined) {
    checkOutput(options.output, await outputNames(files, options), options.force === true);
  }
  const entries: (FittedFile | FailedFile)[] = [];
  let status = DONE;
  const attempt = async (file: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      // What is wrong with the options is wrong for every file.
      if (!isExpected(error) || isWrongUsage(error)) throw error;
      const message = error.message.startsWith(file) ? error.message : `${file}: ${error.message}`;
      host.note(`error: ${message}\n`);
      entries.push({ file, error: { name: error.name, message } });
      status = FAILED;
    }
  };
  const fitOne = (input: FitInput, inputs: readonly string[]): Promise<void> =>
    attempt(input.file, async () => {
      const { entry, sound } = await fitAndWrite(input, inputs, { circuit, options, host });
      entries.push(entry);
      if (!sound) status = FAILED;
    });
  if (options.average === true) {
    await attempt(files.join(" + "), async () => fitOne(await replicateInput(files, options.sweep), files));
  } else {
    for (const file of files) {
      await attempt(file, async () => {
        for await (const input of sweepInputs(file, options.sweep)) await fitOne(input, [file]);
      });
    }
  }
  if (options.json === true) host.out(jsonText(fitDocument(version, entries)));
  return status;
}

/** All files that would be written, so that none is in the way after hours of fitting. */
async function outputNames(files: readonly string[], { average, sweep }: FitCommandOptions): Promise<string[]> {
  if (average === true) return fitOutputNames(prefixOf(files));
  const names: string[] = [];
  for (const file of files) {
    const sweeps = typeof sweep === "number" ? [sweep] : sweep === "all" ? await sweepNumbers(file) : [undefined];
    for (const number of sweeps) names.push(...fitOutputNames(prefixOf([file], number)));
  }
  return names;
}

/** A file that cannot be read is reported when its turn comes. */
async function sweepNumbers(file: string): Promise<(number | undefined)[]> {
  try {
    const sweeps = await listSweeps(file);
    return sweeps.length === 1 ? [undefined] : sweeps.map(({ sweep }) => sweep);
  } catch (error) {
    if (isExpected(error)) return [];
    throw error;
  }
}

interface Task {
  readonly circuit: Circuit;
  readonly options: FitCommandOptions;
  readonly host: Host;
}

/** Fits, prints and writes one spectrum or the mean of several; not sound is a fit that did not converge or that the second opinion contradicts. */
async function fitAndWrite(
  input: FitInput,
  files: readonly string[],
  { circuit, options, host }: Task,
): Promise<{ entry: FittedFile; sound: boolean }> {
  const fitted = fitInput(input, circuit, fitOptions(options), options.intervals);
  const { file, spectrum, result, sha256, intervals, identifiability } = fitted;
  const verification = options.verify === true ? await secondOpinion(fitted) : undefined;
  const further = { intervals, identifiability };
  const entry = {
    file,
    sha256,
    result,
    ...further,
    ...(verification === undefined ? {} : { extra: { verification } }),
  };
  for (const note of spectrum.notes) host.note(`${file}: ${note}\n`);
  if (options.json === true) {
    for (const warning of [...result.warnings, ...intervals.warnings]) host.note(`${file}: warning: ${warning}\n`);
  } else {
    host.out(fitText(fitted));
    if (verification !== undefined) host.out(`\n${labelledLines([["second opinion", verification.message]])}\n`);
    host.out("\n");
  }
  if (options.output !== undefined) {
    const json = jsonText(fitDocument(version, [entry]));
    const number = input.sweep === undefined ? "" : ` #${String(input.sweep)}`;
    const title = `${files.map((name) => basename(name)).join(" + ")}${number}, ${circuitOutline(result.circuit)}`;
    const written = writeFiles(options.output, fitOutput(prefixOf(files, input.sweep), title, fitted, json));
    host.note(`written: ${written.join(", ")}\n`);
  }
  return { entry, sound: result.termination.outcome !== "not-converged" && verification?.agrees !== false };
}

function fitOptions(options: FitCommandOptions): FitOptions {
  const { weight, objective, loss, errorTerms, search } = options;
  return {
    weight,
    objective,
    loss,
    search,
    ...(errorTerms === undefined ? {} : { errorTerms }),
    ...maskOf(options),
  };
}

/** complex.js and the other solver are loaded only where they are asked for. */
async function secondOpinion({ spectrum, circuit, result }: FittedInput) {
  const { verify } = await import("../../reference/index.ts");
  return verify(spectrum, circuit, result);
}

/** Output files carry the name of their (first) input without its extension, and the number of the sweep where it has several. */
function prefixOf([file = ""]: readonly string[], sweep?: number): string {
  const name = `${basename(file).replace(/\.[^.]+$/, "")}.`;
  return sweep === undefined ? name : `${name}${String(sweep)}.`;
}
