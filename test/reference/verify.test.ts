import { describe, expect, it } from "vitest";
import { Random } from "../../bench/random.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit } from "../../src/fit/fit.ts";
import type { FitResult } from "../../src/fit/result.ts";
import { evaluate, verify } from "../../src/reference/index.ts";
import { makeSpectrum, type Spectrum } from "../../src/spectrum.ts";

const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})-Wo1{R = 40, tau = 2}";
const circuit = parseCircuit(text);

/** Noise relative to |Z|, seeded. */
function simulated(noise: number, frequencyHz: readonly number[] = frequencies, of = circuit): Spectrum {
  const random = new Random(3);
  const z = evaluate(of, frequencyHz);
  const sigma = z.re.map((re, k) => Math.max(noise, 1e-6) * Math.hypot(re, z.im[k] ?? 0));
  const add = (part: Float64Array): Float64Array =>
    part.map((x, k) => x + (noise > 0 ? random.normal() * (sigma[k] ?? 0) : 0));
  return makeSpectrum({ frequencyHz, re: add(z.re), im: add(z.im), sigma });
}

const frequencies = Array.from({ length: 51 }, (_, k) => 1e5 * 10 ** (-k / 7));

describe("verify", () => {
  it.each(["modulus", "unit", "proportional", "sigma"] as const)("agrees with a fit, weight %s", (weight) => {
    const spectrum = simulated(0.005);
    const result = fit(spectrum, circuit, { weight, search: false });
    const check = verify(spectrum, circuit, result);
    expect(check.message).toContain("The second opinion agrees");
    expect(check.agrees).toBe(true);
    // Residuals of 0.5 % of |Z|, each impedance known to 1e-15 of |Z|.
    expect(check.relativeDifference).toBeLessThan(1e-12);
    expect(check.maximumImpedanceDifference).toBeLessThan(1e-13);
    expect(check.solverObjective).toBeLessThanOrEqual(check.objective);
    expect(check.solverObjective / check.objective).toBeGreaterThan(1 - 1e-9);
  });

  it("agrees about data without noise, where S is nothing but rounding", () => {
    const spectrum = simulated(0);
    const check = verify(spectrum, circuit, fit(spectrum, circuit, { search: false, initial: { R1: 130 } }));
    expect(check.agrees, check.message).toBe(true);
    expect(check.objective).toBeLessThan(1e-20);
  });

  it("agrees about ties, fixed parameters and limits", () => {
    const tied = parseCircuit(
      "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})-p(R2{80 in 60..100},CPE2{Q = 1m}); CPE2.n = CPE1.n",
    );
    const spectrum = simulated(
      0.01,
      frequencies,
      parseCircuit("R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})-p(R2{50},CPE2{Q = 1m, n = 0.85})"),
    );
    const result = fit(spectrum, tied, { search: false, fixed: { R0: 20 } });
    expect(result.parameters.find(({ name }) => name === "R2")?.status).toBe("at-bound");
    const check = verify(spectrum, tied, result);
    expect(check.agrees, check.message).toBe(true);
  });

  it("finds the points that a masked fit used, also among repeated frequencies", () => {
    const spectrum = simulated(
      0.01,
      frequencies.flatMap((f) => [f, f]),
    );
    const result = fit(spectrum, circuit, {
      search: false,
      exclude: [0, 3, 10, 60, 61],
      maximumHz: 5e4,
      minimumHz: 0.1,
    });
    const check = verify(spectrum, circuit, result);
    expect(check.agrees, check.message).toBe(true);
    expect(check.relativeDifference).toBeLessThan(1e-12);
  });

  it("notices values that are not those of the curve", () => {
    const { spectrum, result } = fitted();
    const moved: FitResult = {
      ...result,
      residuals: result.residuals,
      parameters: result.parameters.map((p) => (p.name === "R1" ? { ...p, value: p.value * (1 + 1e-6) } : p)),
    };
    const check = verify(spectrum, circuit, moved);
    expect(check.agrees).toBe(false);
    expect(check.message).toContain("No agreement: the impedances differ by more than 1e-10 of |Z|");
  });

  it("notices an S that is not that of the curve", () => {
    const { spectrum, result } = fitted();
    const check = verify(spectrum, circuit, {
      ...result,
      residuals: result.residuals,
      objective: result.objective * (1 + 1e-8),
    });
    expect(check.agrees).toBe(false);
    expect(check.message).toContain("S differs by more than 1e-9");
    expect(check.relativeDifference).toBeGreaterThan(0.9e-8);
  });

  it("notices a point that is no minimum", () => {
    const spectrum = simulated(0.005);
    // The best point with R1 held away from its best value, passed off as a fit of all parameters.
    const held = fit(spectrum, circuit, { search: false, fixed: { R1: 103 } });
    const result: FitResult = {
      ...held,
      residuals: held.residuals,
      parameters: held.parameters.map((p) => (p.name === "R1" ? { ...p, status: "free" } : p)),
    };
    expect(verify(spectrum, circuit, held).agrees).toBe(true);
    const check = verify(spectrum, circuit, result);
    expect(check.agrees).toBe(false);
    expect(check.message).toContain("went lower from the same point");
    const best = fit(spectrum, circuit, { search: false }).objective;
    // The other solver stops when 20 iterations gain less than 1e-12.
    expect(Math.abs(check.solverObjective / best - 1)).toBeLessThan(1e-9);
  });

  it("refuses another spectrum than the one fitted", () => {
    const { result } = fitted();
    expect(() => verify(simulated(0.006), circuit, result)).toThrow(
      "that the spectrum has not; give the spectrum that was fitted",
    );
  });
});

function fitted(): { spectrum: Spectrum; result: FitResult } {
  const spectrum = simulated(0.005);
  return { spectrum, result: fit(spectrum, circuit, { search: false }) };
}
