import { exp } from "../../../assembly/math/elementary.ts";
import { NormalGenerator } from "../../cli/random.ts";
import { makeSpectrum, parseCircuit, simulate } from "../../index.ts";
import { spectrumCsv } from "../../report/index.ts";

/** Digits that an instrument prints. */
const DIGITS = 6;
const POINTS_PER_DECADE = 7;

function rounded(value: number, digits = DIGITS): number {
  return Number(value.toPrecision(digits));
}

function modulus(re: number, im: number): number {
  return Math.sqrt(re * re + im * im);
}

/** A spectrum with normal noise, as CSV. */
export function spectrumFile(
  title: string,
  circuit: string,
  range: readonly [highest: number, lowest: number],
  seed: number,
  noise = 0.002,
): string {
  const [highest, lowest] = range;
  const count = Math.round(POINTS_PER_DECADE * Math.log10(highest / lowest)) + 1;
  const frequencyHz = Float64Array.from({ length: count }, (_, k) => rounded(highest * 10 ** (-k / POINTS_PER_DECADE)));
  const { re, im } = simulate(parseCircuit(circuit), frequencyHz);
  const normal = new NormalGenerator(seed);
  const noisy = (values: Float64Array): Float64Array =>
    values.map((value, k) => rounded(value + noise * modulus(re[k] ?? 0, im[k] ?? 0) * normal.next()));
  const spectrum = makeSpectrum({ frequencyHz, re: noisy(re), im: noisy(im) });
  return spectrumCsv(spectrum, [`Simulated, not measured: ${title}`]);
}

/** A current that falls exponentially from one value to another after a rest, as CSV. */
export function currentFile(
  title: string,
  { initial, steady, tau, duration, interval, noise }: Readonly<Record<"initial" | "steady" | "tau" | "duration" | "interval" | "noise", number>>,
  seed: number,
): string {
  const normal = new NormalGenerator(seed);
  const lines = [`# Simulated, not measured: ${title}`, "time_s,current_uA"];
  for (let t = interval; t <= duration; t += interval) {
    const current = 1e6 * (steady + (initial - steady) * exp(-t / tau)) * (1 + noise * normal.next());
    lines.push(`${String(t)},${String(rounded(current))}`);
  }
  return `${lines.join("\n")}\n`;
}
