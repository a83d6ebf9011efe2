import { describe, expect, it } from "vitest";
import { parseSpectra, readSpectra } from "../../src/io/read.ts";
import { ReadError } from "../../src/io/readError.ts";
import type { Spectrum } from "../../src/spectrum.ts";
import { refusal, worstDifference } from "./readSupport.ts";
import { simulatedPoints } from "./simulated.ts";
import { odsFiles, writeZip, xlsxFiles } from "./writeSpreadsheets.ts";

const points = simulatedPoints();
const { frequencyHz, re, im } = points;
const quantities: readonly (readonly [name: string, values: readonly number[]])[] = [
  ["Frequency (Hz)", Array.from(frequencyHz)],
  ["Z' (ohm)", Array.from(re)],
  ["-Z'' (ohm)", Array.from(im, (each) => -each)],
];
const NOTE = "the table has a row for each quantity: its rows were read as columns";

const textOf = (rows: typeof quantities, separator = ","): string =>
  rows.map(([name, values]) => `${[name, ...values].join(separator)}\n`).join("");

function read(text: string, name = "rows.csv"): Spectrum[] {
  return parseSpectra(new TextEncoder().encode(text), name);
}

describe("a table with a row for each quantity", () => {
  it.each([
    ["commas", textOf(quantities)],
    [
      "tabs, other rows between and around",
      `cell 5\n${textOf(quantities.slice(0, 1), "\t")}\n${textOf(quantities.slice(1), "\t")}end\n`,
    ],
    ["decimal commas", textOf(quantities, ";").replaceAll(".", ",")],
    ["rows in another order", textOf([...quantities].reverse())],
    ["a row of another quantity", textOf([...quantities, ["Potential (V)", frequencyHz.map(() => 0.1)]])],
  ])("in text, %s", (_, text) => {
    const [spectrum, ...others] = read(text);
    expect(others).toEqual([]);
    expect(worstDifference(spectrum as Spectrum, points)).toBe(0);
    expect(spectrum?.notes).toContain(NOTE);
  });

  it.each([
    ["xlsx", xlsxFiles],
    ["ods", odsFiles],
  ])("in a sheet of %s", async (kind, filesOf) => {
    const sheet = [["cell 5"], ...quantities.map(([name, values]) => [name, ...values])];
    const [spectrum] = await readSpectra(writeZip(filesOf({ rows: sheet })), `rows.${kind}`);
    expect(worstDifference(spectrum as Spectrum, points)).toBe(0);
    expect(spectrum?.notes).toContain(NOTE);
  });

  it("is refused without the names of an impedance, and where its rows are not of one length", () => {
    const renamed = quantities.map(([, values], index) => [`row ${index + 1}`, values] as const);
    expect(refusal(textOf(renamed), "rows.csv")).toContain("expected a header line that names columns of frequency");
    const uneven = quantities.map(([name, values], index) => [name, values.slice(index === 2 ? 1 : 0)] as const);
    expect(refusal(textOf(uneven), "rows.csv")).toContain("expected a header line that names columns of frequency");
  });

  it("gives true points, a warning, or an error, cut at any byte", () => {
    const text = textOf(quantities);
    let readable = 0;
    for (let length = 1; length < text.length; length++) {
      let spectra: Spectrum[];
      try {
        spectra = read(text.slice(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(ReadError);
        continue;
      }
      readable++;
      for (const { frequencyHz: found, re: x, im: y, warnings } of spectra) {
        if (warnings.some((warning) => warning.includes("cut"))) continue;
        // What is left of the last number has seven digits at least, as in tables with columns.
        found.forEach((frequency, index) => {
          expect(frequency).toBe(frequencyHz[index]);
          const size = Math.hypot(re[index] ?? 0, im[index] ?? 0);
          expect(
            Math.hypot((x[index] ?? 0) - (re[index] ?? 0), (y[index] ?? 0) - (im[index] ?? 0)) / size,
          ).toBeLessThan(1e-6);
        });
      }
    }
    expect(readable).toBeGreaterThan(0);
  });
});
