import { describe, expect, it } from "vitest";
import { Random } from "../../bench/random.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { bootstrap, fit, makeSpectrum, type BootstrapResult, type FitResult, type Weight } from "../../src/index.ts";
import { bitsOf, deviation, errorOf, fitErrorOf, simulated, sweep } from "../fit/support.ts";

function parameterOf(drawn: BootstrapResult, name: string): BootstrapResult["parameters"][number] {
  const found = drawn.parameters.find((parameter) => parameter.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function stderrOf(drawn: BootstrapResult, name: string): number {
  const { stderr } = parameterOf(drawn, name);
  if (stderr === null) throw new Error(`${name} has no standard error`);
  return stderr;
}

const CELL = "R0{100}-p(R1{300},CPE1{Q = 2n, n = 0.9})-p(R2{500},CPE2{Q = 1u, n = 0.85})-CPE3{Q = 10u, n = 0.9}";

function cellFit(noise = 0.003, points = 61): FitResult {
  return fit(simulated(CELL, { frequencyHz: sweep(1e6, 0.01, points), noise }), parseCircuit(CELL));
}

describe("a bootstrap that can be told on paper", () => {
  // Under unit weights R is the mean of Re Z, with leverage 1/N in each real part and none in the imaginary ones.
  const [points, replicas] = [24, 20_000];
  const random = new Random(5);
  const frequencyHz = Float64Array.from({ length: points }, (_, k) => 1000 / (k + 1));
  const re = frequencyHz.map(() => 100 + random.normal());
  const im = frequencyHz.map(() => random.normal());
  const result = fit(makeSpectrum({ frequencyHz, re, im }), parseCircuit("R1{100}"), { weight: "unit", search: false });
  const mean = re.reduce((sum, x) => sum + x, 0) / points;
  const squares = re.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const free = 1 - 1 / points;
  // The spread of a standard deviation over R replicas is 1/sqrt(2R) of it; four of them.
  const tolerance = 4 / Math.sqrt(2 * replicas);

  it("of residuals has the standard error of a mean", () => {
    const drawn = bootstrap(result, { replicas });
    const expected = Math.sqrt((squares / free / points / points) * (points / (points - 1)));
    expect(deviation(stderrOf(drawn, "R1"), expected)).toBeLessThan(tolerance);
    expect(drawn.failed).toBe(0);
  });

  it("of wild signs likewise, with each residual in its place", () => {
    const drawn = bootstrap(result, { kind: "wild", replicas });
    expect(deviation(stderrOf(drawn, "R1"), Math.sqrt(squares) / free / points)).toBeLessThan(tolerance);
  });
});

describe("a bootstrap of noise as the weights say", () => {
  it.each(["modulus", "unit", "sigma"] as const)("agrees with the covariance under %s weights", (weight: Weight) => {
    const text = "R0{20}-p(R1{100},C1{1u})";
    const frequencyHz = sweep(1e5, 10, 81);
    const noisy = simulated(text, { frequencyHz, noise: 0.005 });
    const random = new Random(8);
    const even = makeSpectrum({
      ...simulated(text, { frequencyHz, noise: 0 }),
      re: simulated(text, { frequencyHz, noise: 0 }).re.map((x) => x + 0.3 * random.normal()),
      im: simulated(text, { frequencyHz, noise: 0 }).im.map((x) => x + 0.3 * random.normal()),
    });
    const result = fit(weight === "unit" ? even : noisy, parseCircuit(text), { weight });
    const drawn = bootstrap(result, { replicas: 4000 });
    for (const name of ["R0", "R1", "C1"]) {
      // Pairs that are drawn weigh the parts of one spectrum unevenly: of 162 residuals, by 1/sqrt(162), some 8 %; two of those.
      expect(deviation(stderrOf(drawn, name), errorOf(result, name)), name).toBeLessThan(0.16);
    }
  });

  it("agrees with errors and correlations of the nine parameters of a blocking cell", () => {
    const result = cellFit();
    const drawn = bootstrap(result, { replicas: 2000 });
    expect(drawn.failed).toBe(0);
    expect(drawn.freeParameters).toEqual(result.freeParameters);
    for (const name of result.freeParameters) {
      expect(deviation(stderrOf(drawn, name), errorOf(result, name)), name).toBeLessThan(0.2);
    }
    result.correlation.forEach((row, i) => {
      row.forEach((value, j) => {
        // As above for the uneven weights; a correlation spreads by (1 - r^2)/sqrt(R) besides.
        expect(Math.abs((drawn.correlation[i]?.[j] ?? Number.NaN) - value)).toBeLessThan(0.2);
      });
    });
  });

  it("gives tied parameters what they follow, and fixed ones nothing", () => {
    const text = "R0{20}-p(R1{100},C1{1u})-p(R2{200},C2{100u})";
    const circuit = parseCircuit("R0-p(R1,C1)-p(R2,C2); R2 = 2*R1");
    const drawn = bootstrap(fit(simulated(text), circuit, { fixed: { C2: 1e-4 } }));
    expect(deviation(stderrOf(drawn, "R2"), 2 * stderrOf(drawn, "R1"))).toBeLessThan(1e-12);
    expect(parameterOf(drawn, "C2")).toMatchObject({ stderr: null, interval: null });
    expect(drawn.freeParameters).toEqual(["R0", "R1", "C1"]);
  });
});

describe("replicas", () => {
  const result = cellFit(0.003, 60);

  it("are the same for the same seed, and others for another", () => {
    const [first, second, other] = [1, 1, 2].map((seed) => bootstrap(result, { replicas: 50, seed }));
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
    expect(first?.values["R0"]?.[0]).not.toBe(other?.values["R0"]?.[0]);
  });

  it("give percentiles between their order statistics", () => {
    const drawn = bootstrap(result, { replicas: 999, level: 0.9 });
    const { interval } = parameterOf(drawn, "R1");
    const sorted = Array.from(drawn.values["R1"] ?? []).sort((a, b) => a - b);
    expect(sorted).toHaveLength(999);
    // 0.05 and 0.95 of 1000: the 50th and the 950th.
    expect(deviation(interval?.[0] ?? 0, sorted[49] ?? 0)).toBeLessThan(1e-12);
    expect(deviation(interval?.[1] ?? 0, sorted[949] ?? 0)).toBeLessThan(1e-12);
  });

  it("leave the engine as it was: fits before and after have the same bits", () => {
    for (const points of [60, 61]) {
      const spectrum = simulated(CELL, { frequencyHz: sweep(1e6, 0.01, points), noise: 0.003 });
      const circuit = parseCircuit(CELL);
      const before = fit(spectrum, circuit);
      const bits = bitsOf(before);
      bootstrap(before, { kind: "wild", replicas: 20 });
      bootstrap(before, { replicas: 20 });
      // The problem is still the resident one, so what the replicas left behind would be used.
      expect(bitsOf(before)).toBe(bits);
      expect(bitsOf(fit(spectrum, circuit))).toBe(bits);
    }
  });

  it("that do not converge are counted and left out", () => {
    // Data that only tell the sum of the resistances; in some replicas the capacitance runs away.
    const slow = simulated("R_b{200}-p(R_gb{100},C_gb{1n})", { frequencyHz: sweep(1e4, 1, 41) });
    const drawn = bootstrap(fit(slow, parseCircuit("R_b-p(R_gb,C_gb)")));
    expect(drawn.failed).toBeGreaterThan(0);
    expect(drawn.values["R_gb"]).toHaveLength(drawn.replicas - drawn.failed);
    for (const value of drawn.values["R_gb"] ?? []) expect(Number.isFinite(value)).toBe(true);
  });

  it("may be more than the memory so far holds", () => {
    const drawn = bootstrap(cellFit(0.003, 15), { replicas: 20_000 });
    expect(drawn.failed).toBeLessThan(400);
    expect(bitsOf(cellFit())).toBe(bitsOf(cellFit()));
  });

  it("of few points with proportional weights and measured deviations are fitted with them", () => {
    const text = "R0{20}-p(R1{100},C1{1u})";
    for (const weight of ["proportional", "sigma"] as const) {
      const drawn = bootstrap(fit(simulated(text, { noise: 0.001 }), parseCircuit(text), { weight, search: false }));
      for (const { stderr } of drawn.parameters) expect(stderr).toBeGreaterThan(0);
      expect(drawn.failed).toBeLessThan(100);
    }
  });

  it("say when they are too few for the level", () => {
    expect(bootstrap(result, { replicas: 50 }).warnings).toEqual([
      "50 replicas are too few for an interval at 95 %; ask for at least 200.",
    ]);
    expect(bootstrap(result, { replicas: 200 }).warnings).toEqual([]);
  });
});

describe("options of the bootstrap", () => {
  const result = fit(simulated("R0{20}-p(R1{100},C1{1u})"), parseCircuit("R0-p(R1,C1)"));

  it.each([
    [{ replicas: 1 }, "replicas must be an integer from 2 to 1000000, not 1."],
    [{ replicas: 10.5 }, "replicas must be an integer from 2 to 1000000, not 10.5."],
    [{ seed: -1 }, "seed must be an integer from 0 to 4294967295, not -1."],
    [{ level: 0 }, "level must lie between 0 and 1, not 0; 0.95 asks for 95 % intervals."],
  ])("%j are refused", (options, message) => {
    expect(fitErrorOf(() => bootstrap(result, options)).message).toBe(message);
  });
});
