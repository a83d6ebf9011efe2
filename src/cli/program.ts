import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { version, type LambdaChoice } from "../index.ts";
import { checkCommand, type CheckCommandOptions } from "./commands/check.ts";
import { addBatchCommand } from "./commands/batch.ts";
import { addCircuitsCommand } from "./commands/circuits.ts";
import { compareCommand, type CompareCommandOptions } from "./commands/compare.ts";
import { addDrawCommand } from "./commands/draw.ts";
import { drtCommand, type DrtCommandOptions } from "./commands/drt.ts";
import { convertCommand, type ConvertCommandOptions } from "./commands/convert.ts";
import { addDiffusionCommand } from "./commands/diffusion.ts";
import { addElectronicCommand } from "./commands/electronic.ts";
import { elementsCommand } from "./commands/elements.ts";
import { fitCommand, type FitCommandOptions } from "./commands/fit.ts";
import { addExportCommand } from "./commands/export.ts";
import { addGittCommand } from "./commands/gitt.ts";
import { addReportCommand } from "./commands/report.ts";
import { simulateCommand, type SimulateCommandOptions } from "./commands/simulate.ts";
import { addSeriesCommand } from "./commands/series.ts";
import { addTableCommand } from "./commands/table.ts";
import { addTransferenceCommand } from "./commands/transference.ts";
import { addWorkerCommand } from "./commands/worker.ts";
import { isExpected, isWrongUsage } from "./expectedErrors.ts";
import { DONE, FAILED, WRONG_USAGE, type Host } from "./host.ts";
import { addMaskOptions } from "./maskOptions.ts";
import { addSampleOptions } from "./sampleOptions.ts";
import { sweepOption } from "./sweeps.ts";

const CIRCUIT_HELP = "circuit such as 'R0-p(R1,CPE1)', a .circuit file, or a name listed by `eisfit circuits`";

const VIOLATIONS_HELP = "leave out points that contradict the others by the Kramers-Kronig relations";

/**
 * Runs one command line and gives its exit status: 0 done, 1 the data or the fit failed, 2 wrong usage. Whatever is wrong
 * with the input is told in a message; an error that gets out of here is a fault of the program.
 *
 * @param words what the user typed after `eisfit`.
 */
export async function run(words: readonly string[], host: Host): Promise<number> {
  let status = DONE;
  const program = describeCommands(words, host, (result) => (status = result));
  try {
    await program.parseAsync(words, { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    if (!isExpected(error)) throw error;
    host.note(`error: ${error.message}\n`);
    return isWrongUsage(error) ? WRONG_USAGE : FAILED;
  }
}

function describeCommands(words: readonly string[], host: Host, done: (status: number) => void): Command {
  const program = new Command("eisfit")
    .description("Fits electrochemical impedance spectra to equivalent circuits.")
    .version(version)
    .exitOverride()
    .showHelpAfterError("(eisfit --help, or eisfit COMMAND --help, shows what can be asked)")
    .configureOutput({ writeOut: host.out, writeErr: host.note });

  const fitting = program
    .command("fit")
    .description("Fit a circuit to spectra; no initial values are needed.")
    .argument(
      "<files...>",
      "spectra; eisfit convert --formats lists what can be read; reports of eisfit are fitted again",
    )
    .option("-c, --circuit <circuit>", `${CIRCUIT_HELP}; a report has its own`);
  addFitOptions(fitting)
    .option("--verify", "check the result with an independent evaluation and solver")
    .option("--json", "print one JSON document")
    .option("-o, --output <folder>", "write result, fitted curve and plots there")
    .option("--force", "replace files that exist")
    .action(async (files: string[], options: FitCommandOptions, command: Command) =>
      done(await fitCommand(files, options, host, givenOptions(command))),
    );

  addReportCommand(program, host, done, {
    circuitHelp: CIRCUIT_HELP,
    collect,
    addFitOptions,
    givenOptions,
    commandLine: commandLine(words.filter((word) => word !== "--force")),
  });

  const checking = program
    .command("check")
    .description(
      "Say whether spectra obey the Kramers-Kronig relations, how noisy they are, and which points are wrong.",
    )
    .argument("<files...>", "spectra: CSV or other tables of frequency, Z' and Z'', or JSON")
    .addOption(new Option("--variant <parts>", "of the linear test shown").choices(["complex", "real", "imaginary"]))
    .addOption(new Option("--domain <domain>", "of the linear test").choices(["auto", "impedance", "admittance"]))
    .addOption(sweepOption())
    .option("--terms <n>", "of the linear test: a number, gcv, mu, mu=0.85, curvature or sum", terms)
    .option("--extension <factor>", "of the range of its time constants beyond the frequencies", positive)
    .option("--no-capacitance", "no series (or parallel) capacitance in the linear test")
    .option("--no-inductance", "no series (or parallel) inductance in the linear test")
    .addOption(
      new Option("--smoothing <kind>", "of the phase for Z-HIT").choices([
        "spline",
        "local",
        "lowess",
        "savitzky-golay",
        "whittaker",
        "modified-sinc",
        "none",
      ]),
    )
    .addOption(
      new Option("--interpolation <kind>", "of the smoothed phase for Z-HIT").choices([
        "modified-akima",
        "akima",
        "natural",
        "not-a-knot",
        "pchip",
      ]),
    )
    .addOption(new Option("--window <shape>", "of the weights of Z-HIT").choices(["boxcar", "hann", "triangle"]))
    .option("--centre <hz>", "middle of that window", positive)
    .option("--decades <n>", "width of that window", positive)
    .option("--measurement-model", "fit Voigt elements to the imaginary part and predict the real one");
  addMaskOptions(checking, positive)
    .option("--json", "print one JSON document")
    .option("-o, --output <folder>", "write the numbers and a plot of the residuals there")
    .option("--force", "replace files that exist")
    .action(async (files: string[], options: CheckCommandOptions) => done(await checkCommand(files, options, host)));

  const comparing = program
    .command("compare")
    .description("Fit several circuits to one spectrum and say which the data support.")
    .argument("<file>", "spectrum; eisfit convert --formats lists what can be read")
    .requiredOption("-c, --circuit <circuit>", `${CIRCUIT_HELP} (repeat for each)`, collect)
    .addOption(weightOption())
    .addOption(objectiveOption())
    .addOption(lossOption())
    .option("--error-terms <terms>", "of --weight structure: constant,modulus,real,imaginary,square", list)
    .addOption(sweepOption())
    .option("--no-search", "local fits from the circuits' own values, no search for starts");
  addMaskOptions(comparing, positive)
    .option("--exclude-violations", VIOLATIONS_HELP)
    .option("--json", "print one JSON document")
    .action(async (file: string, options: CompareCommandOptions) => done(await compareCommand(file, options, host)));

  const inverting = program
    .command("drt")
    .description("Distribution of relaxation times, with a second method beside it.")
    .argument("<files...>", "spectra: CSV or other tables of frequency, Z' and Z'', or JSON")
    .addOption(sweepOption())
    .addOption(chosen("--basis <basis>", "functions of ln tau", ["gaussian", "piecewise-linear"]))
    .addOption(chosen("--derivative <order>", "of gamma, which the penalty holds small", ["1", "2"]))
    .addOption(chosen("--data <parts>", "parts of Z described", ["both", "re", "im"]))
    .addOption(chosen("--weight <weight>", "weight of the residuals", ["modulus", "unit", "sigma"]))
    .option("--lambda <lambda>", "strength of the penalty: a number, gcv, mgcv or l-curve", lambda, "mgcv")
    .option("--time-constants <n>", "how many; 160 by default", positive)
    .option("--no-inductance", "without a term j omega L")
    .addOption(chosen("--capacitance <when>", "a term 1/(j omega C)", ["auto", "yes", "no"]))
    .option("--negative", "let gamma and the terms be negative")
    .option("--level <share>", "probability inside the band; 0.95 by default", positive);
  addMaskOptions(inverting, positive)
    .option("--to-circuit", "print a circuit with starting values from the peaks, and nothing else")
    .option("--csv", "print tau, gamma and its band as CSV, and nothing else")
    .option("--json", "print one JSON document")
    .option("-o, --output <folder>", "write JSON, CSV and plot there")
    .option("--force", "replace files that exist")
    .action(async (files: string[], options: DrtCommandOptions) => done(await drtCommand(files, options, host)));

  program
    .command("convert")
    .description("Write what any readable file holds as CSV or JSON, or list its sweeps.")
    .argument("[files...]", "files of instruments or other programs")
    .option("--list", "only list the sweeps")
    .addOption(sweepOption())
    .option("--json", "write JSON, with all that the file tells besides the points")
    .option("-o, --output <path>", "write into this file, or for each file into this folder")
    .option("--force", "replace files that exist")
    .option("--formats", "list the formats that can be read")
    .action(async (files: string[], options: ConvertCommandOptions) =>
      done(await convertCommand(files, options, host)),
    );

  program
    .command("simulate")
    .description("Write the impedance of a circuit as CSV.")
    .requiredOption("-c, --circuit <circuit>", CIRCUIT_HELP)
    .requiredOption("--from <hz>", "one end of the frequencies", positive)
    .requiredOption("--to <hz>", "the other end", positive)
    .requiredOption("--per-decade <n>", "points a decade", positive)
    .option("--set <name=value>", "value of a parameter, e.g. 'R0=20 ohm' (repeatable)", collect)
    .option("--noise <share>", "standard deviation as a share of |Z|, e.g. 0.3%", share, 0)
    .option("--seed <n>", "seed of the noise", seed, 1)
    .option("--json", "print one JSON document")
    .action((options: SimulateCommandOptions) => done(simulateCommand(options, commandLine(words), host)));

  addTransferenceCommand(program, host, done, positive, collect);
  addDiffusionCommand(program, host, done, positive);
  addGittCommand(program, host, done);
  addElectronicCommand(program, host, done);
  addTableCommand(program, host, done);
  addDrawCommand(program, host, done);
  addExportCommand(program, host, done, { circuitHelp: CIRCUIT_HELP, weight: weightOption(), collect, positive });

  program
    .command("elements")
    .description("List the elements with their formulas and parameters.")
    .option("--json", "print one JSON document")
    .action((options: { json?: boolean }) => done(elementsCommand(options, host)));

  addCircuitsCommand(program, host, done);
  const shared = {
    circuitHelp: CIRCUIT_HELP,
    violationsHelp: VIOLATIONS_HELP,
    fitting: [weightOption(), objectiveOption(), lossOption()],
    collect,
    list,
    positive,
  };
  addSeriesCommand(program, host, done, shared);
  addBatchCommand(program, host, done, shared);
  addWorkerCommand(program, host, done);

  return program;
}

/** The options that say how spectra are fitted, but for the circuit. */
function addFitOptions(command: Command): Command {
  command
    .addOption(weightOption())
    .addOption(objectiveOption())
    .addOption(lossOption())
    .option("--error-terms <terms>", "of --weight structure: constant,modulus,real,imaginary,square", list)
    .addOption(sweepOption())
    .option("--average", "fit the mean of the files, replicates of one spectrum; it has deviations for --weight sigma")
    .option("--set <name=value>", "starting value, e.g. 'R0=20 ohm' (repeatable)", collect)
    .option("--fix <name[=value]>", "hold a parameter, e.g. 'CPE1.n=0.9' (repeatable)", collect)
    .option("--bound <name=low..high>", "limits, e.g. 'CPE1.n=0.6..1', or 'CPE.n=0.6..1' for all (repeatable)", collect)
    .option("--tie <name=formula>", "let a parameter follow others, e.g. 'CPE2.n=CPE1.n' (repeatable)", collect)
    .option("--order <order>", "of arcs, e.g. 'tau(R1,CPE1) < tau(R2,CPE2)' (repeatable)", collect)
    .option("--derive <formula>", "value to compute with its error, e.g. 'R1 + R2' (repeatable)", collect)
    .option("--no-search", "one local fit from the circuit's own values, no search for starts")
    .addOption(intervalOption());
  addSampleOptions(command);
  return addMaskOptions(command, positive).option("--exclude-violations", VIOLATIONS_HELP);
}

/** An option with a choice of words, of which the first is the default. */
function chosen(flags: string, description: string, words: readonly string[]): Option {
  return new Option(flags, description).choices(words).default(words[0]);
}

function lambda(text: string): number | LambdaChoice {
  const word = (["gcv", "mgcv", "l-curve"] as const).find((one) => one === text);
  if (word !== undefined) return word;
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && value < Infinity)) {
    throw new InvalidArgumentError("Give a number above 0, gcv, mgcv or l-curve.");
  }
  return value;
}

function objectiveOption(): Option {
  return new Option("--objective <form>", "what the residuals are of")
    .choices(["impedance", "admittance", "modulus-phase", "log-modulus"])
    .default("impedance");
}

function lossOption(): Option {
  return new Option("--loss <loss>", "huber or cauchy let outliers count for little and name them")
    .choices(["squares", "huber", "cauchy"])
    .default("squares");
}

function weightOption(): Option {
  return new Option("--weight <weight>", "weight of the residuals")
    .choices(["modulus", "unit", "proportional", "sigma", "structure", "measured"])
    .default("modulus");
}

function intervalOption(): Option {
  return new Option(
    "--intervals <method>",
    "95 % intervals; auto: by the profile where the covariance cannot be trusted",
  )
    .choices(["auto", "wald", "profile", "bootstrap"])
    .default("auto");
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

function list(text: string): string[] {
  return text.split(",").map((word) => word.trim());
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && value < Infinity)) throw new InvalidArgumentError("Give a number above 0.");
  return value;
}

function terms(text: string): NonNullable<CheckCommandOptions["terms"]> {
  if (/^\d+$/.test(text)) return Number(text);
  if (text === "gcv" || text === "mu" || text === "curvature" || text === "sum") return { criterion: text };
  const [, threshold = ""] = /^mu=([\d.]+)$/.exec(text) ?? [];
  if (threshold !== "") return { criterion: "mu", threshold: Number(threshold) };
  throw new InvalidArgumentError("Give a whole number, gcv, mu, mu=0.85, curvature or sum.");
}

function share(text: string): number {
  const [, digits = "", percent] = /^\s*([^%]*?)\s*(%?)\s*$/.exec(text) ?? [];
  const value = Number(digits) / (percent === "%" ? 100 : 1);
  if (digits === "" || !(value >= 0 && value < 1))
    throw new InvalidArgumentError("Give a share of |Z| such as 0.3% or 0.003.");
  return value;
}

function seed(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value >= 2 ** 32) throw new InvalidArgumentError("Give an integer from 0 to 4294967295.");
  return value;
}

/** Names of the options that the user typed. */
function givenOptions(command: Command): ReadonlySet<string> {
  return new Set(Object.keys(command.opts()).filter((name) => command.getOptionValueSource(name) === "cli"));
}

/** The command as it can be typed into a POSIX shell again. */
function commandLine(words: readonly string[]): string {
  const quoted = words.map((word) => (/^[\w./:=%+,@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`));
  return ["npx eisfit", ...quoted].join(" ");
}
