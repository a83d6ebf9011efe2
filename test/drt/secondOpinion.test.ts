import { describe, expect, it } from "vitest";
import { drt, fit, parseCircuit } from "../../src/index.ts";
import { drtToCircuit } from "../../src/index.ts";
import { simulated, sweep, valueOf } from "../fit/support.ts";

const FREQUENCIES = sweep(1e5, 1e-2, 71);
const TWO_ARCS = "R0{20}-(R1{100}|CPE1{Q=1u,n=0.9})-(R2{50}|CPE2{Q=1m,n=0.8})";

describe("the second method", () => {
  it.each([1, 2, 3])("finds the two arcs that were simulated and agrees with the peaks (seed %d)", (seed) => {
    const result = drt(simulated(TWO_ARCS, { frequencyHz: FREQUENCIES, noise: 0.003, seed }));
    const { secondOpinion } = result;
    expect(secondOpinion.arcs.map(({ resistance }) => Math.round(resistance / 5) * 5)).toEqual([100, 50]);
    expect(secondOpinion.matches.map(({ peak, arc }) => [peak, arc])).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(secondOpinion).toMatchObject({ agrees: true, disagreements: [], method: "m(RQ)" });
    expect(secondOpinion.verdict).toContain("both methods find the same processes");
    expect(result.secondOpinion).toBe(secondOpinion);
  });

  it.each([1, 3, 5])("finds two arcs of which the distribution shows one, and says so (seed %d)", (seed) => {
    const text = "R0{10}-Zarc1{R = 50, tau = 100m, n = 0.8}-Zarc2{R = 50, tau = 10m, n = 0.8}";
    const { peaks, secondOpinion } = drt(simulated(text, { frequencyHz: FREQUENCIES, noise: 0.01, seed }));
    expect([peaks.length, secondOpinion.arcs.length]).toEqual([1, 2]);
    // Standard errors of a fit of the true circuit are some 5 ohm here.
    for (const { resistance } of secondOpinion.arcs) expect(Math.abs(resistance - 50)).toBeLessThan(15);
    expect(secondOpinion.disagreements.join()).toContain("has no peak: another covers it");
  });

  it("says where they disagree", () => {
    // The peaks of a Gerischer impedance at a small lambda are oscillations; a chain of arcs needs several for its one process.
    const spectrum = simulated("R0{20}-G1{R=50, tau=10m}", { frequencyHz: FREQUENCIES, noise: 0.0005 });
    const { secondOpinion, peaks } = drt(spectrum);
    expect(secondOpinion.arcs.length).not.toBe(peaks.length);
    expect(secondOpinion.agrees).toBe(false);
    expect(secondOpinion.disagreements.length).toBeGreaterThan(0);
    expect(secondOpinion.verdict).toContain("trust neither alone");
    expect(secondOpinion.verdict).toContain(secondOpinion.disagreements[0]);
  });
});

describe("a circuit from the peaks", () => {
  const spectrum = simulated(TWO_ARCS, { frequencyHz: FREQUENCIES, noise: 0.003 });
  const text = drtToCircuit(drt(spectrum));

  it("has a resistor with a CPE for each", () => {
    expect(text).toMatch(
      /^(L0\{[\d.e-]+\}-)?R0\{[\d.]+\}-\(R1\{[\d.]+\}\|CPE1\{Q = [\d.e-]+, n = 0\.\d+\}\)-\(R2\{.*\}\)$/,
    );
  });

  it("is a start from which one local fit ends where a search does", () => {
    const local = fit(spectrum, parseCircuit(text), { search: false });
    const searched = fit(spectrum, parseCircuit(local.circuit.replaceAll(/\{[^}]*\}/g, "")));
    expect(local.termination.outcome).not.toBe("not-converged");
    expect(local.objective / searched.objective).toBeCloseTo(1, 9);
    expect(Math.abs(valueOf(local, "R1") - 100)).toBeLessThan(2);
  });

  it("has the capacitor of a tail", () => {
    const tail = simulated("R0{20}-(R1{100}|CPE1{Q=1u,n=0.9})-C1{5m}", { frequencyHz: FREQUENCIES, noise: 0.003 });
    const result = drt(tail);
    expect(result.notes.join()).toContain("-Z'' rises towards the lowest frequencies as f^-");
    expect(Math.abs((result.capacitance ?? Number.NaN) / 5e-3 - 1)).toBeLessThan(0.02);
    expect(drtToCircuit(result)).toMatch(/-C0\{0\.00[45]/);
    expect(drt(tail, { capacitance: false }).warnings.join()).toContain("belongs into a series capacitor");
  });
});
