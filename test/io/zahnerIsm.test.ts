import { describe, expect, it } from "vitest";
import { parseSpectra } from "../../src/io/read.ts";
import { refusal, worstDifference } from "./readSupport.ts";
import { simulatedPoints } from "./simulated.ts";
import { ismFile } from "./writeBinary.ts";

const points = simulatedPoints();

describe("Zahner .ism", () => {
  it("reads |Z| and phase, date, temperature and potential", () => {
    const [spectrum, ...others] = parseSpectra(ismFile(points), "cell.ism");
    expect(others).toEqual([]);
    // float64 through |Z| and phase: a few roundings.
    expect(spectrum === undefined ? Infinity : worstDifference(spectrum, points)).toBeLessThan(1e-15);
    expect(spectrum?.metadata).toEqual({
      title: "Cell",
      date: "2023-02-04T17:46:40",
      temperature_C: 25.5,
      dc_V: 3.5,
      instrument: "Zahner",
    });
    expect(spectrum?.notes).toEqual(["Z' and Z'' were computed from |Z| and phase, which has its true sign"]);
  });

  it("reads a sweep that returns from its turning point on", () => {
    const [spectrum] = parseSpectra(ismFile(points, { overlap: 6 }), "cell.ism");
    expect(spectrum === undefined ? Infinity : worstDifference(spectrum, points)).toBeLessThan(1e-15);
    expect(spectrum?.notes[1]).toMatch(/^6 points before or behind the sweep .* were left out/);
  });

  it("reads what stands before a cut in the phases", () => {
    const [spectrum] = parseSpectra(ismFile(points).subarray(0, 12 + 16 * 25 + 8 * 10 + 3), "cell.ism");
    expect(spectrum?.frequencyHz).toHaveLength(10);
    expect(spectrum?.warnings).toEqual(["the file ends early: 10 of 25 points are there"]);
    expect(refusal(ismFile(points).subarray(0, 200), "cell.ism")).toBe(
      "cell.ism: found 200 bytes, expected frequency, |Z| and phase of 25 points, 612 bytes",
    );
  });

  it("refuses counts and values that cannot be", () => {
    const sparse = ismFile(points);
    sparse[8] = 0x7f;
    expect(refusal(sparse, "cell.ism")).toMatch(/expected frequency, \|Z\| and phase of 2130706457 points/);
    const negative = ismFile(points);
    new DataView(negative.buffer).setFloat64(12 + 8 * 25, -5);
    expect(refusal(negative, "cell.ism")).toMatch(
      /^cell\.ism: found \|Z\| = -5 ohm, phase = -0\.067\d+ rad at point 1, expected a modulus above 0 and a phase within/,
    );
  });

  it("keeps what texts say in other units and spellings", () => {
    const [spectrum] = parseSpectra(
      ismFile(points, { texts: ["150223", "", "-250Mv, aMPL: 10Mv", "", "rt"] }),
      "c.ism",
    );
    expect(spectrum?.metadata).toEqual({ date: "2023-02-04T17:46:40", dc_V: -0.25, instrument: "Zahner" });
  });
});
