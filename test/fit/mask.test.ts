import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, makeSpectrum, type FitOptions, type Spectrum } from "../../src/index.ts";
import { bitsOf, fitErrorOf, simulated } from "./support.ts";

const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
const circuit = parseCircuit(text);
const spectrum = simulated(text);
const points = spectrum.frequencyHz.length;

/** The spectrum that holds the chosen points only. */
function only(chosen: (frequency: number, index: number) => boolean): Spectrum {
  const used = Array.from(spectrum.frequencyHz.keys()).filter((k) => chosen(spectrum.frequencyHz[k] ?? 0, k));
  const take = (values: Float64Array): number[] => used.map((k) => values[k] ?? Number.NaN);
  return makeSpectrum({
    frequencyHz: take(spectrum.frequencyHz),
    re: take(spectrum.re),
    im: take(spectrum.im),
    sigma: { re: take(spectrum.sigma?.re ?? spectrum.re), im: take(spectrum.sigma?.im ?? spectrum.im) },
  });
}

describe("masked points", () => {
  it.each<[string, FitOptions, (frequency: number, index: number) => boolean]>([
    ["below minimumHz", { minimumHz: 3 }, (f) => f >= 3],
    ["above maximumHz", { maximumHz: 2e4 }, (f) => f <= 2e4],
    ["by index", { exclude: [0, 7, 8, 8, 41] }, (_, k) => ![0, 7, 8, 41].includes(k)],
    [
      "by all of these",
      { minimumHz: 1, maximumHz: 1e4, exclude: [2, 20] },
      (f, k) => f >= 1 && f <= 1e4 && ![2, 20].includes(k),
    ],
  ])("%s: the fit is that of the other points, and says how many were left out", (_, options, chosen) => {
    for (const weight of ["modulus", "sigma"] as const) {
      const masked = fit(spectrum, circuit, { ...options, weight });
      const rest = only(chosen);
      const left = points - rest.frequencyHz.length;
      expect(left).toBeGreaterThan(0);
      expect(masked.warnings).toEqual([`${String(left)} of ${String(points)} points were left out as asked.`]);
      expect(bitsOf({ ...masked, warnings: [], residuals: masked.residuals })).toBe(
        bitsOf(fit(rest, circuit, { weight })),
      );
    }
  });

  it("keep points on the limits of the window", () => {
    const [highest, lowest] = [spectrum.frequencyHz[3] ?? 0, spectrum.frequencyHz[30] ?? 0];
    const result = fit(spectrum, circuit, { minimumHz: lowest, maximumHz: highest });
    expect(result.residuals.frequencyHz).toEqual(spectrum.frequencyHz.slice(3, 31));
  });

  it("have no part in the residuals, which keep the spectrum's order", () => {
    const { residuals } = fit(spectrum, circuit, { exclude: [0, 5] });
    expect(Array.from(residuals.frequencyHz)).toEqual(
      Array.from(spectrum.frequencyHz).filter((_, k) => k !== 0 && k !== 5),
    );
    for (const [i, k] of [1, 2, 3, 4, 6].entries()) {
      const [re, im] = [spectrum.re[k] ?? 0, spectrum.im[k] ?? 0];
      expect(residuals.rePercent[i]).toBeCloseTo((100 * ((residuals.fitRe[i] ?? 0) - re)) / Math.hypot(re, im), 12);
      expect(residuals.imPercent[i]).toBeCloseTo((100 * ((residuals.fitIm[i] ?? 0) - im)) / Math.hypot(re, im), 12);
    }
  });
});

describe("masks that make no sense", () => {
  it.each<[string, FitOptions, string, string]>([
    [
      "an empty window",
      { minimumHz: 10, maximumHz: 1 },
      "bad-option",
      "The frequency window 10 .. 1 Hz is empty: minimumHz must not exceed maximumHz.",
    ],
    [
      "NaN",
      { minimumHz: Number.NaN },
      "bad-option",
      "The frequency window NaN .. Infinity Hz is empty: minimumHz must not exceed maximumHz.",
    ],
    [
      "a window beyond the data",
      { minimumHz: 1e6 },
      "no-points",
      `No point is left to fit: the spectrum covers ${String(spectrum.frequencyHz.at(-1))} to 100000 Hz, the window is 1000000 to Infinity Hz, and 0 points are excluded.`,
    ],
    [
      "an index past the end",
      { exclude: [3, 43] },
      "bad-option",
      "exclude names point 43, but the spectrum's points are numbered 0 to 42.",
    ],
    [
      "an index that is no integer",
      { exclude: [1.5] },
      "bad-option",
      "exclude names point 1.5, but the spectrum's points are numbered 0 to 42.",
    ],
    [
      "too few points left",
      { maximumHz: 0.1 },
      "too-few-points",
      "4 free parameters cannot be fitted to 1 points (2 numbers); fix some, use a simpler circuit, or measure more frequencies.",
    ],
  ])("%s", (_, options, code, message) => {
    const error = fitErrorOf(() => fit(spectrum, circuit, options));
    expect(error.code).toBe(code);
    expect(error.message).toBe(message);
  });
});
