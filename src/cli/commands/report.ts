import { existsSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Option, type Command } from "commander";
import {
  answers,
  checkSpectrum,
  compareCircuits,
  drt,
  FitError,
  type Comparison,
  type DrtResult,
  type FitOptions,
  type Spectrum,
} from "../../index.ts";
import {
  htmlReport,
  latexReport,
  markdownReport,
  reportFigureNames,
  type FailedFile,
  type ReportInput,
} from "../../report/index.ts";
import { Attempts } from "../attempts.ts";
import { fitInput, replicateInput, spectrumOf, sweepInputs, type FitInput, type FittedInput } from "../fitFile.ts";
import { givenTask, requireReports, taskFor, type FitSettings, type FitTask, type GivenOptions } from "../fitTask.ts";
import type { Host } from "../host.ts";
import { withViolations } from "../maskOptions.ts";
import { outputPrefix, outputPrefixes } from "../outputPrefix.ts";
import type { SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import { checkOutput, writeFiles, type OutputFile } from "../writeFiles.ts";

/** What a report can be written as. */
export type ReportFormat = "html" | "md" | "tex";

/** The options of `eisfit report` as commander gives them. */
export interface ReportCommandOptions extends FitSettings {
  readonly circuit?: readonly string[];
  readonly average?: boolean;
  readonly sweep?: SweepChoice;
  readonly verify?: boolean;
  readonly drt: boolean;
  readonly title?: string;
  readonly format?: ReportFormat;
  readonly output?: string;
  readonly force?: boolean;
}

const FORMAT_OF: Readonly<Record<string, ReportFormat>> = { html: "html", htm: "html", md: "md", tex: "tex" };

/** The options of a report besides those of a fit. */
export function addReportOptions(command: Command): Command {
  return command
    .option("--verify", "check the result with an independent evaluation and solver")
    .option("--no-drt", "without the distribution of relaxation times")
    .option("--title <title>", "of the report; by default what the file gives")
    .addOption(new Option("--format <format>", "html (default), md or tex").choices(["html", "md", "tex"]))
    .option(
      "-o, --output <path>",
      "write this file (.html, .md, .tex), or into this folder; by default into the current one",
    )
    .option("--force", "replace files that exist");
}

/** How and where reports are written. */
interface Target {
  readonly format: ReportFormat;
  readonly folder: string;
  /** For the only report there is. */
  readonly name?: string;
}

/**
 * Writes a report on each spectrum; one that fails is told and does not stop the others.
 *
 * @param names of the options that are not there by default.
 * @param commandLine as the report tells it.
 */
export async function reportCommand(
  files: readonly string[],
  options: ReportCommandOptions,
  host: Host,
  names: GivenOptions,
  commandLine: string,
): Promise<number> {
  const given = givenTask(options.circuit ?? [], options);
  if (given === undefined) await requireReports(files);
  const target = targetOf(options);
  const prefixes =
    options.average === true ? [outputPrefix(files[0] ?? "")] : await outputPrefixes(files, options.sweep);
  if (target.name !== undefined && prefixes.length > 1) {
    throw new UsageError(
      `${options.output ?? ""} is one file, and there are ${String(prefixes.length)} spectra; name a folder with -o.`,
    );
  }
  checkOutput(
    target.folder,
    prefixes.flatMap((prefix) => outputNames(prefix, target)),
    options.force === true,
  );
  const attempts = new Attempts<FailedFile | { readonly file: string }>(host);
  const reportOne = (input: FitInput, inputs: readonly string[]): Promise<void> =>
    attempts.attempt(input.file, async () => {
      const task = taskFor(input.file, given, input.opened, options, names);
      const { fitted, comparison } = fitBest(input, task, options);
      const content = await contentOf(input, fitted, comparison, { task, options, host, commandLine });
      const prefix = outputPrefix(inputs[0] ?? "", input.sweep);
      const written = writeFiles(target.folder, outputOf(content, prefix, target));
      host.note(`written: ${written.join(", ")}\n`);
      for (const note of fitted.spectrum.notes) host.note(`${input.file}: ${note}\n`);
      attempts.add({ entry: { file: input.file }, sound: fitted.result.termination.outcome !== "not-converged" });
    });
  if (options.average === true) {
    await attempts.attempt(files.join(" + "), async () => reportOne(await replicateInput(files, options.sweep), files));
  } else {
    for (const file of files) {
      await attempts.attempt(file, async () => {
        for await (const input of sweepInputs(file, options.sweep)) await reportOne(input, [file]);
      });
    }
  }
  return attempts.status;
}

function targetOf({ output, format }: ReportCommandOptions): Target {
  if (output === undefined) return { format: format ?? "html", folder: "." };
  const extension = /\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase() ?? "";
  const own = FORMAT_OF[extension];
  const isFolder = /[/\\]$/.test(output) || (existsSync(output) && statSync(output).isDirectory());
  if (isFolder || own === undefined) return { format: format ?? "html", folder: output };
  if (format !== undefined && format !== own) {
    throw new UsageError(`--format is ${format}, but ${output} is named as ${own}; leave one of them out.`);
  }
  return { format: own, folder: dirname(output), name: basename(output) };
}

/** The name of the report, then those of all figures that may stand beside it. */
function outputNames(prefix: string, { format, name = `${prefix}report.${format}` }: Target): readonly string[] {
  return format === "md" ? [name, ...reportFigureNames(name.replace(/\.[^.]*$/, ""))] : [name];
}

function outputOf(input: ReportInput, prefix: string, target: Target): OutputFile[] {
  const [name = ""] = outputNames(prefix, target);
  if (target.format === "html") return [{ name, content: htmlReport(input) }];
  if (target.format === "tex") return [{ name, content: latexReport(input) }];
  const { text, figures } = markdownReport(input, name.replace(/\.[^.]*$/, ""));
  return [...figures, { name, content: text }];
}

interface Best {
  readonly fitted: FittedInput;
  readonly comparison?: Comparison;
}

/** What is lost by a fit that ends above what the comparison found. */
const SAME_LIKELIHOOD = 1e-6;

/** Fits the only circuit, or of several the one that AICc prefers, so that circuit and options of the report make this very fit again. */
function fitBest(input: FitInput, { circuits, options, intervals }: FitTask, settings: ReportCommandOptions): Best {
  const [only] = circuits;
  if (only === undefined) throw new Error("A task has a circuit.");
  if (circuits.length === 1) return { fitted: fitInput(input, only, options, intervals, settings) };
  const { spectrum, fitOptions } = spectrumOf(input, options);
  const { initial, fixed, bounds, ties, order, ...shared } = fitOptions;
  void [initial, fixed, bounds, ties, order];
  const comparison = compareCircuits(spectrum, circuits, { ...shared, ...withViolations(spectrum, shared, settings) });
  const best = comparison.ranked[0];
  if (best === undefined) throw new Error("A comparison ranks its circuits.");
  const again = (more: FitOptions): FittedInput =>
    fitInput({ ...input, spectra: [spectrum] }, best.circuit, { ...shared, ...more }, intervals, settings);
  const fitted = again({});
  if (fitted.result.logLikelihood > best.result.logLikelihood - SAME_LIKELIHOOD) return { fitted, comparison };
  // The comparison went on from the values of another circuit.
  const values = best.result.parameters
    .filter(({ status }) => status === "free")
    .map(({ name, value }) => [name, value]);
  return { fitted: again({ initial: Object.fromEntries(values) as Record<string, number> }), comparison };
}

interface Surroundings {
  readonly task: FitTask;
  readonly options: ReportCommandOptions;
  readonly host: Host;
  readonly commandLine: string;
}

/** All that the report tells. */
async function contentOf(
  { opened }: FitInput,
  fitted: FittedInput,
  comparison: Comparison | undefined,
  { task, options, host, commandLine }: Surroundings,
): Promise<ReportInput> {
  const { file, sha256, spectrum, circuit, result, intervals, identifiability } = fitted;
  const { minimumHz, maximumHz, exclude, excludeSigns } = task.options;
  const mask = {
    ...(minimumHz === undefined ? {} : { minimumHz }),
    ...(maximumHz === undefined ? {} : { maximumHz }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(excludeSigns === undefined ? {} : { excludeSigns }),
  };
  const title = options.title ?? opened?.title;
  const distribution = options.drt ? distributionOf(spectrum, { exclude: result.excluded }, file, host) : undefined;
  return {
    result,
    file,
    sha256,
    intervals,
    identifiability,
    commandLine,
    check: checkSpectrum(spectrum, mask),
    ...(title === undefined ? {} : { title }),
    ...(task.sample === undefined ? {} : { sample: task.sample }),
    ...(task.sample === undefined && circuit.roles.size === 0 ? {} : { answers: answers(result, task.sample) }),
    ...(distribution === undefined ? {} : { drt: distribution }),
    ...(comparison === undefined ? {} : { comparison }),
    ...(options.verify === true ? { verification: await secondOpinion(fitted) } : {}),
  };
}

/** Spectra that are too short for it have a report all the same. */
function distributionOf(
  spectrum: Spectrum,
  mask: Pick<FitOptions, "exclude">,
  file: string,
  host: Host,
): DrtResult | undefined {
  try {
    return drt(spectrum, mask);
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    host.note(`${file}: no distribution of relaxation times: ${error.message}\n`);
    return undefined;
  }
}

/** complex.js and the other solver are loaded only where they are asked for. */
async function secondOpinion({ spectrum, circuit, result }: FittedInput): Promise<string> {
  const { verify } = await import("../../reference/index.ts");
  return verify(spectrum, circuit, result).message;
}
