import { basename } from "node:path";
import {
  checkSpectrum,
  maskSpectrum,
  version,
  type CheckOptions,
  type LinearKramersKronigOptions,
  type ZhitOptions,
} from "../../index.ts";
import { checkDocument, checkSvg, checkText, jsonText, type CheckedFile } from "../../report/index.ts";
import { Attempts } from "../attempts.ts";
import type { Host } from "../host.ts";
import { maskOf, type MaskSettings } from "../maskOptions.ts";
import { outputPrefixes } from "../outputPrefix.ts";
import { plotWriter, type PlotSettings } from "../plotOptions.ts";
import { eachSpectrum, type SweepChoice } from "../sweeps.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit check` as commander gives them. */
export interface CheckCommandOptions extends MaskSettings, PlotSettings {
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
  readonly json?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

const OUTPUT_NAMES = ["check.json", "check.svg"];

/** Checks each file; one that cannot be read is reported and does not stop the others. */
export async function checkCommand(
  files: readonly string[],
  options: CheckCommandOptions,
  host: Host,
): Promise<number> {
  const { output } = options;
  const plots = await plotWriter(options);
  if (output !== undefined) {
    const prefixes = await outputPrefixes(files, options.sweep);
    const names = prefixes.flatMap((prefix) => OUTPUT_NAMES.map((name) => prefix + name));
    checkOutput(output, plots.names(names), options.force === true);
  }
  const attempts = new Attempts<CheckedFile>(host);
  await eachSpectrum(files, options.sweep, attempts, host, (spectrum, source, prefix) => {
    for (const warning of spectrum.warnings) host.note(`${source.file}: warning: ${warning}\n`);
    const check = checkSpectrum(spectrum, checkOptions(options));
    const { frequencyHz } = maskSpectrum(spectrum, maskOf(options));
    const entry = { ...source, frequencyHz, check };
    if (options.json !== true) host.out(`${heading(entry)}\n\n${checkText(check)}\n`);
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
  return attempts.status;
}

function heading({ file, frequencyHz }: CheckedFile): string {
  return `${file}: ${String(frequencyHz.length)} point${frequencyHz.length === 1 ? "" : "s"}, ${String(frequencyHz[0])} .. ${String(frequencyHz.at(-1))} Hz`;
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
