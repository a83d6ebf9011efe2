import { Random } from "../../../bench/random.ts";
import { makeSpectrum, parseCircuit, simulate, type Circuit, type Spectrum } from "../../../src/index.ts";

const KB = 8.617333262e-5;

/** Frequencies from 10 MHz to 0.1 Hz, eight a decade. */
export const FREQUENCIES = Array.from({ length: 65 }, (_, k) => 1e7 / 10 ** (k / 8));

/** A spectrum with noise in percent of |Z|. */
export function simulated(
  circuit: Circuit,
  values: Readonly<Record<string, number>>,
  noisePercent: number,
  seed: number,
  name: string,
): Spectrum {
  const { re, im } = simulate(circuit, FREQUENCIES, values);
  const random = new Random(seed);
  const size = (k: number): number => (noisePercent / 100) * Math.hypot(re[k] ?? 0, im[k] ?? 0);
  return makeSpectrum({
    frequencyHz: FREQUENCIES,
    re: re.map((value, k) => value + size(k) * random.normal()),
    im: im.map((value, k) => value + size(k) * random.normal()),
    name,
  });
}

/** A resistance that follows R = R0 T exp(Ea/(kB T)), with its value at 25 C. */
export function activated(at25: number, energy: number, celsius: number): number {
  const [kelvin, room] = [celsius + 273.15, 298.15];
  return at25 * (kelvin / room) * Math.exp((energy / KB) * (1 / kelvin - 1 / room));
}

export const TWO_ARCS = parseCircuit("p(R1,CPE1)-p(R2,CPE2)-CPE3");

/** A ceramic with a bulk of 0.35 eV and grain boundaries of 0.55 eV between blocking electrodes. */
export function ceramicAt(celsius: number): Record<string, number> {
  return {
    R1: activated(2e4, 0.35, celsius),
    "CPE1.Q": 1.2e-11,
    "CPE1.n": 0.98,
    R2: activated(1e5, 0.55, celsius),
    "CPE2.Q": 5e-9,
    "CPE2.n": 0.92,
    "CPE3.Q": 3e-6,
    "CPE3.n": 0.8,
  };
}
