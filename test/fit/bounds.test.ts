import { describe, expect, it } from "vitest";
import { amendCircuit, parseCircuit } from "../../src/circuit/parse.ts";
import { fit, makeSpectrum, type FitOptions } from "../../src/index.ts";
import { verify } from "../../src/reference/index.ts";
import { deviation, errorOf, parameterOf, simulated, valueOf } from "./support.ts";

const local: FitOptions = { search: false };
const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
const circuit = parseCircuit(text);
const spectrum = simulated(text);
const free = fit(spectrum, circuit, local);

describe("limits that hold the best value off", () => {
  it.each([
    ["lower", [120, 1000], 120],
    ["upper", [1, 80], 80],
  ] as const)("the %s one is where the value ends, without an error", (_, bounds, limit) => {
    const result = fit(spectrum, circuit, { ...local, bounds: { R1: bounds } });
    const found = parameterOf(result, "R1");
    expect(found.status).toBe("at-bound");
    expect(found.value).toBe(limit);
    expect([found.lower, found.upper]).toEqual(bounds);
    expect([found.stderr, found.interval]).toEqual([null, null]);
    expect(result.termination.outcome).toBe("at-bound");
    expect(result.warnings).toContain(`R1 = ${String(limit)} lies on its limit; the best value is there or beyond.`);
    expect(result.freeParameters).toEqual(["R0", "CPE1.Q", "CPE1.n"]);
    expect(result.degreesOfFreedom).toBe(free.degreesOfFreedom + 1);
  });

  it.each([
    ["lower", [120, 1000], 120],
    ["upper", [1, 80], 80],
  ] as const)("the others are those of a fit with the %s limit fixed", (_, bounds, limit) => {
    const bounded = fit(spectrum, circuit, { ...local, bounds: { R1: bounds } });
    const fixed = fit(spectrum, circuit, { ...local, fixed: { R1: limit } });
    expect(deviation(bounded.objective, fixed.objective)).toBeLessThan(1e-12);
    for (const name of fixed.freeParameters) {
      expect(deviation(valueOf(bounded, name), valueOf(fixed, name)), name).toBeLessThan(1e-9);
      expect(deviation(errorOf(bounded, name), errorOf(fixed, name)), name).toBeLessThan(1e-9);
    }
    expect(verify(spectrum, circuit, bounded).agrees).toBe(true);
  });

  it("are kept from the spectrum alone as well, and from starts beyond them", () => {
    const bounds = { R1: [1, 80], "CPE1.n": [0.6, 0.8], "CPE1.Q": [1e-9, 1e-5] } as const;
    for (const options of [{}, { ...local, initial: { R1: 500, "CPE1.n": 0.1, "CPE1.Q": 1 } }]) {
      const result = fit(spectrum, circuit, { ...options, bounds });
      for (const [name, [lower, upper]] of Object.entries(bounds)) {
        const value = valueOf(result, name);
        expect(value, name).toBeGreaterThanOrEqual(lower);
        expect(value, name).toBeLessThanOrEqual(upper);
      }
      expect(parameterOf(result, "R1").status).toBe("at-bound");
    }
  });
});

describe("limits around the best value", () => {
  it("change nothing", () => {
    const bounds = { R0: [10, 40], R1: [50, 200], "CPE1.n": [0.5, 0.95] } as const;
    const result = fit(spectrum, circuit, { ...local, bounds });
    expect(deviation(result.objective, free.objective)).toBeLessThan(1e-12);
    for (const { name, value } of free.parameters) expect(deviation(valueOf(result, name), value)).toBeLessThan(1e-9);
    expect(result.termination.outcome).toBe("converged");
    expect(result.warnings).toEqual([]);
  });

  it("on a Q give the same minimum with the variable that they call for", () => {
    const result = fit(spectrum, circuit, { ...local, bounds: { "CPE1.Q": [1e-7, 1e-3] } });
    expect(deviation(result.objective, free.objective)).toBeLessThan(1e-12);
    for (const { name, value } of free.parameters) {
      expect(deviation(valueOf(result, name), value)).toBeLessThan(1e-9);
      expect(deviation(errorOf(result, name), errorOf(free, name))).toBeLessThan(1e-8);
    }
  });

  it("of the circuit's text hold, and give way to those of the options", () => {
    const limited = amendCircuit(circuit, "R1 = 90 in 50..95");
    expect(valueOf(fit(spectrum, limited, local), "R1")).toBe(95);
    const wider = fit(spectrum, limited, { ...local, bounds: { R1: [50, 200] } });
    expect(deviation(wider.objective, free.objective)).toBeLessThan(1e-12);
  });
});

describe("an exponent whose best value is 1", () => {
  /** An ideal capacitor with the imaginary part 5 % larger than it gives: an exponent above 1 would fit better. */
  const ideal = simulated("R0{20}-p(R1{100},C1{1u})", { noise: 0.002 });
  const cpe = parseCircuit("R0-p(R1,CPE1)");
  const steep = makeSpectrum({ ...ideal, im: ideal.im.map((y) => 1.05 * y) });

  it("ends at 1 exactly, by search and from values", () => {
    for (const options of [{}, { ...local, initial: { R0: 10, R1: 150, "CPE1.Q": 5e-6, "CPE1.n": 0.7 } }]) {
      const result = fit(steep, cpe, options);
      expect(parameterOf(result, "CPE1.n")).toMatchObject({ value: 1, status: "at-bound", stderr: null });
      expect(result.termination.outcome).toBe("at-bound");
      expect(result.termination.message).toContain("with CPE1.n on its limit; it has no standard error.");
      const capacitor = fit(steep, parseCircuit("R0-p(R1,C1)"));
      expect(deviation(result.objective, capacitor.objective)).toBeLessThan(1e-12);
      expect(deviation(valueOf(result, "CPE1.Q"), valueOf(capacitor, "C1"))).toBeLessThan(1e-9);
      expect(deviation(errorOf(result, "CPE1.Q"), errorOf(capacitor, "C1"))).toBeLessThan(1e-8);
    }
  });

  it("may start there and leave it", () => {
    const result = fit(spectrum, circuit, { ...local, initial: { "CPE1.n": 1 } });
    expect(deviation(result.objective, free.objective)).toBeLessThan(1e-12);
  });

  it.each([
    ["R0-Zarc1", "Zarc1.n"],
    ["R0-HN1; HN1.b = 1 fixed", "HN1.a"],
    ["R0-HN1; HN1.a = 1 fixed", "HN1.b"],
    ["R0-p(R1,CPE1); CPE1.Q free", "CPE1.n"],
  ])("is 1 in %s", (other, name) => {
    const result = fit(steep, parseCircuit(other));
    expect(parameterOf(result, name)).toMatchObject({ value: 1, status: "at-bound" });
  });
});
