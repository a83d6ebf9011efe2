import { describe, expect, it } from "vitest";
import { amendCircuit, parseCircuit } from "../../src/circuit/parse.ts";
import { fit } from "../../src/index.ts";
import { bitsOf, deviation, simulated, valueOf } from "./support.ts";

/** Minima are reached to rounding, from wherever. */
const SAME = 1e-10;

describe("alike arcs that start with equal values, on data with as many arcs", () => {
  it.each([
    ["R0{20}-p(R1{100},C1{1u})-p(R2{60},C2{50u})", "R0{20}-p(R1{50},C1{5u})-p(R2{50},C2{5u})"],
    ["R0{20}-p(R1{100},C1{1u})-p(R2{100},C2{3u})", "R0{20}-p(R1{50},C1{5u})-p(R2{50},C2{5u})"],
    ["R0{20}-K1{R = 41, tau = 0.7}-K2{R = 140, tau = 5m}", "R0{20}-K1{R = 74, tau = 5m}-K2{R = 74, tau = 5m}"],
    [
      "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.9})-p(R2{50},CPE2{Q = 2m, n = 0.9})",
      "R0{20}-p(R1{50},CPE1{Q = 1m, n = 0.8})-p(R2{50},CPE2{Q = 1m, n = 0.8})",
    ],
    [
      "R0{20}-p(R1{100},C1{1u})-p(R2{60},C2{50u})-p(R3{60},C3{1m})",
      "R0{20}-p(R1{80},C1{5u})-p(R2{80},C2{5u})-p(R3{80},C3{5u})",
    ],
  ])("%s from %s: they part, to the minimum that the truth leads to", (truth, start) => {
    const spectrum = simulated(truth);
    const fromTruth = fit(spectrum, parseCircuit(truth), { search: false });
    const result = fit(spectrum, parseCircuit(start), { search: false });
    expect(result.termination.outcome).toBe("converged");
    expect(deviation(result.objective, fromTruth.objective)).toBeLessThan(SAME);
  });

  /** Where the first descents keep the symmetry to the last bit: all that is known there is in the Hessian. */
  it("leave the point of equal arcs that the solver converges to, the same way every time", () => {
    const spectrum = simulated("R0{20}-p(R1{22.4},CPE1{Q = 10.8m, n = 0.845})-p(R2{112},CPE2{Q = 8.53m, n = 0.975})", {
      noise: 0.001,
    });
    const alike = parseCircuit("R0-p(R1,CPE1)-p(R2,CPE2)");
    const equal = fit(spectrum, amendCircuit(alike, "R2 = R1; CPE2.Q = CPE1.Q; CPE2.n = CPE1.n"));
    const names = ["R0", "R1", "CPE1.Q", "CPE1.n", "R2", "CPE2.Q", "CPE2.n"];
    const initial = Object.fromEntries(names.map((name) => [name, valueOf(equal, name)]));
    const parted = fit(spectrum, alike, { search: false, initial });
    const sought = fit(spectrum, alike);
    expect(equal.objective).toBeGreaterThan(10 * sought.objective);
    expect(parted.termination.outcome).toBe("converged");
    expect(deviation(parted.objective, sought.objective)).toBeLessThan(SAME);
    expect(bitsOf(fit(spectrum, alike, { search: false, initial }))).toBe(bitsOf(parted));
  });
});
