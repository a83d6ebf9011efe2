import { basename } from "node:path";
import {
  drt,
  drtToCircuit,
  version,
  type DrtBasis,
  type DrtData,
  type DrtOptions,
  type DrtWeight,
  type LambdaChoice,
  type Spectrum,
} from "../../index.ts";
import { drtCsv, drtDocument, drtSvg, drtText, jsonText, type InvertedFile } from "../../report/index.ts";
import { Attempts, type Done } from "../attempts.ts";
import type { Host } from "../host.ts";
import { maskOf, type MaskSettings } from "../maskOptions.ts";
import { outputPrefixes } from "../outputPrefix.ts";
import { plotWriter, type PlotSettings, type PlotWriter } from "../plotOptions.ts";
import { eachSpectrum, type SpectrumSource, type SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit drt` as commander gives them. */
export interface DrtCommandOptions extends MaskSettings, PlotSettings {
  readonly sweep?: SweepChoice;
  readonly basis: DrtBasis;
  readonly derivative: "1" | "2";
  readonly data: DrtData;
  readonly weight: DrtWeight;
  readonly lambda: number | LambdaChoice;
  readonly timeConstants?: number;
  readonly inductance: boolean;
  readonly capacitance: "auto" | "yes" | "no";
  readonly negative?: boolean;
  readonly level?: number;
  readonly toCircuit?: boolean;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

const OUTPUT_NAMES = ["drt.json", "drt.csv", "drt.svg"];

/** Inverts each file; one that fails is reported and does not stop the others. */
export async function drtCommand(files: readonly string[], options: DrtCommandOptions, host: Host): Promise<number> {
  const forms = [options.json, options.toCircuit, options.csv].filter((asked) => asked === true).length;
  if (forms > 1)
    throw new UsageError("--json, --csv and --to-circuit each take the whole of stdout; give one of them.");
  if (options.csv === true && (files.length > 1 || options.sweep === "all")) {
    throw new UsageError("--csv prints one distribution; give one file and sweep, or -o FOLDER for several.");
  }
  const { output } = options;
  const plots = await plotWriter(options);
  if (output !== undefined) {
    const prefixes = await outputPrefixes(files, options.sweep);
    const names = prefixes.flatMap((prefix) => OUTPUT_NAMES.map((name) => prefix + name));
    checkOutput(output, plots.names(names), options.force === true);
  }
  const attempts = new Attempts<InvertedFile>(host);
  await eachSpectrum(files, options.sweep, attempts, host, (spectrum, source, prefix) =>
    invertOne(spectrum, source, prefix, { options, host, plots }),
  );
  if (options.json === true) host.out(jsonText(drtDocument(version, attempts.entries)));
  return attempts.status;
}

function invertOne(
  spectrum: Spectrum,
  source: SpectrumSource,
  prefix: string,
  { options, host, plots }: { readonly options: DrtCommandOptions; readonly host: Host; readonly plots: PlotWriter },
): Done<InvertedFile> {
  const { file } = source;
  const result = drt(spectrum, drtOptions(options));
  const entry = { ...source, result };
  const asText = options.json !== true && options.toCircuit !== true && options.csv !== true;
  if (asText) {
    const { frequencyHz } = result.residuals;
    host.out(
      `${file}: ${frequencyHz.length} points, ${frequencyHz[0]} .. ${frequencyHz.at(-1)} Hz\n\n${drtText(result)}\n`,
    );
  } else {
    for (const note of result.notes) host.note(`${file}: note: ${note}\n`);
    for (const warning of result.warnings) host.note(`${file}: warning: ${warning}\n`);
    if (options.toCircuit === true) host.out(`${drtToCircuit(result)}\n`);
    if (options.csv === true) host.out(drtCsv(result));
  }
  if (options.output !== undefined) {
    const contents = [
      jsonText(drtDocument(version, [entry])),
      drtCsv(result),
      drtSvg(result, basename(file), plots.options),
    ];
    const outputs = OUTPUT_NAMES.map((name, index) => ({
      name: prefix + name,
      content: contents[index] ?? "",
    }));
    host.note(`written: ${writeFiles(options.output, plots.files(outputs)).join(", ")}\n`);
  }
  return { entry, sound: true };
}

function drtOptions(options: DrtCommandOptions): DrtOptions {
  const { basis, data, weight, lambda, timeConstants, inductance, level } = options;
  return {
    basis,
    derivative: options.derivative === "2" ? 2 : 1,
    data,
    weight,
    lambda,
    inductance,
    capacitance: options.capacitance === "auto" ? "auto" : options.capacitance === "yes",
    nonNegative: options.negative !== true,
    ...(timeConstants === undefined ? {} : { timeConstants }),
    ...(level === undefined ? {} : { level }),
    ...maskOf(options),
  };
}
