import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readSpectrum, zhit } from "../../src/index.ts";

/** An arc that drifts while it is measured: `Examples/ZHIT/drift.ism` of Zahner-Analysis-Python. */
const file = fileURLToPath(new URL("../../../shared/data/spectra/zahner-drift.csv", import.meta.url));
const present = existsSync(file);
if (!present) console.log("Not run: Z-HIT of Zahner Analysis (../shared/data/spectra is absent).");

/** Hz, |Z| in ohm and phase in rad: some of the 40 points of `Examples/ZHIT/ZHIT.ism` there, which Zahner Analysis made of it. */
const PUBLISHED: readonly (readonly [hz: number, modulus: number, phase: number])[] = [
  [35714.335, 31.544244, 0.843661],
  [9296.78579, 20.0309101, 0.224276],
  [1728.60452, 21.5375848, -0.4354],
  [321.409319, 57.4974575, -1.173984],
  [59.7614717, 280.230071, -1.358771],
  [11.111792, 1268.71562, -0.933908],
  [2.066079, 2033.209, -0.240826],
  [0.384157878, 2072.23211, -0.041701],
  [0.1, 2078.85619, -0.009765],
];

/** Through the four points nearest in ln f, whose frequencies are others; they fall. */
function interpolate(frequencies: readonly number[], values: readonly number[], frequency: number): number {
  const behind = frequencies.findIndex((each) => each <= frequency);
  const first = Math.max(0, Math.min(frequencies.length - 4, behind - 2));
  const places = [0, 1, 2, 3].map((k) => first + k);
  const x = (place: number): number => Math.log(frequencies[place] ?? Number.NaN);
  return places.reduce((sum, p) => {
    const others = places.filter((q) => q !== p);
    const weight = others.reduce((product, q) => (product * (Math.log(frequency) - x(q))) / (x(p) - x(q)), 1);
    return sum + weight * (values[p] ?? Number.NaN);
  }, 0);
}

describe.skipIf(!present)("Z-HIT of Zahner Analysis", () => {
  it("is that of ours up to a constant, where the measured modulus leaves both by a fifth", async () => {
    const found = zhit(await readSpectrum(file));
    if (found === undefined) throw new Error("no Z-HIT");
    const frequencies = Array.from(found.frequencyHz);
    const at = (values: Float64Array, frequency: number): number =>
      interpolate(frequencies, Array.from(values), frequency);
    const differences = PUBLISHED.map(([hz, modulus]) => at(found.reconstructed.map(Math.log), hz) - Math.log(modulus));
    const constant = differences.reduce((sum, value) => sum + value, 0) / differences.length;
    // Its smoothing is another (a roughness set by hand); over six decades of frequency and two of |Z| that leaves less than Z-HIT's own error of 1 %.
    differences.forEach((value) => expect(Math.abs(value - constant)).toBeLessThan(0.01));
    // Which points fix its constant is not said; either are about what the drift makes of the window.
    expect(Math.abs(constant)).toBeLessThan(0.02);
    PUBLISHED.forEach(([hz, , phase]) => {
      expect(Math.abs(at(found.smoothedPhase, hz) - phase)).toBeLessThan(5e-4);
    });
    expect((found.modulus.at(-1) ?? Number.NaN) / (PUBLISHED.at(-1)?.[1] ?? Number.NaN)).toBeLessThan(0.8);
  });
});
