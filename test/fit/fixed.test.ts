import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, type FitOptions } from "../../src/index.ts";
import { verify } from "../../src/reference/index.ts";
import { deviation, errorOf, parameterOf, simulated, valueOf } from "./support.ts";

const local: FitOptions = { search: false };
const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
const circuit = parseCircuit(text);
const spectrum = simulated(text);

describe("fixed parameters", () => {
  it("stay where they are, have no error and are no free parameters", () => {
    const result = fit(spectrum, circuit, { fixed: { "CPE1.n": 0.8 } });
    expect(parameterOf(result, "CPE1.n")).toMatchObject({ value: 0.8, status: "fixed", stderr: null, interval: null });
    expect(result.freeParameters).toEqual(["R0", "R1", "CPE1.Q"]);
    expect(result.degreesOfFreedom).toBe(2 * spectrum.frequencyHz.length - 3);
    expect(verify(spectrum, circuit, result).agrees).toBe(true);
  });

  it("are held at their start with true, from the text or from the options", () => {
    expect(valueOf(fit(spectrum, circuit, { ...local, fixed: { R0: true } }), "R0")).toBe(20);
    expect(valueOf(fit(spectrum, circuit, { ...local, initial: { R0: 19 }, fixed: { R0: true } }), "R0")).toBe(19);
  });

  it("are the same by options as by the circuit's text", () => {
    const byOptions = fit(spectrum, parseCircuit("R0-p(R1,CPE1)"), { fixed: { R0: 19.5, "CPE1.Q": 1e-5 } });
    const byText = fit(spectrum, parseCircuit("R0{19.5 fixed}-p(R1,CPE1{Q = 10u fixed})"));
    expect(byText.objective).toBe(byOptions.objective);
    expect(byText.parameters.map(({ value, stderr }) => [value, stderr])).toEqual(
      byOptions.parameters.map(({ value, stderr }) => [value, stderr]),
    );
  });

  it("are freed by limits in the options", () => {
    const held = parseCircuit("R0{19.5 fixed}-p(R1{100},CPE1{Q = 10u, n = 0.85})");
    const freed = fit(spectrum, held, { ...local, bounds: { R0: [1, 100] } });
    expect(deviation(freed.objective, fit(spectrum, circuit, local).objective)).toBeLessThan(1e-12);
    expect(parameterOf(freed, "R0").status).toBe("free");
  });

  it("leave the smaller circuit's minimum where they take an element out", () => {
    const without = fit(spectrum, parseCircuit("p(R1,CPE1)"));
    const shorted = fit(spectrum, parseCircuit("R0-p(R1,CPE1)"), { fixed: { R0: 0 } });
    expect(valueOf(shorted, "R0")).toBe(0);
    expect(deviation(shorted.objective, without.objective)).toBeLessThan(1e-12);
    expect(deviation(errorOf(shorted, "R1"), errorOf(without, "R1"))).toBeLessThan(1e-8);
  });

  it("make a CPE with n = 1 the capacitor", () => {
    const capacitor = fit(spectrum, parseCircuit("R0-p(R1,C1)"));
    const cpe = fit(spectrum, parseCircuit("R0-p(R1,CPE1)"), { fixed: { "CPE1.n": 1 } });
    expect(deviation(cpe.objective, capacitor.objective)).toBeLessThan(1e-12);
    expect(deviation(valueOf(cpe, "CPE1.Q"), valueOf(capacitor, "C1"))).toBeLessThan(1e-9);
    expect(deviation(errorOf(cpe, "CPE1.Q"), errorOf(capacitor, "C1"))).toBeLessThan(1e-8);
  });

  it("let n vary beside a Q that does not", () => {
    const result = fit(spectrum, circuit, { ...local, fixed: { "CPE1.Q": 1e-5 } });
    expect(parameterOf(result, "CPE1.Q")).toMatchObject({ value: 1e-5, status: "fixed" });
    expect(verify(spectrum, circuit, result).agrees).toBe(true);
    // The same with the Q almost fixed by limits, whose variable is another one.
    const bounded = fit(spectrum, circuit, { ...local, bounds: { "CPE1.Q": [1e-5, 1.0000001e-5] } });
    expect(deviation(valueOf(bounded, "CPE1.n"), valueOf(result, "CPE1.n"))).toBeLessThan(1e-7);
  });
});
