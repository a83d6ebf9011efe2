import { InvalidArgumentError, type Command } from "commander";
import { makeSpectrum, simulate, version, type Circuit, type CircuitParameter } from "../../index.ts";
import { circuitOutline, spectrumCsv } from "../../report/index.ts";
import { collect, frequency, positive, seed } from "../argumentValues.ts";
import { circuitOf } from "../circuits.ts";
import { CIRCUIT_HELP } from "../fitOptions.ts";
import { addExamples } from "../help.ts";
import { DONE, type Host } from "../host.ts";
import { NormalGenerator } from "../random.ts";
import { applySettings } from "../settings.ts";
import { commandLine } from "../shellWords.ts";
import { UsageError } from "../usageError.ts";

/** The options of `eisfit simulate` as commander gives them. */
export interface SimulateCommandOptions {
  readonly circuit: string;
  readonly from: number;
  readonly to: number;
  readonly perDecade: number;
  /** Standard deviation of real and imaginary part as a fraction of |Z|. */
  readonly noise: number;
  readonly seed: number;
  readonly set?: readonly string[];
  readonly json?: boolean;
}

/**
 * Adds `eisfit simulate`.
 *
 * @param words the whole command line after `eisfit`, which the files made tell.
 */
export function addSimulateCommand(
  program: Command,
  host: Host,
  done: (status: number) => void,
  words: readonly string[],
): void {
  const command = program
    .command("simulate")
    .summary("the impedance of a circuit as CSV, with noise if wanted")
    .description("Write the impedance of a circuit as CSV.")
    .requiredOption("-c, --circuit <circuit>", CIRCUIT_HELP)
    .requiredOption("--from <hz>", "one end of the frequencies, in Hz or with unit: 1MHz", frequency)
    .requiredOption("--to <hz>", "the other end", frequency)
    .requiredOption("--per-decade <n>", "points a decade", positive)
    .option("--set <name=value>", "value of a parameter, e.g. 'R0=20 ohm' (repeatable)", collect)
    .option("--noise <share>", "standard deviation of both parts as a share of |Z|, e.g. 0.3%", share, 0)
    .option("--seed <n>", "seed of the noise; the same one gives the same bytes", seed, 1)
    .option("--json", "print one JSON document");
  addExamples(command, [
    ["eisfit simulate -c randles --from 1e5 --to 0.01 --per-decade 10 > cell.csv", "by the circuit's typical values"],
    [
      "eisfit simulate -c 'R0{20}-p(R1{100},CPE1{Q=1u, n=0.9})' --set R1=250 --from 1e6 --to 1 --per-decade 8 --noise 0.3%",
      "a circuit of your own, with noise",
    ],
  ]);
  command.action((options: SimulateCommandOptions) => done(simulateCommand(options, commandLine(words), host)));
}

/** More than this share of |Z| is hardly meant. */
const MUCH_NOISE = 0.1;
const MOST_POINTS = 1_000_000;
/** Frequencies are rounded to so many digits: instruments give no more, and powers differ from engine to engine beyond. */
const FREQUENCY_DIGITS = 10;

/**
 * Writes the impedance of a circuit as CSV (or JSON), by falling frequency. The same command writes the same bytes
 * everywhere; `commandLine` is put into the file to say how it was made.
 */
function simulateCommand(options: SimulateCommandOptions, commandLine: string, host: Host): number {
  const circuit = applySettings(circuitOf(options.circuit), { set: options.set ?? [] });
  for (const name of defaultedNames(circuit)) host.note(`note: ${name} has no value; the element's default is used\n`);
  if (options.noise > MUCH_NOISE) {
    const percent = Number((100 * options.noise).toPrecision(6));
    host.note(
      `note: noise of ${String(percent)} % of |Z|, as --noise is a share of it; for ${String(options.noise)} % write --noise ${String(options.noise)}%\n`,
    );
  }
  const frequencyHz = frequencyGrid(options);
  const { re, im } = simulate(circuit, frequencyHz);
  if (options.noise > 0) addNoise(re, im, options.noise, options.seed);
  const spectrum = makeSpectrum({ frequencyHz, re, im });
  const comments = [
    `Simulated by eisfit ${version}, not measured: ${circuitOutline(circuit.text)}`,
    `Values: ${circuit.parameters.map(parameterText).join(", ")}`,
    options.noise > 0
      ? `Normal noise of ${Number((100 * options.noise).toPrecision(6))} % of |Z| on the real and on the imaginary part, seed ${options.seed}`
      : "Without noise",
    `Made by: ${commandLine}`,
  ];
  if (options.json === true) {
    const points = { frequencyHz: [...spectrum.frequencyHz], re: [...spectrum.re], im: [...spectrum.im] };
    host.out(
      `${JSON.stringify({ eisfit: version, circuit: circuit.text, note: comments.join(". "), ...points }, null, 2)}\n`,
    );
  } else {
    host.out(spectrumCsv(spectrum, comments));
  }
  return DONE;
}

function parameterText({ name, value, expression, element, index }: CircuitParameter): string {
  const { unit = "-", default: usual } = element.record.parameters[index] ?? {};
  const given = expression === undefined ? String(value ?? usual) : "tied";
  return unit === "-" || given === "tied" ? `${name} = ${given}` : `${name} = ${given} ${unit}`;
}

function defaultedNames(circuit: Circuit): string[] {
  return circuit.parameters
    .filter(({ value, expression, fixed }) => value === undefined && expression === undefined && !fixed)
    .map(({ name }) => name);
}

/** `perDecade` points a decade from the highest frequency down to the lowest. */
function frequencyGrid({ from, to, perDecade }: SimulateCommandOptions): Float64Array {
  const highest = Math.max(from, to);
  const lowest = Math.min(from, to);
  const steps = Math.floor(perDecade * Math.log10(highest / lowest) + 1e-6);
  if (steps + 1 > MOST_POINTS) {
    throw new UsageError(
      `These options ask for ${steps + 1} points; ${MOST_POINTS} are the most that can be simulated.`,
    );
  }
  return Float64Array.from({ length: steps + 1 }, (_, index) =>
    Number((highest * 10 ** (-index / perDecade)).toPrecision(FREQUENCY_DIGITS)),
  );
}

/** Adds sigma |Z| (n1 + j n2) with independent normal n1, n2, point by point from the highest frequency. */
function addNoise(re: Float64Array, im: Float64Array, sigma: number, seed: number): void {
  const normal = new NormalGenerator(seed);
  for (let index = 0; index < re.length; index++) {
    const x = re[index] ?? 0;
    const y = im[index] ?? 0;
    const scale = sigma * Math.sqrt(x * x + y * y);
    re[index] = x + scale * normal.next();
    im[index] = y + scale * normal.next();
  }
}

function share(text: string): number {
  const [, digits = "", percent] = /^\s*([^%]*?)\s*(%?)\s*$/.exec(text) ?? [];
  const value = Number(digits) / (percent === "%" ? 100 : 1);
  if (digits === "" || !(value >= 0 && value < 1))
    throw new InvalidArgumentError("Give a share of |Z| such as 0.3% or 0.003.");
  return value;
}
