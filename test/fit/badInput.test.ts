import { afterEach, describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, FitError, makeSpectrum, SpectrumError, type FitResult, type SpectrumInput } from "../../src/index.ts";
import { bitsOf, deviation, parameterOf, simulated, valueOf } from "./support.ts";

const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
const circuit = parseCircuit("R0-p(R1,CPE1)");
const good = simulated(text);
const goodBits = bitsOf(fit(good, circuit));
const goodResult = fit(good, circuit);

const frequencyHz = Array.from(good.frequencyHz);
const re = Array.from(good.re);
const im = Array.from(good.im);

/** A copy with one value replaced. */
function withValue(values: readonly number[], index: number, value: number): number[] {
  return values.map((old, k) => (k === index ? value : old));
}

afterEach(() => {
  // Whatever happened, the engine must go on working as before.
  expect(bitsOf(fit(good, circuit))).toBe(goodBits);
});

describe("input that is no spectrum is refused", () => {
  it.each<[string, SpectrumInput, string, number | undefined, string]>([
    [
      "no points",
      { frequencyHz: [], re: [], im: [] },
      "empty",
      undefined,
      "The spectrum has no points; give at least one frequency with its impedance.",
    ],
    [
      "arrays of unequal length",
      { frequencyHz, re: re.slice(1), im },
      "unequal-lengths",
      undefined,
      "frequencyHz has 43 values but re has 42; give one value per frequency.",
    ],
    [
      "standard deviations of another length",
      { frequencyHz, re, im, sigma: [1] },
      "unequal-lengths",
      undefined,
      "frequencyHz has 43 values but sigma has 1; give one value per frequency.",
    ],
    [
      "NaN in the impedance",
      { frequencyHz, re, im: withValue(im, 7, Number.NaN) },
      "not-a-number",
      7,
      "im[7] is NaN; every value must be a finite number. Leave the point out or mend it.",
    ],
    [
      "Infinity in the impedance",
      { frequencyHz, re: withValue(re, 0, -Infinity), im },
      "not-a-number",
      0,
      "re[0] is -Infinity; every value must be a finite number. Leave the point out or mend it.",
    ],
    [
      "NaN in the frequencies",
      { frequencyHz: withValue(frequencyHz, 42, Number.NaN), re, im },
      "not-a-number",
      42,
      "frequencyHz[42] is NaN; every value must be a finite number. Leave the point out or mend it.",
    ],
    [
      "a frequency of zero",
      { frequencyHz: withValue(frequencyHz, 42, 0), re, im },
      "frequency-not-positive",
      42,
      "frequencyHz[42] is 0; a frequency must be above 0 Hz. Leave dc points out.",
    ],
    [
      "a negative frequency",
      { frequencyHz: withValue(frequencyHz, 3, -50), re, im },
      "frequency-not-positive",
      3,
      "frequencyHz[3] is -50; a frequency must be above 0 Hz. Leave dc points out.",
    ],
    [
      "an impedance of zero",
      { frequencyHz: [1], re: [0], im: [0] },
      "zero-impedance",
      0,
      "The impedance at point 0 (1 Hz) is 0; no measurement gives exactly 0 ohm. Leave the point out.",
    ],
    [
      "numbers beyond all range",
      { frequencyHz: [1], re: [1e200], im: [0] },
      "out-of-range",
      0,
      "Point 0 (1 Hz, 1e+200 ohm, 0 ohm) lies outside 1e-150 .. 1e+150; check the units.",
    ],
    [
      "a standard deviation of zero",
      { frequencyHz, re, im, sigma: withValue(re, 5, 0) },
      "bad-sigma",
      5,
      "The standard deviation of point 5 is 0; it must be above 0 ohm (and within 1e-150 .. 1e+150).",
    ],
  ])("%s", (_, input, code, index, message) => {
    let caught: unknown;
    try {
      makeSpectrum(input);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(SpectrumError);
    expect(caught).toMatchObject({ code, message, ...(index === undefined ? {} : { index }) });
  });
});

describe("spectra that are too small for the circuit are refused", () => {
  it.each([
    [1, "R0-p(R1,CPE1)", "4 free parameters cannot be fitted to 1 points (2 numbers)"],
    [3, "R0-p(R1,CPE1)-p(R2,CPE2)", "7 free parameters cannot be fitted to 3 points (6 numbers)"],
  ])("%d points for %s", (points, wanted, message) => {
    const part = makeSpectrum({
      frequencyHz: frequencyHz.slice(0, points),
      re: re.slice(0, points),
      im: im.slice(0, points),
    });
    expect(() => fit(part, parseCircuit(wanted))).toThrow(FitError);
    expect(() => fit(part, parseCircuit(wanted))).toThrow(
      `${message}; fix some, use a simpler circuit, or measure more frequencies.`,
    );
  });

  it("one point is enough for two parameters, and said to be too little for errors", () => {
    const point = makeSpectrum({ frequencyHz: [10], re: [30], im: [-4] });
    const result = fit(point, parseCircuit("R0-C1"));
    // Z = R - j/(omega C).
    expect(deviation(valueOf(result, "R0"), 30)).toBeLessThan(1e-12);
    expect(deviation(valueOf(result, "C1"), 1 / (2 * Math.PI * 10 * 4))).toBeLessThan(1e-12);
    expect(result.warnings).toContain(
      "There are as many free parameters as data, so nothing is left to judge the errors by.",
    );
  });
});

/** No number of a result is NaN, and each standard error belongs to a parameter that is determined. */
function expectNumbers(result: FitResult): void {
  const { residuals } = result;
  for (const array of [residuals.fitRe, residuals.fitIm, residuals.rePercent, residuals.imPercent]) {
    expect(array.every(Number.isFinite)).toBe(true);
  }
  expect(result.objective).toSatisfy(Number.isFinite);
  expect(result.chi2Reduced).toSatisfy(Number.isFinite);
  expect(result.correlation.flat().every(Number.isFinite)).toBe(true);
  for (const { name, value, stderr, interval } of result.parameters) {
    expect(value, name).toSatisfy(Number.isFinite);
    if (stderr !== null) expect(stderr, name).toSatisfy(Number.isFinite);
    for (const end of interval ?? []) expect(end, name).not.toBeNaN();
  }
}

const MISFIT = /^The fit misses the data by \S+ % of \|Z\| \(root mean square\): the circuit does not describe them/;

describe("odd spectra give a right result, or a warning", () => {
  it("unsorted: the same bits", () => {
    const order = Array.from(re, (_, k) => (k * 10) % re.length);
    const take = (values: readonly number[]): number[] => order.map((k) => values[k] ?? Number.NaN);
    const { sigma } = good;
    const mixed = makeSpectrum({
      frequencyHz: take(frequencyHz),
      re: take(re),
      im: take(im),
      ...(sigma === undefined ? {} : { sigma: take(Array.from(sigma.re)) }),
    });
    expect(bitsOf(fit(mixed, circuit))).toBe(goodBits);
  });

  it("repeated frequencies: all points count", () => {
    const twice = makeSpectrum({
      frequencyHz: [...frequencyHz, ...frequencyHz],
      re: [...re, ...re],
      im: [...im, ...im],
    });
    expect(twice.warnings[0]).toMatch(
      /^43 frequencies occur more than once \(100000 Hz, .* and 38 more\); all points are kept\./,
    );
    const result = fit(twice, circuit);
    expect(result.warnings).toEqual(twice.warnings);
    expect(deviation(result.objective, 2 * goodResult.objective)).toBeLessThan(1e-12);
    for (const { name, value } of goodResult.parameters)
      expect(deviation(valueOf(result, name), value)).toBeLessThan(1e-9);
  });

  it("equal impedances: at most a resistance", () => {
    const flat = makeSpectrum({ frequencyHz, re: re.map(() => 50), im: im.map(() => 0) });
    const result = fit(flat, circuit);
    expectNumbers(result);
    expect(result.warnings[0]).toBe(
      "All 43 impedances are equal (50 ohm, 0 ohm); such a spectrum determines at most a resistance. Check that the right columns were read.",
    );
    expect(result.residuals.fitRe.every((x) => Math.abs(x / 50 - 1) < 1e-9)).toBe(true);
    expect(["rank-deficient", "evaporated"]).toContain(result.termination.outcome);
    const resistor = fit(flat, parseCircuit("R0"));
    expect(valueOf(resistor, "R0")).toBeCloseTo(50, 12);
  });

  it("equal impedances with an imaginary part: the circuit does not describe them", () => {
    const flat = makeSpectrum({ frequencyHz, re: re.map(() => 50), im: im.map(() => -30) });
    const result = fit(flat, circuit);
    expectNumbers(result);
    expect(result.warnings[0]).toMatch(/^All 43 impedances are equal/);
    expect(result.warnings.at(-1)).toMatch(MISFIT);
  });

  it("all at one frequency: what cannot be told apart is named", () => {
    const result = fit(makeSpectrum({ frequencyHz: frequencyHz.map(() => 1), re, im }), circuit);
    expectNumbers(result);
    expect(result.termination.outcome).toBe("rank-deficient");
    expect(result.parameters.every(({ status, stderr }) => status === "unidentified" && stderr === null)).toBe(true);
  });

  it("the sign of both parts turned: nothing fits", () => {
    const result = fit(makeSpectrum({ frequencyHz, re: re.map((x) => -x), im: im.map((y) => -y) }), circuit);
    expectNumbers(result);
    expect(result.warnings.join("\n")).toContain("the sign of Z'' looks flipped");
    expect(result.warnings.at(-1)).toMatch(MISFIT);
  });

  it("numbers over 200 powers of ten: a warning", () => {
    const wild = makeSpectrum({
      frequencyHz,
      re: re.map((x, k) => x * 10 ** (5 * k - 100)),
      im: im.map((y, k) => y * 10 ** (5 * k - 100)),
    });
    for (const weight of ["modulus", "unit", "proportional"] as const) {
      const result = fit(wild, circuit, { weight });
      expectNumbers(result);
      expect(result.warnings.join("\n")).toContain("lie outside what cells have; check their unit.");
    }
  });
});

describe("a circuit that cannot describe the data", () => {
  it.each([
    ["of the wrong kind", "R0-L1"],
    ["with a resistance held a million times too large", "R0{20M fixed}-p(R1,CPE1)"],
    ["with limits a million times too high", "R0{20M in 10M..100M}-p(R1{100M in 10M..1G},CPE1)"],
    ["with a short a million times too low", "(R9{20u fixed}|(R0-p(R1,CPE1)))"],
    ["with a capacitance a million times too large", "R0-p(R1,C1{10 in 1..100})-C2{10 in 1..100}"],
  ])("%s: a warning that it does not", (_, wanted) => {
    const result = fit(good, parseCircuit(wanted));
    expectNumbers(result);
    expect(result.warnings.at(-1)).toMatch(MISFIT);
  });

  it("by its start alone, a million times off: the search finds the fit all the same", () => {
    const result = fit(good, parseCircuit(text), { initial: { R0: 2e7, R1: 1e8, "CPE1.Q": 1e-11 } });
    expect(deviation(result.objective, goodResult.objective)).toBeLessThan(1e-12);
  });
});

describe("units a factor of 1e9 off", () => {
  it.each([
    [
      "GHz for Hz",
      1e9,
      1,
      "The frequencies, 1.00e+8 to 1.00e+14 Hz, lie outside what instruments measure; check their unit.",
    ],
    [
      "nHz for Hz",
      1e-9,
      1,
      "The frequencies, 1.00e-10 to 0.000100 Hz, lie outside what instruments measure; check their unit.",
    ],
    ["nano-ohm for ohm", 1, 1e-9, "ohm, lie outside what cells have; check their unit."],
    [
      "giga-ohm for ohm",
      1,
      1e9,
      "F, less than any wiring has in parallel; check the units of frequency and impedance.",
    ],
  ])("%s: the same S, parameters in proportion, and a warning", (_, hertz, ohms, warning) => {
    const off = makeSpectrum({
      frequencyHz: frequencyHz.map((f) => f * hertz),
      re: re.map((x) => x * ohms),
      im: im.map((y) => y * ohms),
    });
    const result = fit(off, circuit);
    expectNumbers(result);
    expect(result.warnings.join("\n")).toContain(warning);
    expect(deviation(result.objective, goodResult.objective)).toBeLessThan(1e-12);
    expect(deviation(valueOf(result, "R1"), valueOf(goodResult, "R1") * ohms)).toBeLessThan(1e-9);
    const n = valueOf(goodResult, "CPE1.n");
    expect(deviation(valueOf(result, "CPE1.n"), n)).toBeLessThan(1e-9);
    const Q = (valueOf(goodResult, "CPE1.Q") / ohms) * hertz ** -n;
    // An error of 1e-12 in n counts twenty times here.
    expect(deviation(valueOf(result, "CPE1.Q"), Q)).toBeLessThan(1e-8);
    expect(parameterOf(result, "CPE1.Q").status).toBe("free");
  });

  it("of a cell of kilo-ohm: the inductance gives it away", () => {
    const off = makeSpectrum({ frequencyHz, re: re.map((x) => x * 1e-6), im: im.map((y) => y * 1e-6) });
    expect(fit(off, circuit).warnings).toEqual([
      "The impedance at high frequency is that of 3.2e-11 H, less than any wiring has in series; check the units of frequency and impedance.",
    ]);
  });

  it("raise no warning where nothing is off", () => {
    expect(goodResult.warnings).toEqual([]);
  });
});
