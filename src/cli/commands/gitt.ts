import { basename } from "node:path";
import type { Command } from "commander";
import { gitt, readRecording, version, type GittSample } from "../../index.ts";
import { gittCsv, gittDocument, gittSvg, gittText, jsonText, type TitratedFile } from "../../report/index.ts";
import { Attempts } from "../attempts.ts";
import type { Host } from "../host.ts";
import { outputPrefix } from "../outputPrefix.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit gitt` as commander gives them. */
export interface GittCommandOptions {
  readonly molarVolume?: string;
  readonly mass?: string;
  readonly molarMass?: string;
  readonly area?: string;
  readonly length?: string;
  readonly diffusionLength?: string;
  readonly json?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

export function addGittCommand(program: Command, host: Host, done: (status: number) => void): void {
  program
    .command("gitt")
    .description("Diffusion coefficients from pulses of current with rests between them.")
    .argument("<files...>", "tables of time, current and voltage with units in the header, as text, .xlsx, .ods; .mpr")
    .option("--molar-volume <volume>", "of the host, e.g. '20.4 cm3/mol'")
    .option("--mass <mass>", "of the host, e.g. '4.2(1) mg'")
    .option("--molar-mass <mass>", "of the host, e.g. '97.87 g/mol'")
    .option("--area <area>", "where ions enter the host, e.g. '1.13 cm2'")
    .option("--length <length>", "volume by that area, instead of the four: thickness of a film, a third of a radius")
    .option("--diffusion-length <length>", "thickness or radius that ions diffuse through, to test t_pulse << L^2/D")
    .option("--json", "print one JSON document")
    .option("-o, --output <folder>", "write JSON, CSV and a plot of D over the voltage there")
    .option("--force", "replace files that exist")
    .action(async (files: string[], options: GittCommandOptions) => done(await gittCommand(files, options, host)));
}

const ENDINGS = ["gitt.json", "gitt.csv", "gitt.svg"];

/** Evaluates each file; one that fails is reported and does not stop the others. */
export async function gittCommand(files: readonly string[], options: GittCommandOptions, host: Host): Promise<number> {
  const { output } = options;
  if (output !== undefined) {
    const names = files.flatMap((file) => ENDINGS.map((ending) => outputPrefix(file) + ending));
    checkOutput(output, names, options.force === true);
  }
  const attempts = new Attempts<TitratedFile>(host);
  for (const file of files) {
    await attempts.attempt(file, async () => {
      const recording = await readRecording(file);
      const result = gitt(recording, sampleOf(options));
      const entry = { file, notes: recording.notes, result };
      for (const note of recording.notes) host.note(`${file}: ${note}\n`);
      if (options.json !== true) host.out(`${file}: ${String(recording.time.length)} points\n\n${gittText(result)}\n`);
      attempts.add({ entry, sound: result.pulses.some(({ refusal }) => refusal === null) });
      if (output === undefined) return;
      const contents = [jsonText(gittDocument(version, [entry])), gittCsv(result), gittSvg(result, basename(file))];
      const written = ENDINGS.map((ending, k) => ({ name: outputPrefix(file) + ending, content: contents[k] ?? "" }));
      host.note(`written: ${writeFiles(output, written).join(", ")}\n`);
    });
  }
  if (options.json === true) host.out(jsonText(gittDocument(version, attempts.entries)));
  return attempts.status;
}

function sampleOf({ molarVolume, mass, molarMass, area, length, diffusionLength }: GittCommandOptions): GittSample {
  const given = { molarVolume, mass, molarMass, area, length, diffusionLength };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
