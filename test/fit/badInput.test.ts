import { afterEach, describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, FitError, makeSpectrum, SpectrumError, type SpectrumInput } from "../../src/index.ts";
import { expectSound, frequencyHz, im, re } from "./knownFit.ts";
import { deviation, valueOf } from "./support.ts";

/** A copy with one value replaced. */
function withValue(values: readonly number[], index: number, value: number): number[] {
  return values.map((old, k) => (k === index ? value : old));
}

// Whatever happened, the engine must go on working as before.
afterEach(expectSound);

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
    [1, "R0-p(R1,CPE1)", "4 free parameters cannot be fitted to 1 point (2 numbers)"],
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
