import { describe, expect, it } from "vitest";
import { parseSpectra } from "../../src/io/read.ts";
import { refusal, worstDifference } from "./readSupport.ts";
import { simulatedPoints, type Points } from "./simulated.ts";
import { palmsensFile } from "./writeBinary.ts";

const points = simulatedPoints();
const double = simulatedPoints(25, 2);
const read = (document: unknown, name = "cell.json") =>
  parseSpectra(new TextEncoder().encode(JSON.stringify(document)), name);

function set({ frequencyHz, re, im }: Points, others: object = {}): object {
  return { version: 2, frequencies: frequencyHz, real_impedances: re, imaginary_impedances: im, ...others };
}

describe("PalmSens sessions", () => {
  it.each([true, false])("measurements and scans are sweeps (byte-order mark: %s)", (mark) => {
    const bytes = palmsensFile(
      [
        { title: "one", sweeps: [points] },
        { title: "two", sweeps: [double, points] },
      ],
      mark,
    );
    const spectra = parseSpectra(bytes, "cell.pssession");
    expect(spectra.map(({ metadata }) => [metadata["title"], metadata["scan"]])).toEqual([
      ["one", undefined],
      ["two", 1],
      ["two", 2],
    ]);
    expect(spectra.map((spectrum, index) => worstDifference(spectrum, index === 1 ? double : points))).toEqual([
      0, 0, 0,
    ]);
    expect(spectra[0]?.metadata["date"]).toBe("2022-09-28T22:13:20");
    expect(spectra[0]?.notes).toEqual([
      "column \"ZIm\" was read as -Z'': its sign was changed, which the phase confirms",
    ]);
  });

  it("says where a session departs from the layout", () => {
    const session = (DataSet: unknown) => ({ Type: "PalmSens.DataFiles.SessionFile", Measurements: [{ DataSet }] });
    const refuse = (document: unknown) => refusal(JSON.stringify(document), "a.pssession");
    expect(refuse(session({ Type: "PalmSens.Data.DataSetCommon", Values: [] }))).toBe(
      "a.pssession: found measurements of PalmSens.Data.DataSetCommon, expected a measurement with a data set of the type EIS",
    );
    expect(refuse(session({ Type: "PalmSens.Data.DataSetEIS", Values: [{}] }))).toBe(
      "a.pssession: found a list of 1, expected arrays of the units Hertz, ZRe and ZIm at Measurements[0].DataSet.Values",
    );
    const text = JSON.stringify(
      JSON.parse(new TextDecoder("utf-16le").decode(palmsensFile([{ title: "", sweeps: [points] }], false))),
    );
    expect(refusal(text.replace('"V":100000', '"V":"x"'), "a.pssession")).toBe(
      'a.pssession: found "x", expected a number at Measurements[0].DataSet.Values[1].DataValues[0].V',
    );
    expect(refuse({ Type: "PalmSens.DataFiles.SessionFile" })).toBe(
      "a.pssession: found nothing, expected a list with at least one entry at Measurements",
    );
  });
});

describe("pyimpspec and DearEIS", () => {
  it("reads a data set of either version, lists and projects, without masked points", () => {
    const [masked] = read(set(points, { label: "A", mask: { 0: true, 1: false } }));
    expect(masked?.frequencyHz).toHaveLength(24);
    expect(masked?.metadata).toEqual({ title: "A" });
    expect(masked?.warnings).toEqual(["left out 1 of 25 points, which the file masks or puts at 0 Hz"]);
    const { frequencyHz, re, im } = points;
    const [first] = read({ version: 1, frequency: frequencyHz, real: re, imaginary: im, mask: {} });
    expect(first === undefined ? Infinity : worstDifference(first, points)).toBe(0);
    expect(read([set(points), set(double)])).toHaveLength(2);
    expect(read({ version: 5, data_sets: [set(points), set(double)], drts: {} })).toHaveLength(2);
  });

  it("refuses lists of unequal length and masks that leave nothing", () => {
    expect(refusal(JSON.stringify({ data_sets: [set({ ...points, re: [1] })] }), "p.json")).toBe(
      "p.json: found a list of 1, expected 25 impedances, one a frequency, at data_sets[0]",
    );
    const all = set({ frequencyHz: [1], re: [1], im: [1] }, { mask: { 0: true } });
    expect(refusal(JSON.stringify(all), "p.json")).toBe(
      "p.json: found a list of 1, expected at least one point that is not masked at the top",
    );
  });
});

describe("files with a circuit and no spectrum are named as such", () => {
  it("impedance.py", () => {
    expect(refusal('{"Name": "x", "Circuit String": "R0-p(R1,C1)", "Fit": false}', "model.json")).toBe(
      "model.json: found a model of impedance.py, which is a circuit without data, expected a spectrum; its circuit can be fitted to one: eisfit fit DATA -c 'R0-p(R1,C1)'",
    );
  });

  it("Zahner Analysis", () => {
    const xml = '<?xml version="1.0"?>\n<zahner-impedance-model name="x"></zahner-impedance-model>';
    expect(refusal(xml, "model.isfx")).toBe(
      "model.isfx: found a model of Zahner Analysis, which is a circuit without data, expected a spectrum; Thales saves measurements as .ism",
    );
  });
});
