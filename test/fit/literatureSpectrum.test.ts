import { describe, expect, it } from "vitest";
import { derive, fit, makeSpectrum, parseCircuit, simulate, type Weight } from "../../src/index.ts";
import { fitReference } from "../../src/reference/index.ts";
import { simulated, valueOf } from "./support.ts";

/**
 * The spectrum of 181 points of ../shared/field.md, section 3, last row. Its points are not at hand, only the parameters that fits of it
 * gave with unit and with modulus weights. So a spectrum is computed from these; 181 points are thirty a decade over six decades, which
 * hold all that the circuit does from 10 Hz to 10 MHz.
 */
const CIRCUIT = "p(R1-CPE1,C1)-L1";
const FREQUENCIES = Array.from({ length: 181 }, (_, k) => 1e7 / 10 ** (k / 30));

const PUBLISHED: readonly { readonly weight: Weight; readonly values: Readonly<Record<string, number>> }[] = [
  {
    weight: "unit",
    values: { R1: 46.0389, "CPE1.Q": 2.32587e-4, "CPE1.n": 0.587105, C1: 3.71436e-9, L1: 4.75004e-6 },
  },
  {
    weight: "modulus",
    values: { R1: 47.066, "CPE1.Q": 2.29309e-4, "CPE1.n": 0.591705, C1: 4.69553e-9, L1: 4.93091e-6 },
  },
];

describe.each(PUBLISHED)("the literature's spectrum from its fit with $weight weights", ({ weight, values }) => {
  const circuit = parseCircuit(CIRCUIT);
  const { re, im } = simulate(circuit, FREQUENCIES, values);
  const spectrum = makeSpectrum({ frequencyHz: FREQUENCIES, re, im });

  it("has 181 points from a blocking tail to an inductive end", () => {
    expect(spectrum.frequencyHz).toHaveLength(181);
    expect(spectrum.im[0]).toBeGreaterThan(100);
    expect(spectrum.im.at(-1)).toBeLessThan(0);
  });

  it.each(["unit", "modulus"] as const)("gives all parameters back without a guess, weights %s", (own) => {
    const result = fit(spectrum, circuit, { weight: own });
    expect(result.termination.outcome).toBe("converged");
    // Points without noise: what is left is rounding, times a condition of some hundred.
    for (const [name, value] of Object.entries(values)) expect(valueOf(result, name) / value).toBeCloseTo(1, 9);
  });

  it("gives the derived numbers back", () => {
    const result = fit(spectrum, circuit, { weight });
    const { R1: R = 0, "CPE1.Q": Q = 0, "CPE1.n": n = 0, C1: C = 0, L1: L = 0 } = values;
    const found = derive(result, ["brug(CPE1, R1)", "R1*C1", "1/(6.283185307179586*sqrt(L1*C1))", "1/C1 + 0*L1"]);
    const expected = [(Q * R ** (1 - n)) ** (1 / n), R * C, 1 / (2 * Math.PI * Math.sqrt(L * C)), 1 / C];
    for (const [place, value] of expected.entries()) expect((found[place]?.value ?? NaN) / value).toBeCloseTo(1, 8);
    // The resonance lies within the frequencies.
    expect(expected[2]).toBeGreaterThan(1e6);
    expect(expected[2]).toBeLessThan(2e6);
  });

  it("with noise has errors that hold, and the same minimum by an independent solver", () => {
    const texts = Object.entries(values);
    const set = (name: string): string => String(values[name]);
    const truth = `p(R1{${set("R1")}}-CPE1{Q = ${set("CPE1.Q")}, n = ${set("CPE1.n")}},C1{${set("C1")}})-L1{${set("L1")}}`;
    const noisy = simulated(truth, { frequencyHz: FREQUENCIES, noise: 0.003 });
    const result = fit(noisy, circuit, { weight: "modulus" });
    for (const [name, value] of texts) {
      const own = result.parameters.find((each) => each.name === name);
      // Four standard errors: one draw in 3000 has one of five beyond.
      expect(Math.abs((own?.value ?? NaN) - value)).toBeLessThan(4 * (own?.stderr ?? 0));
    }
    const other = fitReference(noisy, circuit, values, "modulus");
    for (const [name] of texts) {
      const own = other.values[name] ?? Number.NaN;
      // That solver stops where steps are below 1e-7 of a parameter.
      expect(own / valueOf(result, name)).toBeCloseTo(1, 5);
    }
  });
});
