import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { evaluate, fitReference } from "../../src/reference/index.ts";
import { makeSpectrum, type Spectrum } from "../../src/spectrum.ts";

const frequencyHz = Array.from({ length: 41 }, (_, k) => 1e5 * 10 ** (-k / 8));

function simulated(circuit: string, values: Record<string, number>): Spectrum {
  return makeSpectrum({ frequencyHz, ...evaluate(parseCircuit(circuit), frequencyHz, values) });
}

const arc = { R0: 20, R1: 100, "CPE1.Q": 1e-5, "CPE1.n": 0.85 };
const offArc = { R0: 30, R1: 60, "CPE1.Q": 2e-5, "CPE1.n": 0.8 };

function expectValues(
  values: Readonly<Record<string, number>>,
  expected: Record<string, number>,
  relative: number,
): void {
  for (const [name, value] of Object.entries(expected)) {
    expect(Math.abs((values[name] ?? Number.NaN) / value - 1), name).toBeLessThan(relative);
  }
}

describe("fitReference", () => {
  // The derivatives are differences with a step of 1e-5, good to 1e-10; Gauss-Newton on exact data converges past them.
  it.each(["modulus", "unit", "proportional"] as const)("finds the values behind exact data, weight %s", (weight) => {
    const fit = fitReference(simulated("R0-p(R1,CPE1)", arc), parseCircuit("R0-p(R1,CPE1)"), offArc, weight);
    expectValues(fit.values, arc, 1e-9);
    expect(fit.iterations).toBeGreaterThan(3);
  });

  it("gives the same answer whatever the unit of the impedance", () => {
    const scaled = { ...arc, R0: 2e7, R1: 1e8, "CPE1.Q": 1e-11 };
    const circuit = parseCircuit("R0-p(R1,CPE1)");
    const start = { ...offArc, R0: 3e7, R1: 6e7, "CPE1.Q": 2e-11 };
    expectValues(fitReference(simulated("R0-p(R1,CPE1)", scaled), circuit, start, "unit").values, scaled, 1e-9);
  });

  it("leaves fixed and held parameters where they are", () => {
    const circuit = parseCircuit("R0{25 fixed}-p(R1,CPE1)");
    const data = simulated("R0-p(R1,CPE1)", arc);
    const fit = fitReference(data, circuit, { ...offArc, R0: 25 }, "modulus", { held: new Set(["CPE1.n"]) });
    expect(fit.values["R0"]).toBe(25);
    expect(fit.values["CPE1.n"]).toBe(0.8);
    expect(fit.values["R1"]).not.toBe(60);
  });

  it("follows ties", () => {
    const tied = parseCircuit("R0-p(R1,CPE1)-p(R2,CPE2); R2 = 3*R1; CPE2.n = CPE1.n");
    const truth = { R0: 20, R1: 100, "CPE1.Q": 1e-6, "CPE1.n": 0.85, "CPE2.Q": 1e-4 };
    const data = makeSpectrum({ frequencyHz, ...evaluate(tied, frequencyHz, truth) });
    const start = { R0: 25, R1: 80, "CPE1.Q": 1.4e-6, "CPE1.n": 0.82, "CPE2.Q": 0.8e-4 };
    const fit = fitReference(data, tied, start, "modulus");
    expectValues(fit.values, { ...truth, R2: 300, "CPE2.n": 0.85 }, 1e-9);
  });

  it("stays within limits", () => {
    const fit = fitReference(simulated("R0-p(R1,CPE1)", arc), parseCircuit("R0-p(R1,CPE1)"), offArc, "modulus", {
      bounds: { "CPE1.n": [0.5, 0.82], R1: [50, 90] },
    });
    expect(fit.values["CPE1.n"]).toBe(0.82);
    // Passed through a logarithm and back.
    expect(fit.values["R1"]).toBeCloseTo(90, 10);
  });

  it("evaluates a circuit without free parameters", () => {
    const circuit = parseCircuit("R0{20 fixed}-C1{1u fixed}");
    const fit = fitReference(simulated("R0-C1", { R0: 20, C1: 1e-6 }), circuit, {}, "modulus");
    expect(fit.iterations).toBe(0);
    expect(fit.objective).toBeLessThan(1e-25);
  });

  it("refuses to start a logarithm at 0", () => {
    const data = simulated("R0-p(R1,CPE1)", arc);
    const start = { ...offArc, R1: 0 };
    expect(() => fitReference(data, parseCircuit("R0-p(R1,CPE1)"), start, "modulus")).toThrow("R1 starts at 0");
  });
});
