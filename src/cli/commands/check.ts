import { basename } from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import {
  checkSpectrum,
  maskSpectrum,
  version,
  type CheckOptions,
  type LinearKramersKronigOptions,
  type ZhitOptions,
} from "../../index.ts";
import { checkDocument, checkSvg, checkText, jsonText, spectrumHeading, type CheckedFile } from "../../report/index.ts";
import { frequency, positive } from "../argumentValues.ts";
import { Attempts } from "../attempts.ts";
import { addExamples } from "../help.ts";
import type { Host } from "../host.ts";
import { filesArgument } from "../inputFiles.ts";
import { addMaskOptions, maskOf, type MaskSettings } from "../maskOptions.ts";
import { addFolderOptions, addJsonOption, type OutputSettings } from "../outputOptions.ts";
import { countSpectra, outputPrefixes } from "../outputPrefix.ts";
import { addPlotOptions, plotWriter, type PlotSettings } from "../plotOptions.ts";
import { eachSpectrum, sweepOption, type SweepChoice } from "../sweeps.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit check` as commander gives them. */
export interface CheckCommandOptions extends MaskSettings, OutputSettings, PlotSettings {
  readonly sweep?: SweepChoice;
  readonly variant?: LinearKramersKronigOptions["variant"];
  readonly domain?: LinearKramersKronigOptions["domain"];
  readonly terms?: LinearKramersKronigOptions["terms"];
  readonly extension?: number;
  readonly capacitance: boolean;
  readonly inductance: boolean;
  readonly smoothing?: ZhitOptions["smoothing"];
  readonly interpolation?: ZhitOptions["interpolation"];
  readonly window?: ZhitOptions["window"];
  readonly centre?: number;
  readonly decades?: number;
  readonly measurementModel?: boolean;
}

const OUTPUT_NAMES = ["check.json", "check.svg"];

/** Adds `eisfit check`. */
export function addCheckCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("check")
    .summary("are the data trustworthy? Kramers-Kronig, noise, outliers")
    .description(
      "Say whether spectra obey the Kramers-Kronig relations, how noisy they are, and which points are wrong.",
    )
    .addArgument(filesArgument("<files...>", "spectra; eisfit convert --formats lists what can be read"))
    .addOption(sweepOption())
    .optionsGroup("Tests:")
    .addOption(
      new Option("--variant <parts>", "of the linear test shown")
        .choices(["complex", "real", "imaginary"])
        .default(undefined, "complex"),
    )
    .addOption(
      new Option("--domain <domain>", "of the linear test")
        .choices(["auto", "impedance", "admittance"])
        .default(undefined, "auto"),
    )
    .option("--terms <n>", "of the linear test: a number, gcv, mu, mu=0.85, curvature or sum (default gcv)", terms)
    .option(
      "--extension <factor>",
      "of the range of its time constants beyond the frequencies (default: 1, 3 or 10 by gcv)",
      positive,
    )
    .option("--no-capacitance", "no series (or parallel) capacitance in the linear test")
    .option("--no-inductance", "no series (or parallel) inductance in the linear test")
    .addOption(
      new Option("--smoothing <kind>", "of the phase for Z-HIT")
        .choices(["spline", "local", "lowess", "savitzky-golay", "whittaker", "modified-sinc", "none"])
        .default(undefined, "spline"),
    )
    .addOption(
      new Option("--interpolation <kind>", "of the smoothed phase for Z-HIT")
        .choices(["modified-akima", "akima", "natural", "not-a-knot", "pchip"])
        .default(undefined, "modified-akima"),
    )
    .addOption(
      new Option("--window <shape>", "of the weights of Z-HIT")
        .choices(["boxcar", "hann", "triangle"])
        .default(undefined, "boxcar"),
    )
    .option("--centre <hz>", "middle of that window, in Hz (default: 1 Hz to 1 kHz)", frequency)
    .option("--decades <n>", "width of that window, in decades of frequency", positive)
    .option("--measurement-model", "fit Voigt elements to the imaginary part and predict the real one");
  addMaskOptions(command);
  addPlotOptions(command);
  addFolderOptions(addJsonOption(command), "the numbers and a plot of the residuals");
  addExamples(command, [
    ["eisfit check samples/li-llzo-li.csv", "the verdict, with the tests that it rests on"],
    ["eisfit check samples/llzo_*C.csv -o results", "numbers and plots of the residuals, for each file"],
    ["eisfit check samples/before.csv --terms mu=0.85 --json", "one criterion, for a program to read"],
  ]);
  command.action(async (files: string[], options: CheckCommandOptions) =>
    done(await checkCommand(files, options, host)),
  );
}

/** Checks each file; one that cannot be read is reported and does not stop the others. */
async function checkCommand(files: readonly string[], options: CheckCommandOptions, host: Host): Promise<number> {
  const { output } = options;
  const plots = await plotWriter(options);
  if (output !== undefined) {
    const prefixes = await outputPrefixes(files, options.sweep);
    const names = prefixes.flatMap((prefix) => OUTPUT_NAMES.map((name) => prefix + name));
    checkOutput(output, plots.names(names), options.force === true, files);
  }
  const attempts = new Attempts<CheckedFile>(host, await countSpectra(files, options.sweep));
  await eachSpectrum(files, options.sweep, attempts, host, (spectrum, source, prefix) => {
    for (const warning of spectrum.warnings) host.note(`${source.file}: warning: ${warning}\n`);
    const check = checkSpectrum(spectrum, checkOptions(options));
    const { frequencyHz } = maskSpectrum(spectrum, maskOf(options));
    const entry = { ...source, frequencyHz, check };
    if (options.json !== true) host.show(`${spectrumHeading(entry.file, entry.frequencyHz)}\n\n${checkText(check)}\n`);
    if (output !== undefined) {
      const contents = [
        jsonText(checkDocument(version, [entry])),
        checkSvg(check, basename(source.file), plots.options),
      ];
      const outputs = OUTPUT_NAMES.map((name, index) => ({ name: prefix + name, content: contents[index] ?? "" }));
      host.note(`written: ${writeFiles(output, plots.files(outputs)).join(", ")}\n`);
    }
    return { entry, sound: true };
  });
  if (options.json === true) host.out(jsonText(checkDocument(version, attempts.entries)));
  return attempts.finish();
}

function checkOptions(options: CheckCommandOptions): CheckOptions {
  const { variant, domain, terms, extension, capacitance, inductance } = options;
  const { smoothing, interpolation, window, centre, decades, measurementModel } = options;
  const linear = {
    ...(variant === undefined ? {} : { variant }),
    ...(domain === undefined ? {} : { domain }),
    ...(terms === undefined ? {} : { terms }),
    ...(extension === undefined ? {} : { extension }),
    ...(capacitance ? {} : { capacitance }),
    ...(inductance ? {} : { inductance }),
  };
  const shape = {
    ...(smoothing === undefined ? {} : { smoothing }),
    ...(interpolation === undefined ? {} : { interpolation }),
    ...(window === undefined ? {} : { window }),
    ...(centre === undefined ? {} : { centreHz: centre }),
    ...(decades === undefined ? {} : { decades }),
  };
  return {
    ...(Object.keys(linear).length === 0 ? {} : { linear }),
    ...(Object.keys(shape).length === 0 ? {} : { zhit: shape }),
    ...(measurementModel === true ? { measurementModel } : {}),
    ...maskOf(options),
  };
}

function terms(text: string): NonNullable<CheckCommandOptions["terms"]> {
  if (/^\d+$/.test(text)) return Number(text);
  if (text === "gcv" || text === "mu" || text === "curvature" || text === "sum") return { criterion: text };
  const [, threshold = ""] = /^mu=([\d.]+)$/.exec(text) ?? [];
  if (threshold !== "") return { criterion: "mu", threshold: Number(threshold) };
  throw new InvalidArgumentError("Give a whole number, gcv, mu, mu=0.85, curvature or sum.");
}
