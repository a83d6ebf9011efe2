import { InvalidArgumentError, type Command } from "commander";
import {
  fitJointly,
  fittedResistance,
  polarisationCurrents,
  presentRoles,
  readRecording,
  transferenceNumber,
  version,
  type JointFit,
  type GivenNumber,
} from "../../index.ts";
import { jsonText, transferenceDocument, transferenceText } from "../../report/index.ts";
import { circuitOf } from "../circuits.ts";
import { fitInput, sweepInputs, type FittedInput } from "../fitFile.ts";
import { DONE, FAILED, type Host } from "../host.ts";
import { addMaskOptions, maskOf, type MaskSettings } from "../maskOptions.ts";
import { UsageError } from "../usageError.ts";

/** The options of `eisfit transference` as commander gives them. */
export interface TransferenceCommandOptions extends MaskSettings {
  readonly i0?: string;
  readonly iss?: string;
  readonly r0?: string;
  readonly rss?: string;
  readonly dv: string;
  readonly correlation?: number;
  readonly electrolyte?: string;
  readonly currentFile?: string;
  readonly before?: string;
  readonly after?: string;
  readonly circuit?: string;
  readonly share?: readonly string[];
  readonly role?: string;
  readonly electrolyteRole?: string;
  readonly json?: boolean;
}

/** Parts of a cell that are interfaces, and those that are the electrolyte, where no role is named. */
const INTERFACES = ["interface", "hetero-interface", "surface-layer", "charge-transfer"] as const;
const ELECTROLYTE = ["bulk", "grain-boundary"] as const;

export function addTransferenceCommand(
  program: Command,
  host: Host,
  done: (status: number) => void,
  positive: (text: string) => number,
  collect: (value: string, previous?: readonly string[]) => string[],
): void {
  const command = program
    .command("transference")
    .description("Transference number after Bruce and Vincent, from numbers or from files.")
    .option("--i0 <current>", "just after the voltage is applied, e.g. '11.40(5) uA'")
    .option("--iss <current>", "in the steady state")
    .option("--r0 <resistance>", "of the interfaces before, e.g. '691(7) ohm'")
    .option("--rss <resistance>", "of the interfaces in the steady state")
    .requiredOption("--dv <voltage>", "that was applied, e.g. '10 mV'")
    .option("--correlation <rho>", "of the errors of both resistances, -1 to 1; 0 if not given", correlation)
    .option("--electrolyte <resistance>", "of the electrolyte by its spectrum, for the ohmic check")
    .option("--current-file <file>", "table of time and current (text, .xlsx, .ods, .mpr), from which both are read")
    .option("--before <file>", "spectrum before the polarisation, fitted for the resistances")
    .option("--after <file>", "spectrum in the steady state")
    .option("-c, --circuit <circuit>", "for both spectra")
    .option("--share <name>", "parameter that both have in common in a joint fit, as R_b (repeatable)", collect)
    .option("--role <roles>", "roles or names of the resistances of the interfaces, with commas between")
    .option("--electrolyte-role <roles>", "those of the electrolyte, for the ohmic check");
  addMaskOptions(command, positive)
    .option("--json", "print one JSON document")
    .action(async (options: TransferenceCommandOptions) => done(await transferenceCommand(options, host)));
}

/** Gives a transference number; what is wrong with numbers or files is an error. */
export async function transferenceCommand(options: TransferenceCommandOptions, host: Host): Promise<number> {
  const currents = await currentsOf(options, host);
  const { initial, steady, electrolyte, fitWarnings, isSound } = await resistancesOf(options, host);
  const found = transferenceNumber({
    initialCurrent: currents.initial,
    steadyCurrent: currents.steady,
    initialResistance: initial,
    steadyResistance: steady,
    voltage: options.dv,
    ...(options.correlation === undefined ? {} : { resistanceCorrelation: options.correlation }),
    ...(electrolyte === undefined ? {} : { electrolyteResistance: electrolyte }),
  });
  const whole = { ...found, warnings: [...currents.flags, ...fitWarnings, ...found.warnings] };
  if (options.json === true) host.out(jsonText(transferenceDocument(version, whole)));
  else host.out(transferenceText(found));
  return isSound ? DONE : FAILED;
}

async function currentsOf(
  { i0, iss, currentFile }: TransferenceCommandOptions,
  host: Host,
): Promise<{ initial: GivenNumber; steady: GivenNumber; flags: readonly string[] }> {
  if (currentFile === undefined) {
    return {
      initial: needed(i0, "--i0, or --current-file"),
      steady: needed(iss, "--iss, or --current-file"),
      flags: [],
    };
  }
  const recording = await readRecording(currentFile);
  const { initial, initialMethod, steady, plateau, flags } = polarisationCurrents(recording);
  for (const note of recording.notes) host.note(`${currentFile}: ${note}\n`);
  host.note(
    `${currentFile}: I_0 ${initialMethod}; I_ss the mean of ${String(plateau.points)} points from ${String(Number(plateau.from.toPrecision(4)))} s after it\n`,
  );
  for (const flag of flags) host.note(`${currentFile}: warning: ${flag}\n`);
  return { initial: i0 ?? initial, steady: iss ?? steady, flags };
}

interface Resistances {
  readonly initial: GivenNumber;
  readonly steady: GivenNumber;
  readonly electrolyte: GivenNumber | undefined;
  readonly fitWarnings: readonly string[];
  readonly isSound: boolean;
}

async function resistancesOf(options: TransferenceCommandOptions, host: Host): Promise<Resistances> {
  const { before, after, circuit, role, electrolyteRole } = options;
  const given = options.electrolyte === undefined ? undefined : inOhms(options.electrolyte, "--electrolyte", host);
  if (before === undefined && after === undefined) {
    if (options.share !== undefined)
      throw new UsageError("--share goes with fits: give --before, --after and --circuit.");
    return {
      initial: inOhms(needed(options.r0, "--r0, or --before and --after"), "--r0", host),
      steady: inOhms(needed(options.rss, "--rss, or --before and --after"), "--rss", host),
      electrolyte: given,
      fitWarnings: [],
      isSound: true,
    };
  }
  if (before === undefined || after === undefined || circuit === undefined) {
    throw new UsageError("Fitted resistances need --before, --after and --circuit.");
  }
  const fitted = [await fitOf(before, circuit, options, host), await fitOf(after, circuit, options, host)] as const;
  const [{ result: first }, { result: second }] = fitted;
  const [ofFirst, ofSecond] = sharedNumbers(fitted, circuit, options, host);
  const parts = role === undefined ? presentRoles(first, INTERFACES) : words(role);
  if (parts.length === 0)
    throw new UsageError(
      "No resistance of the circuit has the role of an interface; name those of the interfaces by --role.",
    );
  const own = electrolyteRole === undefined ? presentRoles(first, ELECTROLYTE) : words(electrolyteRole);
  return {
    initial: fittedResistance(first, parts, ofFirst),
    steady: fittedResistance(second, parts, ofSecond),
    electrolyte: given ?? (own.length === 0 ? undefined : fittedResistance(first, own, ofFirst)),
    fitWarnings: [before, after].flatMap((file, k) =>
      ([first, second][k]?.warnings ?? []).map((text) => `${file}: ${text}`),
    ),
    isSound: [first, second].every(({ termination }) => termination.outcome !== "not-converged"),
  };
}

/** The numbers of a joint fit, where parameters are to be shared, by which both resistances have errors in common. */
function sharedNumbers(
  fitted: readonly FittedInput[],
  circuit: string,
  { share = [], ...mask }: TransferenceCommandOptions,
  host: Host,
): ReturnType<JointFit["numbers"]>[] {
  if (share.length === 0) return [];
  const joint = fitJointly(
    fitted.map(({ spectrum }) => spectrum),
    circuitOf(circuit),
    {
      ...maskOf(mask),
      shared: share.map((parameter) => ({ parameter })),
      separate: fitted.map(({ result }) => result),
    },
  );
  for (const warning of joint.warnings) host.note(`joint fit: warning: ${warning}\n`);
  return [joint.numbers(0), joint.numbers(1)];
}

async function fitOf(file: string, circuit: string, mask: MaskSettings, host: Host): Promise<FittedInput> {
  for await (const input of sweepInputs(file, undefined)) {
    const fitted = fitInput(input, circuitOf(circuit), maskOf(mask));
    for (const warning of fitted.result.warnings) host.note(`${file}: warning: ${warning}\n`);
    return fitted;
  }
  throw new UsageError(`${file} holds no spectrum.`);
}

function needed(text: string | undefined, options: string): string {
  if (text !== undefined) return text;
  throw new UsageError(`Give ${options}.`);
}

/** A resistance of this command can be in nothing else, so that it may come without a unit. */
function inOhms(text: string, option: string, host: Host): string {
  if (!/^[\d.]+(?:\([\d.]+\))?(?:e[+-]?\d+)?$/i.test(text.trim())) return text;
  host.note(`note: ${option} ${text} was read in ohm\n`);
  return `${text.trim()} ohm`;
}

function words(text: string): string[] {
  return text.split(",").map((word) => word.trim());
}

function correlation(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= -1 && value <= 1) return value;
  throw new InvalidArgumentError("Give a number from -1 to 1.");
}
