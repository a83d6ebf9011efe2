import { Option, type Command } from "commander";
import {
  formatOf,
  parseCircuit,
  ReadError,
  type Circuit,
  type FitOptions,
  type IntervalOptions,
  type SampleOptions,
} from "../index.ts";
import type { OpenedReport } from "../report/index.ts";
import { count, seed } from "./argumentValues.ts";
import { circuitOf } from "./circuits.ts";
import { addFitOptions, addParameterOptions, fitOptionsOf, type FitSettings } from "./fitOptions.ts";
import { sourceOf } from "./inputFiles.ts";
import { addMaskOptions, addViolationsOption, maskOf } from "./maskOptions.ts";
import { addSampleOptions, sampleOf, type SampleSettings } from "./sampleOptions.ts";
import { applySettings, type ParameterSettings } from "./settings.ts";
import { sweepOption } from "./sweeps.ts";
import { UsageError } from "./usageError.ts";

/** The options of a fit of files as commander gives them. */
export interface FitTaskSettings extends ParameterSettings, FitSettings, SampleSettings {
  readonly intervals: NonNullable<IntervalOptions["method"]>;
  readonly replicas?: number;
  readonly seed?: number;
}

/** Adds the options that say how spectra of files are fitted, but for the circuit. */
export function addFitTaskOptions(command: Command): Command {
  command
    .addOption(sweepOption())
    .option("--average", "fit the mean of the files, replicates of one spectrum; it has deviations for --weight sigma");
  addFitOptions(command)
    .addOption(
      new Option("--intervals <method>", "95 % intervals; auto: by the profile where the covariance cannot be trusted")
        .choices(["auto", "wald", "profile", "bootstrap"])
        .default("auto"),
    )
    .option("--replicas <n>", "of --intervals bootstrap (default 1000)", count)
    .option("--seed <n>", "of their random numbers (default 1)", seed);
  addParameterOptions(command);
  addViolationsOption(addMaskOptions(command));
  return addSampleOptions(command).optionsGroup("Further:");
}

/** What is to be done with a spectrum. */
export interface FitTask {
  /** At least one; several are to be compared. */
  readonly circuits: readonly Circuit[];
  readonly options: FitOptions;
  readonly intervals: IntervalOptions;
  readonly sample: SampleOptions | undefined;
}

/** Names of options, as commander calls them, that are not there by default. */
export type GivenOptions = ReadonlySet<string>;

const MASKS = ["fmin", "fmax", "exclude", "excludeSigns"];
const FITTING = ["weight", "objective", "loss", "search", "errorTerms"] as const;
const SETTINGS = ["set", "fix", "bound", "tie", "order", "derive"] as const;

/**
 * What the command line asks for, on what is wrong with it before any file is read; undefined where only the file can tell: a report
 * has a circuit of its own.
 *
 * @param arguments_ circuits as `-c` names them.
 */
export function givenTask(arguments_: readonly string[], settings: FitTaskSettings): FitTask | undefined {
  if (settings.intervals !== "bootstrap" && (settings.replicas ?? settings.seed) !== undefined) {
    throw new UsageError("--replicas and --seed are for --intervals bootstrap.");
  }
  const sample = sampleOf(settings);
  const [only] = arguments_;
  if (only === undefined) return undefined;
  const named = SETTINGS.find((name) => settings[name] !== undefined);
  if (arguments_.length > 1 && named !== undefined) {
    throw new UsageError(
      `--${named} is for one circuit; with several, write it into each: 'R0-(R1|CPE1{n = 0.9 in 0.6..1}); CPE1.Q = 1u'.`,
    );
  }
  return {
    circuits: arguments_.map((argument) => applySettings(circuitOf(argument), settings)),
    options: fitOptionsOf(settings),
    intervals: intervalsOf(settings),
    sample,
  };
}

function intervalsOf({ intervals, replicas, seed }: FitTaskSettings): IntervalOptions {
  return {
    method: intervals,
    ...(replicas === undefined ? {} : { replicas }),
    ...(seed === undefined ? {} : { seed }),
  };
}

/**
 * Refuses files that have no circuit of their own where none is given, before anything is fitted.
 *
 * @throws {UsageError} for the first of them.
 */
export async function requireReports(files: readonly string[]): Promise<void> {
  for (const file of files) {
    if (!(await isReport(file))) {
      throw new UsageError(
        `required option '-c, --circuit <circuit>' is missing: ${file} is no report of eisfit, so it has no circuit. Give -c 'R0-p(R1,CPE1)' or one of \`eisfit circuits\`.`,
      );
    }
  }
}

/** What cannot be read is no report that anybody could know of; what cannot be opened is told at once. */
async function isReport(file: string): Promise<boolean> {
  try {
    return (await formatOf(sourceOf(file), file)).name === "report";
  } catch (error) {
    if (error instanceof ReadError && error.code !== "cannot-open") return false;
    throw error;
  }
}

/**
 * The task for one file. A report is fitted as it was, but for what the command line says otherwise.
 *
 * @param given what `givenTask` returned.
 * @param opened where the file is a report.
 * @throws {UsageError} for a file that is no report where there is no circuit.
 */
export function taskFor(
  file: string,
  given: FitTask | undefined,
  opened: OpenedReport | undefined,
  settings: FitTaskSettings,
  names: GivenOptions,
): FitTask {
  if (opened === undefined) {
    if (given !== undefined) return given;
    throw new UsageError(`${file} is no report of eisfit any more; give the circuit with -c.`);
  }
  const own = fitOptionsOf(settings);
  const fitting = FITTING.filter((name) => names.has(name)).map((name) => [name, own[name]] as const);
  const { errorTerms, exclude, ...others } = opened.options;
  const options: FitOptions = {
    ...(given === undefined ? withoutNamed(others, settings) : withoutNames(others)),
    ...(errorTerms === undefined || names.has("weight") ? {} : { errorTerms }),
    ...(MASKS.some((name) => names.has(name)) || exclude === undefined ? maskOf(settings) : { exclude }),
    ...Object.fromEntries(fitting),
  };
  return {
    circuits: given?.circuits ?? circuitsOf(opened, settings),
    options,
    intervals: names.has("intervals") ? intervalsOf(settings) : opened.intervals,
    sample: mergedSample(opened.sample, sampleOf(settings)),
  };
}

function circuitsOf({ circuit, compared }: OpenedReport, settings: FitTaskSettings): readonly Circuit[] {
  const changed = SETTINGS.some((name) => settings[name] !== undefined);
  const others = changed ? [] : compared.filter((text) => text !== circuit);
  return [applySettings(parseCircuit(circuit), settings), ...others.map((text) => parseCircuit(text))];
}

/** Options by the names of parameters mean those of the report's circuit. */
function withoutNames({ initial, fixed, bounds, ...others }: FitOptions): FitOptions {
  void [initial, fixed, bounds];
  return others;
}

/** What the command line says of a parameter stands in the circuit, and options would override it. */
function withoutNamed(
  { initial, fixed, bounds, ...others }: FitOptions,
  { set = [], fix = [], bound = [] }: FitTaskSettings,
): FitOptions {
  const named = new Set([...set, ...fix, ...bound].map((text) => text.split("=")[0]?.trim() ?? ""));
  const rest = <Value>(values: Readonly<Record<string, Value>> = {}): Record<string, Value> =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !named.has(name)));
  return {
    ...others,
    ...(initial === undefined ? {} : { initial: rest(initial) }),
    ...(fixed === undefined ? {} : { fixed: rest(fixed) }),
    ...(bounds === undefined ? {} : { bounds: rest(bounds) }),
  };
}

function mergedSample(told: SampleOptions | undefined, given: SampleOptions | undefined): SampleOptions | undefined {
  if (told === undefined || given === undefined) return given ?? told;
  const { area, diameter, ...others } = told;
  const size =
    given.area !== undefined || given.diameter !== undefined
      ? {}
      : { ...(area === undefined ? {} : { area }), ...(diameter === undefined ? {} : { diameter }) };
  return { ...others, ...size, ...given };
}
