import { Option, type Command } from "commander";
import {
  answers,
  conditionKinds,
  fitSeries,
  readConditionTable,
  readFileBytes,
  version,
  type ConditionTable,
  type SeriesResult,
} from "../../index.ts";
import { jsonText, seriesDocument, type FailedFile } from "../../report/index.ts";
import { collect } from "../argumentValues.ts";
import { Attempts } from "../attempts.ts";
import { circuitOf } from "../circuits.ts";
import { sweepInputs, type FitInput } from "../fitFile.ts";
import { addFitOptions, addParameterOptions, CIRCUIT_HELP, fitOptionsOf } from "../fitOptions.ts";
import { addExamples } from "../help.ts";
import { DONE, FAILED, INTERRUPTED, type Host } from "../host.ts";
import { filesArgument } from "../inputFiles.ts";
import { addMaskOptions, addViolationsOption, withViolations } from "../maskOptions.ts";
import { tellNotes } from "../notes.ts";
import { addFolderOptions, addJsonOption, type OutputSettings } from "../outputOptions.ts";
import { addPlotOptions, plotWriter, type PlotSettings } from "../plotOptions.ts";
import { addSampleOptions, sampleOf, type SampleSettings } from "../sampleOptions.ts";
import { checkShared, conditionsOf, jointOf, reportOf, type SeriesSettings } from "../seriesFit.ts";
import { printSeries, seriesOutput, seriesOutputNames } from "../seriesOutput.ts";
import { applySettings, type ParameterSettings } from "../settings.ts";
import { sharedParameter } from "../sharedParameters.ts";
import { sweepOption, type SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import { WorkWatch } from "../watch.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit series` as commander gives them. */
export interface SeriesCommandOptions
  extends ParameterSettings, SeriesSettings, SampleSettings, OutputSettings, PlotSettings {
  readonly circuit: string;
  readonly conditions?: string;
  readonly share?: readonly string[];
  readonly sweep?: SweepChoice;
  readonly csv?: boolean;
}

/** Adds `eisfit series`. */
export function addSeriesCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("series")
    .summary("spectra over temperature, charge, time or bias; Arrhenius")
    .description("Fit spectra over temperature, state of charge, time or bias, with activation energies.")
    .addArgument(
      filesArgument(
        "<files...>",
        "spectra, whose names tell the condition (se-140c.csv, T298K, soc50, 3.7V, t=2h) if no table does",
      ),
    )
    .requiredOption("-c, --circuit <circuit>", CIRCUIT_HELP)
    .addOption(sweepOption())
    .optionsGroup("The series:")
    .option("--conditions <table>", "CSV with a column file and others such as temperature_C, soc_%, time_h, bias_mV")
    .addOption(
      new Option("--over <kind>", "what the series is over, where several conditions vary").choices(
        Object.keys(conditionKinds),
      ),
    )
    .addOption(
      new Option("--form <form>", "of activation energies: of ln(sigma T), or of ln sigma")
        .choices(["sigma-T", "sigma"])
        .default("sigma-T"),
    )
    .option("--at <temperature>", "temperature to give values at (default 25C; repeatable)", collect)
    .option(
      "--share <name[:law]>",
      "parameter that all spectra have in common in one joint fit; law same, linear or arrhenius (repeatable)",
      collect,
    );
  addFitOptions(command);
  addParameterOptions(command);
  addViolationsOption(addMaskOptions(command));
  addSampleOptions(command);
  addPlotOptions(command);
  addJsonOption(command).option("--csv", "print the table of parameters as CSV, and nothing else");
  addFolderOptions(command, "JSON, tables and plots");
  addExamples(command, [
    [
      "eisfit series samples/llzo_*C.csv -c au-llzo-au --thickness '1.00(1) mm' --area 0.785cm2 -o results",
      "conductivities over temperature with activation energies; names of files tell the temperatures",
    ],
    [
      "eisfit series samples/llzo_*C.csv -c au-llzo-au --fix 'CPE_gb.n=0.9' --csv",
      "the table of parameters, for a program to read",
    ],
  ]);
  command.action(async (files: string[], options: SeriesCommandOptions) =>
    done(await seriesCommand(files, options, host)),
  );
}

/** Fits the spectra of a series. A spectrum that cannot be read or fitted is reported and does not stop the others. */
async function seriesCommand(files: readonly string[], options: SeriesCommandOptions, host: Host): Promise<number> {
  if (options.json === true && options.csv === true) {
    throw new UsageError("--json and --csv each take the whole of stdout; give one of them.");
  }
  const circuit = applySettings(circuitOf(options.circuit), options);
  const sample = sampleOf(options);
  const table = options.conditions === undefined ? undefined : await readTable(options.conditions);
  const shared = (options.share ?? []).map((text) => sharedParameter(text, options.form));
  const plots = await plotWriter(options);
  if (options.output !== undefined) {
    checkOutput(options.output, plots.names(seriesOutputNames), options.force === true, files);
  }
  const attempts = new Attempts<FitInput>(host);
  for (const file of files) {
    await attempts.attempt(file, async () => {
      for await (const input of sweepInputs(file, options.sweep)) attempts.add({ entry: input, sound: true });
    });
  }
  const inputs = attempts.entries.filter((entry): entry is FitInput => "spectra" in entry);
  const unread = attempts.entries.filter((entry): entry is FailedFile => "error" in entry);
  if (inputs.length === 0) return FAILED;
  const conditions = conditionsOf(inputs, options, table);
  for (const name of table?.unused() ?? []) {
    host.note(`note: ${options.conditions ?? ""} has ${name}, which is none of the spectra given\n`);
  }
  for (const { file, spectra } of inputs) {
    tellNotes(host, file, spectra[0]?.notes ?? [], inputs.length === 1);
  }
  checkShared(conditions.kind, options, shared);
  const watch = new WorkWatch(host);
  const series = fitSeries(
    inputs.flatMap(({ file, spectra }, place) =>
      spectra.map((spectrum) => ({ spectrum, condition: conditions.values[place] ?? Number.NaN, label: file })),
    ),
    circuit,
    {
      ...fitOptionsOf(options),
      kind: conditions.kind,
      onProgress: watch.onProgress,
      optionsFor: ({ spectrum }) => {
        const asked = fitOptionsOf(options);
        return { ...asked, ...withViolations(spectrum, asked, options) };
      },
    },
  );
  const joint =
    shared.length === 0 ? null : jointOf(series, circuit, { ...options, onProgress: watch.onProgress }, shared);
  const cutAt = watch.finish();
  const report = reportOf(series, circuit, sample, joint, options);
  const failed = [...unread, ...series.failures.map(failedFile)];
  if (series.fits.length === 0) {
    for (const { file, error } of failed) host.note(`error: ${file}: ${error.message}\n`);
    return FAILED;
  }
  const found = sample === undefined ? [] : series.fits.map(({ result }) => answers(result, sample));
  const hashes = new Map(inputs.map(({ file, sha256 }) => [file, sha256]));
  const json = jsonText(
    seriesDocument(version, report, {
      sha256: series.fits.map(({ label }) => hashes.get(label) ?? ""),
      failed,
      answers: found,
    }),
  );
  printSeries(report, found, json, options, host);
  if (options.output !== undefined) {
    const outputs = plots.files(seriesOutput(report, json, plots.options));
    host.note(`written: ${writeFiles(options.output, outputs).join(", ")}\n`);
  }
  if (cutAt !== undefined) {
    host.note(`error: stopped by Ctrl-C ${cutAt}; what was fitted by then is kept.\n`);
    return INTERRUPTED;
  }
  const sound = series.fits.every(({ result }) => result.termination.outcome !== "not-converged");
  return failed.length === 0 && sound && joint?.termination.outcome !== "not-converged" ? DONE : FAILED;
}

async function readTable(path: string): Promise<ConditionTable> {
  return readConditionTable(new TextDecoder().decode(await readFileBytes(path)), path);
}

function failedFile({ label, message }: SeriesResult["failures"][number]): FailedFile {
  return { file: label, error: { name: "FitError", message } };
}
