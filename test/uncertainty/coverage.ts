import { Random } from "../../bench/random.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, makeSpectrum, type FitResult, type Weight } from "../../src/index.ts";
import { evaluate } from "../../src/reference/index.ts";
import { sweep } from "../fit/support.ts";

/** A circuit with its true values, the frequencies at which it is measured, and the noise. */
export interface CoverageCase {
  readonly name: string;
  /** With values: the truth. */
  readonly circuit: string;
  readonly frequencyHz: readonly number[];
  /** Standard deviation of either part of Z, relative to |Z|. */
  readonly noise: number;
  /** The noise is the same at all frequencies, as if |Z| were the largest everywhere. */
  readonly even?: boolean;
  readonly weight?: Weight;
  /** Intervals by parameter, in the circuit's order; those of `fit` unless given. */
  readonly intervalsOf?: (result: FitResult) => readonly (readonly [low: number, high: number] | null)[];
}

/** How often the true value lay within the interval. */
export interface Coverage {
  readonly name: string;
  readonly fits: number;
  /** Fits that did not converge, or intervals that were not given; they count as not covering. */
  readonly missing: number;
  /** Over all parameters, percent. */
  readonly pooled: number;
  readonly parameters: readonly { readonly name: string; readonly percent: number }[];
  /** The one that is covered least. */
  readonly worst: { readonly name: string; readonly percent: number };
}

/** Circuits of the four kinds that cells are made of, their parameters well inside of what the data determine. */
export const coverageCases: readonly CoverageCase[] = [
  {
    name: "resistor and arc",
    circuit: "R0{20}-p(R1{100},C1{1u})",
    frequencyHz: sweep(1e5, 10, 33),
    noise: 0.01,
  },
  {
    name: "Randles with Warburg diffusion",
    circuit: "R0{20}-p(R1{100}-W1{50},CPE1{Q = 20u, n = 0.9})",
    frequencyHz: sweep(1e5, 0.01, 43),
    noise: 0.01,
  },
  {
    name: "two arcs in series",
    circuit: "R0{50}-p(R1{200},CPE1{Q = 10n, n = 0.9})-p(R2{300},CPE2{Q = 5u, n = 0.85})",
    frequencyHz: sweep(1e6, 0.1, 43),
    noise: 0.01,
  },
  {
    name: "blocking cell",
    circuit: "R0{100}-p(R1{300},CPE1{Q = 2n, n = 0.9})-p(R2{500},CPE2{Q = 1u, n = 0.85})-CPE3{Q = 10u, n = 0.9}",
    frequencyHz: sweep(1e6, 0.01, 49),
    noise: 0.003,
  },
];

/** The true exponent is so near to 1 that in nearly half of the spectra the best one is 1 itself. */
export const limitedCase: CoverageCase = {
  name: "exponent at its limit",
  circuit: "R0{20}-p(R1{100},CPE1{Q = 1u, n = 0.995})",
  frequencyHz: sweep(1e5, 10, 33),
  noise: 0.03,
};

/** An arc of which the spectrum shows only the beginning. */
export const truncatedCase: CoverageCase = {
  name: "truncated arc",
  circuit: "R0{20}-p(R1{100},CPE1{Q = 100u, n = 0.85})",
  frequencyHz: sweep(1e4, 600, 17),
  noise: 0.02,
};

/** Fits simulated spectra and counts how often each true value lies within its interval. Seeded: the same counts everywhere. */
export function measureCoverage(one: CoverageCase, fits: number, seed = 1): Coverage {
  const circuit = parseCircuit(one.circuit);
  const frequencyHz = Float64Array.from(one.frequencyHz);
  const exact = evaluate(circuit, frequencyHz);
  const modulus = exact.re.map((re, k) => Math.hypot(re, exact.im[k] ?? Number.NaN));
  const sigma = modulus.map((own) => one.noise * (one.even === true ? Math.max(...modulus) : own));
  const random = new Random(seed);
  const noisy = (part: Float64Array): Float64Array =>
    part.map((x, k) => x + random.normal() * (sigma[k] ?? Number.NaN));
  const tried = circuit.parameters.map((parameter) => !parameter.fixed);
  const covered = circuit.parameters.map(() => 0);
  let missing = 0;
  for (let i = 0; i < fits; i++) {
    const spectrum = makeSpectrum({ frequencyHz, re: noisy(exact.re), im: noisy(exact.im), sigma });
    const result = fit(spectrum, circuit, { search: false, weight: one.weight ?? "modulus" });
    const found = one.intervalsOf?.(result) ?? result.parameters.map(({ interval }) => interval);
    circuit.parameters.forEach(({ value = Number.NaN }, index) => {
      const interval = found[index];
      if (tried[index] !== true) return;
      if (interval === null || interval === undefined) missing++;
      else if (interval[0] <= value && value <= interval[1]) covered[index] = (covered[index] ?? 0) + 1;
    });
  }
  const parameters = circuit.parameters.flatMap(({ name }, index) =>
    tried[index] === true ? [{ name, percent: (100 * (covered[index] ?? 0)) / fits }] : [],
  );
  const pooled = parameters.reduce((sum, { percent }) => sum + percent, 0) / parameters.length;
  const [worst = { name: "", percent: 0 }] = [...parameters].sort((a, b) => a.percent - b.percent);
  return { name: one.name, fits, missing, pooled, parameters, worst };
}
