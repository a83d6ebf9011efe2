import { basename } from "node:path";
import type { Command } from "commander";
import { gitt, readRecording, version, type GittSample } from "../../index.ts";
import { gittCsv, gittDocument, gittSvg, gittText, jsonText, type TitratedFile } from "../../report/index.ts";
import { Attempts } from "../attempts.ts";
import { addExamples } from "../help.ts";
import type { Host } from "../host.ts";
import { filesArgument } from "../inputFiles.ts";
import { addFolderOptions, addJsonOption, type OutputSettings } from "../outputOptions.ts";
import { outputPrefix } from "../outputPrefix.ts";
import { addPlotOptions, plotWriter, type PlotSettings } from "../plotOptions.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit gitt` as commander gives them. */
export interface GittCommandOptions extends OutputSettings, PlotSettings {
  readonly molarVolume?: string;
  readonly mass?: string;
  readonly molarMass?: string;
  readonly area?: string;
  readonly length?: string;
  readonly diffusionLength?: string;
}

export function addGittCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("gitt")
    .summary("diffusion coefficients from pulses and rests")
    .description("Diffusion coefficients from pulses of current with rests between them.")
    .addArgument(
      filesArgument(
        "<files...>",
        "tables of time, current and voltage with units in the header, as text, .xlsx, .ods; .mpr",
      ),
    )
    .option("--molar-volume <volume>", "of the host, e.g. '20.4 cm3/mol'")
    .option("--mass <mass>", "of the host, e.g. '4.2(1) mg'")
    .option("--molar-mass <mass>", "of the host, e.g. '97.87 g/mol'")
    .option("--area <area>", "where ions enter the host, e.g. '1.13 cm2'")
    .option("--length <length>", "volume by that area, instead of the four: thickness of a film, a third of a radius")
    .option("--diffusion-length <length>", "thickness or radius that ions diffuse through, to test t_pulse << L^2/D");
  addPlotOptions(command);
  addFolderOptions(addJsonOption(command), "JSON, CSV and a plot of D over the voltage");
  addExamples(command, [
    [
      "eisfit gitt samples/gitt.csv --molar-volume '20.4 cm3/mol' --mass '4.80(5) mg' --molar-mass '97.87 g/mol' --area '1.00(1) cm2'",
      "D at each pulse, with its error",
    ],
    ["eisfit gitt samples/gitt.csv --length '10 um' -o results", "a film of known thickness, with the plot"],
  ]);
  command.action(async (files: string[], options: GittCommandOptions) => done(await gittCommand(files, options, host)));
}

const ENDINGS = ["gitt.json", "gitt.csv", "gitt.svg"];

/** Evaluates each file; one that fails is reported and does not stop the others. */
export async function gittCommand(files: readonly string[], options: GittCommandOptions, host: Host): Promise<number> {
  const { output } = options;
  const plots = await plotWriter(options);
  if (output !== undefined) {
    const names = files.flatMap((file) => ENDINGS.map((ending) => outputPrefix(file) + ending));
    checkOutput(output, plots.names(names), options.force === true, files);
  }
  const attempts = new Attempts<TitratedFile>(host, files.length);
  for (const file of files) {
    await attempts.attempt(file, async () => {
      const recording = await readRecording(file);
      const result = gitt(recording, sampleOf(options));
      const entry = { file, notes: recording.notes, result };
      for (const note of recording.notes) host.note(`${file}: ${note}\n`);
      if (options.json !== true) host.show(`${file}: ${String(recording.time.length)} points\n\n${gittText(result)}\n`);
      attempts.add({ entry, sound: result.pulses.some(({ refusal }) => refusal === null) });
      if (output === undefined) return;
      const contents = [
        jsonText(gittDocument(version, [entry])),
        gittCsv(result),
        gittSvg(result, basename(file), plots.options),
      ];
      const written = ENDINGS.map((ending, k) => ({ name: outputPrefix(file) + ending, content: contents[k] ?? "" }));
      host.note(`written: ${writeFiles(output, plots.files(written)).join(", ")}\n`);
    });
  }
  if (options.json === true) host.out(jsonText(gittDocument(version, attempts.entries)));
  return attempts.finish();
}

function sampleOf({ molarVolume, mass, molarMass, area, length, diffusionLength }: GittCommandOptions): GittSample {
  const given = { molarVolume, mass, molarMass, area, length, diffusionLength };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
