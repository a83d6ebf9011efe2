import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import {
  fit,
  makeSpectrum,
  prepareFit,
  profile,
  type FitResult,
  type ParameterProfile,
  type Weight,
} from "../../src/index.ts";
import { bitsOf, deviation, fitErrorOf, simulated, sweep, valuesOf } from "../fit/support.ts";

interface ReferenceCase {
  readonly name: string;
  readonly circuit: string;
  readonly weight: Weight;
  readonly spectrum: { readonly frequencyHz: number[]; readonly re: number[]; readonly im: number[] };
  readonly sigma: number[];
  readonly objective: number;
  readonly intervals: Readonly<Record<string, readonly [number, number]>>;
}

const fixture = join(import.meta.dirname, "../fixtures/uncertainty/profile.json");
const references = JSON.parse(readFileSync(fixture, "utf8")) as ReferenceCase[];

/** Student's quantiles for 95 %, from mpmath as in test/fit/interval.test.ts. */
const T_31 = 2.0395134463964086;

function profileOf(result: FitResult, name: string): ParameterProfile {
  const [found] = profile(result, [name]);
  if (found === undefined) throw new Error(`no profile of ${name}`);
  return found;
}

function endsOf(result: FitResult, name: string): readonly [number, number] {
  const { interval } = profileOf(result, name);
  if (interval === null) throw new Error(`no interval of ${name}`);
  return interval;
}

describe("profiles beside brute force by scipy", () => {
  it.each(references.map((one) => [one.name, one] as const))("%s: one S at each value, the least", (_, one) => {
    const result = fit(makeSpectrum({ ...one.spectrum, sigma: one.sigma }), parseCircuit(one.circuit), {
      weight: one.weight,
    });
    for (const { name, curve, value } of profile(result)) {
      expect(
        curve.every((point, k) => k === 0 || point.value > (curve[k - 1]?.value ?? NaN)),
        name,
      ).toBe(true);
      // Away from the optimum S rises; each minimisation ends within 1e-9 of its S.
      const away = [
        curve.filter((point) => point.value <= value).reverse(),
        curve.filter((point) => point.value >= value),
      ];
      for (const side of away) {
        side.forEach(({ objective }, k) => {
          expect(objective, name).toBeGreaterThanOrEqual((side[k - 1]?.objective ?? 0) * (1 - 2e-9));
        });
      }
    }
  });

  it.each(references.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const spectrum = makeSpectrum({ ...one.spectrum, sigma: one.sigma });
    const result = fit(spectrum, parseCircuit(one.circuit), { weight: one.weight });
    expect(deviation(result.objective, one.objective)).toBeLessThan(1e-10);
    for (const [name, expected] of Object.entries(one.intervals)) {
      const found = endsOf(result, name);
      // Ends are found to 1e-7 of t, which is about 1e-7 of the interval's width; scipy's S is good to 1e-15 of itself.
      const width = expected[1] - expected[0];
      expect(Math.abs(found[0] - expected[0]) / width, name).toBeLessThan(1e-6);
      expect(Math.abs(found[1] - expected[1]) / width, name).toBeLessThan(1e-6);
    }
  });

  it.each([
    { weight: "modulus" },
    { weight: "unit" },
    { weight: "sigma" },
    { weight: "structure" },
    { weight: "unit", objective: "admittance" },
    { loss: "huber" },
  ] as const)("tell the S at which they end, with %o", (options) => {
    const spectrum = simulated("R0{20m}-(R1{100m}|CPE1{Q=1m,n=0.9})", { frequencyHz: sweep(1e5, 1, 31) });
    const result = fit(spectrum, parseCircuit("R0{20m}-(R1{100m}|CPE1{Q=1m,n=0.9})"), { search: false, ...options });
    const { threshold, minimum, curve, interval, ends } = profileOf(result, "R1");
    expect(minimum).toBe(result.objective);
    expect(ends).toEqual(["crossing", "crossing"]);
    for (const end of interval ?? []) {
      const nearest = curve.reduce((one, other) =>
        Math.abs(other.value - end) < Math.abs(one.value - end) ? other : one,
      );
      // Ends are found to 1e-7 of t, and S rises by about t^2/(2N - p) of itself.
      expect(deviation(nearest.objective, threshold ?? Number.NaN)).toBeLessThan(1e-6);
    }
  });

  it("cover ends that are far from Wald's and an exponent that ends at its limit", () => {
    const [first, second] = references;
    const result = fit(
      makeSpectrum(first?.spectrum ?? { frequencyHz: [], re: [], im: [] }),
      parseCircuit("R0-p(R1,CPE1)"),
    );
    const [, high] = endsOf(result, "R1");
    const { value = 0, interval } = result.parameters.find(({ name }) => name === "R1") ?? {};
    const wald = interval?.[1] ?? 0;
    expect((high - wald) / (wald - value)).toBeGreaterThan(0.05);
    expect(second?.intervals["CPE1.n"]?.[1]).toBe(1);
  });
});

describe("profiles that can be told on paper", () => {
  // S of a resistor under unit weights is S_min + N (R - R_min)^2.
  const frequencyHz = Float64Array.from({ length: 16 }, (_, k) => 1000 / (k + 1));
  const re = frequencyHz.map((_, k) => 100 + ((k * k) % 7));
  const spectrum = makeSpectrum({ frequencyHz, re, im: new Float64Array(16), sigma: new Float64Array(16).fill(2) });
  const mean = re.reduce((sum, x) => sum + x, 0) / 16;
  const circuit = parseCircuit("R1{100}");

  it("of a resistor by S/(2N - p)", () => {
    const result = fit(spectrum, circuit, { weight: "unit", search: false });
    const [low, high] = endsOf(result, "R1");
    const half = T_31 * Math.sqrt(result.objective / 31 / 16);
    expect(deviation(mean - low, half)).toBeLessThan(1e-6);
    expect(deviation(high - mean, half)).toBeLessThan(1e-6);
  });

  it("of a resistor by measured standard deviations", () => {
    const result = fit(spectrum, circuit, { weight: "sigma", search: false });
    const [low, high] = endsOf(result, "R1");
    expect(deviation(mean - low, (T_31 * 2) / 4)).toBeLessThan(1e-6);
    expect(deviation(high - mean, (T_31 * 2) / 4)).toBeLessThan(1e-6);
  });

  it("has S_min (1 + t^2/nu) at its ends, S_min at the value, and every point in order", () => {
    const result = fit(spectrum, circuit, { weight: "unit", search: false });
    const { curve, interval, value, warnings, lowerMinimum } = profileOf(result, "R1");
    expect(warnings).toEqual([]);
    expect(lowerMinimum).toBeNull();
    for (const { value: x, objective } of curve) {
      expect(deviation(objective, result.objective + 16 * (x - mean) ** 2)).toBeLessThan(1e-9);
    }
    expect(curve.map((point) => point.value)).toEqual(curve.map((point) => point.value).sort((a, b) => a - b));
    expect(curve.some((point) => deviation(point.value, value) < 1e-12)).toBe(true);
    for (const end of interval ?? []) expect(curve.some((point) => deviation(point.value, end) < 1e-12)).toBe(true);
  });

  it("at other levels", () => {
    const result = fit(spectrum, circuit, { weight: "unit", search: false });
    // Roots of mpmath's regularized betainc at 40 digits, 31 degrees of freedom.
    for (const [level, quantile] of [
      [0.99, 2.744041919294276],
      [0.6826894921370859, 1.016391271320648],
    ] as const) {
      const [found] = profile(result, ["R1"], { level });
      const half = quantile * Math.sqrt(result.objective / 31 / 16);
      expect(deviation((found?.interval?.[1] ?? 0) - mean, half)).toBeLessThan(1e-6);
    }
  });
});

describe("ends of profiles", () => {
  const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
  const data = simulated(text);

  it("are limits where limits come first", () => {
    const result = fit(data, parseCircuit(text), { bounds: { R0: [19.99, 20.5], "CPE1.n": [0.5, 0.852] } });
    const found = profileOf(result, "R0");
    expect(found.ends).toEqual(["limit", "crossing"]);
    expect(found.interval?.[0]).toBe(19.99);
    expect(profileOf(result, "CPE1.n").interval?.[1]).toBe(0.852);
  });

  it("are open where others can make up for the parameter", () => {
    const result = fit(data, parseCircuit("R0-R9-p(R1,CPE1)"));
    const whole = fit(data, parseCircuit("R0-p(R1,CPE1)"));
    for (const name of ["R0", "R9"]) {
      const { interval, ends, warnings } = profileOf(result, name);
      expect(ends).toEqual(["open", "crossing"]);
      expect(interval?.[0]).toBe(0);
      // With the other at 0 it is the R0 of the circuit with one; that has one degree of freedom more, 1 % of t^2/nu.
      const width = (endsOf(whole, "R0")[1] - 20) / 20;
      expect(Math.abs((interval?.[1] ?? 0) / endsOf(whole, "R0")[1] - 1)).toBeLessThan(0.02 * width);
      expect(warnings).toEqual([]);
    }
    // What is determined is not touched.
    expect(deviation(endsOf(result, "R1")[1], endsOf(whole, "R1")[1])).toBeLessThan(1e-4);
  });

  it("are open where only the numerical range of another parameter brings S up", () => {
    const early = simulated("R0{20}-Wo1{R = 100, tau = 100}", { frequencyHz: sweep(1e5, 1, 51) });
    const result = fit(early, parseCircuit("R0-Wo1"));
    for (const name of ["Wo1.R", "Wo1.tau"]) {
      const { interval, ends } = profileOf(result, name);
      expect(ends, name).toEqual(["crossing", "open"]);
      expect(interval?.[1]).toBe(Infinity);
      // The true value is among those that the data allow.
      expect(interval?.[0]).toBeLessThan(100);
    }
  });

  it("bring a parameter back that had gone to 0", () => {
    const slow = simulated("R_b{200}-p(R_gb{100},C_gb{1n})", { frequencyHz: sweep(1e4, 1, 41) });
    const result = fit(slow, parseCircuit("R_b-p(R_gb,C_gb)"));
    expect(result.parameters[0]?.status).toBe("at-bound");
    const bulk = profileOf(result, "R_b");
    const boundary = profileOf(result, "R_gb");
    expect(bulk.ends).toEqual(["open", "crossing"]);
    // Only the sum, 300 ohm, is known: either may be nearly all of it.
    expect(bulk.interval?.[1]).toBeGreaterThan(290);
    expect(boundary.interval?.[0]).toBeLessThan(10);
    expect(bulk.interval?.[0]).toBeLessThan(200);
    expect(boundary.interval?.[0]).toBeLessThan(100);
  });

  it("of a Q are the same whether the fit scaled it with its exponent or not", () => {
    const scaled = fit(data, parseCircuit(text));
    const natural = fit(data, parseCircuit(text), { bounds: { "CPE1.Q": [1e-9, 1e-2] } });
    const [low, high] = endsOf(scaled, "CPE1.Q");
    const [otherLow, otherHigh] = endsOf(natural, "CPE1.Q");
    // Each end is known to 1e-7 of t.
    expect(deviation(low, otherLow)).toBeLessThan(1e-8);
    expect(deviation(high, otherHigh)).toBeLessThan(1e-8);
  });

  it("hold for ties: the parameter that others follow is profiled with them", () => {
    const twins = simulated("R0{20}-p(R1{100},C1{1u})-p(R2{100},C2{100u})");
    const tied = parseCircuit("R0-p(R1,C1)-p(R2,C2); R2 = R1");
    const result = fit(twins, tied);
    const [low, high] = endsOf(result, "R1");
    const wald = result.parameters.find(({ name }) => name === "R1")?.interval ?? [0, 0];
    // S is a parabola within 1 % of noise, so the two differ by little of their width.
    expect(Math.abs(low - (wald[0] ?? 0))).toBeLessThan(0.02 * (high - low));
    expect(Math.abs(high - (wald[1] ?? 0))).toBeLessThan(0.02 * (high - low));
    expect(fitErrorOf(() => profile(result, ["R2"])).message).toBe(
      "R2 follows from others by a tie, so it has no profile of its own; profile R0, R1, C1, C2.",
    );
  });
});

describe("profiles that cannot be had", () => {
  const text = "R0{20}-p(R1{100},C1{1u})";
  const circuit = parseCircuit(text);
  const result = fit(simulated(text), circuit, { fixed: { C1: 1e-6 } });

  it("say why", () => {
    const exact = fit(simulated(text, { noise: 0 }), circuit);
    const { interval, ends, warnings } = profileOf(exact, "R1");
    expect([interval, ends]).toEqual([null, null]);
    expect(warnings).toEqual(["R1 has no profile: S is nothing but rounding, so nothing tells how far it may rise."]);
    const full = fit(simulated("R0{20}-L0{1u}", { frequencyHz: [1e4] }), parseCircuit("R0-L0"));
    expect(profileOf(full, "R0").warnings).toEqual(["R0 has no profile: there are as many free parameters as data."]);
  });

  it.each([
    [["R7"], undefined, 'There is no parameter "R7" to profile; the circuit has R0, R1, C1.'],
    [["C1"], undefined, "C1 was held fixed, so it has no profile of its own; profile R0, R1."],
    [undefined, 1, "level must lie between 0 and 1, not 1; 0.95 asks for 95 % intervals."],
    [undefined, Number.NaN, "level must lie between 0 and 1, not NaN; 0.95 asks for 95 % intervals."],
  ])("refuses %j at level %s", (names, level, message) => {
    expect(fitErrorOf(() => profile(result, names, level === undefined ? {} : { level })).message).toBe(message);
  });

  it("refuses what fit did not return", () => {
    expect(fitErrorOf(() => profile({ ...result })).code).toBe("not-a-result");
  });
});

describe("a profile", () => {
  it("reports a lower minimum that it meets, from which a fit goes on to it", () => {
    const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.9})-p(R2{60},CPE2{Q = 300u, n = 0.8})";
    const data = simulated(text, { noise: 0.01 });
    const circuit = parseCircuit(text);
    const best = fit(data, circuit);
    // The second arc has gone to the wrong end of the spectrum.
    const initial = { R0: 1, R1: 180, "CPE1.Q": 3e-5, "CPE1.n": 0.7, R2: 20, "CPE2.Q": 1e-9, "CPE2.n": 0.9 };
    const local = fit(data, circuit, { search: false, initial });
    expect(local.objective).toBeGreaterThan(1.01 * best.objective);
    const met = profile(local).flatMap(({ lowerMinimum, warnings }) =>
      lowerMinimum === null ? [] : [{ lowerMinimum, warnings }],
    );
    expect(met.length).toBeGreaterThan(0);
    for (const { lowerMinimum, warnings } of met) {
      expect(lowerMinimum.objective).toBeLessThan(local.objective);
      expect(warnings.join(" ")).toContain("met a lower minimum");
      const again = fit(data, circuit, { search: false, initial: lowerMinimum.values });
      expect(again.objective).toBeLessThanOrEqual(lowerMinimum.objective * (1 + 1e-9));
    }
  });

  it("leaves the engine as it was: fits before and after have the same bits", () => {
    const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
    const data = simulated(text);
    const circuit = parseCircuit(text);
    const prepared = prepareFit(data, circuit);
    const start = Float64Array.from(circuit.parameters, ({ value }) => (value ?? 1) * 1.1);
    const before = fit(data, circuit);
    prepared.run(start);
    const reached = prepared.values();
    const first = JSON.stringify(profile(before));
    expect(JSON.stringify(profile(fit(data, circuit)))).toBe(first);
    expect(valuesOf(fit(data, circuit))).toEqual(valuesOf(before));
    expect(bitsOf(fit(data, circuit))).toBe(bitsOf(before));
    prepared.run(start);
    expect(prepared.values()).toEqual(reached);
  });
});
