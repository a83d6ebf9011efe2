import { describe, expect, it } from "vitest";
import { Random } from "../../bench/random.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import {
  averageSpectra,
  fit,
  makeSpectrum,
  prepareFit,
  replicateErrorStructure,
  SpectrumError,
  type ErrorTerm,
  type Spectrum,
} from "../../src/index.ts";
import { evaluate, verify } from "../../src/reference/index.ts";
import { deviation, errorOf, fitErrorOf, simulated, sweep, valueOf } from "./support.ts";

const truth = "R0{5}-p(R1{2000},CPE1{Q = 10u, n = 0.85})";
const circuit = parseCircuit("R0-p(R1,CPE1)");
const frequencyHz = sweep(1e5, 0.01, 71);
const exact = evaluate(parseCircuit(truth), frequencyHz);
const modulus = exact.re.map((x, k) => Math.hypot(x, exact.im[k] ?? 0));

/** A measurement whose noise has the standard deviation a + b|Z|. */
function measured(random: Random, a: number, b: number): Spectrum {
  const add = (part: Float64Array): Float64Array =>
    part.map((x, k) => x + random.normal() * (a + b * (modulus[k] ?? 0)));
  return makeSpectrum({ frequencyHz, re: add(exact.re), im: add(exact.im) });
}

/** sum ln sigma + r^2/(2 sigma^2), which the structure of replicates minimises. */
function deviance(replicates: readonly Spectrum[], coefficients: readonly number[]): number {
  const count = replicates.length;
  const mean = (part: "re" | "im", k: number): number =>
    replicates.reduce((sum, one) => sum + (one[part][k] ?? 0), 0) / count;
  let total = 0;
  for (const k of frequencyHz.keys()) {
    const sigma = (coefficients[0] ?? 0) + (coefficients[1] ?? 0) * Math.hypot(mean("re", k), mean("im", k));
    for (const one of replicates) {
      for (const part of ["re", "im"] as const) {
        const r = (one[part][k] ?? 0) - mean(part, k);
        total += Math.log(sigma) + ((count / (count - 1)) * r * r) / (2 * sigma * sigma);
      }
    }
  }
  return total;
}

describe("the error structure of replicates", () => {
  const random = new Random(11);
  const replicates = Array.from({ length: 5 }, () => measured(random, 0.5, 0.004));
  const found = replicateErrorStructure(replicates);

  it("is the one of its noise, within its errors", () => {
    expect(found.terms).toEqual(["constant", "modulus"]);
    const [a = 0, b = 0] = found.coefficients;
    const [errorA, errorB] = found.stderr;
    expect(Math.abs(a - 0.5) / (errorA ?? 0)).toBeLessThan(3);
    expect(Math.abs(b - 0.004) / (errorB ?? 0)).toBeLessThan(3);
    // 710 residuals: about 1/sqrt(2 x 710) = 3 % each if they were known apart.
    expect((errorB ?? 0) / b).toBeLessThan(0.1);
  });

  it("is the most likely one", () => {
    const [a = 0, b = 0] = found.coefficients;
    const least = deviance(replicates, [a, b]);
    for (const h of [1e-3, -1e-3]) {
      // The deviance rises by h^2 times some hundreds; its slopes would show as h times that.
      expect(deviance(replicates, [a * (1 + h), b])).toBeGreaterThan(least);
      expect(deviance(replicates, [a, b * (1 + h)])).toBeGreaterThan(least);
      expect(deviance(replicates, [a * (1 + h), b * (1 - h)])).toBeGreaterThan(least);
    }
  });

  it("has a coefficient of 0, and no error of it, where the noise has no such part", () => {
    const proportional = Array.from({ length: 4 }, () => measured(random, 0, 0.01));
    const structure = replicateErrorStructure(proportional, ["modulus", "constant", "square"]);
    structure.coefficients.forEach((coefficient, j) => {
      expect(coefficient).toBeGreaterThanOrEqual(0);
      expect(structure.stderr[j] === null).toBe(coefficient === 0);
    });
    expect(deviation(structure.coefficients[0] ?? 0, 0.01)).toBeLessThan(0.15);
  });
});

describe("the weight structure", () => {
  const random = new Random(5);
  const spectrum = measured(random, 0.5, 0.003);
  const result = fit(spectrum, circuit, { weight: "structure" });

  it("finds the noise that residuals have, and a reduced chi-square of 1", () => {
    const [a = 0, b = 0] = result.errorStructure?.coefficients ?? [];
    const [errorA, errorB] = result.errorStructure?.stderr ?? [];
    expect(Math.abs(a - 0.5) / (errorA ?? 0)).toBeLessThan(3);
    expect(Math.abs(b - 0.003) / (errorB ?? 0)).toBeLessThan(3);
    // At the most likely scale sum r^2/sigma^2 is the number of residuals, here those of the degrees of freedom.
    expect(deviation(result.chi2Reduced ?? 0, 1)).toBeLessThan(1e-6);
    expect(result.weight).toBe("structure");
    expect(verify(spectrum, circuit, result).message).toMatch(/^The second opinion agrees/);
  });

  it("does not depend on where it starts", () => {
    const local = fit(spectrum, circuit, {
      weight: "structure",
      search: false,
      initial: { R0: 8, R1: 1500, "CPE1.Q": 2e-5, "CPE1.n": 0.8 },
    });
    for (const name of result.freeParameters) {
      expect(Math.abs(valueOf(local, name) - valueOf(result, name)) / errorOf(result, name)).toBeLessThan(1e-6);
    }
  });

  it("describes the data better than weights that misjudge the noise", () => {
    for (const weight of ["modulus", "unit", "proportional"] as const) {
      expect(result.aicc ?? Infinity).toBeLessThan(fit(spectrum, circuit, { weight }).aicc ?? Infinity);
    }
  });

  it("is near that of measured standard deviations, where these are known", () => {
    const sigma = modulus.map((z) => 0.5 + 0.003 * z);
    const known = fit(makeSpectrum({ frequencyHz, re: spectrum.re, im: spectrum.im, sigma }), circuit, {
      weight: "sigma",
    });
    for (const name of known.freeParameters) {
      expect(Math.abs(valueOf(known, name) - valueOf(result, name)) / errorOf(known, name)).toBeLessThan(0.5);
      // 142 residuals tell the scale of noise to 6 %, and how it is shared out between two terms less well.
      expect(deviation(errorOf(result, name), errorOf(known, name))).toBeLessThan(0.3);
    }
  });

  it.each([
    [
      { errorTerms: [] },
      "An error structure has at least one term, and each only once; choose of constant, modulus, real, imaginary, square.",
    ],
    [
      { errorTerms: ["constant", "constant"] },
      "An error structure has at least one term, and each only once; choose of constant, modulus, real, imaginary, square.",
    ],
    [
      { errorTerms: ["phase" as ErrorTerm] },
      'There is no error term "phase"; choose of constant, modulus, real, imaginary, square.',
    ],
    [
      { loss: "huber" },
      "Outliers would shape an error structure fitted to the residuals: use the weight structure with the loss squares, or a robust loss with another weight.",
    ],
  ] as const)("refuses %j", (options, message) => {
    const error = fitErrorOf(() => fit(spectrum, circuit, { weight: "structure", ...options }));
    expect(error.code).toBe("bad-option");
    expect(error.message).toBe(message);
  });

  it("alone takes error terms", () => {
    const error = fitErrorOf(() => fit(spectrum, circuit, { errorTerms: ["modulus"] }));
    expect(error.code).toBe("bad-option");
    expect(error.message).toBe("errorTerms are for the weight structure, and the weight is modulus.");
  });

  it("refuses residuals that have no structure", () => {
    const error = fitErrorOf(() => fit(simulated(truth, { noise: 0 }), circuit, { weight: "structure" }));
    expect(error.code).toBe("bad-weight");
    expect(error.message).toContain("The residuals are mere rounding");
    const few = makeSpectrum({ frequencyHz: [100, 10], re: [10, 20], im: [-5, -3] });
    expect(fitErrorOf(() => fit(few, parseCircuit("R0-p(R1,C1)"), { weight: "structure" })).message).toContain(
      "1 degrees of freedom are too few",
    );
    expect(fitErrorOf(() => prepareFit(spectrum, circuit, { weight: "structure" })).code).toBe("bad-weight");
  });
});

describe("the mean of replicates", () => {
  const random = new Random(2);
  const replicates = Array.from({ length: 12 }, () => measured(random, 0, 0.01));
  const mean = averageSpectra(replicates);

  it("has the mean and the standard deviation of the mean of each point", () => {
    const k = 20;
    for (const part of ["re", "im"] as const) {
      const values = replicates.map((one) => one[part][k] ?? 0);
      const average = values.reduce((sum, x) => sum + x, 0) / 12;
      const variance = values.reduce((sum, x) => sum + (x - average) ** 2, 0) / 11;
      expect(deviation(mean[part][k] ?? 0, average)).toBeLessThan(1e-14);
      expect(deviation(mean.sigma?.[part][k] ?? 0, Math.sqrt(variance / 12))).toBeLessThan(1e-12);
    }
    expect(mean.notes).toEqual(["mean of 12 replicates"]);
    expect(mean.warnings).toEqual([]);
  });

  it("can be fitted by these, or better by the structure of all", () => {
    const structured = averageSpectra(replicates, { errorTerms: ["modulus"] });
    const sigma = structured.sigma?.re[30] ?? 0;
    // 1704 residuals tell their scale to 1.8 %.
    expect(deviation(sigma, (0.01 / Math.sqrt(12)) * (modulus[30] ?? 0))).toBeLessThan(0.06);
    const result = fit(structured, circuit, { weight: "sigma" });
    // 138 degrees of freedom: the standard deviation of chi-square over them is 0.12.
    expect(Math.abs((result.chi2Reduced ?? 0) - 1)).toBeLessThan(0.4);
    expect(deviation(valueOf(result, "R1"), 2000)).toBeLessThan(0.01);
  });

  it("of a few warns of standard deviations that are hardly known", () => {
    expect(averageSpectra(replicates.slice(0, 3)).warnings).toEqual([
      "The standard deviations come from 3 replicates and are uncertain by 50 % each; an error structure (errorTerms) joins the points' scatter.",
    ]);
  });

  it.each([
    [
      "one spectrum",
      () => [replicates[0]],
      "empty",
      "1 spectra have no scatter; give at least two replicates of the same measurement.",
    ],
    [
      "other lengths",
      () => [replicates[0], simulated(truth)],
      "unequal-lengths",
      "Replicate 2 has 43 points, the first 71; replicates have the same frequencies.",
    ],
    [
      "other frequencies",
      () => [
        replicates[0],
        makeSpectrum({ ...exact, frequencyHz: frequencyHz.map((f, k) => (k === 3 ? f * 1.001 : f)) }),
      ],
      "unequal-frequencies",
      "Replicate 2 has 50168.84",
    ],
    ["copies", () => [replicates[0], replicates[0]], "bad-sigma", "All 2 replicates have the same value at 100000 Hz"],
  ] as const)("refuses %s", (_what, make, code, message) => {
    const average = (): Spectrum => averageSpectra(make().flatMap((one) => (one === undefined ? [] : [one])));
    expect(average).toThrow(SpectrumError);
    expect(average).toThrow(message);
    expect(average).toThrow(expect.objectContaining({ code }) as Error);
  });
});
