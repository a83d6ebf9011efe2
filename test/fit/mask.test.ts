import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import {
  fit,
  makeSpectrum,
  maskSpectrum,
  type FitOptions,
  type SignCondition,
  type Spectrum,
} from "../../src/index.ts";
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
  it.each<[string, FitOptions, (frequency: number, index: number) => boolean, string]>([
    ["below minimumHz", { minimumHz: 3 }, (f) => f >= 3, "11 below 3 Hz"],
    ["above maximumHz", { maximumHz: 2e4 }, (f) => f <= 2e4, "5 above 20000 Hz"],
    ["by index", { exclude: [0, 7, 8, 8, 41] }, (_, k) => ![0, 7, 8, 41].includes(k), "4 as asked"],
    [
      "by index with a reason",
      { exclude: [{ index: 3, reason: "during a thunderstorm" }, 4] },
      (_, k) => ![3, 4].includes(k),
      "1 during a thunderstorm, 1 as asked",
    ],
    [
      "by all of these",
      { minimumHz: 1, maximumHz: 1e4, exclude: [2, 20] },
      (f, k) => f >= 1 && f <= 1e4 && ![2, 20].includes(k),
      "",
    ],
  ])("%s: the fit is that of the other points, and says which were left out and why", (_, options, chosen, why) => {
    for (const weight of ["modulus", "sigma"] as const) {
      const masked = fit(spectrum, circuit, { ...options, weight });
      const rest = only(chosen);
      const left = points - rest.frequencyHz.length;
      expect(left).toBeGreaterThan(0);
      const [warning = ""] = masked.warnings;
      expect(warning.startsWith(`${String(left)} of ${String(points)} points were left out: `)).toBe(true);
      expect(warning).toContain(why);
      expect(
        masked.excluded
          .map(({ index }) => index)
          .concat(masked.residuals.point)
          .sort((a, b) => a - b),
      ).toEqual(Array.from({ length: points }, (_, k) => k));
      for (const { index, frequencyHz } of masked.excluded) expect(frequencyHz).toBe(spectrum.frequencyHz[index]);
      expect(bitsOf({ ...masked, warnings: [], excluded: [], residuals: masked.residuals })).toBe(
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
      "The frequency window 10 .. 1 Hz is empty: its lower end must not be above the upper one.",
    ],
    [
      "NaN",
      { minimumHz: Number.NaN },
      "bad-option",
      "The frequency window NaN .. Infinity Hz is empty: its lower end must not be above the upper one.",
    ],
    [
      "a window beyond the data",
      { minimumHz: 1e6 },
      "no-points",
      `No point is left of the 43 from ${String(spectrum.frequencyHz.at(-1))} to 100000 Hz: 43 below 1000000 Hz.`,
    ],
    [
      "an index past the end",
      { exclude: [3, 43] },
      "bad-option",
      "There is no point 43 to exclude: the spectrum's points are numbered 0 to 42.",
    ],
    [
      "an index that is no integer",
      { exclude: [1.5] },
      "bad-option",
      "There is no point 1.5 to exclude: the spectrum's points are numbered 0 to 42.",
    ],
    [
      "a sign that is none",
      { excludeSigns: ["Z>0" as SignCondition] },
      "bad-option",
      "excludeSigns takes Z'>0, Z'<0, Z''>0, Z''<0, not \"Z>0\".",
    ],
    [
      "both signs",
      { excludeSigns: ["Z'<0", "Z'>0"] },
      "no-points",
      "No point is left of the 43 from 0.1 to 100000 Hz: 43 with Z' > 0.",
    ],
    [
      "too few points left",
      { maximumHz: 0.1 },
      "too-few-points",
      "4 free parameters cannot be fitted to 1 point (2 numbers); fix some, use a simpler circuit, or measure more frequencies.",
    ],
  ])("%s", (_, options, code, message) => {
    const error = fitErrorOf(() => fit(spectrum, circuit, options));
    expect(error.code).toBe(code);
    expect(error.message).toBe(message);
  });
});

describe("points left out by the signs of their parts", () => {
  const signs = makeSpectrum({
    frequencyHz: [5, 4, 3, 2, 1],
    re: [1, -1, 1, 2, -2],
    im: [2, 1, -1, 0, -3],
    sigma: [1, 2, 3, 4, 5],
    name: "signs.csv",
    metadata: { title: "all four quadrants" },
    notes: ["made up"],
  });

  it.each<[SignCondition[], number[]]>([
    [["Z''>0"], [3, 2, 1]],
    [["Z'<0"], [5, 3, 2]],
    [
      ["Z'<0", "Z''>0"],
      [3, 2],
    ],
    [["Z'>0", "Z''<0"], [4]],
  ])("%s", (excludeSigns, left) => {
    expect(Array.from(maskSpectrum(signs, { excludeSigns }).frequencyHz)).toEqual(left);
  });

  it("leave a spectrum that says so, with all else that belongs to it", () => {
    const masked = maskSpectrum(signs, {
      excludeSigns: ["Z''>0"],
      exclude: [{ index: 4, reason: "with a loose cable" }],
    });
    expect(masked.notes).toEqual(["made up", "3 of 5 points were left out: 2 with Z'' > 0, 1 with a loose cable"]);
    expect(Array.from(masked.sigma?.im ?? [])).toEqual([3, 4]);
    expect(masked).toMatchObject({ name: "signs.csv", metadata: { title: "all four quadrants" } });
    expect(maskSpectrum(signs, {})).toBe(signs);
  });

  it("are those of zero neither way", () => {
    const { excluded } = fit(signs, parseCircuit("R0"), { excludeSigns: ["Z''>0", "Z''<0"] });
    expect(excluded.map(({ index, frequencyHz, reason }) => [index, frequencyHz, reason])).toEqual([
      [0, 5, "with Z'' > 0"],
      [1, 4, "with Z'' > 0"],
      [2, 3, "with Z'' < 0"],
      [4, 1, "with Z'' < 0"],
    ]);
  });
});
