import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { evaluate } from "../../src/reference/index.ts";

/** f at which omega is 1 rad/s. */
const unitOmega = 1 / (2 * Math.PI);

/** complex.js takes powers and quotients through polar form and divisions: a few roundings of 1.1e-16 each. */
const ROUNDING = 4e-15;

function at(circuit: string, frequencyHz: number, values: Record<string, number> = {}): { re: number; im: number } {
  const { re, im } = evaluate(parseCircuit(circuit), [frequencyHz], values);
  return { re: re[0] ?? Number.NaN, im: im[0] ?? Number.NaN };
}

function expectImpedance(z: { re: number; im: number }, re: number, im: number): void {
  const size = Math.hypot(re, im);
  expect(Math.abs(z.re - re) / size).toBeLessThan(ROUNDING);
  expect(Math.abs(z.im - im) / size).toBeLessThan(ROUNDING);
}

describe("evaluate", () => {
  it("adds impedances in series and admittances in parallel", () => {
    // 10 + 1/(1/2 + j) = 10 + (1/2 - j)/(5/4), and j 3 for the inductor.
    expectImpedance(at("L0-R0-(R1|C1)", unitOmega, { L0: 3, R0: 10, R1: 2, C1: 1 }), 10.4, 3 - 0.8);
  });

  it("follows nested connections", () => {
    // The ladder 1/(j + 1/(1 + 1/(j + 1))): the innermost 1/(1+j) = (1-j)/2; 1 + that = (3-j)/2; its inverse (3+j)/5;
    // plus j = (3+6j)/5; inverse (3-6j)/9.
    const z = at("(C1|(R1-(C2|R2)))", unitOmega, { C1: 1, R1: 1, C2: 1, R2: 1 });
    expectImpedance(z, 1 / 3, -2 / 3);
  });

  it("takes values of the text where none is given, and given ones first", () => {
    expectImpedance(at("R0{20}-C1{2}", unitOmega), 20, -0.5);
    expectImpedance(at("R0{20}-C1{2}", unitOmega, { C1: 1 }), 20, -1);
  });

  it("gives the fixed exponent of a Warburg element its usual value", () => {
    const tau = 1e8;
    // Far above 1/tau coth is 1: Z = R/sqrt(j omega tau) = R (1 - j)/sqrt(2 omega tau).
    const expected = 5 / Math.sqrt(2 * tau);
    expectImpedance(at("Wo1", unitOmega, { "Wo1.R": 5, "Wo1.tau": tau }), expected, -expected);
  });

  it("computes ties, also ties of ties, in any order", () => {
    const z = at("R_a-R_b-R_c-C1{1}; R_c = 2*R_b; R_b = sqrt(R_a) + 1", unitOmega, { R_a: 4 });
    expectImpedance(z, 4 + 3 + 6, -1);
  });

  it("passes infinite and vanishing elements", () => {
    expectImpedance(at("R0-(R1|C1)", unitOmega, { R0: 0, R1: Infinity, C1: 4 }), 0, -0.25);
    expectImpedance(at("R0-(R1|C1)", unitOmega, { R0: 7, R1: 0, C1: 4 }), 7, 0);
    expectImpedance(at("R0-(R1|R2)", unitOmega, { R0: 7, R1: 0, R2: 0 }), 7, 0);
    expect(at("R0-R1", unitOmega, { R0: Infinity, R1: Infinity }).re).toBe(Infinity);
  });

  it("evaluates ten thousand nested connections", () => {
    const depth = 10_000;
    let text = "R0";
    for (let level = 1; level <= depth; level++) text = level % 2 === 0 ? `(R${level}-${text})` : `(R${level}|${text})`;
    const circuit = parseCircuit(text);
    const values = Object.fromEntries(circuit.parameters.map((parameter) => [parameter.name, 1]));
    const { re } = evaluate(circuit, [1], values);
    // The continued fraction 1 + 1/(1 + 1/...) is the golden ratio.
    expect(re[0]).toBeCloseTo((1 + Math.sqrt(5)) / 2, 12);
  });

  it("names parameters without a value", () => {
    expect(() => at("R0-p(R1,CPE1)", 1, { R0: 1 })).toThrow("No value was given for R1, CPE1.Q, CPE1.n");
  });

  it("names values that the circuit does not have", () => {
    expect(() => at("R0-C1", 1, { R0: 1, C1: 1, C2: 1 })).toThrow("has no parameter C2; it has R0, C1");
  });

  it("says where a formula gives no number instead of hiding it in a branch", () => {
    expect(() => at("(R0|TLMQ1)", 10, { R0: 1, "TLMQ1.Rion": 0, "TLMQ1.Qs": 1, "TLMQ1.g": 1 })).toThrow(
      "TLMQ1 has no impedance at 10 Hz with Rion = 0, Qs = 1, g = 1",
    );
  });

  it("refuses values that are no numbers, given or computed", () => {
    expect(() => at("(R0|C1)", 10, { R0: Number.NaN, C1: 1 })).toThrow("R0 has the value NaN");
    expect(() => at("R0-C1; R0 = ln(C1)", 10, { C1: -1 })).toThrow("R0 has the value NaN");
  });

  it("refuses frequencies that are not above 0", () => {
    expect(() => at("R0{1}", 0)).toThrow("Frequency 0 is 0 Hz");
    expect(() => at("R0{1}", Infinity)).toThrow("Frequency 0 is Infinity Hz");
  });
});
