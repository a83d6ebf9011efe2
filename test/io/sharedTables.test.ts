import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseSpectra } from "../../src/io/read.ts";
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

describe.runIf(present)("tables written by other programs", () => {
  const tables = [
    "data-comma",
    "data-semicolon",
    "data-tab",
    "data-space",
    "data-comma-decimal-separator",
    "data-header-variant-2",
    "case-fragment",
  ];
  it.each(tables)("%s", (name) => {
    const path = join(data, "instrument/tables", `${name}.csv`);
    const spectrum = read(path);
    const expected = expectedRows(`${path}.expected.csv`);
    expect(spectrum.re).toHaveLength(expected.length);
    expected.forEach(([frequency, re, im], index) => {
      // The expectations were printed by a program that changes the last digit of some numbers.
      expect((spectrum.frequencyHz[index] ?? 0) / (frequency ?? 0)).toBeCloseTo(1, 14);
      expect((spectrum.re[index] ?? 0) / (re ?? 0)).toBeCloseTo(1, 14);
      expect((spectrum.im[index] ?? 0) / (im ?? 0)).toBeCloseTo(1, 14);
    });
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
