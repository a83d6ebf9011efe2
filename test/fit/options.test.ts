import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, makeSpectrum, prepareFit, simulate, type FitOptions, type Spectrum } from "../../src/index.ts";
import { bitsOf, deviation, fitErrorOf, simulated } from "./support.ts";

const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
const circuit = parseCircuit(text);
const spectrum = simulated(text);
const names = "It has R0, R1, CPE1.Q, CPE1.n.";

describe("options that cannot be are refused with what to do", () => {
  it.each<[string, FitOptions, string, string]>([
    [
      "a misspelt parameter",
      { initial: { CPE1n: 0.8 } },
      "unknown-parameter",
      `initial names "CPE1n", but the circuit has no such parameter; did you mean CPE1.n? ${names}`,
    ],
    [
      "a parameter of nothing",
      { fixed: { solution: 3 } },
      "unknown-parameter",
      `fixed names "solution", but the circuit has no such parameter. ${names}`,
    ],
    [
      "limits of an element with several parameters",
      { bounds: { CPE1: [0, 1] } },
      "unknown-parameter",
      `bounds names "CPE1", but the circuit has no such parameter. ${names}`,
    ],
    [
      "a start of NaN",
      { initial: { R1: Number.NaN } },
      "bad-option",
      "R1 cannot start at NaN: it must be a finite number above 0.",
    ],
    ["a start of 0", { initial: { R1: 0 } }, "bad-option", "R1 cannot start at 0: it must be a finite number above 0."],
    [
      "a negative start",
      { initial: { R1: -5 } },
      "bad-option",
      "R1 cannot start at -5: it must be a finite number above 0.",
    ],
    [
      "an infinite exponent",
      { initial: { "CPE1.n": Infinity } },
      "bad-option",
      "CPE1.n cannot start at Infinity: it must be a finite number.",
    ],
    [
      "a negative resistance held",
      { fixed: { R1: -5 } },
      "bad-option",
      "R1 cannot be -5: it must be finite and not below 0.",
    ],
    [
      "an exponent held at 2",
      { fixed: { "CPE1.n": 2 } },
      "bad-option",
      "CPE1.n cannot be 2: it must be within 0 .. 1.",
    ],
    [
      "limits in the wrong order",
      { bounds: { R1: [5, 3] } },
      "bad-option",
      "The limits of R1, 5 .. 3, leave no room: the lower one must be smaller. To hold a value, fix it.",
    ],
    [
      "limits of NaN",
      { bounds: { R1: [Number.NaN, 3] } },
      "bad-option",
      "The limits of R1, NaN .. 3, leave no room: the lower one must be smaller. To hold a value, fix it.",
    ],
    [
      "an exponent above 1",
      { bounds: { "CPE1.n": [0.5, 1.2] } },
      "bad-option",
      "The limits of CPE1.n, 0.5 .. 1.2, go beyond what it can be: within 0 .. 1.",
    ],
    [
      "a resistance below 0",
      { bounds: { R1: [-1, 3] } },
      "bad-option",
      "The limits of R1, -1 .. 3, go beyond what it can be: finite and not below 0.",
    ],
    ["a tolerance of 0", { tolerance: 0 }, "bad-option", "tolerance must be a positive number, not 0."],
    ["a tolerance of NaN", { tolerance: Number.NaN }, "bad-option", "tolerance must be a positive number, not NaN."],
    [
      "no evaluations",
      { maximumEvaluations: -1 },
      "bad-option",
      "maximumEvaluations must be a positive number, not -1.",
    ],
    [
      "nothing to fit",
      { fixed: { R0: true, R1: true, "CPE1.Q": true, "CPE1.n": true } },
      "no-free-parameter",
      "Every parameter of the circuit is fixed or tied, so there is nothing to fit; use simulate to evaluate it.",
    ],
    [
      "a short circuit",
      { fixed: { R0: 0, R1: 0 } },
      "no-start",
      "At the starting values the circuit has no finite impedance (a tie gives an impossible value, or an element is open or shorted); give other values.",
    ],
  ])("%s", (_, options, code, message) => {
    for (const search of [true, false]) {
      const error = fitErrorOf(() => fit(spectrum, circuit, { search, ...options }));
      expect(error.message).toBe(message);
      expect(error.code).toBe(code);
    }
  });

  it("a weight that there is not", () => {
    const options: object = { weight: "boukamp" };
    const error = fitErrorOf(() => fit(spectrum, circuit, options));
    expect(error.code).toBe("bad-option");
    expect(error.message).toBe(
      'There is no weight "boukamp"; choose one of modulus, unit, proportional, sigma, structure, measured.',
    );
  });

  it("a parameter to be held at a value that nobody gave", () => {
    const error = fitErrorOf(() => fit(spectrum, parseCircuit("R0-p(R1,CPE1)"), { fixed: { R0: true } }));
    expect(error.code).toBe("bad-option");
    expect(error.message).toBe(
      "R0 is to be held where it starts, but nothing says where that is; give its value instead of true.",
    );
  });

  it("a spectrum that makeSpectrum did not make", () => {
    const lookalike: Spectrum = { ...spectrum };
    const error = fitErrorOf(() => fit(lookalike, circuit));
    expect(error.code).toBe("not-a-spectrum");
    expect(error.message).toBe("The first argument of fit must come from makeSpectrum or readSpectrum.");
  });

  it("a tie that gives no number at the start", () => {
    const tied = parseCircuit("R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})-R2; R2 = sqrt(R0 - 50)");
    const error = fitErrorOf(() => fit(spectrum, tied, { search: false }));
    expect(error.code).toBe("no-start");
  });
});

describe("names of parameters", () => {
  it("may be spelt as in the circuit or with the parameter of the element", () => {
    const expected = bitsOf(fit(spectrum, circuit, { fixed: { R0: 20, "CPE1.n": 0.85 } }));
    expect(bitsOf(fit(spectrum, circuit, { fixed: { "R0.R": 20, "CPE_1.n": 0.85 } }))).toBe(expected);
  });
});

describe("a fit without a search", () => {
  const nothing = (names: string): string => `Nothing says where ${names}`;

  it.each<[string, FitOptions, string[]]>([
    ["R0-p(R1,CPE1)", { search: false }, ["R0, R1, CPE1.Q start"]],
    ["R0{20}-p(R1,CPE1{Q = 10u, n = 0.85})", { search: false }, ["R1 starts"]],
    ["R0{20}-p(R1,CPE1{Q = 10u})", { search: false, initial: { R1: 100 } }, []],
    ["R0-p(R1,CPE1)", { search: false, fixed: { R0: 20 }, initial: { R1: 100, "CPE1.Q": 1e-5 } }, []],
    ["R0-p(R1,CPE1)", {}, []],
  ])("of %s with %j names the parameters without a start", (text, options, names) => {
    const { warnings } = fit(spectrum, parseCircuit(text), options);
    expect(warnings.filter((warning) => warning.startsWith(nothing(""))).length).toBe(names.length);
    for (const one of names) expect(warnings.join("\n")).toContain(`${nothing(one)}, and no start was sought`);
  });
});

describe("the exponent of a Warburg element", () => {
  const data = simulated("R0{20}-Ws1{R = 100, tau = 0.1}");

  it("is fixed at 1/2 unless it is freed", () => {
    const result = fit(data, parseCircuit("R0-Ws1"));
    expect(result.parameters.find(({ name }) => name === "Ws1.p")).toMatchObject({ value: 0.5, status: "fixed" });
    const freed = fit(data, parseCircuit("R0-Ws1; Ws1.p free"));
    expect(freed.parameters.find(({ name }) => name === "Ws1.p")).toMatchObject({ status: "free" });
    expect(freed.objective).toBeLessThan(result.objective);
  });
});

describe("prepared fits", () => {
  it("give what a local fit gives, from any start", () => {
    const prepared = prepareFit(spectrum, circuit);
    expect(prepared.names).toEqual(["R0", "R1", "CPE1.Q", "CPE1.n"]);
    const whole = fit(spectrum, circuit, { search: false });
    for (const start of [
      [20, 100, 1e-5, 0.85],
      [10, 180, 3e-5, 0.8],
    ]) {
      const run = prepared.run(Float64Array.from(start));
      expect(run.converged).toBe(true);
      // A local run is not polished: it stops at a promise of 1e-10 of S.
      expect(deviation(run.objective, whole.objective)).toBeLessThan(1e-9);
      expect(Array.from(prepared.values(), (value, j) => value / (whole.parameters[j]?.value ?? 0) - 1)).toSatisfy(
        (off: number[]) => off.every((x) => Math.abs(x) < 1e-4),
      );
    }
  });

  it.each([
    [{ tolerance: 0 }, "tolerance must be a positive number, not 0."],
    [{ tolerance: Number.NaN }, "tolerance must be a positive number, not NaN."],
    [{ maximumEvaluations: -1 }, "maximumEvaluations must be a positive number, not -1."],
  ])("refuse %j as fit does", (options, message) => {
    const error = fitErrorOf(() => prepareFit(spectrum, circuit, options));
    expect([error.code, error.message]).toEqual(["bad-option", message]);
  });

  it("hold what is fixed, whatever the start says of it", () => {
    const options: FitOptions = { search: false, fixed: { R0: 19, "CPE1.n": 0.8 } };
    const prepared = prepareFit(spectrum, circuit, options);
    const run = prepared.run(Float64Array.from([500, 100, 1e-5, 0.1]));
    expect(deviation(run.objective, fit(spectrum, circuit, options).objective)).toBeLessThan(1e-9);
    expect([prepared.values()[0], prepared.values()[3]]).toEqual([19, 0.8]);
  });

  it("say so where the start has no impedance, and go on from the next", () => {
    const tied = parseCircuit("R0-p(R1,CPE1)-R2; R2 = sqrt(R0 - 15)");
    const prepared = prepareFit(spectrum, tied);
    const good = Float64Array.from([18, 100, 1e-5, 0.85, 2]);
    const before = prepared.run(good);
    expect(before.converged).toBe(true);
    expect(prepared.run(Float64Array.from([10, 100, 1e-5, 0.85, 2]))).toMatchObject({
      converged: false,
      objective: Infinity,
    });
    expect(prepared.run(good)).toEqual(before);
  });

  it("of two spectra may be run in turn", () => {
    const other = simulated("R0{50}-p(R1{10},CPE1{Q = 1m, n = 0.9})");
    const [first, second] = [prepareFit(spectrum, circuit), prepareFit(other, circuit)];
    const start = Float64Array.from([20, 100, 1e-5, 0.85]);
    const alone = [first.run(start), first.values(), second.run(start), second.values()];
    const again = [first.run(start), second.run(start)];
    expect(again).toEqual([alone[0], alone[2]]);
    expect([first.values(), second.values()]).toEqual([alone[1], alone[3]]);
  });
});

describe("simulate", () => {
  it("refuses what has no impedance", () => {
    expect(fitErrorOf(() => simulate(circuit, [1, 0])).message).toBe(
      "Frequency number 1 is 0; frequencies must be positive and finite, in Hz.",
    );
    expect(fitErrorOf(() => simulate(circuit, [1], { R7: 3 })).message).toBe(
      `values names "R7", but the circuit has no such parameter; did you mean R0? ${names}`,
    );
    expect(fitErrorOf(() => simulate(circuit, [1], { R1: 0 })).message).toBe(
      "With these values the circuit has no finite impedance: a tie gives an impossible value, or an element is open or shorted.",
    );
    expect(simulate(circuit, []).re.length).toBe(0);
  });

  it("takes frequencies in any order and values before those of the text", () => {
    const { re } = simulate(parseCircuit("R0{20}-C1{1u}"), [1, 100, 10], { R0: 5 });
    expect(Array.from(re)).toEqual([5, 5, 5]);
  });
});

describe("spectra that are taken as they are", () => {
  it("are not changed by a fit", () => {
    const { frequencyHz, re, im } = spectrum;
    const copy = makeSpectrum({ frequencyHz, re, im });
    fit(copy, circuit);
    expect([copy.frequencyHz, copy.re, copy.im]).toEqual([frequencyHz, re, im]);
  });
});
