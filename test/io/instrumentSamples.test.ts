import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatOf, readSpectra } from "../../src/io/read.ts";
import { ReadError } from "../../src/io/readError.ts";
import type { Spectrum } from "../../src/spectrum.ts";

// Measurements of other people, read in place; a clone without them runs everything else.
const folder = join(import.meta.dirname, "../../../shared/data/instrument");
const present = existsSync(folder);
if (!present) console.log("not run: files of instruments in ../shared/data/instrument (the folder is absent)");

interface Sample {
  readonly file: string;
  readonly format: string;
  readonly expected: string | null;
  readonly expected_from?: string;
  /** Points of each sweep. */
  readonly sweeps?: readonly number[];
}

type Row = readonly [frequencyHz: number, re: number, im: number];

const samples = present ? (JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as Sample[]) : [];

/** Their expected columns are those of the first of several sweeps. */
const FIRST_ONLY = ["bode/Sample2_PEIS_AtRest.csv"];

/** Rows of the expectation files (sweep, f, Z', Z''), by sweep and falling frequency. */
function expectedSweeps(path: string): Row[][] {
  const sweeps: Row[][] = [];
  for (const line of readFileSync(path, "utf8").trim().split("\n").slice(1)) {
    const [sweep = 0, frequency = 0, re = 0, im = 0] = line.split(",").map(Number);
    (sweeps[sweep] ??= []).push([frequency, re, im]);
  }
  return sweeps.map((rows) => rows.sort((a, b) => b[0] - a[0]));
}

function rowsOf({ frequencyHz, re, im }: Spectrum): Row[] {
  return Array.from(frequencyHz, (frequency, index) => [frequency, re[index] ?? Number.NaN, im[index] ?? Number.NaN]);
}

/** The largest difference of a point relative to its frequency or |Z|. */
function difference(actual: readonly Row[], expected: readonly Row[]): number {
  return expected.reduce((most, [frequency, re, im], index) => {
    const [f, x, y] = actual[index] ?? [Number.NaN, Number.NaN, Number.NaN];
    const relative = Math.max(Math.abs(f / frequency - 1), Math.hypot(x - re, y - im) / Math.hypot(re, im));
    return relative <= most ? most : relative;
  }, 0);
}

async function check({ file, expected, expected_from: origin, sweeps = [] }: Sample): Promise<void> {
  const spectra = await readSpectra(join(folder, file));
  const counts = spectra.map(({ re }) => re.length);
  expect(FIRST_ONLY.includes(file) ? counts.slice(0, sweeps.length) : counts).toEqual(sweeps);
  // Expectations of other programs change the last digit of some numbers; text exports hold eight digits of float32 values.
  const tolerance = origin?.startsWith("twin") === true ? 1e-7 : 1e-13;
  for (const [index, rows] of expectedSweeps(join(folder, expected ?? "")).entries()) {
    const spectrum = spectra[index];
    expect(spectrum === undefined ? Number.NaN : difference(rowsOf(spectrum), rows), file).toBeLessThan(tolerance);
  }
}

describe.runIf(present)("files of instruments give their expected columns", () => {
  it.each(samples.filter(({ expected }) => typeof expected === "string"))("$file", check);

  it.each(samples.filter(({ expected }) => typeof expected !== "string"))("$file is refused", async ({ file }) => {
    await expect(readSpectra(join(folder, file))).rejects.toThrow(ReadError);
  });

  it.each([
    ["zahner/li-ion-model.isfx", "zahner-model", /a circuit without data, expected a spectrum/],
    ["zahner/fit_result.json", "json", /expected a list of numbers at frequencyHz/],
  ])("%s holds no spectrum", async (file, format, message) => {
    expect((await formatOf(join(folder, file))).name).toBe(format);
    await expect(readSpectra(join(folder, file))).rejects.toThrow(message);
  });
});
