import { basename } from "node:path";
import {
  version,
  type Circuit,
  type ErrorTerm,
  type FitOptions,
  type IntervalOptions,
  type Loss,
  type Objective,
  type Weight,
} from "../../index.ts";
import { circuitOutline, fitDocument, jsonText, labelledLines, type FittedFile } from "../../report/index.ts";
import { circuitOf } from "../circuits.ts";
import { eachFile, type FileOutcome } from "../eachFile.ts";
import { fitInput, fitText, type FittedInput } from "../fitFile.ts";
import { fitOutput, fitOutputNames } from "../fitFiles.ts";
import type { Host } from "../host.ts";
import { maskOf, type MaskSettings } from "../maskOptions.ts";
import { applySettings, type ParameterSettings } from "../settings.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit fit` as commander gives them. */
export interface FitCommandOptions extends ParameterSettings, MaskSettings {
  readonly circuit: string;
  readonly weight: Weight;
  readonly objective: Objective;
  readonly loss: Loss;
  readonly errorTerms?: readonly ErrorTerm[];
  readonly average?: boolean;
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
  const { output } = options;
  const inputs = options.average === true ? [files] : files.map((file) => [file]);
  if (output !== undefined) {
    const names = inputs.flatMap((input) => fitOutputNames(prefixOf(input)));
    checkOutput(output, names, options.force === true);
  }
  const nameOf = (input: readonly string[]): string => input.join(" + ");
  const { entries, status } = await eachFile(inputs, nameOf, host, (input) => fitOne(input, circuit, options, host));
  if (options.json === true) host.out(jsonText(fitDocument(version, entries)));
  return status;
}

/** Fits, prints and writes one file or the mean of several; not sound is a fit that did not converge or that the second opinion contradicts. */
async function fitOne(
  files: readonly string[],
  circuit: Circuit,
  options: FitCommandOptions,
  host: Host,
): Promise<FileOutcome<FittedFile>> {
  const fitted = await fitInput(files, circuit, fitOptions(options), options.intervals);
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
    const title = `${files.map((name) => basename(name)).join(" + ")}, ${circuitOutline(result.circuit)}`;
    const written = writeFiles(options.output, fitOutput(prefixOf(files), title, fitted, json));
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

/** Output files carry the name of their (first) input without its extension. */
function prefixOf([file = ""]: readonly string[]): string {
  return `${basename(file).replace(/\.[^.]+$/, "")}.`;
}
