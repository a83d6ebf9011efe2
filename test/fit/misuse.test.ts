import { describe, expect, it } from "vitest";
import {
  amendCircuit,
  compareCircuits,
  derive,
  fit,
  FitError,
  fitJointly,
  fitSeries,
  makeSpectrum,
  parseCircuit,
  prepareFit,
  profile,
  simulate,
  SpectrumError,
  type FitOptions,
} from "../../src/index.ts";
import { simulated, sweep } from "./support.ts";

/** What plain JavaScript may hand over though no type allows it passes for every type as `never`. */
const passed = (value: unknown): never => value as never;

const circuit = parseCircuit("R0-p(R1,CPE1)");
const spectrum = simulated("R0{20}-p(R1{100},CPE1{Q = 1u, n = 0.9})", { frequencyHz: sweep(1e5, 1, 26) });

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof FitError || error instanceof SpectrumError || error instanceof TypeError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("what stands in place of a circuit", () => {
  const calls: [name: string, call: (given: never) => unknown][] = [
    ["fit", (given) => fit(spectrum, given)],
    ["prepareFit", (given) => prepareFit(spectrum, given)],
    ["simulate", (given) => simulate(given, [1])],
    ["compareCircuits", (given) => compareCircuits(spectrum, [circuit, given])],
    ["fitSeries", (given) => fitSeries([{ spectrum, condition: 1 }], given)],
    ["fitJointly", (given) => fitJointly([spectrum], given, { shared: [{ parameter: "R0" }] })],
  ];

  it.each(calls)("is named by %s", (_, call) => {
    expect(messageOf(() => call(passed("R0-p(R1,CPE1)")))).toBe(
      'The circuit is "R0-p(R1,CPE1)"; it must come from parseCircuit: give parseCircuit("R0-p(R1,CPE1)").',
    );
    for (const other of [undefined, null, 5, {}, [circuit], spectrum]) {
      expect(messageOf(() => call(passed(other)))).toMatch(/^The circuit is .*; it must come from parseCircuit\.$/);
    }
  });
});

describe("options of the wrong type", () => {
  const wrong: [options: unknown, message: RegExp][] = [
    [null, /^The options must be an object .*, not null\.$/],
    ["modulus", /^The options must be an object .*, not "modulus"\.$/],
    [[], /^The options must be an object/],
    [{ weigth: "unit" }, /^There is no option "weigth"; did you mean weight\?$/],
    [{ minimumFrequency: 5 }, /^There is no option "minimumFrequency"; there are minimumHz, maximumHz, .*tolerance\.$/],
    [{ toString: 5 }, /^There is no option "toString"/],
    [{ weight: null }, /^weight must be a text, not null\.$/],
    [{ search: "false" }, /^search must be true or false, not "false"\.$/],
    [{ sortArcs: 0 }, /^sortArcs must be true or false, not 0\.$/],
    [{ maximumEvaluations: "100" }, /^maximumEvaluations must be a number, not "100"\.$/],
    [{ maximumEvaluations: -1 }, /^maximumEvaluations must be a positive number, not -1\.$/],
    [{ maximumEvaluations: NaN }, /^maximumEvaluations must be a positive number, not NaN\.$/],
    [{ tolerance: "1e-9" }, /^tolerance must be a number, not "1e-9"\.$/],
    [{ tolerance: NaN }, /^tolerance must be a positive number, not NaN\.$/],
    [{ seed: 1n }, /^seed must be a number, not 1\.$/],
    [{ seed: NaN }, /^seed must be a whole number .*, not NaN\.$/],
    [{ minimumHz: "10" }, /^minimumHz must be a number, not "10"\.$/],
    [{ maximumHz: NaN }, /^The frequency window 0 \.\. NaN Hz is empty/],
    [{ exclude: 3 }, /^exclude must be an array, not 3\.$/],
    [{ excludeSigns: "Z''>0" }, /^excludeSigns must be an array, not "Z''>0"\.$/],
    [{ weight: "structure", errorTerms: "constant" }, /^errorTerms must be an array, not "constant"\.$/],
    [{ order: 5 }, /^order must be a text or an array of texts, not 5\.$/],
    [{ initial: "R0=20" }, /^initial must be an object that names parameters, .*, not "R0=20"\.$/],
    [{ initial: [20] }, /^initial must be an object that names parameters, .*, not \[20\]\.$/],
    [{ initial: new Map([["R0", 20]]) }, /^initial must be an object that names parameters/],
    [{ initial: { R0: "20" } }, /^initial gives R0 "20"; it must be a number\.$/],
    [{ initial: { R0: null } }, /^initial gives R0 null; it must be a number\.$/],
    [{ fixed: ["R0"] }, /^fixed must be an object that names parameters, .*, not \["R0"\]\.$/],
    [{ fixed: { R0: "20" } }, /^fixed gives R0 "20"; it must be a number, or true to hold where it starts\.$/],
    [{ fixed: { R0: false } }, /^fixed gives R0 false; it must be a number, or true to hold where it starts\.$/],
    [{ fixed: { R0: {} } }, /^fixed gives R0 an object; it must be a number/],
    [{ bounds: { R0: 5 } }, /^bounds gives R0 5; limits are two numbers as in \[0\.6, 1\]\.$/],
    [{ bounds: { R0: "1..50" } }, /^bounds gives R0 "1\.\.50"; limits are two numbers/],
    // As texts 10 comes before 9.
    [{ bounds: { R0: ["10", "9"] } }, /^bounds gives R0 \["10", "9"\]; limits are two numbers/],
    [{ bounds: { R0: [5] } }, /^bounds gives R0 \[5\]; limits are two numbers/],
    [{ bounds: { R0: [5, 50, 60] } }, /^bounds gives R0 \[5, 50, 60\]; limits are two numbers/],
    [{ bounds: { R0: { lower: 1, upper: 5 } } }, /^bounds gives R0 an object; limits are two numbers/],
    [{ bounds: { "CPE.n": 0.6 } }, /^bounds gives CPE\.n 0\.6; limits are two numbers/],
    [{ ties: "R1=R0" }, /^ties must be an object that names parameters/],
    [{ ties: { R1: 5 } }, /^The tie of R1 is not one formula: 5$/],
  ];

  it.each(wrong)("%o", (options, message) => {
    for (const call of [fit, prepareFit]) {
      // Ties, orders and what only the whole fit uses are not of prepareFit.
      if (call === prepareFit && /tie|whole number|errorTerms are/.test(message.source)) continue;
      expect(messageOf(() => call(spectrum, circuit, passed(options)))).toMatch(message);
    }
    expect(fit(spectrum, circuit).parameters[0]?.value).toBeCloseTo(20, 0);
  });

  it("are not those of frozen objects, typed arrays, objects without a prototype and options left undefined", () => {
    const expected = fit(spectrum, circuit, { initial: { R0: 10 }, bounds: { R0: [1, 50] }, exclude: [0] });
    const bare: Record<string, number> = Object.assign(Object.create(null) as object, { R0: 10 });
    const bounds = Float64Array.of(1, 50) as unknown as readonly [number, number];
    const options: FitOptions = Object.freeze({
      initial: Object.freeze(bare),
      bounds: Object.freeze({ R0: bounds }),
      exclude: Uint8Array.of(0) as unknown as readonly number[],
      weight: passed(undefined),
      fixed: { R1: passed(undefined) },
    });
    expect(fit(spectrum, Object.freeze(circuit), options).parameters).toEqual(expected.parameters);
  });
});

describe("other arguments of the wrong type", () => {
  const f = Array.from(spectrum.frequencyHz);
  const { re, im } = spectrum;
  class Subclassed extends Array<number> {}

  it.each([
    [() => simulate(circuit, passed(5)), /^Frequencies must be given as an array of numbers, in Hz, not 5\.$/],
    [() => simulate(circuit, passed("123")), /^Frequencies must be given as .*, not "123"\.$/],
    [() => simulate(circuit, passed(["1"])), /^Frequencies must be given as .*, not with "1" as number 0\.$/],
    [() => simulate(circuit, passed([1, null])), /^Frequencies must be given as .*, not with null as number 1\.$/],
    [() => simulate(circuit, passed(undefined)), /^Frequencies must be given as .*, not undefined\.$/],
    [() => simulate(circuit, f, passed({ R0: "5" })), /^values gives R0 "5"; it must be a number\.$/],
    [() => simulate(circuit, f, passed({ R0: true })), /^values gives R0 true; it must be a number\.$/],
    [() => makeSpectrum({ frequencyHz: { length: -1 }, re, im }), /"frequencyHz" has a length of -1; give an array/],
    [() => makeSpectrum({ frequencyHz: { length: 1e10 }, re, im }), /"frequencyHz" has a length of 10000000000; give/],
    [() => makeSpectrum({ frequencyHz: f, re: passed(null), im }), /"re" is null; give an array of numbers/],
    [() => makeSpectrum({ frequencyHz: f, re, im, name: passed(5) }), /"name" must be a text/],
    [() => makeSpectrum({ frequencyHz: f, re, im, notes: passed("no") }), /"notes" must be an array of texts/],
    [() => makeSpectrum({ frequencyHz: f, re, im, warnings: passed(5) }), /"warnings" must be an array of texts/],
    [() => makeSpectrum({ frequencyHz: f, re, im, metadata: passed(5) }), /"metadata" must be an object/],
    [() => amendCircuit(circuit, passed(5)), /^Statements are given as text/],
    [() => profile(fit(spectrum, circuit), passed("R0")), /^The names of parameters to profile must be an array/],
    [() => derive(fit(spectrum, circuit), passed(5)), /^Formulas are given as a text or an array of texts/],
  ])("give a message: %#", (call, message) => {
    expect(messageOf(call)).toMatch(message);
  });

  it("are not subclassed, typed or array-like ones", () => {
    const own: ArrayLike<number> = Object.assign({ length: f.length }, Object.fromEntries(f.entries()));
    expect(makeSpectrum({ frequencyHz: own, re: Subclassed.from(re), im: Float32Array.from(im) }).re).toEqual(re);
    expect(simulate(circuit, own)).toEqual(simulate(circuit, Subclassed.from(f)));
  });
});
