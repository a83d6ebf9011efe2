import { describe, expect, it } from "vitest";
import { drt, makeSpectrum, type DrtOptions, type DrtResult } from "../../src/index.ts";
import fixtures from "../fixtures/drt/inversions.json" with { type: "json" };

type Fixture = (typeof fixtures)[number];

function invert(fixture: Fixture, lambda: DrtOptions["lambda"], nonNegative = true): DrtResult {
  const { from, to, count, capacitance } = fixture;
  return drt(makeSpectrum(fixture), {
    basis: fixture.basis as "gaussian" | "piecewise-linear",
    derivative: fixture.derivative as 1 | 2,
    data: fixture.data as "both" | "re" | "im",
    weight: fixture.weight as "modulus" | "unit",
    timeConstants: { from, to, count },
    capacitance,
    nonNegative,
    lambda: lambda ?? fixture.lambda,
  });
}

function largestDifference(found: ArrayLike<number>, expected: readonly number[]): number {
  const largest = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, k) => Math.abs((found[k] ?? Number.NaN) - value))) / largest;
}

// Not equal to numpy's where both solve the normal equations: the condition number of H is some 1e8 for these lambda.
describe.each(fixtures.map((fixture) => [fixture.name, fixture] as const))("%s, against scipy", (_name, fixture) => {
  const result = invert(fixture, fixture.lambda);

  it("has the coefficients of scipy's non-negative least squares", () => {
    // 1e8 times the rounding of 1e-16, and what quad leaves in the matrix (1e-13).
    expect(largestDifference(result.coefficients, fixture.coefficients)).toBeLessThan(1e-7);
    expect(largestDifference(result.gamma, fixture.gamma)).toBeLessThan(1e-7);
    expect(result.gamma.length).toBe(fixture.count);
  });

  it("has its lumped terms and its S", () => {
    const { capacitance } = result;
    const found = [
      ...(fixture.data === "im" ? [] : [result.seriesResistance]),
      ...(fixture.data === "re" ? [] : [result.inductance]),
      ...(fixture.capacitance ? [capacitance === null ? 0 : 1 / capacitance] : []),
    ];
    expect(found.length).toBe(fixture.lumped.length);
    // Where the best value is 0 both have exactly that.
    found.forEach((value, k) => {
      const expected = fixture.lumped[k] ?? Number.NaN;
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-5 * Math.abs(expected));
    });
    expect(result.objective / fixture.objective).toBeCloseTo(1, 8);
  });

  it("has the score, the parameters and the curvature of the singular values", () => {
    expect(result.gcvScore / fixture.score).toBeCloseTo(1, 9);
    expect(result.effectiveParameters / fixture.effective).toBeCloseTo(1, 8);
    // The curvature has second derivatives, in which 1e-9 of the largest is lost.
    expect(Math.abs(result.curvature - fixture.curvature)).toBeLessThan(1e-6 * (1 + Math.abs(fixture.curvature)));
  });

  it("has the posterior's standard deviations", () => {
    const { band, gamma } = result;
    const z = 1.959963984540054;
    const deviation = band.upper.map((upper, k) => (upper - (gamma[k] ?? Number.NaN)) / z);
    expect(largestDifference(deviation, fixture.gammaDeviations)).toBeLessThan(1e-7);
    expect(band.lower.every((low, k) => low >= 0 && low <= (gamma[k] ?? Number.NaN))).toBe(true);
  });

  it("finds the lambda of the least score", () => {
    // Both searches end where the score changes by its rounding, some 1e-5 in ln lambda where it has a sharp minimum.
    expect(Math.abs(Math.log(invert(fixture, "gcv", false).lambda / fixture.gcv))).toBeLessThan(3e-4);
    expect(Math.abs(Math.log(invert(fixture, "mgcv", false).lambda / fixture.mgcv))).toBeLessThan(3e-4);
  });

  it("finds a corner of the L-curve that is no blunter than a lambda nearby", () => {
    const corner = invert(fixture, "l-curve");
    for (const factor of [0.5, 0.9, 1.1, 2]) {
      expect(invert(fixture, corner.lambda * factor).curvature).toBeLessThanOrEqual(corner.curvature);
    }
  });
});

it("raises lambda where the condition on the sign leaves no peak at that of the least score", () => {
  const fixture = fixtures.find(({ name }) => name.startsWith("inductive loop"));
  if (fixture === undefined) throw new Error("no inductive loop in the fixtures");
  const result = invert(fixture, "gcv");
  expect(result.peaks.length).toBeGreaterThan(0);
  expect(result.lambda).toBeGreaterThan(1.9 * fixture.gcv);
  expect(result.notes.join()).toContain("lambda was raised to");
  // By no more than the standard deviation of the squared residuals, sqrt(2/n).
  const least = invert(fixture, invert(fixture, "gcv", false).lambda);
  expect(least.peaks.length).toBe(0);
  expect(result.objective / least.objective).toBeLessThan(1 + Math.sqrt(1 / fixture.frequencyHz.length));
});
