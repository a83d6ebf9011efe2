import { describe, expect, it } from "vitest";
import { Random } from "../../bench/random.ts";
import { amendCircuit, parseCircuit } from "../../src/circuit/parse.ts";
import type { Circuit, CircuitParameter } from "../../src/circuit/circuit.ts";
import { fit, makeSpectrum, type FitResult, type Spectrum } from "../../src/index.ts";
import { bitsOf, deviation, errorOf, simulated, valueOf } from "./support.ts";

const texts = [
  "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})",
  "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})-p(R2{200},CPE2{Q = 2m, n = 0.9})",
  "R0{20}-p(R1{100}-Wo1{R = 80, tau = 0.5},C1{2u})",
  "L0{20u}-R0{5}-Zarc1{R = 40, tau = 1m, n = 0.8}-W1{10}",
  "La0{L = 10u, a = 0.9}-R0{5}-TLMR1{Rion = 50, Rct = 100, Qs = 1m, g = 0.8}",
  "L0{1u}-R0{10}-Gs1{R = 40, tau = 0.1, phi = 0.6}",
  "R0{10}-HN1{R = 80, tau = 3m, a = 0.9, b = 0.8}-CPE1{Q = 10m, n = 0.7}",
] as const;

function shuffled(spectrum: Spectrum): Spectrum {
  const random = new Random(8);
  const order = Array.from(spectrum.frequencyHz, (_, k) => ({ k, key: random.uniform(0, 1) }))
    .sort((a, b) => a.key - b.key)
    .map(({ k }) => k);
  const take = (values: Float64Array): number[] => order.map((k) => values[k] ?? Number.NaN);
  return makeSpectrum({ frequencyHz: take(spectrum.frequencyHz), re: take(spectrum.re), im: take(spectrum.im) });
}

describe("the order of the frequencies", () => {
  it.each(texts)("changes no bit of the fit: %s", (text) => {
    const circuit = parseCircuit(text);
    const { frequencyHz, re, im } = simulated(text);
    const straight = makeSpectrum({ frequencyHz, re, im });
    expect(bitsOf(fit(shuffled(straight), circuit))).toBe(bitsOf(fit(straight, circuit)));
  });

  it("changes S by rounding only where frequencies are repeated, whose order is kept", () => {
    const [text] = texts;
    const frequencies = Array.from({ length: 40 }, (_, k) => 1e4 * 10 ** (-(k >> 1) / 4));
    const straight = simulated(text, { frequencyHz: frequencies });
    const ours = fit(straight, parseCircuit(text), { search: false });
    const theirs = fit(shuffled(straight), parseCircuit(text), { search: false });
    expect(deviation(theirs.objective, ours.objective)).toBeLessThan(1e-10);
    expect(theirs.residuals.frequencyHz).toEqual(ours.residuals.frequencyHz);
  });
});

const OHMS = 1e6;
const HERTZ = 2 * Math.PI * 1e3;

/** The value that a parameter has where all impedances are OHMS and all frequencies HERTZ times as large. */
function converted(
  circuit: Circuit,
  values: (name: string) => number,
  { element, index, name }: CircuitParameter,
): number {
  const record = element.record.parameters[index];
  if (record === undefined) throw new Error(`nothing known of ${name}`);
  const { ohm, second } = record;
  const power = typeof second === "number" ? second : values(`${element.name}.${second}`);
  return values(name) * OHMS ** ohm * HERTZ ** -power;
}

describe("units of impedance and frequency", () => {
  /**
   * Scaled data differ from the others by a rounding in every number; with residuals of 0.5 % that makes 1e-16/5e-3
   * of each residual, and their sum is known to less than that.
   */
  const SAME = 1e-12;

  it.each(texts)("change nothing but the units of the parameters: %s", (text) => {
    const circuit = parseCircuit(text);
    const plain = simulated(text);
    const scaled = makeSpectrum({
      frequencyHz: plain.frequencyHz.map((f) => f * HERTZ),
      re: plain.re.map((x) => x * OHMS),
      im: plain.im.map((y) => y * OHMS),
    });
    const names = circuit.parameters.filter(({ fixed }) => !fixed);
    const given = (name: string): number => circuit.parameters.find((one) => one.name === name)?.value ?? Number.NaN;
    const start = Object.fromEntries(names.map((one) => [one.name, converted(circuit, given, one)]));
    const bare = parseCircuit(text.replaceAll(/\{[^}]*\}/g, ""));
    const pairs: [FitResult, FitResult][] = [
      [fit(plain, circuit, { search: false }), fit(scaled, circuit, { search: false, initial: start })],
      [fit(plain, bare), fit(scaled, bare)],
    ];
    for (const [ours, theirs] of pairs) {
      expect(deviation(theirs.objective, ours.objective)).toBeLessThan(SAME);
      expect(theirs.termination.outcome).toBe(ours.termination.outcome);
      for (const one of names) {
        const expected = converted(circuit, (name) => valueOf(ours, name), one);
        // Conditioning turns the rounding of the data into 1e-12 of a parameter at most in these circuits.
        expect(deviation(valueOf(theirs, one.name), expected), one.name).toBeLessThan(1e-9);
        const relative = errorOf(ours, one.name) / valueOf(ours, one.name);
        // The error of a Q with a free n holds the unit of time, so it is not merely scaled.
        const { second } = one.element.record.parameters[one.index] ?? {};
        if (typeof second === "string") continue;
        expect(deviation(errorOf(theirs, one.name) / valueOf(theirs, one.name), relative), one.name).toBeLessThan(1e-8);
      }
    }
  });

  it("scale S with unit weights", () => {
    const [text] = texts;
    const plain = simulated(text);
    const scaled = makeSpectrum({
      frequencyHz: plain.frequencyHz,
      re: plain.re.map((x) => x * OHMS),
      im: plain.im.map((y) => y * OHMS),
    });
    const bare = parseCircuit("R0-p(R1,CPE1)");
    const ours = fit(plain, bare, { weight: "unit" });
    const theirs = fit(scaled, bare, { weight: "unit" });
    expect(deviation(theirs.objective, ours.objective * OHMS * OHMS)).toBeLessThan(SAME);
  });
});

describe("names and order of the elements", () => {
  const [, text] = texts;
  const spectrum = simulated(text);
  const circuit = parseCircuit(text);
  const ours = fit(spectrum, circuit, { search: false });

  it("of alike arcs do not depend on their starts", () => {
    const swapped = amendCircuit(circuit, "R1 = 200; CPE1.Q = 2m; CPE1.n = 0.9; R2 = 100; CPE2.Q = 10u; CPE2.n = 0.85");
    const theirs = fit(spectrum, swapped, { search: false });
    expect(deviation(theirs.objective, ours.objective)).toBeLessThan(1e-12);
    for (const { name, value } of ours.parameters) {
      expect(deviation(valueOf(theirs, name), value), name).toBeLessThan(1e-9);
      expect(deviation(errorOf(theirs, name), errorOf(ours, name)), name).toBeLessThan(1e-8);
    }
  });

  it.each([
    "p(CPE1{Q = 10u, n = 0.85},R1{100})-R0{20}-p(R2{200},CPE2{Q = 2m, n = 0.9})",
    "((R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85}))-p(R2{200},CPE2{Q = 2m, n = 0.9}))",
    "R0{20}-(R1{100}|(CPE1{Q = 10u, n = 0.85}))-(CPE2{Q = 2m, n = 0.9}|R2{200})",
  ])("in %s do not matter", (other) => {
    const theirs = fit(spectrum, parseCircuit(other), { search: false });
    expect(deviation(theirs.objective, ours.objective)).toBeLessThan(1e-12);
    for (const { name, value } of ours.parameters) expect(deviation(valueOf(theirs, name), value)).toBeLessThan(1e-9);
  });

  it("are found by the search whatever they are called", () => {
    const bare = fit(spectrum, parseCircuit("R0-p(R1,CPE1)-p(R2,CPE2)"));
    const renamed = fit(spectrum, parseCircuit("p(CPE_z,R_z)-p(CPE_a,R_a)-R_s"));
    expect(deviation(bare.objective, ours.objective)).toBeLessThan(1e-12);
    expect(deviation(renamed.objective, ours.objective)).toBeLessThan(1e-12);
  });
});

describe("the same fit again", () => {
  it.each(texts)("has the same bits: %s", (text) => {
    const spectrum = simulated(text);
    const circuit = parseCircuit(text);
    const first = bitsOf(fit(spectrum, circuit));
    fit(simulated(texts[0], { seed: 3 }), parseCircuit(texts[0]));
    expect(bitsOf(fit(spectrum, parseCircuit(text)))).toBe(first);
  });
});
