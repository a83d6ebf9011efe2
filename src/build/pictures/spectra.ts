import { NormalGenerator } from "../../cli/random.ts";
import { makeSpectrum, parseCircuit, simulate, type Spectrum } from "../../index.ts";

/** How a spectrum of the pictures is simulated. */
export interface Simulation {
  /** Hz; default 100 kHz. */
  readonly highest?: number;
  readonly perDecade?: number;
  readonly decades?: number;
  /** Default 0.003 of |Z|. */
  readonly noise?: number;
  readonly seed?: number;
  /** What happened to the impedance at each point. */
  readonly change?: (place: number) => number;
}

/** A spectrum of a circuit with values, with seeded noise. */
export function spectrumOf(
  circuit: string,
  { highest = 1e5, perDecade = 10, decades = 6, noise = 0.003, seed = 1, change = () => 1 }: Simulation = {},
): Spectrum {
  const frequencyHz = Array.from({ length: decades * perDecade + 1 }, (_, k) =>
    Number((highest * 10 ** (-k / perDecade)).toPrecision(6)),
  );
  const { re, im } = simulate(parseCircuit(circuit), frequencyHz);
  const random = new NormalGenerator(seed);
  const noisy = (value: number, k: number): number => {
    const modulus = Math.sqrt((re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2);
    return Number((change(k) * (value + noise * modulus * random.next())).toPrecision(9));
  };
  return makeSpectrum({ frequencyHz, re: Array.from(re, noisy), im: Array.from(im, noisy) });
}
