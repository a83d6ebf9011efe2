import { Option, type Command } from "commander";
import {
  answers,
  arrheniusOfSeries,
  chooseConditions,
  conditionKinds,
  conditionText,
  fitJointly,
  fitSeries,
  readConditionTable,
  readFileBytes,
  seriesQuantities,
  version,
  type ActivationForm,
  type Circuit,
  type ConditionKind,
  type ConditionTable,
  type ErrorTerm,
  type FitOptions,
  type JointFit,
  type Loss,
  type Objective,
  type SampleOptions,
  type SeriesResult,
  type Weight,
} from "../../index.ts";
import { jsonText, seriesDocument, type FailedFile, type SeriesReport } from "../../report/index.ts";
import { Attempts } from "../attempts.ts";
import { circuitOf } from "../circuits.ts";
import { sweepInputs, type FitInput } from "../fitFile.ts";
import { DONE, FAILED, type Host } from "../host.ts";
import { addMaskOptions, maskOf, withViolations, type MaskSettings } from "../maskOptions.ts";
import { addSampleOptions, sampleOf, type SampleSettings } from "../sampleOptions.ts";
import { applySettings, type ParameterSettings } from "../settings.ts";
import { printSeries, seriesOutput, seriesOutputNames } from "../seriesOutput.ts";
import { sharedParameter } from "../sharedParameters.ts";
import { sweepOption, type SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit series` as commander gives them. */
export interface SeriesCommandOptions extends ParameterSettings, MaskSettings, SampleSettings {
  readonly circuit: string;
  readonly conditions?: string;
  readonly over?: ConditionKind;
  readonly form: ActivationForm;
  readonly at?: readonly string[];
  readonly share?: readonly string[];
  readonly weight: Weight;
  readonly objective: Objective;
  readonly loss: Loss;
  readonly errorTerms?: readonly ErrorTerm[];
  readonly search: boolean;
  readonly sweep?: SweepChoice;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

/** What other commands have too, made where those are. */
export interface CommonOptions {
  readonly circuitHelp: string;
  readonly violationsHelp: string;
  readonly fitting: readonly Option[];
  readonly collect: (value: string, previous?: readonly string[]) => string[];
  readonly list: (text: string) => string[];
  readonly positive: (text: string) => number;
}

/** Adds `eisfit series` to the program. */
export function addSeriesCommand(
  program: Command,
  host: Host,
  done: (status: number) => void,
  { circuitHelp, violationsHelp, fitting, collect, list, positive }: CommonOptions,
): void {
  const series = program
    .command("series")
    .description("Fit spectra over temperature, state of charge, time or bias, with activation energies.")
    .argument("<files...>", "spectra, whose names tell the condition (se-140c.csv, T298K, soc50, 3.7V, t=2h)")
    .requiredOption("-c, --circuit <circuit>", circuitHelp)
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
    .option("--at <temperature>", "temperature to give values at; 25C if not given (repeatable)", collect)
    .option(
      "--share <name[:law]>",
      "parameter that all spectra have in common in one joint fit; law same, linear or arrhenius (repeatable)",
      collect,
    );
  for (const option of fitting) series.addOption(option);
  series
    .option("--error-terms <terms>", "of --weight structure: constant,modulus,real,imaginary,square", list)
    .addOption(sweepOption())
    .option("--set <name=value>", "starting value, e.g. 'R0=20 ohm' (repeatable)", collect)
    .option("--fix <name[=value]>", "hold a parameter, e.g. 'CPE1.n=0.9' (repeatable)", collect)
    .option("--bound <name=low..high>", "limits, e.g. 'CPE1.n=0.6..1' (repeatable)", collect)
    .option("--tie <name=formula>", "let a parameter follow others (repeatable)", collect)
    .option("--order <order>", "of arcs, e.g. 'tau(R1,CPE1) < tau(R2,CPE2)' (repeatable)", collect)
    .option("--derive <formula>", "value to compute with its error, e.g. 'R1 + R2' (repeatable)", collect)
    .option("--no-search", "local fits from the circuit's own values and from neighbours only");
  addSampleOptions(series);
  addMaskOptions(series, positive)
    .option("--exclude-violations", violationsHelp)
    .option("--csv", "print the table of parameters as CSV, and nothing else")
    .option("--json", "print one JSON document")
    .option("-o, --output <folder>", "write JSON, tables and the Arrhenius plot there")
    .option("--force", "replace files that exist")
    .action(async (files: string[], options: SeriesCommandOptions) => {
      done(await seriesCommand(files, options, host));
    });
}

/** Fits the spectra of a series. A spectrum that cannot be read or fitted is reported and does not stop the others. */
export async function seriesCommand(
  files: readonly string[],
  options: SeriesCommandOptions,
  host: Host,
): Promise<number> {
  if (options.json === true && options.csv === true) {
    throw new UsageError("--json and --csv each take the whole of stdout; give one of them.");
  }
  const circuit = applySettings(circuitOf(options.circuit), options);
  const sample = sampleOf(options);
  const table = options.conditions === undefined ? undefined : await readTable(options.conditions);
  const shared = (options.share ?? []).map((text) => sharedParameter(text, options.form));
  if (options.output !== undefined) {
    checkOutput(options.output, seriesOutputNames, options.force === true);
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
    for (const note of spectra[0]?.notes ?? []) host.note(`${file}: ${note}\n`);
  }
  const series = fitSeries(
    inputs.flatMap(({ file, spectra }, place) =>
      spectra.map((spectrum) => ({ spectrum, condition: conditions.values[place] ?? Number.NaN, label: file })),
    ),
    circuit,
    {
      ...fitOptions(options),
      kind: conditions.kind,
      optionsFor: ({ spectrum }) => {
        const asked = fitOptions(options);
        return { ...asked, ...withViolations(spectrum, asked, options) };
      },
    },
  );
  const joint = shared.length === 0 ? null : jointOf(series, circuit, options, shared);
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
    host.note(`written: ${writeFiles(options.output, seriesOutput(report, json)).join(", ")}\n`);
  }
  const sound = series.fits.every(({ result }) => result.termination.outcome !== "not-converged");
  return failed.length === 0 && sound && joint?.termination.outcome !== "not-converged" ? DONE : FAILED;
}

async function readTable(path: string): Promise<ConditionTable> {
  return readConditionTable(new TextDecoder().decode(await readFileBytes(path)), path);
}

function conditionsOf(inputs: readonly FitInput[], { over }: SeriesCommandOptions, table: ConditionTable | undefined) {
  const spectra = inputs.map(({ file, sweep, spectra: [spectrum] }) => ({
    file: file.replace(/ #\d+$/, ""),
    sweep: sweep ?? 1,
    several: sweep !== undefined,
    metadata: spectrum?.metadata ?? {},
  }));
  return chooseConditions(spectra, {
    ...(over === undefined ? {} : { over }),
    ...(table === undefined ? {} : { table }),
  });
}

function fitOptions(options: SeriesCommandOptions): FitOptions {
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

function jointOf(
  series: SeriesResult,
  circuit: Circuit,
  options: SeriesCommandOptions,
  shared: readonly ReturnType<typeof sharedParameter>[],
): JointFit {
  const { weight, objective, loss } = options;
  if (loss !== "squares") throw new UsageError("--share is for --loss squares; a joint fit weighs no outliers down.");
  if (options.excludeViolations === true) {
    throw new UsageError(
      "--share leaves the same points out of all spectra; give them by --exclude instead of --exclude-violations.",
    );
  }
  const needsTemperature = shared.some(({ law }) => law !== "same");
  if (needsTemperature && series.kind !== "temperature") {
    throw new UsageError(`The laws linear and arrhenius go with temperature, and this series is over ${series.kind}.`);
  }
  return fitJointly(
    series.fits.map(({ spectrum }) => spectrum),
    circuit,
    {
      weight,
      objective,
      ...maskOf(options),
      shared,
      separate: series.fits.map(({ result }) => result),
      ...(series.kind === "temperature"
        ? { temperatures: series.fits.map(({ condition }) => ({ value: condition, unit: "C" })) }
        : {}),
    },
  );
}

function reportOf(
  series: SeriesResult,
  circuit: Circuit,
  sample: SampleOptions | undefined,
  joint: JointFit | null,
  { form, at }: SeriesCommandOptions,
): SeriesReport {
  const results = series.fits.map(({ result }) => result);
  const labels = series.fits.map(({ condition }) => conditionText(series.kind, condition));
  const numbers = joint === null ? {} : { numbers: results.map((_result, place) => joint.numbers(place)) };
  const quantities =
    results.length === 0
      ? { quantities: [], assignments: [], warnings: [] }
      : seriesQuantities({ circuit, results, labels, ...numbers }, sample ?? {});
  const isOverTemperature = series.kind === "temperature" && results.length > 0;
  const arrhenius = isOverTemperature
    ? arrheniusOfSeries(series.fits, quantities.quantities, { form, ...(at === undefined ? {} : { at }) })
    : null;
  return { circuit: circuit.text, series, quantities, arrhenius, joint };
}

function failedFile({ label, message }: SeriesResult["failures"][number]): FailedFile {
  return { file: label, error: { name: "FitError", message } };
}
