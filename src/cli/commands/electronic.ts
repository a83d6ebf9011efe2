import type { Command } from "commander";
import { electronicConductivity, readRecording, version } from "../../index.ts";
import { derivedText, jsonText } from "../../report/index.ts";
import { DONE, type Host } from "../host.ts";
import { UsageError } from "../usageError.ts";

/** The options of `eisfit electronic` as commander gives them. */
export interface ElectronicCommandOptions {
  readonly current?: string;
  readonly currentFile?: string;
  readonly voltage: string;
  readonly thickness: string;
  readonly area: string;
  readonly json?: boolean;
}

export function addElectronicCommand(program: Command, host: Host, done: (status: number) => void): void {
  program
    .command("electronic")
    .description("Electronic conductivity from the steady current between electrodes that block ions.")
    .option("--current <current>", "in the steady state, e.g. '8.0(4) nA'")
    .option("--current-file <file>", "table of time and current (text, .xlsx, .ods, .mpr), from which it is read")
    .requiredOption("--voltage <voltage>", "that was applied, e.g. '0.5 V'")
    .requiredOption("--thickness <length>", "of the sample, e.g. '1.00(2) mm'")
    .requiredOption("--area <area>", "of the electrodes, e.g. '0.785 cm2'")
    .option("--json", "print one JSON document")
    .action(async (options: ElectronicCommandOptions) => done(await electronicCommand(options, host)));
}

/** Gives an electronic conductivity; a current that is not steady makes it an upper limit. */
export async function electronicCommand(options: ElectronicCommandOptions, host: Host): Promise<number> {
  const { current, currentFile, voltage, thickness, area } = options;
  if ((current === undefined) === (currentFile === undefined))
    throw new UsageError("Give --current or --current-file.");
  const recording = currentFile === undefined ? undefined : await readRecording(currentFile);
  for (const note of recording?.notes ?? []) host.note(`${currentFile ?? ""}: ${note}\n`);
  const found = electronicConductivity({ current: recording ?? current ?? "", voltage, thickness, area });
  const steady = found.currents?.steady.value ?? null;
  if (options.json === true) host.out(jsonText({ eisfit: version, ...found.conductivity, steadyCurrent: steady }));
  else host.out(derivedText([found.conductivity]));
  return DONE;
}
