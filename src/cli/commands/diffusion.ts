import { InvalidArgumentError, type Command } from "commander";
import {
  diffusionOfFit,
  finiteDiffusion,
  version,
  warburgDiffusion,
  type DerivedAnswer,
  type DiffusionOptions,
  type RefusedAnswer,
} from "../../index.ts";
import { derivedText, jsonText } from "../../report/index.ts";
import { circuitOf } from "../circuits.ts";
import { fitInput, sweepInputs } from "../fitFile.ts";
import { DONE, FAILED, type Host } from "../host.ts";
import { addMaskOptions, maskOf, type MaskSettings } from "../maskOptions.ts";
import { sweepOption, type SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";

/** The options of `eisfit diffusion` as commander gives them. */
export interface DiffusionCommandOptions extends MaskSettings {
  readonly circuit?: string;
  readonly sweep?: SweepChoice;
  readonly element?: string;
  readonly sigma?: string;
  readonly tau?: string;
  readonly area?: string;
  readonly concentration?: string;
  readonly temperature?: string;
  readonly electrons?: number;
  readonly length?: string;
  readonly json?: boolean;
}

export function addDiffusionCommand(
  program: Command,
  host: Host,
  done: (status: number) => void,
  positive: (text: string) => number,
): void {
  const command = program
    .command("diffusion")
    .description("Diffusion coefficient of a Warburg element, by a fit or from sigma or tau.")
    .argument("[file]", "spectrum to fit")
    .option("-c, --circuit <circuit>", "with a W, Ws or Wo")
    .addOption(sweepOption())
    .option("--element <name>", "which of several")
    .option("--sigma <sigma>", "of a semi-infinite element, e.g. '12.0(3) ohm s^-1/2', instead of a file")
    .option("--tau <time>", "of a finite element, instead of a file")
    .option("--area <area>", "of one electrode, for sigma")
    .option("--concentration <concentration>", "of what diffuses, e.g. '0.02 mol/cm3', for sigma")
    .option("--temperature <temperature>", "e.g. 25C, for sigma")
    .option("--electrons <n>", "transferred; 1 if not given", electrons)
    .option("--length <length>", "that ions diffuse through, for tau");
  addMaskOptions(command, positive)
    .option("--json", "print one JSON document")
    .action(async (file: string | undefined, options: DiffusionCommandOptions) =>
      done(await diffusionCommand(file, options, host)),
    );
}

/** Gives a diffusion coefficient, or why the data give none: that is a status of 1. */
export async function diffusionCommand(
  file: string | undefined,
  options: DiffusionCommandOptions,
  host: Host,
): Promise<number> {
  const found = file === undefined ? { answer: ofNumbers(options) } : await ofFile(file, options, host);
  const { answer } = found;
  if (options.json === true) host.out(jsonText({ eisfit: version, ...found }));
  else host.out("reason" in answer ? derivedText([], [answer]) : derivedText([answer]));
  return "reason" in answer ? FAILED : DONE;
}

function ofNumbers({
  sigma,
  tau,
  area,
  concentration,
  temperature,
  electrons: n,
  length,
}: DiffusionCommandOptions): DerivedAnswer {
  if ((sigma === undefined) === (tau === undefined))
    throw new UsageError("Give a file and --circuit, or --sigma, or --tau.");
  if (tau !== undefined) {
    if (length === undefined) throw new UsageError("--tau needs --length.");
    return finiteDiffusion({ tau, length });
  }
  if (sigma === undefined || area === undefined || concentration === undefined || temperature === undefined) {
    throw new UsageError("--sigma needs --area, --concentration and --temperature.");
  }
  return warburgDiffusion({ sigma, area, concentration, temperature, ...(n === undefined ? {} : { electrons: n }) });
}

async function ofFile(
  file: string,
  options: DiffusionCommandOptions,
  host: Host,
): Promise<{ file: string; element: string; answer: DerivedAnswer | RefusedAnswer }> {
  const { circuit, sweep, element, area, concentration, temperature, electrons: n, length } = options;
  if (circuit === undefined) throw new UsageError("A file needs --circuit.");
  const given = { element, area, concentration, temperature, electrons: n, length };
  const known: DiffusionOptions = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (sweep === "all") throw new UsageError("--sweep takes one number here.");
  for await (const input of sweepInputs(file, sweep)) {
    const { result } = fitInput(input, circuitOf(circuit), maskOf(options));
    for (const warning of result.warnings) host.note(`${file}: warning: ${warning}\n`);
    return { file: input.file, ...diffusionOfFit(result, known) };
  }
  throw new UsageError(`${file} holds no spectrum.`);
}

function electrons(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give 1, 2 or more.");
}
