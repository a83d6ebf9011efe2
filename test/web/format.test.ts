import { describe, expect, it } from "vitest";
import {
  axisText,
  intervalText,
  powerText,
  quantityText,
  roughText,
  sentenceText,
  shortText,
} from "../../src/web/format.ts";
import { fewArcs } from "../../src/web/compute/suggest.ts";
import { nearestToDecades } from "../../src/web/plot/names.ts";
import { linearTicks, logTicks, rangeOf, usualMagnitude } from "../../src/web/plot/scales.ts";

describe("quantities on the page", () => {
  it.each([
    [199.8, 0.34, "ohm", "199.8(3) \u03A9"],
    [2.1e-8, 1.7e-9, "F s^(n-1)", "21.0(17) nF s\u207F\u207B\u00B9"],
    [10e6, null, "ohm", "10 M\u03A9"],
    [0.897, 0.006, "-", "0.897(6)"],
    [4.2e-23, null, "ohm", "4.2\u00D710\u207B\u00B2\u00B3 \u03A9"],
    [6.7e-4, 1e-6, "S/cm", "670.0(10) \u00B5S/cm"],
    [Infinity, null, "ohm", "\u221E"],
  ])("%d +- %d %s", (value, stderr, unit, text) => {
    expect(quantityText(value, stderr, unit)).toBe(text);
  });

  it.each([
    [[199.2, 200.4], "ohm", "199.2 \u2026 200.4 \u03A9"],
    [[5.1e6, Infinity], "ohm", "5.1 M\u03A9 \u2026 \u221E"],
    [[0, 74], "ohm", "0 \u2026 74 \u03A9"],
    [[0, Infinity], "ohm", "0 \u2026 \u221E"],
    [[0.1, 1e7], "ohm", "100 m\u03A9 \u2026 10 M\u03A9"],
    [[0.839, 0.871], "-", "0.839 \u2026 0.871"],
  ] as const)("interval %j %s", (interval, unit, text) => {
    expect(intervalText(interval, unit)).toBe(text);
  });

  it("that the data do not determine have no digits to boast of", () => {
    expect(roughText(71.77, "ohm")).toBe("\u2248\u202F72 \u03A9");
    expect(roughText(2.479e-4, "F s^(n-1)")).toBe("\u2248\u202F250 \u00B5F s\u207F\u207B\u00B9");
  });

  it("in sentences of the library are set as elsewhere", () => {
    expect(sentenceText("F = 1.71e+4, p < 1e-9: 2 .. 7 ohm, 0.5 cm2 at -40 C")).toBe(
      "F\u00A0=\u00A01.71\u00D710\u2074, p\u00A0<\u00A01\u00D710\u207B\u2079: 2 \u2026 7 \u03A9, 0.5 cm\u00B2 at \u221240 \u00B0C",
    );
    // Names of circuits stay what they are.
    expect(sentenceText("R0-(R1|CPE1) in R_b-C2, CPE1.Q of cell1e5x")).toBe(
      "R0-(R1|CPE1) in R_b-C2, CPE1.Q of cell1e5x",
    );
    expect([9.2e-6, 0.42, 130, -4e5].map(powerText)).toEqual([
      "9.2\u00D710\u207B\u2076",
      "0.42",
      "130",
      "\u22124.0\u00D710\u2075",
    ]);
  });

  it("on axes and beside points", () => {
    expect([0.1, 1, 1e3, 2e5, 1e-5].map(axisText)).toEqual(["100m", "1", "1k", "200k", "10\u00B5"]);
    expect(shortText(126_400, "Hz", 4)).toBe("126.4\u202FkHz");
  });
});

describe("scales", () => {
  it("have round ticks, and enough of them", () => {
    expect(linearTicks(-0.9, 0.9, 3).values.map((value) => Number(value.toFixed(6)))).toEqual([-0.5, 0, 0.5]);
    expect(linearTicks(200, 350, 5)).toEqual({ values: [200, 220, 240, 260, 280, 300, 320, 340], decimals: 0 });
    expect(logTicks(0.1, 1e6, 4)).toEqual([0.1, 10, 1e3, 1e5].map((value) => expect.closeTo(value, 9) as number));
    expect(logTicks(1.2e3, 2.2e4, 4).sort((a, b) => a - b)).toEqual([2e3, 5e3, 1e4, 2e4]);
  });

  it("leave out what has no place on them", () => {
    expect(rangeOf([[Number.NaN, Infinity]], false, 0.1)).toBeUndefined();
    expect(rangeOf([[-1, 0, 10, 1000]], true, 0)).toEqual({ low: 10, high: 1000, log: true });
    // A spectrum of one point has a range around it.
    const one = rangeOf([[5]], false, 0.1);
    expect(one?.low).toBeLessThan(5);
    expect(one?.high).toBeGreaterThan(5);
  });

  it("do not press all points flat for a wild one", () => {
    const values = Array.from({ length: 40 }, (_, k) => Math.sin(k));
    expect(usualMagnitude([values])).toBeLessThanOrEqual(1);
    expect(usualMagnitude([[...values, 1e6]])).toBeLessThan(10);
  });
});

describe("a circuit that is suggested", () => {
  const circuit = "L0-R0-(R1|CPE1)-(R2|CPE2)-(R3|CPE3)-CPE0; R0 = 5";
  const arcs = [1, 2, 3];

  it("has the fewest arcs that gain most of what can be gained, and keeps the ends", () => {
    expect(fewArcs({ circuit, arcs, bic: [1000, 400, 50, 0] })).toBe("L0-R0-(R1|CPE1)-(R2|CPE2)-CPE0");
    expect(fewArcs({ circuit, arcs, bic: [1000, 900, 600, 0] })).toBe("L0-R0-(R1|CPE1)-(R2|CPE2)-(R3|CPE3)-CPE0");
    // More arcs than the best number are never taken.
    expect(fewArcs({ circuit: "R0-(R1|CPE1)", arcs: [1], bic: [1000, 0, 3, 9] })).toBe("R0-(R1|CPE1)");
  });

  it("is none where there is no chain of arcs, and has no arc where none gains anything", () => {
    expect(fewArcs({ circuit: null, arcs: [], bic: [] })).toBeUndefined();
    expect(fewArcs({ circuit: "R0-C0", arcs: [], bic: [10, 14] })).toBe("R0-C0");
  });
});

describe("names in a Nyquist plot", () => {
  it("are of the points nearest to whole decades, and of none that is far from one", () => {
    expect(nearestToDecades([1e4, 3e3, 1.1e3, 9e2, 3e2, 30])).toEqual([0, 2]);
  });
});
