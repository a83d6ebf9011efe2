import { describe, expect, it } from "vitest";
import { Random } from "../../bench/random.ts";
import { fit, lackOfFit, makeSpectrum, parseCircuit, residualTests, simulate, type Spectrum } from "../../src/index.ts";
import { sweep } from "../fit/support.ts";

const CIRCUITS: readonly (readonly [text: string, points: number])[] = [
  ["R0{20}-p(R1{100},C1{1u})", 61],
  ["R0{20}-p(R1{100},CPE1{Q = 1e-5, n = 0.9})-p(R2{300},CPE2{Q = 1e-3, n = 0.8})-W1{50}", 61],
  ["R0{20}-p(R1{100},CPE1{Q = 1e-5, n = 0.9})-p(R2{300},CPE2{Q = 1e-3, n = 0.8})-W1{50}", 31],
];

/** Simulated spectra of a circuit with 1 % of noise on either part; weights are those of the noise-free curve. */
function* replicas(text: string, points: number, count: number): Generator<Spectrum> {
  const frequencyHz = sweep(1e6, 1e-2, points);
  const { re, im } = simulate(parseCircuit(text), frequencyHz);
  const sigma = re.map((x, k) => 0.01 * Math.hypot(x, im[k] ?? Number.NaN));
  const random = new Random(20);
  const noisy = (part: Float64Array): Float64Array => part.map((x, k) => x + random.normal() * (sigma[k] ?? 0));
  for (let replica = 0; replica < count; replica++) {
    yield makeSpectrum({ frequencyHz, re: noisy(re), im: noisy(im), sigma });
  }
}

/** Four standard deviations of a share of `count` at a rate of 5 %. */
function tolerance(count: number): number {
  return 4 * Math.sqrt((0.05 * 0.95) / count);
}

describe.each(CIRCUITS)("false alarms where %s is right, %i points", (text, points) => {
  it("of the residual tests are those of their level", () => {
    const count = 600;
    const alarms = new Map<string, number>();
    const raise = (name: string): void => void alarms.set(name, (alarms.get(name) ?? 0) + 1);
    for (const spectrum of replicas(text, points, count)) {
      const { tests, independent, normal } = residualTests(fit(spectrum, parseCircuit(text), { search: false }));
      for (const { kind, part, pValue } of tests) if ((pValue ?? 1) < 0.05) raise(`${kind} ${part}`);
      if (independent === false) raise("pattern");
      if (normal === false) raise("not normal");
    }
    expect(alarms.size).toBe(8);
    for (const [name, number] of alarms) {
      // Runs are whole numbers, so with few points their test keeps below its level by up to its steps, 2 % for 31.
      const granularity = name.startsWith("runs") ? 0.02 : 0;
      expect(number / count, name).toBeLessThan(0.05 + tolerance(count));
      // Bonferroni's bound is not reached where the tests of a family agree.
      const least = name === "pattern" || name === "not normal" ? 0.02 : 0.05;
      expect(number / count, name).toBeGreaterThan(least - granularity - tolerance(count));
    }
  });

  it("of the lack of fit against the Kramers-Kronig baseline too", () => {
    const count = 200;
    let alarms = 0;
    for (const spectrum of replicas(text, points, count)) {
      if ((lackOfFit(fit(spectrum, parseCircuit(text), { search: false })).pValue ?? 1) < 0.05) alarms++;
    }
    expect(alarms / count).toBeLessThan(0.05 + tolerance(count));
  });

  it("of replicates and of given standard deviations too", () => {
    const count = 150;
    const circuit = parseCircuit(text);
    const spectra = [...replicas(text, points, 3 * count)];
    let scatter = 0;
    let sigma = 0;
    for (let group = 0; group < count; group++) {
      const three = spectra.slice(3 * group, 3 * group + 3);
      const [first] = three;
      if (first === undefined) throw new Error("no spectrum");
      const result = fit(first, circuit, { search: false });
      if ((lackOfFit(result, { replicates: three }).pValue ?? 1) < 0.05) scatter++;
      const measured = lackOfFit(fit(first, circuit, { search: false, weight: "sigma" }));
      expect(measured.kind).toBe("sigma");
      if ((measured.pValue ?? 1) < 0.05) sigma++;
    }
    expect(Math.abs(scatter / count - 0.05)).toBeLessThan(tolerance(count));
    expect(Math.abs(sigma / count - 0.05)).toBeLessThan(tolerance(count));
  });
});
