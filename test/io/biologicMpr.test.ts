import { describe, expect, it } from "vitest";
import { parseSpectra } from "../../src/io/read.ts";
import { refusal, worstDifference } from "./readSupport.ts";
import { simulatedPoints } from "./simulated.ts";
import { mprFile } from "./writeBinary.ts";

const points = simulatedPoints();
const double = simulatedPoints(25, 2);
/** Rounding to float32. */
const FLOAT32 = 2 ** -23;

function offsetOf(bytes: Uint8Array, text: string): number {
  return new TextDecoder("windows-1252").decode(bytes).indexOf(text);
}

describe("BioLogic .mpr", () => {
  it.each([0, 2, 3, 10, 11] as const)("data modules of version %d", (version) => {
    const ids = [1, 2, 21, 32, 37, 38, 36, 35, 4, 77, 24, 39, 131];
    const spectra = parseSpectra(mprFile([points, double], { version, ids, comment: "cell 7" }), "cell.mpr");
    expect(spectra).toHaveLength(2);
    for (const [index, expected] of [points, double].entries()) {
      const spectrum = spectra[index];
      expect(spectrum === undefined ? Infinity : worstDifference(spectrum, expected)).toBeLessThan(FLOAT32);
      expect(spectrum?.metadata).toEqual({
        technique: "PEIS",
        date: "2023-03-15T12:00:00",
        comment: "cell 7",
        instrument: "BioLogic",
        cycle: index + 1,
        dc_V: 3.5,
      });
      expect(spectrum?.notes).toEqual([
        "column \"-Im(Z)/Ohm\" was read as -Z'': its sign was changed, which the phase confirms",
      ]);
      expect(spectrum?.warnings).toEqual([]);
    }
  });

  it("passes over rows without a frequency and says how many", () => {
    const [spectrum] = parseSpectra(mprFile([points], { timeRows: 4 }), "cell.mpr");
    expect(spectrum?.frequencyHz).toHaveLength(25);
    expect(spectrum?.warnings).toEqual(["left out 4 row(s) whose frequency is not above 0 Hz"]);
  });

  it("follows the phase where it contradicts the column's name", () => {
    const [spectrum] = parseSpectra(mprFile([points], { trueSign: true }), "cell.mpr");
    expect(spectrum === undefined ? Infinity : worstDifference(spectrum, points)).toBeLessThan(FLOAT32);
    expect(spectrum?.notes.join()).toContain("because the phase says so");
    const [blind] = parseSpectra(mprFile([points], { ids: [32, 37, 38] }), "cell.mpr");
    expect(blind?.notes).toEqual(["column \"-Im(Z)/Ohm\" was read as -Z'': its sign was changed"]);
  });

  it("computes the parts from |Z| and phase where they are missing", () => {
    const [spectrum] = parseSpectra(mprFile([points], { ids: [32, 36, 35] }), "cell.mpr");
    expect(spectrum === undefined ? Infinity : worstDifference(spectrum, points)).toBeLessThan(4 * FLOAT32);
  });

  it("steps over one column of an unknown id by the bytes that are left", () => {
    const ids = [32, 999, 37, 38, 24];
    for (const unknownWidth of [1, 2, 4, 8]) {
      const [spectrum] = parseSpectra(mprFile([points], { ids, unknownWidth }), "cell.mpr");
      expect(spectrum === undefined ? Infinity : worstDifference(spectrum, points)).toBeLessThan(FLOAT32);
      expect(spectrum?.notes[1]).toBe(
        `the column of unknown id 999 was stepped over: ${unknownWidth} of the ${20 + unknownWidth} bytes of a row`,
      );
    }
  });

  it("leaves several unknown columns aside behind what is needed, and refuses them before it", () => {
    const behind = mprFile([points], { ids: [32, 37, 38, 36, 35, 999, 998, 4] });
    const [spectrum] = parseSpectra(behind, "cell.mpr");
    expect(spectrum === undefined ? Infinity : worstDifference(spectrum, points)).toBeLessThan(FLOAT32);
    expect(spectrum?.notes[1]).toBe("columns of unknown id 999, 998: what stands behind column 999 was left aside");
    expect(refusal(mprFile([points], { ids: [32, 999, 998, 37, 38] }), "cell.mpr")).toBe(
      "cell.mpr: found columns of unknown id 999, 998, expected columns of known width; export the measurement as text (.mpt) from EC-Lab",
    );
  });

  it("reads the rows that a cut file has", () => {
    const whole = mprFile([points], { ids: [32, 37, 38] });
    // The log is cut off, and with it eleven and a half rows of twelve bytes.
    const [spectrum] = parseSpectra(whole.subarray(0, offsetOf(whole, "MODULEVMP LOG") - 138), "cell.mpr");
    expect(spectrum?.frequencyHz).toHaveLength(13);
    expect(spectrum?.frequencyHz[0]).toBe(1e5);
    expect(spectrum?.warnings[0]).toBe("the file ends early: 13 of 25 rows were read");
  });

  it("reads rows of a file that was never closed, and no more than are there", () => {
    const [open] = parseSpectra(mprFile([points], { statedPoints: 0 }), "cell.mpr");
    expect(open?.frequencyHz).toHaveLength(25);
    expect(open?.warnings[0]).toBe("the file states no rows: 25 that are there were read");
    expect(refusal(mprFile([points], { statedPoints: 2 ** 31, ids: [32, 37, 38] }), "cell.mpr")).toBe(
      "cell.mpr: found 2147483648 rows in 300 bytes, expected rows of 12 bytes for the columns 32, 37, 38; export the measurement as text (.mpt) from EC-Lab",
    );
  });

  it("says what is missing", () => {
    expect(refusal(mprFile([points], { ids: [4, 77, 24] }), "cv.mpr")).toBe(
      "cv.mpr: found technique PEIS, columns 4, 77, 24, expected columns of frequency (id 32), Re(Z) (37) and -Im(Z) (38), as PEIS and GEIS have them",
    );
    expect(refusal(mprFile([], { timeRows: 3 }), "cell.mpr")).toBe(
      "cell.mpr: found 3 rows without a frequency above 0 Hz, expected at least one point of an impedance spectrum",
    );
    expect(refusal(mprFile([points]).subarray(0, 400), "cell.mpr")).toContain(
      'expected a module "VMP data" with the measured values',
    );
    expect(refusal("Dear colleague", "cell.mpr")).toBe(
      'cell.mpr: found another beginning, expected a file of EC-Lab, which begins with "BIO-LOGIC MODULAR FILE"',
    );
  });

  it("names an unknown version of the data module", () => {
    const bytes = mprFile([points]);
    bytes[offsetOf(bytes, "VMP data") + 35 + 12] = 12;
    expect(refusal(bytes, "cell.mpr")).toBe(
      "cell.mpr: found a data module of version 12, expected one of the versions 0, 2, 3, 10, 11; export the measurement as text (.mpt) from EC-Lab",
    );
  });
});
