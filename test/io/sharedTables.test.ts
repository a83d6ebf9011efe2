import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatOf, parseSpectra, readSpectra } from "../../src/io/read.ts";
import type { Spectrum } from "../../src/spectrum.ts";

// Measurements of other people, read in place; a clone without them runs everything else.
const data = join(import.meta.dirname, "../../../shared/data");
const present = existsSync(data);
if (!present) console.log("not run: tables and spectra of ../shared/data (the folder is absent)");

function read(path: string): Spectrum {
  const [spectrum] = parseSpectra(readFileSync(path), path);
  if (spectrum === undefined) throw new Error("no spectrum");
  return spectrum;
}

/** Rows of the expectation files (sweep, f, Z', Z''), by falling frequency. */
function expectedRows(path: string): number[][] {
  const rows = readFileSync(path, "utf8").trim().split("\n").slice(1);
  return rows.map((row) => row.split(",").map(Number).slice(-3)).sort((a, b) => (b[0] ?? 0) - (a[0] ?? 0));
}

/** File, format, points of its sweeps. */
const tables: [string, string, number[]][] = [
  ...["comma", "semicolon", "tab", "space", "comma-decimal-separator", "header-variant-2", "header-variant-4"].map(
    (name): [string, string, number[]] => [`tables/data-${name}.csv`, "csv", [29]],
  ),
  ["tables/case-fragment.csv", "csv", [6]],
  ["tables/case-multiple-spectra.csv", "csv", [29, 29, 29, 29]],
  ["tables/data.xlsx", "xlsx", [29, 29, 29, 29]],
  ["tables/data.ods", "ods", [29, 29, 29, 29]],
  ["neisys/Example2a.txt", "novocontrol", [51]],
  ["neisys/Example2b.txt", "novocontrol", [50]],
  ["relaxis/PEIS_LPSCl_IonBlocking_-25C_RelaxIS.txt", "relaxis", [79]],
  ["parstat/exampleDataParstat.txt", "powersuite", [31]],
  // The expectation holds the first of the ten loops only.
  ["bode/Sample2_PEIS_AtRest.csv", "csv", Array<number>(10).fill(89)],
];

describe.runIf(present)("tables written by other programs", () => {
  it.each(tables)("%s", async (name, format, points) => {
    const path = join(data, "instrument", name);
    expect((await formatOf(path, "renamed")).name).toBe(format);
    const spectra = await readSpectra(path);
    expect(spectra.map(({ re }) => re.length)).toEqual(points);
    const rows = readFileSync(`${path}.expected.csv`, "utf8").trim().split("\n").slice(1);
    const expected = rows.map((row) => row.split(",").map(Number)).sort((a, b) => (b[1] ?? 0) - (a[1] ?? 0));
    expect(expected.length).toBeGreaterThan(5);
    const at = points.map(() => 0);
    for (const [sweep = 0, frequency = 0, re = 0, im = 0] of expected) {
      const spectrum = spectra[sweep];
      const index = at[sweep] ?? 0;
      at[sweep] = index + 1;
      // The expectations were printed by a program that changes the last digit of some numbers, or computed from |Z| and phase.
      const modulus = Math.hypot(re, im);
      expect(Math.abs((spectrum?.frequencyHz[index] ?? 0) / frequency - 1)).toBeLessThan(5e-16);
      expect(Math.abs((spectrum?.re[index] ?? 0) - re) / modulus).toBeLessThan(5e-16);
      expect(Math.abs((spectrum?.im[index] ?? 0) - im) / modulus).toBeLessThan(5e-16);
    }
  });

  it("all measured spectra, bit for bit, without a note or a false alarm", () => {
    const names = readFileSync(join(data, "spectra/index.csv"), "utf8").trim().split("\n").slice(1);
    const ids = [...new Set(names.map((line) => line.split("#")[0] ?? ""))];
    expect(ids.length).toBeGreaterThanOrEqual(40);
    for (const id of ids) {
      const path = join(data, "spectra", `${id}.csv`);
      const spectrum = read(path);
      const expected = expectedRows(path);
      expect([...spectrum.frequencyHz], id).toEqual(expected.map((row) => row[0]));
      expect([...spectrum.re], id).toEqual(expected.map((row) => row[1]));
      expect([...spectrum.im], id).toEqual(expected.map((row) => row[2]));
      expect(spectrum.notes, id).toEqual([]);
      // Inductive, noisy and drifting data are among them: none may be called flipped or angular.
      expect(spectrum.warnings, id).toEqual([]);
    }
  });
});
