import { basename, dirname } from "node:path";
import { Option, type Command } from "commander";
import {
  htmlReport,
  latexReport,
  markdownReport,
  reportFigureNames,
  type FailedFile,
  type ReportInput,
} from "../../report/index.ts";
import { collect, givenOptions } from "../argumentValues.ts";
import { Attempts } from "../attempts.ts";
import { replicateInput, sweepInputs, type FitInput } from "../fitFile.ts";
import { CIRCUIT_HELP } from "../fitOptions.ts";
import {
  addFitTaskOptions,
  givenTask,
  requireReports,
  taskFor,
  type FitTaskSettings,
  type GivenOptions,
} from "../fitTask.ts";
import { addExamples } from "../help.ts";
import type { Host } from "../host.ts";
import { filesArgument } from "../inputFiles.ts";
import { tellNotes } from "../notes.ts";
import { outputPrefix, outputPrefixes } from "../outputPrefix.ts";
import { fitBest, reportContent, type ReportSettings } from "../reportContent.ts";
import { commandLine } from "../shellWords.ts";
import type { SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import { checkOutput, namesFolder, writeFiles, type OutputFile } from "../writeFiles.ts";

/** What a report can be written as. */
type ReportFormat = "html" | "md" | "tex";

/** The options of `eisfit report` as commander gives them. */
interface ReportCommandOptions extends FitTaskSettings, ReportSettings {
  readonly circuit?: readonly string[];
  readonly average?: boolean;
  readonly sweep?: SweepChoice;
  readonly format?: ReportFormat;
  readonly output?: string;
  readonly force?: boolean;
}

const FORMAT_OF: Readonly<Record<string, ReportFormat>> = { html: "html", htm: "html", md: "md", tex: "tex" };

/**
 * Adds `eisfit report`.
 *
 * @param words the whole command line after `eisfit`, which the report tells.
 */
export function addReportCommand(
  program: Command,
  host: Host,
  done: (status: number) => void,
  words: readonly string[],
): void {
  const command = program
    .command("report")
    .summary("data quality, circuit, plots, parameters, method in one")
    .description(
      "Write a report on spectra: data quality, circuit, plots, parameters, method. HTML, Markdown or LaTeX.",
    )
    .addArgument(filesArgument("<files...>", "spectra, a report for each; eisfit formats lists what can be read"))
    .option(
      "-c, --circuit <circuit>",
      `${CIRCUIT_HELP}; of several (repeat) the best is detailed beside a comparison; a report has its own`,
      collect,
    );
  addFitTaskOptions(command)
    .option("--verify", "check the result with an independent evaluation and solver")
    .option("--no-drt", "without the distribution of relaxation times")
    .option("--title <title>", "of the report; by default what the file gives")
    .optionsGroup("Output:")
    .addOption(
      new Option("--format <format>", "of the report").choices(["html", "md", "tex"]).default(undefined, "html"),
    )
    .option(
      "-o, --output <path>",
      "write this file (.html, .md, .tex), or into this folder; by default into the current one",
    )
    .option("--force", "replace files that exist");
  addExamples(command, [
    ["eisfit report samples/li-llzo-li.csv -c li-llzo-li -o report.html", "a page to read, print or send"],
    ["eisfit report samples/li-llzo-li.csv -c one-zarc -c two-zarcs -o reports/", "with a comparison of circuits"],
    ["eisfit fit report.html --fmin 1 -o refitted", "a report is data too: fitted again, with one thing changed"],
  ]);
  command.action(async (files: string[], options: ReportCommandOptions) =>
    done(
      await reportCommand(
        files,
        options,
        host,
        givenOptions(command),
        commandLine(words.filter((word) => word !== "--force")),
      ),
    ),
  );
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
async function reportCommand(
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
    files,
  );
  const attempts = new Attempts<FailedFile | { readonly file: string }>(host, prefixes.length);
  const reportOne = (input: FitInput, inputs: readonly string[]): Promise<void> =>
    attempts.attempt(input.file, async () => {
      const task = taskFor(input.file, given, input.opened, options, names);
      const { fitted, comparison } = fitBest(input, task, options, attempts.onProgress);
      const content = await reportContent(input, fitted, comparison, {
        task,
        options,
        host,
        onProgress: attempts.onProgress,
        commandLine,
      });
      const prefix = outputPrefix(inputs[0] ?? "", input.sweep);
      const written = writeFiles(target.folder, outputOf(content, prefix, target));
      host.note(`written: ${written.join(", ")}\n`);
      tellNotes(host, input.file, fitted.spectrum.notes, files.length === 1);
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
  return attempts.finish();
}

function targetOf({ output, format }: ReportCommandOptions): Target {
  if (output === undefined) return { format: format ?? "html", folder: "." };
  const extension = /\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase() ?? "";
  const own = FORMAT_OF[extension];
  if (own === undefined && /^[a-z][a-z0-9]{1,4}$/.test(extension) && !namesFolder(output)) {
    throw new UsageError(
      `${output} is named as ${extension.toUpperCase()}, and a report is .html, .md or .tex${extension === "pdf" ? "; a browser prints the page as PDF" : ""}. For a folder of this name write ${output}/.`,
    );
  }
  if (namesFolder(output) || own === undefined) return { format: format ?? "html", folder: output };
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
