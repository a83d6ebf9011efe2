import { describe, expect, it } from "vitest";
import { isSpectrum, makeSpectrum, SpectrumError, type SpectrumInput } from "../../src/spectrum.ts";

function thrownBy(make: () => unknown): SpectrumError {
  try {
    make();
  } catch (error) {
    if (error instanceof SpectrumError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const three = { frequencyHz: [1, 100, 10], re: [30, 10, 20], im: [-3, -1, -2] };

describe("makeSpectrum", () => {
  it("sorts by falling frequency and keeps the points together", () => {
    const spectrum = makeSpectrum({ ...three, sigma: [0.3, 0.1, 0.2], name: "cell" });
    expect([...spectrum.frequencyHz]).toEqual([100, 10, 1]);
    expect([...spectrum.re]).toEqual([10, 20, 30]);
    expect([...spectrum.im]).toEqual([-1, -2, -3]);
    expect([...(spectrum.sigma?.re ?? [])]).toEqual([0.1, 0.2, 0.3]);
    expect([...(spectrum.sigma?.im ?? [])]).toEqual([0.1, 0.2, 0.3]);
    expect(spectrum.name).toBe("cell");
    expect(spectrum.warnings).toEqual([]);
  });

  it("takes standard deviations of both parts", () => {
    const spectrum = makeSpectrum({ ...three, sigma: { re: [1, 2, 3], im: new Float64Array([4, 5, 6]) } });
    expect([...(spectrum.sigma?.re ?? [])]).toEqual([2, 3, 1]);
    expect([...(spectrum.sigma?.im ?? [])]).toEqual([5, 6, 4]);
  });

  it("copies its input", () => {
    const re = new Float64Array([30, 10, 20]);
    const spectrum = makeSpectrum({ ...three, re });
    re.fill(0);
    expect([...spectrum.re]).toEqual([10, 20, 30]);
  });

  it("keeps duplicates in the order given and names them", () => {
    const spectrum = makeSpectrum({
      frequencyHz: [10, 100, 10, 1, 100, 10],
      re: [1, 2, 3, 4, 5, 6],
      im: [-1, -1, -1, -1, -1, -1],
    });
    expect([...spectrum.re]).toEqual([2, 5, 1, 3, 6, 4]);
    expect(spectrum.warnings).toEqual([
      "2 frequencies occur more than once (100 Hz, 10 Hz); all points are kept. If the file holds several sweeps, fit them apart.",
    ]);
  });

  it("accepts one point", () => {
    expect(makeSpectrum({ frequencyHz: [1], re: [1], im: [0] }).frequencyHz).toHaveLength(1);
  });

  it("knows its own", () => {
    const spectrum = makeSpectrum(three);
    expect(isSpectrum(spectrum)).toBe(true);
    expect(isSpectrum({ ...spectrum })).toBe(false);
    expect(isSpectrum(null)).toBe(false);
  });

  it("takes a million points in any order within seconds", () => {
    const points = 1_000_000;
    const frequencyHz = new Float64Array(points);
    let state = 1;
    for (let index = 0; index < points; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      frequencyHz[index] = 1 + state / 65536;
    }
    const re = frequencyHz.map((frequency) => 1 / frequency);
    const started = performance.now();
    const spectrum = makeSpectrum({ frequencyHz, re, im: re.map((value) => -value) });
    // About 0.5 s on a quiet machine; a sort in quadratic time would take most of an hour.
    expect(performance.now() - started).toBeLessThan(60_000);
    for (let index = 1; index < points; index++) {
      if ((spectrum.frequencyHz[index] ?? 0) > (spectrum.frequencyHz[index - 1] ?? 0))
        throw new Error(`not falling at ${index}`);
      if (spectrum.re[index] !== 1 / (spectrum.frequencyHz[index] ?? 0))
        throw new Error(`point torn apart at ${index}`);
    }
  });
});

describe("what makeSpectrum refuses", () => {
  const cases: [string, SpectrumInput, string, number | undefined, string][] = [
    [
      "no points",
      { frequencyHz: [], re: [], im: [] },
      "empty",
      undefined,
      "The spectrum has no points; give at least one frequency with its impedance.",
    ],
    [
      "unequal lengths",
      { ...three, im: [1, 2] },
      "unequal-lengths",
      undefined,
      "frequencyHz has 3 values but im has 2; give one value per frequency.",
    ],
    [
      "NaN",
      { ...three, re: [1, Number.NaN, 3] },
      "not-a-number",
      1,
      "re[1] is NaN; every value must be a finite number. Leave the point out or mend it.",
    ],
    [
      "Infinity",
      { ...three, im: [1, 2, -Infinity] },
      "not-a-number",
      2,
      "im[2] is -Infinity; every value must be a finite number. Leave the point out or mend it.",
    ],
    [
      "a zero frequency",
      { ...three, frequencyHz: [1, 0, 3] },
      "frequency-not-positive",
      1,
      "frequencyHz[1] is 0; a frequency must be above 0 Hz. Leave dc points out.",
    ],
    [
      "a negative frequency",
      { ...three, frequencyHz: [-1, 1, 3] },
      "frequency-not-positive",
      0,
      "frequencyHz[0] is -1; a frequency must be above 0 Hz. Leave dc points out.",
    ],
    [
      "an impedance of zero",
      { ...three, re: [1, 2, 0], im: [1, 2, -0] },
      "zero-impedance",
      2,
      "The impedance at point 2 (10 Hz) is 0; no measurement gives exactly 0 ohm. Leave the point out.",
    ],
    [
      "an impedance whose square overflows",
      { ...three, re: [1, 2, 1e200] },
      "out-of-range",
      2,
      "Point 2 (10 Hz, 1e+200 ohm, -2 ohm) lies outside 1e-150 .. 1e+150; check the units.",
    ],
    [
      "a standard deviation of zero",
      { ...three, sigma: [1, 0, 1] },
      "bad-sigma",
      1,
      "The standard deviation of point 1 is 0; it must be above 0 ohm (and within 1e-150 .. 1e+150).",
    ],
    [
      "too few standard deviations",
      { ...three, sigma: [1, 1] },
      "unequal-lengths",
      undefined,
      "frequencyHz has 3 values but sigma has 2; give one value per frequency.",
    ],
  ];
  it.each(cases)("%s", (_, input, code, index, message) => {
    expect(thrownBy(() => makeSpectrum(input))).toMatchObject({ name: "SpectrumError", code, index, message });
  });

  it("what plain JavaScript may pass", () => {
    const fromJson = (text: string): SpectrumInput => JSON.parse(text) as SpectrumInput;
    expect(thrownBy(() => makeSpectrum(fromJson("null"))).code).toBe("not-an-array");
    expect(thrownBy(() => makeSpectrum(fromJson('{"frequencyHz":[1],"re":[1]}'))).message).toBe(
      'makeSpectrum: "im" is missing; give an array of numbers.',
    );
    expect(thrownBy(() => makeSpectrum(fromJson('{"frequencyHz":[1],"re":["1"],"im":[1]}'))).message).toContain(
      're[0] is the text "1"',
    );
    expect(thrownBy(() => makeSpectrum(fromJson('{"frequencyHz":[1],"re":[null],"im":[1]}'))).code).toBe(
      "not-a-number",
    );
    expect(thrownBy(() => makeSpectrum(fromJson('{"frequencyHz":5,"re":[1],"im":[1]}'))).message).toContain(
      '"frequencyHz" is number',
    );
  });
});

describe("warnings", () => {
  const grid = Array.from({ length: 41 }, (_, index) => Number((1e5 * 10 ** (-index / 8)).toPrecision(8)));
  const omega = grid.map((frequency) => 2 * Math.PI * frequency);

  it("says when all impedances are equal", () => {
    const spectrum = makeSpectrum({ frequencyHz: [3, 2, 1], re: [5, 5, 5], im: [0, 0, 0] });
    expect(spectrum.warnings).toEqual([
      "All 3 impedances are equal (5 ohm, 0 ohm); such a spectrum determines at most a resistance. Check that the right columns were read.",
    ]);
  });

  it("says when the sign of Z'' contradicts |Z|", () => {
    const arc = omega.map((w) => ({
      re: 10 + 100 / (1 + (w * 1e-3) ** 2),
      im: (-100 * w * 1e-3) / (1 + (w * 1e-3) ** 2),
    }));
    const re = arc.map((z) => z.re);
    const right = makeSpectrum({ frequencyHz: grid, re, im: arc.map((z) => z.im) });
    expect(right.warnings).toEqual([]);
    const flipped = makeSpectrum({ frequencyHz: grid, re, im: arc.map((z) => -z.im) });
    expect(flipped.warnings).toHaveLength(1);
    expect(flipped.warnings[0]).toContain("Z'' is positive at 41 of 41 points although |Z| falls with frequency");
  });

  it("says when most of Z' is negative", () => {
    const im = grid.map(() => -1);
    const re = grid.map((_, index) => (index < 20 ? 1 : -1 - index));
    expect(makeSpectrum({ frequencyHz: grid, re, im }).warnings).toEqual([
      "Z' is negative at 21 of 41 points: its sign looks flipped, or the columns are not what they seem.",
    ]);
    expect(makeSpectrum({ frequencyHz: grid.slice(1), re: re.slice(0, 40), im: im.slice(1) }).warnings).toEqual([]);
  });

  it("lets a real inductor pass", () => {
    const spectrum = makeSpectrum({ frequencyHz: grid, re: grid.map(() => 0.1), im: omega.map((w) => w * 1e-6) });
    expect(spectrum.warnings).toEqual([]);
  });

  it("says when frequencies look like rad/s, and only then", () => {
    const re = grid.map((_, index) => 100 + index);
    const im = grid.map(() => -10);
    expect(makeSpectrum({ frequencyHz: omega, re, im }).warnings[0]).toContain("look like angular frequencies");
    expect(makeSpectrum({ frequencyHz: grid, re, im }).warnings).toEqual([]);
    expect(makeSpectrum({ frequencyHz: grid.map((frequency) => frequency * 1.237), re, im }).warnings).toEqual([]);
  });

  it("keeps the remarks of the source before its own", () => {
    const spectrum = makeSpectrum({
      frequencyHz: [2, 1],
      re: [5, 5],
      im: [0, 0],
      notes: ["tab separated"],
      warnings: ["line 4 left out"],
    });
    expect(spectrum.notes).toEqual(["tab separated"]);
    expect(spectrum.warnings).toHaveLength(2);
    expect(spectrum.warnings[0]).toBe("line 4 left out");
  });
});
