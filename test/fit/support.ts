import { Random } from "../../bench/random.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { FitError, makeSpectrum, type FitResult, type FittedParameter, type Spectrum } from "../../src/index.ts";
import { evaluate } from "../../src/reference/index.ts";

/** The last bits of the host's functions differ from one version of Node to the next; these digits do not. */
function rounded(x: number, digits: number): number {
  return Number(x.toPrecision(digits));
}

/** `points` frequencies from `highest` to `lowest`, Hz, evenly spaced in the logarithm. */
export function sweep(highest: number, lowest: number, points: number): number[] {
  return Array.from({ length: points }, (_, k) => rounded(highest * (lowest / highest) ** (k / (points - 1)), 12));
}

export interface Simulation {
  readonly frequencyHz?: readonly number[];
  /** Standard deviation of the noise of either part, relative to |Z|; 0.005 unless given. */
  readonly noise?: number;
  readonly seed?: number;
}

/** What a circuit with values gives by the independent evaluation, with seeded noise. */
export function simulated(text: string, { frequencyHz, noise = 0.005, seed = 1 }: Simulation = {}): Spectrum {
  const frequencies = frequencyHz ?? sweep(1e5, 0.1, 43);
  const random = new Random(seed);
  const z = evaluate(parseCircuit(text), frequencies);
  const sigma = z.re.map((re, k) => noise * Math.hypot(re, z.im[k] ?? Number.NaN));
  // Rounded far below the noise, so that every host fits the same data.
  const add = (part: Float64Array): Float64Array =>
    noise > 0 ? part.map((x, k) => rounded(x + random.normal() * (sigma[k] ?? Number.NaN), 10)) : part;
  const points = { frequencyHz: frequencies, re: add(z.re), im: add(z.im) };
  return makeSpectrum(noise > 0 ? { ...points, sigma } : points);
}

/** @throws {Error} where the circuit has no such parameter */
export function parameterOf(result: FitResult, name: string): FittedParameter {
  const found = result.parameters.find((parameter) => parameter.name === name);
  if (found === undefined) throw new Error(`${result.circuit} has no ${name}`);
  return found;
}

export function valueOf(result: FitResult, name: string): number {
  return parameterOf(result, name).value;
}

/** The standard error of a parameter that has one. */
export function errorOf(result: FitResult, name: string): number {
  const { stderr } = parameterOf(result, name);
  if (stderr === null) throw new Error(`${name} has no standard error`);
  return stderr;
}

export function valuesOf(result: FitResult): Record<string, number> {
  return Object.fromEntries(result.parameters.map(({ name, value }) => [name, value]));
}

/** |a - b| relative to b. */
export function deviation(a: number, b: number): number {
  return Math.abs(a - b) / Math.abs(b);
}

/** The `FitError` that an action throws. */
export function fitErrorOf(action: () => unknown): FitError {
  try {
    action();
  } catch (error) {
    if (error instanceof FitError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** All of a result that is computed, as text: equal texts are equal bits. */
export function bitsOf(result: FitResult): string {
  const { residuals } = result;
  const arrays = [residuals.frequencyHz, residuals.fitRe, residuals.fitIm, residuals.rePercent, residuals.imPercent];
  return JSON.stringify({ ...result, residuals: arrays.map((array) => Array.from(array)) });
}
