import { describe, expect, it } from "vitest";
import { scalableTerms } from "../../src/compile/terms.ts";
import { NO_TERM, PARAMETER_EXPRESSION, PARAMETER_FIXED, PARAMETER_VARIABLE } from "../../assembly/program.ts";
import { fit, makeSpectrum, parseCircuit, simulate, type Spectrum } from "../../src/index.ts";

const WINDOW = Array.from({ length: 61 }, (_, k) => 10 ** (6 - (8 * k) / 60));

/** A linear congruential generator is random enough for noise. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** What a circuit with values would show, with uniform noise of a standard deviation relative to |Z|. */
function measured(text: string, noise: number, seed = 1, frequencyHz: ArrayLike<number> = WINDOW): Spectrum {
  const random = randomNumbers(seed);
  const z = simulate(parseCircuit(text), Float64Array.from(frequencyHz));
  const modulus = z.re.map((re, k) => Math.hypot(re, z.im[k] ?? 0));
  const scatter = (k: number): number => noise * Math.sqrt(12) * (random() - 0.5) * (modulus[k] ?? 0);
  const spoil = (part: Float64Array): Float64Array => part.map((value, k) => value + scatter(k));
  return makeSpectrum({ frequencyHz, re: spoil(z.re), im: spoil(z.im) });
}

/** Kinds of circuits that are hard in different ways, with values that the search is not told. */
const TRUTHS = [
  "R0{12}-p(R1{85},CPE1{Q=2u,n=0.9})-p(R2{40},CPE2{Q=60u,n=0.8})-p(R3{210},CPE3{Q=3m,n=0.75})",
  "L0{0.4u}-R0{0.02}-p(R1{0.3},CPE1{Q=5m,n=0.8})-p(R2{0.2}-Wo1{R=1.5,tau=20},CPE2{Q=0.5,n=0.9})",
  "p(C0{40p},R0{2M}-p(C1{3n},R1{5M}-p(C2{0.2u},R2{12M})))",
  "R0{5}-p(CPE1{Q=20u,n=0.85},R1{100}-Ws1{R=300,tau=4})",
  "R0{3}-TLMQ1{Rion=60,Qs=2m,g=0.85}",
  "R0{8}-p(R1{120},C1{0.1u})-G1{R=50,tau=0.2}",
  "p(C1{10p},R1{1k})-p(R2{4k},CPE2{Q=0.1u,n=0.8})-CPE3{Q=5u,n=0.9}",
];

describe("a fit without any guess", () => {
  it.each(TRUTHS)("reaches what a fit from the truth reaches: %s", (text) => {
    const bare = parseCircuit(text.replace(/\{[^}]*\}/g, ""));
    for (const noise of [1e-3, 1e-2]) {
      const spectrum = measured(text, noise);
      const fromTruth = fit(spectrum, parseCircuit(text), { search: false });
      const found = fit(spectrum, bare);
      // A lower minimum than the one at the truth is as good.
      expect(found.objective).toBeLessThanOrEqual(fromTruth.objective * (1 + 1e-6));
    }
  });

  it("finds tied, bounded and fixed parameters too", () => {
    const spectrum = measured("R0{10}-p(R1{100},CPE1{Q=1u,n=0.85})-p(R2{200},CPE2{Q=40u,n=0.85})-W1{30}", 3e-3);
    const circuit = parseCircuit("R0{10 fixed}-p(R1,CPE1{n in 0.7..0.95})-p(R2,CPE2{n = CPE1.n})-W1; R2 = 2*R1");
    const found = fit(spectrum, circuit);
    const values = Object.fromEntries(found.parameters.map(({ name, value }) => [name, value]));
    expect(values["R1"]).toBeGreaterThan(97);
    expect(values["R1"]).toBeLessThan(103);
    expect(values["R2"]).toBeCloseTo(2 * (values["R1"] ?? 0), 9);
  });

  it("works on part of many points, and ends on all of them", () => {
    const many = Array.from({ length: 20_001 }, (_, k) => 10 ** (6 - (8 * k) / 20_000));
    const spectrum = measured(
      "R0{10}-p(R1{100},CPE1{Q=1u,n=0.9})-p(R2{300},CPE2{Q=10u,n=0.8})-CPE3{Q=1m,n=0.7}",
      0.01,
      1,
      many,
    );
    const found = fit(spectrum, parseCircuit("R0-p(R1,CPE1)-p(R2,CPE2)-CPE3"));
    // The noise has a standard deviation of 0.01 of |Z|: S/(2N - p) estimates its square to 1 % (2N = 40 000).
    expect(Math.abs((found.chi2Reduced ?? 0) / 1e-4 - 1)).toBeLessThan(0.03);
  });

  it("depends on nothing but its seed", () => {
    const spectrum = measured(TRUTHS[0] ?? "", 0.01);
    const circuit = parseCircuit("R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)");
    const first = fit(spectrum, circuit, { seed: 7 });
    fit(spectrum, circuit, { seed: 8 });
    const again = fit(spectrum, circuit, { seed: 7 });
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    for (const seed of [-1, 0.5, 2 ** 32, Number.NaN]) {
      expect(() => fit(spectrum, circuit, { seed })).toThrow(/seed must be a whole number/);
    }
  });
});

describe("what a search says of itself", () => {
  const circuit = parseCircuit("L0-R0-p(R1,CPE1)-p(R2-Wo1,CPE2)");
  const spectrum = measured(TRUTHS[1] ?? "", 0.01);
  const found = fit(spectrum, circuit);

  it("lists the other minima, lowest first, with values that have the S given", () => {
    expect(found.minima.length).toBeGreaterThan(0);
    let previous = found.objective;
    for (const { objective, starts, values } of found.minima) {
      expect(objective).toBeGreaterThan(previous * 1.0005);
      expect(starts).toBeGreaterThanOrEqual(1);
      previous = objective;
      const z = simulate(circuit, spectrum.frequencyHz, values);
      let sum = 0;
      z.re.forEach((re, k) => {
        const [a, b] = [spectrum.re[k] ?? 0, spectrum.im[k] ?? 0];
        sum += ((re - a) ** 2 + ((z.im[k] ?? 0) - b) ** 2) / (a * a + b * b);
      });
      // Values go through exp and log: 1e-13 in Z, and so 1e-9 in an S of residuals near 1 %.
      expect(Math.abs(sum / objective - 1)).toBeLessThan(1e-9);
    }
  });

  it("estimates how many starts would lead elsewhere; without a search there is nothing to say", () => {
    expect(found.termination.unseenShare).toBeGreaterThanOrEqual(0);
    expect(found.termination.unseenShare).toBeLessThanOrEqual(1);
    const local = fit(spectrum, parseCircuit(TRUTHS[1] ?? ""), { search: false });
    expect(local.termination.unseenShare).toBeNull();
    expect(local.minima).toEqual([]);
  });

  it("has met one minimum only where there is one: all starts agree and no share is left", () => {
    const { minima, termination } = fit(measured("R0{10}-C1{1u}", 1e-3), parseCircuit("R0-C1"));
    expect(minima).toEqual([]);
    expect(termination.startsAgreeing).toBe(termination.starts);
    // Boender and Rinnooy Kan with w = 1 minimum from n starts: 2/(n (n - 1)); two rounds converge 20.
    expect(termination.unseenShare).toBe(2 / (20 * 19));
  });
});

describe("terms that can be scaled", () => {
  const circuit = parseCircuit("R0-p(R1,CPE1)-C2");
  const given = (kinds: readonly number[]): Parameters<typeof scalableTerms>[1] =>
    circuit.parameters.map(({ element, index }, k) => ({
      kind: kinds[k] ?? PARAMETER_VARIABLE,
      element: element.name,
      ohm: element.record.parameters[index]?.ohm ?? 0,
    }));
  const each = circuit.parameters.map((_, k) => new Set([k]));

  it("are the children of the series connection, exponents belonging to none", () => {
    expect(scalableTerms(circuit, given([]), each)).toEqual([0, 1, 1, NO_TERM, 2]);
  });

  it("are not those with a fixed or tied part, and the others are numbered without gaps", () => {
    expect(scalableTerms(circuit, given([PARAMETER_FIXED]), [new Set(), ...each.map((_, k) => new Set([k]))])).toEqual([
      NO_TERM,
      0,
      0,
      NO_TERM,
      1,
    ]);
    // R1 = 2 R0: variable 0 moves both.
    const tied = [new Set([0]), new Set([0]), new Set([1]), new Set([2]), new Set([3])];
    const kinds = [PARAMETER_VARIABLE, PARAMETER_EXPRESSION];
    expect(scalableTerms(circuit, given(kinds), tied)).toEqual([NO_TERM, NO_TERM, NO_TERM, NO_TERM, 0]);
  });
});
