import { existsSync, readFileSync } from "node:fs";
import { Random } from "../../../bench/random.ts";
import {
  makeSpectrum,
  parseCircuit,
  simulate,
  type Circuit,
  type JointFit,
  type Spectrum,
} from "../../../src/index.ts";
import { sweep } from "../../fit/support.ts";

const SPECTRA = new URL("../../../../shared/data/spectra/", import.meta.url);

/** Whether the measured spectra, which are not part of the repository, are at hand. */
export const hasPellet = existsSync(new URL("se-s04147-140c.csv", SPECTRA));

/** The ceramic pellet s04147 at a temperature in degrees Celsius. */
export function pellet(celsius: number): Spectrum {
  const text = readFileSync(new URL(`se-s04147-${String(celsius)}c.csv`, SPECTRA), "utf8");
  const rows = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map(Number));
  const column = (index: number): number[] => rows.map((row) => row[index] ?? Number.NaN);
  return makeSpectrum({ frequencyHz: column(0), re: column(1), im: column(2), name: `${String(celsius)} C` });
}

const BOLTZMANN_EV = 8.617333262e-5;

/** What an Arrhenius law in ln x gives at a temperature in K, from its value at 300 K. */
export function arrhenius(at300: number, electronvolt: number, kelvin: number): number {
  return at300 * Math.exp((electronvolt / BOLTZMANN_EV) * (1 / kelvin - 1 / 300));
}

export const CERAMIC = "(R1|CPE1)-(R2|CPE2)-CPE3";

export interface Series {
  readonly spectra: Spectrum[];
  readonly temperatures: string[];
  readonly circuit: Circuit;
}

export interface SeriesOptions {
  readonly kelvin?: readonly number[];
  /** Standard deviation of either part, relative to |Z|. */
  readonly noise?: number;
  readonly seed?: number;
  /** Frequencies of a spectrum, by its number. */
  readonly frequencies?: (index: number) => readonly number[];
}

export const TRUTH = { "CPE1.Q": 2e-10, "CPE1.n": 0.9, activation1: 0.3, activation2: 0.45, R1: 2e3, R2: 8e3 };

/** Spectra of a ceramic whose resistances follow Arrhenius laws and whose bulk CPE is the same at all temperatures. */
export function ceramicSeries(options: SeriesOptions = {}): Series {
  const { kelvin = [290, 300, 310, 320, 330, 340, 350, 360], noise = 0.003, seed = 1 } = options;
  const circuit = parseCircuit(CERAMIC);
  const random = new Random(seed);
  const spectra = kelvin.map((temperature, index) => {
    const frequencyHz = options.frequencies?.(index) ?? sweep(5e6, 1, 41);
    const z = simulate(circuit, frequencyHz, {
      R1: arrhenius(TRUTH.R1, TRUTH.activation1, temperature),
      "CPE1.Q": TRUTH["CPE1.Q"],
      "CPE1.n": TRUTH["CPE1.n"],
      R2: arrhenius(TRUTH.R2, TRUTH.activation2, temperature),
      "CPE2.Q": 2e-8,
      "CPE2.n": 0.85,
      "CPE3.Q": 5e-6 * (temperature / 300),
      "CPE3.n": 0.8,
    });
    const sigma = z.re.map((re, k) => noise * Math.hypot(re, z.im[k] ?? 0));
    const add = (part: Float64Array): Float64Array => part.map((x, k) => x + random.normal() * (sigma[k] ?? 0));
    return makeSpectrum({ frequencyHz, re: add(z.re), im: add(z.im) });
  });
  return { spectra, temperatures: kelvin.map((temperature) => `${String(temperature)} K`), circuit };
}

export interface FittedValue {
  readonly value: number;
  readonly stderr: number;
}

/** A parameter of one spectrum that has an error. */
export function parameterAt(joint: JointFit, index: number, name: string): FittedValue {
  const found = joint.spectra[index]?.parameters.find((parameter) => parameter.name === name);
  if (found?.stderr === null || found === undefined)
    throw new Error(`spectrum ${String(index)} has no error of ${name}`);
  return { value: found.value, stderr: found.stderr };
}
