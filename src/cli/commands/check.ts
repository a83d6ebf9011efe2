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
import { checkDocument, checkText, jsonText, type CheckedFile, type FailedFile } from "../../report/index.ts";
import { isExpected, isWrongUsage } from "../expectedErrors.ts";
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
  const entries: (CheckedFile | FailedFile)[] = [];
  let status = DONE;
  for (const file of files) {
    try {
      const entry = await checkFile(file, options, host);
      entries.push(entry);
      if (options.json !== true) host.out(`${heading(entry)}\n\n${checkText(entry.check)}\n`);
    } catch (error) {
      // What is wrong with the options is wrong for every file.
      if (!isExpected(error) || isWrongUsage(error)) throw error;
      const message = error.message.startsWith(file) ? error.message : `${file}: ${error.message}`;
      host.note(`error: ${message}\n`);
      entries.push({ file, error: { name: error.name, message } });
      status = FAILED;
    }
  }
  if (options.json === true) host.out(jsonText(checkDocument(version, entries)));
  return status;
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
