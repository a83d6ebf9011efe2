import { Random } from "../../bench/random.ts";
import { fit, makeSpectrum, parseCircuit, simulate } from "../../src/index.ts";
import type { FitOptions, FitResult, Spectrum } from "../../src/index.ts";

/** A fit to a simulated spectrum with seeded noise. */
export interface FitCase {
  readonly name: string;
  /** What is fitted. */
  readonly circuit: string;
  /** What is simulated, where it is another circuit or has values of its own. */
  readonly data?: string;
  /** Values of the simulation by parameter name; others come from the text. */
  readonly truth?: Readonly<Record<string, number>>;
  readonly options?: FitOptions;
}

const HIGHEST_HZ = 1e5;
/** Eight points a decade: 10^(1/8). */
const STEP = 1.333521432163324;
/** Relative to |Z|, in each part. */
const NOISE = 0.003;
const UNIFORMS = 12;

/** Nearly normal, by Irwin and Hall: additions only, since logarithms and cosines are not the same in all engines. */
function normal(random: Random): number {
  let sum = 0;
  for (let i = 0; i < UNIFORMS; i++) sum += random.uniform(-0.5, 0.5);
  return sum / Math.sqrt(UNIFORMS / 12);
}

/** Between 50 and 57 points, so that odd counts occur, with standard deviations for the weight that needs them. */
export function simulateSpectrum({ circuit, data, truth }: FitCase, seed: number): Spectrum {
  const random = new Random(seed);
  const frequencyHz = new Float64Array(50 + (seed % 8));
  for (let k = 0, frequency = HIGHEST_HZ; k < frequencyHz.length; k++, frequency /= STEP) frequencyHz[k] = frequency;
  const { re, im } = simulate(parseCircuit(data ?? circuit), frequencyHz, truth);
  const deviation = re.map((x, k) => {
    const y = im[k] ?? NaN;
    return NOISE * Math.sqrt(x * x + y * y);
  });
  const noisy = (part: Float64Array): Float64Array => part.map((x, k) => x + (deviation[k] ?? NaN) * normal(random));
  return makeSpectrum({ frequencyHz, re: noisy(re), im: noisy(im), sigma: deviation });
}

/** Simulates and fits one case; `seed` makes its noise. */
export function runFitCase(one: FitCase, seed: number): FitResult {
  return fit(simulateSpectrum(one, seed), parseCircuit(one.circuit), one.options);
}
