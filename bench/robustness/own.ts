/**
 * Random problems of the project's own, so that nobody tunes to the shared ones: sizes and time constants log-uniform,
 * time constants of neighbouring processes apart by at least half a decade, noise of 0.1 and 1 % of |Z|, all from a seed.
 */
import {
  makeSpectrum,
  parseCircuit,
  type Circuit,
  type CircuitParameter,
  type ElementParameter,
} from "../../src/index.ts";
import { evaluate } from "../../src/reference/index.ts";
import { Random } from "../random.ts";
import { logFrequencies } from "../workload.ts";
import { ownCircuits, type OwnCircuit } from "./ownCircuits.ts";
import type { RobustnessProblem } from "./problem.ts";

const HIGHEST_HZ = 1e6;
const LOWEST_HZ = 1e-2;
const POINTS = 61;
const NOISES = [1e-3, 1e-2] as const;

/** Ohm. */
const SMALLEST_CELL = 1;
const LARGEST_CELL = 1e5;
/** A process is up to this factor smaller or larger than the cell's size. */
const SIZES_APART = 6;
/** Sizes within one element, such as the two rails of a porous electrode, are up to this factor apart. */
const PARTS_APART = 3;
const LEAST_SEPARATION = Math.log(10) / 2;
/** Time constants stay this far inside the window of the data, as a factor. */
const MARGIN = 3;
const SMALLEST_EXPONENT = 0.6;
/** Label of the elements whose time constant lies beyond the window. */
const LEADS = "0";

/**
 * `draws` draws of every circuit, each with both levels of noise.
 *
 * @param seed of all of them; a draw depends on the seed, its circuit's place in the list and its number only
 */
export function ownProblems(draws: number, seed: number): RobustnessProblem[] {
  return ownCircuits.flatMap((own, place) => {
    const circuit = parseCircuit(own.text);
    return Array.from({ length: draws }, (_, draw) => {
      const random = new Random(seed + 1000 * place + 1_000_000 * draw);
      const truth = drawTruth(own, circuit, random);
      return NOISES.map((noise) => makeProblem(own, circuit, truth, noise, draw, random));
    }).flat();
  });
}

function makeProblem(
  { name }: OwnCircuit,
  circuit: Circuit,
  truth: Readonly<Record<string, number>>,
  noise: number,
  draw: number,
  random: Random,
): RobustnessProblem {
  const frequencyHz = logFrequencies(HIGHEST_HZ, LOWEST_HZ, POINTS);
  const { re, im } = evaluate(circuit, frequencyHz, truth);
  const size = re.map((x, k) => Math.hypot(x, im[k] ?? Number.NaN));
  const noisy = (part: Float64Array): Float64Array =>
    part.map((x, k) => x + noise * (size[k] ?? Number.NaN) * random.normal());
  return {
    set: `own ${name}`,
    id: `${name}-${String(draw).padStart(2, "0")}-n${String(100 * noise)}`,
    noise,
    spectrum: makeSpectrum({ frequencyHz, re: noisy(re), im: noisy(im) }),
    circuit,
    weight: "modulus",
    truth,
  };
}

/** Values of the parameters that are neither tied nor fixed. */
function drawTruth(own: OwnCircuit, circuit: Circuit, random: Random): Record<string, number> {
  const cell = random.logUniform(SMALLEST_CELL, LARGEST_CELL);
  const labels = [...new Set(circuit.elements.map(({ label }) => label))].sort();
  const size = new Map(labels.map((label) => [label, cell * random.logUniform(1 / SIZES_APART, SIZES_APART)]));
  for (const [label, other] of Object.entries(own.sizeOf ?? {})) size.set(label, size.get(other) ?? cell);
  const processes = labels.filter((label) => label !== LEADS);
  const taus = drawTimeConstants(processes.length, random);
  const tau = new Map(processes.map((label, place) => [label, taus[place] ?? Number.NaN]));
  tau.set(LEADS, random.logUniform(0.1, 2) / (2 * Math.PI * HIGHEST_HZ));
  const exponents = drawExponents(circuit, random);
  const truth: Record<string, number> = {};
  for (const parameter of circuit.parameters) {
    if (parameter.expression !== undefined || parameter.fixed) continue;
    const { name, element } = parameter;
    const record = recordOf(parameter);
    const exponent = exponents.get(name);
    if (exponent !== undefined) {
      truth[name] = exponent;
      continue;
    }
    const { ohm, second } = record;
    const power = typeof second === "number" ? second : (exponents.get(`${element.name}.${second}`) ?? Number.NaN);
    const first = element.record.parameters.find((other) => other.ohm === 1);
    const factor = ohm === 1 && first !== record ? random.logUniform(1 / PARTS_APART, PARTS_APART) : 1;
    const r = size.get(element.label) ?? Number.NaN;
    const t = tau.get(element.label) ?? Number.NaN;
    truth[name] = ohm === 0 && second === 0 ? random.logUniform(0.3, 3) : factor * r ** ohm * t ** power;
  }
  return truth;
}

/** Exponents of the whole circuit by name: drawn within their limits, or as fixed or tied. */
function drawExponents(circuit: Circuit, random: Random): Map<string, number> {
  const exponents = new Map<string, number>();
  for (const parameter of circuit.parameters) {
    const record = recordOf(parameter);
    if (record.scale !== "linear" || parameter.expression !== undefined) continue;
    const low = Math.max(parameter.lower, SMALLEST_EXPONENT);
    const drawn = low + random.uniform(0, 1) * (parameter.upper - low);
    exponents.set(parameter.name, parameter.fixed ? (parameter.value ?? record.default) : drawn);
  }
  for (const { name, expression } of circuit.parameters) {
    if (expression?.kind === "parameter") exponents.set(name, exponents.get(expression.name) ?? Number.NaN);
  }
  return exponents;
}

/** Rising, within the window, no two nearer than the least separation: uniform gaps beyond it, in the logarithm. */
function drawTimeConstants(count: number, random: Random): number[] {
  const from = Math.log(MARGIN / (2 * Math.PI * HIGHEST_HZ));
  const room = Math.log(HIGHEST_HZ / LOWEST_HZ / MARGIN ** 2) - (count - 1) * LEAST_SEPARATION;
  const places = Array.from({ length: count }, () => random.uniform(0, room)).sort((a, b) => a - b);
  return places.map((place, k) => Math.exp(from + place + k * LEAST_SEPARATION));
}

function recordOf({ element, index, name }: CircuitParameter): ElementParameter {
  const record = element.record.parameters[index];
  if (record === undefined) throw new TypeError(`${element.record.symbol} has no parameter for ${name}.`);
  return record;
}
