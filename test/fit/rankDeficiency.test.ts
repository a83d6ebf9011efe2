import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, makeSpectrum, type FitResult } from "../../src/index.ts";
import { deviation, errorOf, parameterOf, simulated, valueOf } from "./support.ts";

/** What must be true of every fit whose circuit has more parameters than data can tell apart. */
function expectDeficient(result: FitResult, undetermined: readonly string[], directions: number): void {
  expect(result.termination.outcome).toBe("rank-deficient");
  expect(result.scaledCondition).toBe(Infinity);
  const left =
    directions === 1 ? "1 combination of parameters leaves" : `${directions} combinations of parameters leave`;
  expect(result.termination.message).toContain(`but ${left} the fit unchanged`);
  expect(result.warnings).toContain(result.termination.message);
  for (const { name, status, stderr, interval } of result.parameters) {
    if (undetermined.includes(name)) {
      expect([name, status, stderr, interval]).toEqual([name, "unidentified", null, null]);
      expect(result.warnings).toContain(
        `${name} is not determined by these data: changing it together with other parameters leaves the fit as it is.`,
      );
    } else {
      expect([name, status]).toEqual([name, "free"]);
      expect(stderr, name).toBeGreaterThan(0);
    }
  }
}

describe("elements that no data can tell apart", () => {
  const spectrum = simulated("R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})");
  const whole = fit(spectrum, parseCircuit("R0-p(R1,CPE1)"));

  it.each([
    ["resistors in series, by search", "R0-R9-p(R1,CPE1)", true],
    ["resistors in series, from values", "R0{5}-R9{12}-p(R1{90},CPE1{Q = 20u, n = 0.8})", false],
    ["resistors in series, apart", "R0{5}-p(R1{90},CPE1{Q = 20u, n = 0.8})-R9{12}", false],
  ])("%s", (_, text, search) => {
    const result = fit(spectrum, parseCircuit(text), { search });
    expectDeficient(result, ["R0", "R9"], 1);
    // What is determined is as in the circuit without the superfluous element.
    expect(deviation(result.objective, whole.objective)).toBeLessThan(1e-12);
    expect(deviation(valueOf(result, "R0") + valueOf(result, "R9"), valueOf(whole, "R0"))).toBeLessThan(1e-9);
    for (const name of ["R1", "CPE1.Q", "CPE1.n"]) {
      expect(deviation(valueOf(result, name), valueOf(whole, name))).toBeLessThan(1e-9);
      // One parameter more is counted, so that s^2 = S/(2N - p) is a little larger.
      const expected = errorOf(whole, name) * Math.sqrt(whole.degreesOfFreedom / result.degreesOfFreedom);
      expect(deviation(errorOf(result, name), expected)).toBeLessThan(1e-7);
    }
  });

  it("capacitors in parallel", () => {
    const data = simulated("R0{20}-p(R1{100},C1{2u})");
    const result = fit(data, parseCircuit("R0-(R1|C1|C2)"));
    expectDeficient(result, ["C1", "C2"], 1);
  });

  it("two resistors in series twice", () => {
    const data = simulated("R0{20}-p(R1{100},C1{2u})");
    const result = fit(data, parseCircuit("R0{10}-R9{8}-((R1{50}-R2{40})|C1{1u})"), { search: false });
    expectDeficient(result, ["R0", "R9", "R1", "R2"], 2);
  });

  it("an arc that is a copy of another by ties", () => {
    const data = simulated("R0{20}-p(R1{100},C1{2u})");
    const text = "R0{20}-K1{R = 40, tau = 0.1m}-K2{R = 50}; K2.tau = K1.tau";
    const result = fit(data, parseCircuit(text), { search: false });
    expect(result.termination.outcome).toBe("rank-deficient");
    for (const name of ["K1.R", "K2.R"]) {
      expect(parameterOf(result, name)).toMatchObject({ status: "unidentified", stderr: null, interval: null });
    }
    expect(parameterOf(result, "K1.tau").stderr).toBeGreaterThan(0);
    expect(deviation(valueOf(result, "K1.R") + valueOf(result, "K2.R"), 100)).toBeLessThan(0.05);
  });

  it("two arcs that start alike, on data with one", () => {
    const data = simulated("R0{20}-p(R1{100},C1{1u})", { noise: 0.01 });
    const text = "R0{20}-p(R1{50},C1{2u})-p(R2{50},C2{2u})";
    const result = fit(data, parseCircuit(text), { search: false });
    // These data want no second arc, so S does not fall as the two part; arcs that are the same cannot be told apart.
    expectDeficient(result, ["R1", "C1", "R2", "C2"], 2);
  });

  it("two arcs on exact data of one", () => {
    const data = simulated("R0{20}-p(R1{100},C1{1u})", { noise: 0 });
    const result = fit(data, parseCircuit("R0-p(R1,C1)-p(R2,C2)"));
    expect(["rank-deficient", "evaporated"]).toContain(result.termination.outcome);
    for (const name of ["R1", "C1", "R2", "C2"]) {
      const { status, stderr } = parameterOf(result, name);
      if (status !== "free") expect(stderr).toBeNull();
    }
    expect(result.objective).toBeLessThan(1e-24);
  });
});

describe("data that cannot tell parameters apart", () => {
  it("of one frequency, measured many times", () => {
    const [frequency, points] = [100, 30];
    const { re, im } = simulated("R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})", {
      frequencyHz: new Array<number>(points).fill(frequency),
    });
    const repeated = makeSpectrum({ frequencyHz: new Array<number>(points).fill(frequency), re, im });
    const result = fit(repeated, parseCircuit("R0-p(R1,CPE1)"));
    expectDeficient(result, ["R0", "R1", "CPE1.Q", "CPE1.n"], 2);
    // What one frequency determines is its impedance: the mean of the values measured there, with modulus weights.
    const mean = (part: Float64Array): number => {
      const weights = re.map((x, k) => 1 / (x * x + (im[k] ?? 0) ** 2));
      return part.reduce((sum, x, k) => sum + x * (weights[k] ?? 0), 0) / weights.reduce((sum, w) => sum + w, 0);
    };
    expect(deviation(result.residuals.fitRe[0] ?? 0, mean(re))).toBeLessThan(1e-6);
    expect(deviation(result.residuals.fitIm[0] ?? 0, mean(im))).toBeLessThan(1e-6);
  });
});
