import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, makeSpectrum, type FitOptions, type FitResult, type Spectrum, type Weight } from "../../src/index.ts";
import { evaluate } from "../../src/reference/index.ts";
import { deviation, errorOf, fitErrorOf, simulated, valueOf, valuesOf } from "./support.ts";

/** The weights of the two parts of Z = x + jy at point k, as they are defined. */
const definitions: Record<
  Exclude<Weight, "structure" | "measured">,
  (spectrum: Spectrum, k: number) => readonly [re: number, im: number]
> = {
  unit: () => [1, 1],
  modulus: ({ re, im }, k) => {
    const square = (re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2;
    return [1 / square, 1 / square];
  },
  proportional: ({ re, im }, k) => [1 / (re[k] ?? 0) ** 2, 1 / (im[k] ?? 0) ** 2],
  sigma: ({ sigma }, k) => [1 / (sigma?.re[k] ?? 0) ** 2, 1 / (sigma?.im[k] ?? 0) ** 2],
};

const weights = ["unit", "modulus", "proportional", "sigma"] as const;

/** S = sum w |dZ|^2 by the formulas of the records. */
function objectiveAt(
  spectrum: Spectrum,
  text: string,
  values: Record<string, number>,
  weight: keyof typeof definitions,
): number {
  const z = evaluate(parseCircuit(text), spectrum.frequencyHz, values);
  let sum = 0;
  for (const k of spectrum.re.keys()) {
    const [re, im] = definitions[weight](spectrum, k);
    const dRe = (z.re[k] ?? Number.NaN) - (spectrum.re[k] ?? Number.NaN);
    const dIm = (z.im[k] ?? Number.NaN) - (spectrum.im[k] ?? Number.NaN);
    sum += re * dRe * dRe + im * dIm * dIm;
  }
  return sum;
}

const circuits = [
  ["R0-p(R1,CPE1)", "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})"],
  ["p(R1-Wo1,C1)", "p(R1{50}-Wo1{R = 80, tau = 0.5},C1{2u})"],
  ["L0-R0-p(R1,CPE1)-Gs1", "L0{1u}-R0{5}-p(R1{30},CPE1{Q = 50u, n = 0.9})-Gs1{R = 60, tau = 0.3, phi = 0.7}"],
] as const;

describe.each(circuits)("%s", (text, truth) => {
  const spectrum = simulated(truth);
  const circuit = parseCircuit(text);

  it.each(weights)("has the S that its parameters give, weight %s", (weight) => {
    const result = fit(spectrum, circuit, { weight });
    const expected = objectiveAt(spectrum, text, valuesOf(result), weight);
    // Impedances agree to 2e-15 and residuals are 0.5 % of them, so each square is known to 1e-12 at worst.
    expect(deviation(result.objective, expected)).toBeLessThan(1e-12);
    const free = result.parameters.filter(({ status }) => status === "free").length;
    expect(result.freeParameters.length).toBe(free);
    expect(result.degreesOfFreedom).toBe(2 * spectrum.frequencyHz.length - free);
    expect(result.chi2Reduced).toBe(result.objective / result.degreesOfFreedom);
    expect(result.weight).toBe(weight);
    // The noise is 0.5 % of |Z|, so no weight may call this a misfit.
    expect(result.warnings).toEqual([]);
  });

  it.each(weights)("is at the minimum of that S, weight %s", (weight) => {
    const result = fit(spectrum, circuit, { weight });
    const values = valuesOf(result);
    for (const name of result.freeParameters) {
      const at = (factor: number): number =>
        objectiveAt(spectrum, text, { ...values, [name]: (values[name] ?? 0) * factor }, weight);
      // S rises as h^2 on both sides; a slope would show as a difference of the first order in h.
      const [low, high] = [at(1 - 1e-4) - result.objective, at(1 + 1e-4) - result.objective];
      expect(low, name).toBeGreaterThan(0);
      expect(high, name).toBeGreaterThan(0);
      expect(Math.abs(high - low) / (high + low), name).toBeLessThan(1e-2);
    }
  });
});

describe("measured standard deviations", () => {
  const [text, truth] = circuits[0];
  const circuit = parseCircuit(text);
  const spectrum = simulated(truth);
  const { frequencyHz, re, im } = spectrum;
  const withSigma = (sigma: Float64Array | { re: Float64Array; im: Float64Array }): FitResult =>
    fit(makeSpectrum({ frequencyHz, re, im, sigma }), circuit, { weight: "sigma" });
  const modulus = re.map((x, k) => Math.hypot(x, im[k] ?? Number.NaN));

  it("proportional to |Z| give the fit of modulus weights, with errors that do not depend on S", () => {
    const relative = fit(spectrum, circuit);
    const absolute = withSigma(modulus.map((x) => 0.01 * x));
    expect(deviation(absolute.objective, relative.objective / 0.01 ** 2)).toBeLessThan(1e-12);
    for (const name of relative.freeParameters) {
      expect(deviation(valueOf(absolute, name), valueOf(relative, name))).toBeLessThan(1e-9);
      // Relative errors carry s = sqrt(S/(2N - p)), absolute ones the sigma given.
      const expected = (errorOf(relative, name) / Math.sqrt(relative.chi2Reduced ?? Number.NaN)) * 0.01;
      expect(deviation(errorOf(absolute, name), expected)).toBeLessThan(1e-9);
    }
    const doubled = withSigma(modulus.map((x) => 0.02 * x));
    for (const name of relative.freeParameters) {
      expect(deviation(errorOf(doubled, name), 2 * errorOf(absolute, name))).toBeLessThan(1e-9);
    }
  });

  it("may differ between the real and the imaginary part", () => {
    const precise = modulus.map((x) => 1e-3 * x);
    const rough = modulus.map((x) => 1e-1 * x);
    const byReal = withSigma({ re: precise, im: rough });
    const byImaginary = withSigma({ re: rough, im: precise });
    expect(deviation(valueOf(byReal, "R1"), valueOf(byImaginary, "R1"))).toBeGreaterThan(1e-4);
    // The imaginary part says next to nothing of a series resistance.
    expect(errorOf(byImaginary, "R0")).toBeGreaterThan(20 * errorOf(byReal, "R0"));
  });

  it("are near 1 in reduced chi-square where they are those of the noise", () => {
    const result = fit(spectrum, circuit, { weight: "sigma" });
    // 82 degrees of freedom: the standard deviation of chi-square/82 is 0.16.
    expect(Math.abs((result.chi2Reduced ?? Number.NaN) - 1)).toBeLessThan(0.5);
  });
});

describe("a circuit that misses the data by far", () => {
  it.each(weights)("is said to, weight %s", (weight) => {
    const result = fit(simulated(circuits[0][1]), parseCircuit("R0-L1"), { weight });
    expect(result.warnings.at(-1)).toMatch(/^The fit misses the data by [3-9]\d\.\d % of \|Z\| \(root mean square\)/);
  });
});

describe("weights that the data cannot carry", () => {
  const [text, truth] = circuits[0];
  const circuit = parseCircuit(text);
  const spectrum = simulated(truth, { noise: 0 });

  it("sigma without standard deviations", () => {
    const error = fitErrorOf(() => fit(spectrum, circuit, { weight: "sigma" }));
    expect(error.code).toBe("bad-weight");
    expect(error.message).toBe(
      "Weight sigma needs measured standard deviations, and this spectrum has none: give some (a column of sigma, replicates to average), or use modulus weights.",
    );
  });

  it("proportional where a part is 0, unless the point is left out", () => {
    const { frequencyHz, re } = spectrum;
    const im = spectrum.im.map((x, k) => (k === 4 ? 0 : x));
    const level = makeSpectrum({ frequencyHz, re, im });
    const options: FitOptions = { weight: "proportional" };
    const error = fitErrorOf(() => fit(level, circuit, options));
    expect(error.code).toBe("bad-weight");
    expect(error.message).toBe(
      `Proportional weights divide by each part of Z, and one part is 0 at ${String(frequencyHz[4])} Hz (point 4); exclude that point or use modulus weights.`,
    );
    expect(deviation(valueOf(fit(level, circuit, { ...options, exclude: [4] }), "R1"), 100)).toBeLessThan(1e-9);
  });
});
