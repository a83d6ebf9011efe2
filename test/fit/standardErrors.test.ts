import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, makeSpectrum, type FitResult, type Weight } from "../../src/index.ts";
import { covarianceOf, isExponent } from "./covariance.ts";
import { deviation, errorOf, parameterOf, simulated, valueOf, valuesOf } from "./support.ts";

/**
 * The differences of the independent Jacobian are good to 1e-12 of its columns; the worst conditioned of these circuits
 * multiplies that by 500, and two methods round differently.
 */
const AGREEMENT = 1e-8;

const circuits = [
  ["R0-p(R1,CPE1)", "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})"],
  ["R0-p(R1,CPE1)-p(R2,CPE2)", "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})-p(R2{200},CPE2{Q = 2m, n = 0.9})"],
  ["p(R1-Wo1,C1)", "p(R1{50}-Wo1{R = 80, tau = 0.5},C1{2u})"],
  ["R0-TLMR1", "R0{5}-TLMR1{Rion = 50, Rct = 100, Qs = 1m, g = 0.8}"],
  ["L0-R0-Zarc1-Ws1; Ws1.p free", "L0{20u}-R0{5}-Zarc1{R = 40, tau = 1m, n = 0.8}-Ws1{R = 60, tau = 1, p = 0.45}"],
] as const;

describe.each(circuits)("%s", (text, truth) => {
  const spectrum = simulated(truth);
  const modulus = (k: number): number => Math.hypot(spectrum.re[k] ?? 0, spectrum.im[k] ?? 0);
  const roots: Record<Exclude<Weight, "structure" | "measured">, (k: number) => readonly [number, number]> = {
    unit: () => [1, 1],
    modulus: (k) => [1 / modulus(k), 1 / modulus(k)],
    proportional: (k) => [1 / Math.abs(spectrum.re[k] ?? 0), 1 / Math.abs(spectrum.im[k] ?? 0)],
    sigma: (k) => [1 / (spectrum.sigma?.re[k] ?? 0), 1 / (spectrum.sigma?.im[k] ?? 0)],
  };

  it.each(["modulus", "unit", "proportional", "sigma"] as const)(
    "has the errors and correlations of s^2 (J^T J)^-1, weight %s",
    (weight) => {
      const result = fit(spectrum, parseCircuit(text), { weight, search: false, initial: valuesOf(fitted(truth)) });
      expect(result.termination.outcome).toBe("converged");
      const free = result.freeParameters;
      expect(free.length).toBe(result.parameters.filter(({ status }) => status !== "fixed").length);
      const { stderr, correlation, variance } = covarianceOf(spectrum, text, valuesOf(result), free, roots[weight]);
      expect(deviation(result.chi2Reduced ?? Number.NaN, variance)).toBeLessThan(1e-12);
      for (const name of free) {
        const scale = isExponent(name) ? 1 : valueOf(result, name);
        // Standard deviations as weights are absolute: no factor s.
        const expected = (stderr.get(name) ?? Number.NaN) * scale * (weight === "sigma" ? 1 / Math.sqrt(variance) : 1);
        expect(deviation(errorOf(result, name), expected), name).toBeLessThan(AGREEMENT);
      }
      for (const [i, row] of result.correlation.entries()) {
        expect(row.length).toBe(free.length);
        for (const [j, found] of row.entries()) {
          expect(Math.abs(found - (correlation[i]?.[j] ?? Number.NaN)), `${i}, ${j}`).toBeLessThan(AGREEMENT);
        }
      }
    },
  );

  /** The values of the truth as starts. */
  function fitted(values: string): FitResult {
    return fit(spectrum, parseCircuit(values), { search: false });
  }
});

describe("intervals", () => {
  /** Student's t with P(|T| <= t) = 0.95, by mpmath with 30 digits. */
  const quantiles: readonly (readonly [freedom: number, t: number])[] = [
    [1, 12.7062047361747],
    [2, 4.30265272974946],
    [5, 2.57058183563632],
    [31, 2.03951344639641],
    [82, 1.98931855713657],
  ];

  it.each(quantiles)(
    "hold Student's quantile for %d degrees of freedom, in the logarithm of quantities",
    (freedom, t) => {
      const spectrum = simulated("R0{20}-CPE1{Q = 10u, n = 0.85}");
      // Points have two values each, so an odd number of degrees of freedom needs an odd number of parameters.
      const free = freedom % 2 === 1 ? 3 : 2;
      const circuit = parseCircuit(`R0{20}-CPE1{Q = 10u, n = 0.85 ${free === 3 ? "free" : "fixed"}}`);
      const points = (freedom + free) / 2;
      const all = spectrum.frequencyHz.length;
      const exclude = Array.from({ length: all - points }, (_, k) => all - 1 - k);
      const result = fit(spectrum, circuit, { search: false, exclude });
      expect(result.degreesOfFreedom).toBe(freedom);
      for (const name of result.freeParameters) {
        const { value, interval } = parameterOf(result, name);
        const error = errorOf(result, name);
        const [low, high] = interval ?? [Number.NaN, Number.NaN];
        const reach = isExponent(name) ? (high - low) / (2 * error) : (Math.log(high / low) / 2 / error) * value;
        // The t above has 15 digits; low and high lose what their difference to the value has less.
        expect(deviation(reach, t), name).toBeLessThan(1e-10);
        const middle = isExponent(name) ? (low + high) / 2 : Math.sqrt(low * high);
        expect(deviation(middle, value), name).toBeLessThan(1e-12);
      }
    },
  );

  it("are absent where nothing is left to judge by, and the fit says so", () => {
    const spectrum = makeSpectrum({ frequencyHz: [1], re: [12], im: [-5] });
    const result = fit(spectrum, parseCircuit("R0-C1"));
    expect(result.degreesOfFreedom).toBe(0);
    expect(result.chi2Reduced).toBeNull();
    for (const { stderr, interval } of result.parameters) expect([stderr, interval]).toEqual([null, null]);
    expect(result.warnings).toContain(
      "There are as many free parameters as data, so nothing is left to judge the errors by.",
    );
  });
});
