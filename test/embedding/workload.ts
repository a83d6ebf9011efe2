/**
 * What is fitted in every environment, in plain text that each of them loads beside the library: nothing here takes a function of the
 * host's Math whose last bits are free, and nothing imports anything but types.
 */
import type * as Eisfit from "../../src/index.ts";
import type { Pool } from "../../src/pool/index.ts";

export type Library = Pick<typeof Eisfit, "fit" | "makeSpectrum" | "parseCircuit" | "simulate">;

const CIRCUITS = ["R0-(R1|C1)", "R0-(R1|CPE1)", "R0-(R1|CPE1)-(R2|CPE2)", "L0-R0-(R1|CPE1)-W1", "R0-Zarc1-Ws1"];
const VALUES: Readonly<Record<string, number>> = {
  R0: 12,
  R1: 150,
  R2: 900,
  C1: 2e-6,
  L0: 3e-7,
  "CPE1.Q": 4e-7,
  "CPE1.n": 0.9,
  "CPE2.Q": 3e-5,
  "CPE2.n": 0.8,
  W1: 40,
  "Zarc1.R": 200,
  "Zarc1.tau": 2e-4,
  "Zarc1.n": 0.85,
  "Ws1.R": 500,
  "Ws1.tau": 3,
  "Ws1.p": 0.5,
};
const FREQUENCIES = [5, 4, 3, 2, 1, 0, -1].flatMap((decade) =>
  ["6.3", "4", "2.5", "1.6", "1"].map((digits) => Number(`${digits}e${String(decade)}`)),
);

/** Each circuit ten times, with other values and noise. */
function spectrumOf(lib: Library, number: number): { spectrum: Eisfit.Spectrum; circuit: Eisfit.Circuit } {
  const circuit = lib.parseCircuit(CIRCUITS[number % CIRCUITS.length] ?? "R0");
  const factor = 1 + (number % 7) / 4;
  const values = Object.fromEntries(
    circuit.parameters.map(({ name }) => [name, (VALUES[name] ?? Number.NaN) * (/\.[np]$/.test(name) ? 1 : factor)]),
  );
  const { re, im } = lib.simulate(circuit, FREQUENCIES, values);
  let state = number + 1;
  const noisy = (value: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return value * (1 + 0.006 * (state / 2 ** 32 - 0.5));
  };
  return {
    circuit,
    spectrum: lib.makeSpectrum({ frequencyHz: FREQUENCIES, re: Array.from(re, noisy), im: Array.from(im, noisy) }),
  };
}

/** JSON of the whole results of so many fits. */
export function fitSpectra(lib: Library, count: number): string {
  const results = Array.from({ length: count }, (_, number) => {
    const { spectrum, circuit } = spectrumOf(lib, number);
    return lib.fit(spectrum, circuit);
  });
  return JSON.stringify(results);
}

/** The same by a pool. */
export async function fitInPool(lib: Library, pool: Pool, count: number): Promise<string> {
  const tasks = Array.from({ length: count }, (_, number) => spectrumOf(lib, number));
  const results: Eisfit.FitResult[] = [];
  for await (const outcome of pool.map(tasks)) {
    if (outcome.status === "rejected") throw outcome.reason;
    results.push(outcome.value);
  }
  pool.close();
  return JSON.stringify(results);
}
