import type { Command } from "commander";
import { electronicConductivity, readRecording, version } from "../../index.ts";
import { derivedText, jsonText } from "../../report/index.ts";
import { addExamples } from "../help.ts";
import { DONE, type Host } from "../host.ts";
import { addFolderOptions, addJsonOption, documentOutput, type OutputSettings } from "../outputOptions.ts";
import { UsageError } from "../usageError.ts";

/** The options of `eisfit electronic` as commander gives them. */
export interface ElectronicCommandOptions extends OutputSettings {
  readonly current?: string;
  readonly currentFile?: string;
  readonly voltage: string;
  readonly thickness: string;
  readonly area: string;
}

export function addElectronicCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("electronic")
    .summary("electronic conductivity from a steady current")
    .description("Electronic conductivity from the steady current between electrodes that block ions.")
    .option("--current <current>", "in the steady state, e.g. '8.0(4) nA'")
    .option("--current-file <file>", "table of time and current (text, .xlsx, .ods, .mpr), from which it is read")
    .requiredOption("--voltage <voltage>", "that was applied, e.g. '0.5 V'")
    .requiredOption("--thickness <length>", "of the sample, e.g. '1.00(2) mm'")
    .requiredOption("--area <area>", "of the electrodes, e.g. '0.785 cm2'");
  addFolderOptions(addJsonOption(command), "the JSON document, for eisfit table");
  addExamples(command, [
    [
      "eisfit electronic --current-file samples/electronic.csv --voltage 0.5V --thickness '1.00(1) mm' --area 0.785cm2",
      "the current is read where it is steady",
    ],
    [
      "eisfit electronic --current '8.0(4) nA' --voltage '0.5 V' --thickness '1.00(2) mm' --area '0.785 cm2'",
      "from a number with its error",
    ],
  ]);
  command.action(async (options: ElectronicCommandOptions) => done(await electronicCommand(options, host)));
}

/** Gives an electronic conductivity; a current that is not steady makes it an upper limit. */
export async function electronicCommand(options: ElectronicCommandOptions, host: Host): Promise<number> {
  const { current, currentFile, voltage, thickness, area } = options;
  if ((current === undefined) === (currentFile === undefined))
    throw new UsageError("Give --current or --current-file.");
  const save = documentOutput(options, "electronic.json", currentFile === undefined ? [] : [currentFile]);
  const recording = currentFile === undefined ? undefined : await readRecording(currentFile);
  for (const note of recording?.notes ?? []) host.note(`${currentFile ?? ""}: ${note}\n`);
  const found = electronicConductivity({ current: recording ?? current ?? "", voltage, thickness, area });
  const steady = found.currents?.steady.value ?? null;
  const json = jsonText({ eisfit: version, ...found.conductivity, steadyCurrent: steady });
  save(json, host);
  if (options.json === true) host.out(json);
  else host.show(derivedText([found.conductivity]));
  return DONE;
}
