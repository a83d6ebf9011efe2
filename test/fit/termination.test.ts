import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, makeSpectrum, type FitResult } from "../../src/index.ts";
import { parameterOf, simulated } from "./support.ts";

const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
const circuit = parseCircuit(text);
const spectrum = simulated(text);

/** The number measured and the threshold, as every message gives them. */
function promise({ termination }: FitResult): string {
  const { measured, threshold } = termination;
  return `one more step would lower S by ${measured.toExponential(1)} of itself (threshold ${threshold.toExponential(1)})`;
}

describe("how a fit ended is told with the number measured and its threshold", () => {
  it("converged", () => {
    const result = fit(spectrum, circuit);
    expect(result.termination.outcome).toBe("converged");
    expect(result.termination.message).toBe(`Converged: ${promise(result)}.`);
    expect(result.termination.measured).toBeLessThanOrEqual(result.termination.threshold);
    expect(result.warnings).toEqual([]);
    // The polish goes on to rounding accuracy, far below the threshold of the descent.
    expect(result.termination.measured).toBeLessThan(1e-20);
  });

  it("on a limit", () => {
    const result = fit(spectrum, circuit, { bounds: { R1: [1, 80], R0: [25, 30] } });
    expect(result.termination.outcome).toBe("at-bound");
    expect(result.termination.message).toBe(
      `Converged (${promise(result)}) with R0, R1 on their limits; they have no standard error.`,
    );
    expect(result.warnings).toContain(result.termination.message);
  });

  it("with an element that the data do not ask for", () => {
    // The imaginary part of a negative inductance: the best positive one is none.
    const im = spectrum.im.map((y, k) => y - 2 * Math.PI * (spectrum.frequencyHz[k] ?? 0) * 1e-5);
    const result = fit(makeSpectrum({ ...spectrum, im }), parseCircuit("L0-R0-p(R1,CPE1)"));
    expect(parameterOf(result, "L0")).toMatchObject({ status: "at-bound", stderr: null });
    expect(parameterOf(result, "L0").value).toBeLessThan(1e-20);
    expect(result.termination.outcome).toBe("evaporated");
    expect(result.termination.message).toBe(
      `Converged (${promise(result)}) with L0 run to its limit of 0 or infinity: the data do not ask for this element. Try the circuit without.`,
    );
    expect(result.warnings).toContain(result.termination.message);
  });

  it("rank-deficient", () => {
    const result = fit(spectrum, parseCircuit("R0-R9-p(R1,CPE1)"));
    expect(result.termination.outcome).toBe("rank-deficient");
    expect(result.termination.message).toBe(
      `Converged (${promise(result)}), but 1 combination of parameters leaves the fit unchanged: the circuit has more parameters than these data or its own form can tell apart. Remove or fix some.`,
    );
  });

  it("not converged within the evaluations allowed", () => {
    const two = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})-p(R2{200},CPE2{Q = 2m, n = 0.9})";
    const far = { R0: 2000, R1: 1e4, "CPE1.Q": 1e-3, "CPE1.n": 0.4, R2: 2e4, "CPE2.Q": 0.2, "CPE2.n": 0.4 };
    const result = fit(simulated(two), parseCircuit(two), { search: false, initial: far, maximumEvaluations: 1 });
    expect(result.termination.outcome).toBe("not-converged");
    expect(result.termination.measured).toBeGreaterThan(result.termination.threshold);
    expect(result.termination.message).toBe(
      `Not converged after ${String(result.termination.evaluations)} evaluations: ${promise(result)}. Allow more evaluations, fix or bound a parameter, or use a simpler circuit.`,
    );
    expect(result.warnings).toContain(result.termination.message);
  });

  it.each([20, 50, 100])("after a bounded number of evaluations, %d allowed, whatever there is to try", (allowed) => {
    // Arcs that the data do not hold, each of which the fit tries to do without.
    const arcs = Array.from({ length: 5 }, (_, j) => `-p(R${j + 2}{${3 + j}},C${j + 2}{${0.3 * 3 ** j}u})`).join("");
    const many = parseCircuit(`${text}${arcs}`);
    const { evaluations } = fit(spectrum, many, { search: false, maximumEvaluations: allowed }).termination;
    // Five descents at most (one of the ways takes two) with an evaluation of their start and end each; a polish of 20 steps,
    // a Hessian by differences for 14 parameters and 12 Newton steps of two evaluations; what follows; and one to put back each of the 10 loose parameters.
    expect(evaluations).toBeLessThanOrEqual(5 * (allowed + 2) + (20 + 2 * (14 + 12) + 2) + allowed + 10);
  });

  it("at exact data, where S is nothing but rounding", () => {
    const result = fit(simulated(text, { noise: 0 }), parseCircuit("R0-p(R1,CPE1)"));
    expect(result.termination.outcome).toBe("converged");
    // 86 numbers of modulus below 1, each good to a few units of 1e-16.
    expect(result.objective).toBeLessThan(1e-28);
    for (const [name, value] of Object.entries({ R0: 20, R1: 100, "CPE1.Q": 1e-5, "CPE1.n": 0.85 })) {
      expect(Math.abs(parameterOf(result, name).value / value - 1), name).toBeLessThan(1e-13);
    }
  });
});

describe("starts are counted", () => {
  it("one without a search", () => {
    const { termination } = fit(spectrum, circuit, { search: false });
    expect([termination.starts, termination.startsAgreeing]).toEqual([1, 1]);
  });

  it("several with one, of which some agree", () => {
    const { termination } = fit(spectrum, parseCircuit("R0-p(R1,CPE1)"));
    expect(termination.starts).toBeGreaterThan(1);
    expect(termination.startsAgreeing).toBeGreaterThan(1);
    expect(termination.startsAgreeing).toBeLessThanOrEqual(termination.starts);
  });
});

describe("starts outside the limits", () => {
  it.each([
    [{ R1: 500 }, "1 starting value lay outside the limits and was moved onto them."],
    [{ R1: 500, "CPE1.n": 3, R0: 0.1 }, "3 starting values lay outside the limits and were moved onto them."],
  ])("are moved onto them with a warning: %j", (initial, warning) => {
    const bounds = { R1: [50, 200], R0: [1, 100] } as const;
    const moved = fit(spectrum, circuit, { search: false, initial, bounds });
    const inside = fit(spectrum, circuit, { search: false, bounds });
    expect(moved.warnings).toEqual([warning]);
    expect(Math.abs(moved.objective / inside.objective - 1)).toBeLessThan(1e-12);
  });

  it("are told of too where starts are sought besides, as far as somebody gave them", () => {
    const result = fit(spectrum, circuit, { initial: { R1: 500 }, bounds: { R1: [50, 200] } });
    expect(result.warnings).toEqual(["1 starting value lay outside the limits and was moved onto them."]);
    const unsaid = fit(spectrum, parseCircuit("R0-p(R1,CPE1)"), { bounds: { R1: [110, 300] } });
    expect(unsaid.warnings.filter((warning) => warning.includes("starting value"))).toEqual([]);
  });
});
