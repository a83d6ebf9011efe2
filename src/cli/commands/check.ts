import { createHash } from "node:crypto";
import {
  checkSpectrum,
  maskSpectrum,
  readFileBytes,
  readSpectrum,
  version,
  type CheckOptions,
  type LinearKramersKronigOptions,
  type ZhitOptions,
} from "../../index.ts";
import { checkDocument, checkText, jsonText, type CheckedFile } from "../../report/index.ts";
import { eachFile } from "../eachFile.ts";
import { DONE, FAILED, type Host } from "../host.ts";
import { maskOf, type MaskSettings } from "../maskOptions.ts";

/** The options of `eisfit check` as commander gives them. */
export interface CheckCommandOptions extends MaskSettings {
  readonly variant?: LinearKramersKronigOptions["variant"];
  readonly domain?: LinearKramersKronigOptions["domain"];
  readonly terms?: LinearKramersKronigOptions["terms"];
  readonly extension?: number;
  readonly capacitance: boolean;
  readonly inductance: boolean;
  readonly smoothing?: ZhitOptions["smoothing"];
  readonly window?: ZhitOptions["window"];
  readonly centre?: number;
  readonly decades?: number;
  readonly measurementModel?: boolean;
  readonly json?: boolean;
}

/** Checks each file; one that cannot be read is reported and does not stop the others. */
export async function checkCommand(
  files: readonly string[],
  options: CheckCommandOptions,
  host: Host,
): Promise<number> {
  const { entries, sound } = await eachFile(files, host, async (place) => {
    const entry = await checkFile(files[place] ?? "", options, host);
    if (options.json !== true) host.out(`${heading(entry)}\n\n${checkText(entry.check)}\n`);
    return { entry, sound: true };
  });
  if (options.json === true) host.out(jsonText(checkDocument(version, entries)));
  return sound ? DONE : FAILED;
}

async function checkFile(file: string, options: CheckCommandOptions, host: Host): Promise<CheckedFile> {
  const bytes = await readFileBytes(file);
  const spectrum = await readSpectrum(bytes, file);
  for (const note of spectrum.notes) host.note(`${file}: ${note}\n`);
  for (const warning of spectrum.warnings) host.note(`${file}: warning: ${warning}\n`);
  const check = checkSpectrum(spectrum, checkOptions(options));
  const { frequencyHz } = maskSpectrum(spectrum, maskOf(options));
  return { file, sha256: createHash("sha256").update(bytes).digest("hex"), frequencyHz, check };
}

function heading({ file, frequencyHz }: CheckedFile): string {
  return `${file}: ${String(frequencyHz.length)} point${frequencyHz.length === 1 ? "" : "s"}, ${String(frequencyHz[0])} .. ${String(frequencyHz.at(-1))} Hz`;
}

function checkOptions(options: CheckCommandOptions): CheckOptions {
  const { variant, domain, terms, extension, capacitance, inductance } = options;
  const { smoothing, window, centre, decades, measurementModel } = options;
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
