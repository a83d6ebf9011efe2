import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { derive, fit, makeSpectrum, parseCircuit, prepareFit, type FitResult } from "../../src/index.ts";
import { evaluate } from "../../src/reference/index.ts";
import { Random } from "../../bench/random.ts";
import { bitsOf, deviation, fitErrorOf, parameterOf, simulated, sweep } from "../fit/support.ts";
import { readReferenceCases, spectraAbsent, spectraPresent } from "../spectra/referenceFits.ts";

if (!spectraPresent) console.log(spectraAbsent);

interface Fixture {
  readonly circuit: string;
  readonly frequencyHz: readonly number[];
  readonly re: readonly number[];
  readonly im: readonly number[];
  readonly objective: number;
  readonly derived: readonly { formula: string; value: number; stderr: number; interval: [number, number] }[];
}

const fixtures = JSON.parse(
  readFileSync(new URL("../fixtures/derived/values.json", import.meta.url), "utf8"),
) as readonly Fixture[];

/** Two arcs, the slower one at the low end of the window. */
const ladder = "R_b{200}-(R_gb{100}|CPE_gb{Q = 20n, n = 0.9})-(R_int{80}|CPE_int{Q = 5u, n = 0.85})";
const ladderGrid = sweep(1e6, 1, 61);

function fitLadder(extra = ""): FitResult {
  return fit(simulated(ladder, { frequencyHz: ladderGrid }), parseCircuit(ladder + extra), { search: false });
}

function statusOf(result: FitResult, formula: string): string {
  return derive(result, formula).status;
}

describe("derived values against mpmath (test/fixtures/derived/make.py)", () => {
  // The fit stops within some 1e-11 standard errors of the minimum, and errors and values are as flat there as S is not:
  // what is left is the rounding of the normal equations, times a condition of a few hundred.
  const TOLERANCE = 1e-9;

  it.each(fixtures)("$circuit", ({ circuit, frequencyHz, re, im, objective, derived }) => {
    const result = fit(makeSpectrum({ frequencyHz, re, im }), parseCircuit(circuit));
    expect(deviation(result.objective, objective)).toBeLessThan(1e-11);
    const found = derive(
      result,
      derived.map(({ formula }) => formula),
    );
    for (const [index, { formula, value, stderr, interval }] of derived.entries()) {
      const ours = found[index];
      expect(ours?.status, formula).toBe("derived");
      expect(ours?.name, formula).toBe(ours?.expression);
      expect(Math.abs((ours?.value ?? NaN) - value), formula).toBeLessThan(TOLERANCE * stderr * 1e3);
      expect(deviation(ours?.stderr ?? NaN, stderr), formula).toBeLessThan(TOLERANCE);
      for (const end of [0, 1] as const) {
        expect(Math.abs((ours?.interval?.[end] ?? NaN) - interval[end]) / stderr, formula).toBeLessThan(1e-6);
      }
    }
  });
});

describe("derived values against Monte Carlo", () => {
  it("spread over repeated measurements as their standard errors say", () => {
    const REPLICAS = 1500;
    const noise = 0.002;
    const circuit = parseCircuit(ladder);
    const result = fit(simulated(ladder, { frequencyHz: ladderGrid, noise }), circuit, { search: false });
    const formulas: Readonly<Record<string, (of: (name: string) => number) => number>> = {
      "R_b + R_gb": (of) => of("R_b") + of("R_gb"),
      "capacitance(R_gb, CPE_gb)": (of) => (of("R_gb") * of("CPE_gb.Q")) ** (1 / of("CPE_gb.n")) / of("R_gb"),
      "tau(R_int, CPE_int)": (of) => (of("R_int") * of("CPE_int.Q")) ** (1 / of("CPE_int.n")),
      "R_b - R_gb": (of) => of("R_b") - of("R_gb"),
    };
    const sums = Object.keys(formulas).map(() => ({ sum: 0, squares: 0 }));
    const exact = evaluate(circuit, ladderGrid);
    const random = new Random(5);
    for (let replica = 0; replica < REPLICAS; replica++) {
      const sigma = exact.re.map((re, k) => noise * Math.hypot(re, exact.im[k] ?? NaN));
      const shaken = (part: Float64Array): Float64Array => part.map((x, k) => x + random.normal() * (sigma[k] ?? NaN));
      const spectrum = makeSpectrum({ frequencyHz: ladderGrid, re: shaken(exact.re), im: shaken(exact.im) });
      const prepared = prepareFit(spectrum, circuit);
      prepared.run(Float64Array.from(circuit.parameters, ({ value }) => value ?? NaN));
      const values = prepared.values();
      const of = (name: string): number => values[prepared.names.indexOf(name)] ?? NaN;
      Object.values(formulas).forEach((formula, index) => {
        const total = sums[index];
        if (total === undefined) return;
        const x = formula(of);
        total.sum += x;
        total.squares += x * x;
      });
    }
    Object.keys(formulas).forEach((formula, index) => {
      const { sum = NaN, squares = NaN } = sums[index] ?? {};
      const spread = Math.sqrt(squares / REPLICAS - (sum / REPLICAS) ** 2);
      const { stderr } = derive(result, formula);
      // s of the one fit is known to 1/sqrt(2 * 115) = 6.6 %, the spread to 1/sqrt(2 * 1500) = 1.8 %: three deviations.
      expect(deviation(stderr ?? NaN, spread), formula).toBeLessThan(3 * Math.hypot(0.066, 0.018));
    });
  });
});

describe.runIf(spectraPresent)("published figures of a ceramic electrolyte at 140 C", () => {
  it("are met, with the errors of full covariance rather than of independent parameters", () => {
    const one = readReferenceCases().find(({ id }) => id === "se-s04147-140c#1");
    if (one === undefined) throw new Error("there is no case se-s04147-140c#1");
    const result = fit(one.spectrum, parseCircuit("p(R1,CPE1)-p(R2,CPE2)-CPE3; order tau(R1,CPE1) < tau(R2,CPE2)"));
    const geometry = "0.21/(3.141592653589793*0.4^2)";
    const [c1, c2, bulk, total, resistance] = derive(result, [
      "C(R1, CPE1)",
      "C(R2, CPE2)",
      `${geometry}/R1 "S/cm"`,
      `${geometry}/(R1 + R2) "S/cm"`,
      "R1 + R2",
    ]);
    expect(c1?.value.toExponential(3)).toBe("6.996e-12");
    expect(c2?.value.toExponential(3)).toBe("1.741e-11");
    expect(bulk?.value.toExponential(3)).toBe("2.857e-6");
    expect(total?.value.toExponential(3)).toBe("1.936e-7");
    expect([bulk?.unit, total?.unit]).toEqual(["S/cm", "S/cm"]);
    const percent = (value: typeof c1): number => (100 * (value?.stderr ?? NaN)) / (value?.value ?? NaN);
    expect(percent(c1).toFixed(1)).toBe("2.9");
    expect(percent(resistance).toFixed(2)).toBe("0.32");
  });
});

describe("derived values of a split that the data do not determine", () => {
  const spectrum = simulated("R1{200}-(R2{100}|C2{1u})");
  const split = fit(spectrum, parseCircuit("R1-R3-(R2|C2)"));
  const plain = fit(spectrum, parseCircuit("R1-(R2|C2)"));

  it("are known where the null space leaves them alone", () => {
    expect(parameterOf(split, "R1").status).toBe("unidentified");
    const sum = derive(split, "R1 + R3");
    const { value, stderr } = parameterOf(plain, "R1");
    expect(sum.status).toBe("derived");
    expect(deviation(sum.value, value)).toBeLessThan(1e-9);
    // The split circuit counts one parameter more.
    const freedom = Math.sqrt(plain.degreesOfFreedom / split.degreesOfFreedom);
    expect(deviation(sum.stderr ?? NaN, (stderr ?? NaN) * freedom)).toBeLessThan(1e-8);
    expect(statusOf(split, "R1 + R2 + R3")).toBe("derived");
    expect(statusOf(split, "tau(R2, C2)/(R3 + R1)")).toBe("derived");
  });

  it("are unidentified where it does not", () => {
    for (const formula of ["R1", "R1/R3", "R1 - R3", "R1 + 1.001*R3", "R2 + R3", "ln(R1)"]) {
      const found = derive(split, formula);
      expect(found.status, formula).toBe("unidentified");
      expect([found.stderr, found.interval], formula).toEqual([null, null]);
    }
  });

  it("hold for ties as well", () => {
    const tied = fit(spectrum, parseCircuit("R1-R3-(R2|C2); C2 = 1e-4/R2; R2 in 1..1e6"));
    expect(parameterOf(tied, "C2").status).toBe("tied");
    expect(parameterOf(tied, "C2").stderr).toBeGreaterThan(0);
  });
});

describe("the status of a derived value", () => {
  it("tells what is held and what stands on its limit", () => {
    const spectrum = simulated("R1{20}-(R2{100}|CPE2{Q = 1u, n = 1})", { noise: 0.002, seed: 4 });
    const result = fit(spectrum, parseCircuit("R1{20 fixed}-(R2|CPE2{n in 0.3..0.95})"));
    expect(parameterOf(result, "CPE2.n").status).toBe("at-bound");
    expect(statusOf(result, "2*R1")).toBe("fixed");
    expect(statusOf(result, "5 - 3")).toBe("fixed");
    expect(statusOf(result, "CPE2.n/2")).toBe("at-bound");
    expect(derive(result, "CPE2.n/2").stderr).toBeNull();
    expect(statusOf(result, "R2*R1")).toBe("derived");
    expect(statusOf(result, "1/(R1 - 20)")).toBe("undefined");
    expect(statusOf(result, "ln(R1 - R2)")).toBe("undefined");
  });

  it("is that of the parameter itself", () => {
    const result = fitLadder();
    for (const { name, value, stderr, interval, unit } of result.parameters) {
      const found = derive(result, name);
      expect(found.value).toBe(value);
      // From the same optimum, of which the logarithms have been taken once more.
      expect(deviation(found.stderr ?? NaN, stderr ?? NaN), name).toBeLessThan(1e-11);
      expect(deviation(found.interval?.[0] ?? NaN, interval?.[0] ?? NaN), name).toBeLessThan(1e-11);
      expect(found.unit).toBe(unit);
    }
  });

  it("warns of what is not determined or has no value", () => {
    const result = fit(
      simulated("R1{200}-(R2{100}|C2{1u})"),
      parseCircuit("R1-R3-(R2|C2); derive share = R1/(R1 + R3); derive 1/(R2 - R2)"),
    );
    expect(result.warnings).toContain(
      "share = R1/(R1 + R3) is not determined by these data: the parameters can change it without any change of the fit.",
    );
    expect(result.warnings).toContain("1/(R2 - R2) has no finite value at the fitted parameters.");
  });
});

describe("units of derived values", () => {
  const result = fitLadder();

  it.each([
    ["R_b + R_gb", "ohm"],
    ["1/R_b", "S"],
    ["R_b*3 + 5", "ohm"],
    ["2", "-"],
    ["R_b/R_gb", "-"],
    ["CPE_gb.n", "-"],
    ["CPE_gb.Q", "F s^(n-1)"],
    ["2*CPE_gb.Q", "F s^(CPE_gb.n-1)"],
    ["CPE_gb.Q/CPE_int.Q", "s^(CPE_gb.n-CPE_int.n)"],
    ["R_gb*CPE_gb.Q", "s^(CPE_gb.n)"],
    ["tau(R_gb, CPE_gb)", "s"],
    ["1/tau(R_gb, CPE_gb)", "Hz"],
    ["C(R_gb, CPE_gb)", "F"],
    ["brug(CPE_gb, R_b)", "F"],
    ["brug(CPE_gb, R_b, R_gb)", "F"],
    ["R_b^2", "ohm^2"],
    ["sqrt(R_b)", "ohm^(1/2)"],
    ["R_b*sqrt(tau(R_gb, CPE_gb))", "ohm s^(1/2)"],
    ["R_b*tau(R_gb, CPE_gb)", "H"],
    ["R_b^CPE_gb.n", ""],
    ["CPE_gb.Q^CPE_int.n", ""],
    ["ln(R_b/R_gb)", "-"],
    ["ln(R_b)", ""],
    ["exp(R_b)", ""],
    ["R_b + CPE_gb.Q", ""],
    ["2^CPE_gb.n", "-"],
    ["R_b^(R_gb/R_b)", ""],
    ['R_b "kg"', "kg"],
  ])("%s is in %s", (formula, unit) => {
    expect(derive(result, formula).unit).toBe(unit);
  });

  it("follow through names, but not through labels of other kinds", () => {
    const units = derive(result, [
      "t = tau(R_gb, CPE_gb)",
      "1/t",
      'sigma = 0.1/R_b "S/cm"',
      "1/sigma",
      'r = R_b "ohm"',
      "1/r",
    ]);
    expect(units.map(({ unit }) => unit)).toEqual(["s", "Hz", "S/cm", "", "ohm", "S"]);
  });
});

describe("derive", () => {
  it("knows names of the circuit's text and of the formulas before", () => {
    const result = fitLadder("; derive R_t = R_b + R_gb");
    const [given] = result.derived;
    const [sigma, inverse] = derive(result, ['sigma = 0.1/R_t "S/cm"', "0.1/sigma"]);
    expect(sigma?.name).toBe("sigma");
    expect(sigma?.expression).toBe("0.1/R_t");
    expect(deviation(inverse?.value ?? NaN, given?.value ?? NaN)).toBeLessThan(1e-15);
    expect(deviation(inverse?.stderr ?? NaN, given?.stderr ?? NaN)).toBeLessThan(1e-12);
    expect(derive(result, "R_t = 2*R_b").value).toBe(2 * parameterOf(result, "R_b").value);
    expect(derive(result, [])).toEqual([]);
    // Doubling 60 times would take for ever if each use were written out.
    const doubled = Array.from(
      { length: 60 },
      (_, k) => `x${String(k + 1)} = ${k === 0 ? "R_b" : `x${String(k)}`}*1 + ${k === 0 ? "R_b" : `x${String(k)}`}`,
    );
    expect(derive(result, doubled).at(-1)?.value).toBe(2 ** 60 * parameterOf(result, "R_b").value);
    expect(derive(result, doubled).at(-1)?.unit).toBe("ohm");
  });

  it("leaves the result as it is", () => {
    const result = fitLadder("; derive R_b + R_gb");
    const other = fitLadder("; derive R_b + R_gb");
    derive(result, "R_int/R_gb");
    expect(bitsOf(result)).toBe(bitsOf(other));
  });

  it("takes one formula and nothing else, and the very result of fit", () => {
    const result = fitLadder();
    expect(() => derive(result, "R_b; R_b = 5")).toThrow("Unexpected `;` (line 1, column 4)");
    expect(() => derive(result, "R_x + 1")).toThrow("The circuit has no element `R_x` (line 1, column 1)");
    expect(() => derive(result, "")).toThrow("Unexpected end of text");
    expect(fitErrorOf(() => derive({ ...result }, "R_b")).code).toBe("not-a-result");
  });
});
