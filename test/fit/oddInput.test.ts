import { afterEach, describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, makeSpectrum, type FitResult } from "../../src/index.ts";
import { circuit, expectSound, frequencyHz, good, goodBits, goodResult, im, re, text } from "./knownFit.ts";
import { bitsOf, deviation, parameterOf, valueOf } from "./support.ts";

// Whatever happened, the engine must go on working as before.
afterEach(expectSound);

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

describe("a held value a million times off", () => {
  it("leaves a fit that says it is none, without a number that is none in its warnings", () => {
    const { warnings, parameters } = fit(good, circuit, { fixed: { R0: 2e7 } });
    expect(warnings.some((warning) => MISFIT.test(warning))).toBe(true);
    // An exponent may end at 0, beside which no error is a percentage.
    for (const warning of warnings) expect(warning).not.toMatch(/NaN|Infinity|undefined/);
    expect(parameters.every(({ value }) => Number.isFinite(value))).toBe(true);
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
