import { describe, expect, it } from "vitest";
import { amendCircuit, parseCircuit } from "../../src/circuit/index.ts";
import { CircuitSyntaxError, fit, type FitResult } from "../../src/index.ts";
import { deviation, fitErrorOf, parameterOf, simulated, valueOf, valuesOf } from "./support.ts";

const text = "R0-p(R1,CPE1)-p(R2,CPE2)";
const spectrum = simulated("R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.75})-p(R2{200},CPE2{Q = 2m, n = 0.9})");

function limitsOf(result: FitResult): Record<string, readonly [number, number]> {
  return Object.fromEntries(result.parameters.map(({ name, lower, upper }) => [name, [lower, upper]]));
}

describe("limits of all elements of a kind", () => {
  it("hold in the circuit's text as in the options", () => {
    const inText = fit(spectrum, parseCircuit(`${text}; CPE.n in 0.8..1; R in 1..1e6`));
    const inOptions = fit(spectrum, parseCircuit(text), { bounds: { "CPE.n": [0.8, 1], R: [1, 1e6] } });
    const byHand = fit(spectrum, parseCircuit(text), {
      bounds: { "CPE1.n": [0.8, 1], "CPE2.n": [0.8, 1], R0: [1, 1e6], R1: [1, 1e6], R2: [1, 1e6] },
    });
    expect(valuesOf(inText)).toEqual(valuesOf(byHand));
    expect(valuesOf(inOptions)).toEqual(valuesOf(byHand));
    expect(limitsOf(inText)).toEqual(limitsOf(byHand));
    expect(limitsOf(inOptions)).toEqual(limitsOf(byHand));
    // The arc of 0.75 ends on the limit, whichever name it got.
    const exponents = ["CPE1.n", "CPE2.n"].map((name) => parameterOf(inText, name));
    expect(exponents.filter(({ status, value }) => status === "at-bound" && value === 0.8).length).toBe(1);
    // The text says it of each, so that it can be read again.
    expect(parseCircuit(inText.circuit).parameters).toMatchObject(
      parseCircuit(`${text}; R in 1..1e6; CPE.n in 0.8..1`).parameters.map(({ lower, upper }) => ({ lower, upper })),
    );
  });

  it("give way to those of one element, before or after it", () => {
    for (const statements of ["CPE.n in 0.6..1; CPE1.n in 0.7..0.8", "CPE1.n in 0.7..0.8; CPE.n in 0.6..1"]) {
      const { parameters } = parseCircuit(`${text}; ${statements}`);
      const [first, second] = ["CPE1.n", "CPE2.n"].map((name) => parameters.find((one) => one.name === name));
      expect([first?.lower, first?.upper, second?.lower, second?.upper]).toEqual([0.7, 0.8, 0.6, 1]);
    }
    const result = fit(spectrum, parseCircuit(text), { bounds: { "CPE1.n": [0.7, 0.8], "CPE.n": [0.6, 1] } });
    expect([parameterOf(result, "CPE1.n").upper, parameterOf(result, "CPE2.n").upper]).toEqual([0.8, 1]);
  });

  it("leave tied and fixed parameters alone, and free those fixed by default", () => {
    const circuit = parseCircuit(
      `${text}-Ws1; CPE2.n = CPE1.n; R1 = 5 fixed; R in 10..100; CPE.n in 0.8..1; Ws.p in 0.4..0.6`,
    );
    const find = (name: string) => circuit.parameters.find((one) => one.name === name);
    expect(find("R1")).toMatchObject({ value: 5, fixed: true, limitsGiven: false });
    expect(find("CPE2.n")).toMatchObject({ limitsGiven: false });
    expect(find("Ws1.p")).toMatchObject({ fixed: false, lower: 0.4, upper: 0.6 });
  });

  it("are those of an element that has the bare name", () => {
    const circuit = parseCircuit("R-p(R1,C1); R in 1..10");
    expect(circuit.parameters.map(({ limitsGiven }) => limitsGiven)).toEqual([true, false, false]);
    const result = fit(spectrum, parseCircuit("R-p(R1,C1)"), { bounds: { R: [1, 10] } });
    expect([parameterOf(result, "R").upper, parameterOf(result, "R1").upper]).toEqual([10, Infinity]);
  });

  it("know the kind by any of its symbols", () => {
    const [, , , n] = parseCircuit(`R0-p(R1,CPE1); Q.n in 0.5..0.9`).parameters;
    expect([n?.lower, n?.upper]).toEqual([0.5, 0.9]);
  });

  it.each([
    ["CPE.n = 0.9", "`CPE` stands for all elements of its kind, of which only limits can be said (line 1, column 27)"],
    ["R fixed", "`R` stands for all elements of its kind, of which only limits can be said (line 1, column 27)"],
    ["W in 1..10", "The circuit has no element `W` (line 1, column 27)"],
    ["CPE in 1..10", "CPE1 has several parameters (line 1, column 27)"],
    ["CPE.n in 0.5..2", "CPE1.n can only lie between 0 and 1 (line 1, column 33)"],
    ["R in 1..2; R in 1..3", "The limits of R0 is given twice, first in line 1, column 29 (line 1, column 40)"],
  ])("refuse %s", (statement, message) => {
    expect(() => parseCircuit(`${text}; ${statement}`)).toThrow(CircuitSyntaxError);
    expect(() => parseCircuit(`${text}; ${statement}`)).toThrow(message);
  });

  it("refuse kinds that the circuit has not", () => {
    const error = fitErrorOf(() => fit(spectrum, parseCircuit(text), { bounds: { W: [1, 10] } }));
    expect(error.code).toBe("unknown-parameter");
  });
});

describe("a start outside limits", () => {
  it("is moved where the limits are of the kind or come later, with a warning that stays", () => {
    const circuit = parseCircuit("R0{20}-p(R1{0.5},C1); R in 1..100");
    expect(circuit.parameters.map(({ value }) => value)).toEqual([20, 1, undefined]);
    const message = "R1 starts at 1 ohm: the 0.5 ohm given lies outside its limits, between 1 and 100 ohm.";
    expect(circuit.warnings.map((warning) => warning.message)).toEqual([message]);
    const amended = amendCircuit(amendCircuit(parseCircuit("R0{20}-p(R1{0.5},C1)"), "R1 in 1..100"), "R0 = 30");
    expect(amended.warnings.map((warning) => warning.message)).toEqual([message]);
    expect(parseCircuit(amended.text).parameters.map(({ value }) => value)).toEqual([30, 1, undefined]);
    expect(fit(spectrum, circuit).warnings).toContain(message);
  });

  it("is an error where one text says both, and for held values", () => {
    expect(() => parseCircuit("R0{20 in 30..40}-C1")).toThrow("R0 = 20 ohm lies outside its limits");
    expect(() => amendCircuit(parseCircuit("R0{20 fixed}-C1"), "R0 in 30..40")).toThrow("lies outside its limits");
  });
});

describe("ties as an option", () => {
  it("are those of the circuit's text", () => {
    const ties = { "CPE2.n": "CPE1.n", R2: "2*R1" };
    const result = fit(spectrum, parseCircuit(text), { ties });
    const written = fit(spectrum, parseCircuit(`${text}; CPE2.n = CPE1.n; R2 = 2*R1`));
    expect(valuesOf(result)).toEqual(valuesOf(written));
    expect(result.circuit).toBe(written.circuit);
    expect(parameterOf(result, "R2").status).toBe("tied");
    expect(deviation(valueOf(result, "R2"), 2 * valueOf(result, "R1"))).toBeLessThan(1e-15);
  });

  it.each([
    [{ R2: "2*R9" }, "The ties cannot be understood. The circuit has no element `R9`"],
    [{ R9: "R1" }, "The ties cannot be understood. The circuit has no element `R9`"],
    [{ R1: "R2", R2: "R1" }, "The ties cannot be understood. The ties go round in a circle"],
    [{ R2: "200" }, "R2 is given the value 200 by ties, which names no other parameter; use fixed or initial."],
    [{ R2: "R1; R0 = 5" }, "The tie of R2 is not one formula: R1; R0 = 5"],
  ])("refuse %j", (ties, message) => {
    const error = fitErrorOf(() => fit(spectrum, parseCircuit(text), { ties }));
    expect(error.code).toBe("bad-option");
    expect(error.message).toContain(message);
  });
});
