import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contentOfBytes } from "../../src/io/content.ts";
import type { Sweep } from "../../src/io/format.ts";
import { fileFormats } from "../../src/io/formats.ts";
import { ReadError } from "../../src/io/readError.ts";
import { tableTexts } from "../fixtures/io/tableTexts.ts";

/** The sweeps of a file as their points in file order, undefined where it is refused. */
function read(bytes: Uint8Array): readonly Sweep[] | undefined {
  const file = contentOfBytes(bytes, "cut.csv");
  const format = fileFormats.find(({ sniff }) => sniff(file)) ?? fileFormats.find(({ name }) => name === "csv");
  try {
    return [...(format?.sweeps(file) ?? [])];
  } catch (error) {
    if (error instanceof ReadError) return undefined;
    throw error;
  }
}

function pointsOf(sweeps: readonly Sweep[]): number[][] {
  return sweeps.flatMap(({ frequencyHz, re, im }) =>
    frequencyHz.map((frequency, index) => [frequency, re[index] ?? Number.NaN, im[index] ?? Number.NaN]),
  );
}

/** Seven of its digits are enough for a number to be no error to anyone. */
const TOLERANCE = 1e-6;

function isSame([f, x, y]: readonly number[], [frequency, re, im]: readonly number[]): boolean {
  if ([f, x, y, frequency, re, im].includes(undefined)) return false;
  const [df, dx, dy] = [Number(f) / Number(frequency) - 1, Number(x) - Number(re), Number(y) - Number(im)];
  return Math.abs(df) < TOLERANCE && Math.hypot(dx, dy) < TOLERANCE * Math.hypot(Number(re), Number(im));
}

/** Without names, the first rows alone say too little, and JSON is whole or nothing; `realShapes.test.ts` has these. */
const named = tableTexts.filter(({ path }) => !path.startsWith("tables/"));

describe("a table that is cut anywhere", () => {
  // Every byte of one, every seventh of the others, of which 7 is no period.
  it.each(named.map(({ path }, index) => [path, index === 1 ? 1 : 7] as const))(
    "%s gives true points, a warning, or an error",
    (path, step) => {
      const whole = readFileSync(join(import.meta.dirname, "../fixtures/io", path));
      const expected = pointsOf(read(whole) ?? []);
      let outcomes = 0;
      for (let length = 0; length < whole.length; length += step) {
        const sweeps = read(whole.subarray(0, length));
        if (sweeps === undefined) continue;
        outcomes++;
        const points = pointsOf(sweeps);
        const wrong = points.findIndex((point, index) => !isSame(point, expected[index] ?? []));
        if (wrong < 0) continue;
        expect(wrong, `${length} bytes`).toBe(points.length - 1);
        expect(sweeps.flatMap(({ warnings }) => warnings ?? []).join(), `${length} bytes`).toContain("may be cut off");
      }
      expect(outcomes).toBeGreaterThan(whole.length / step / 2);
    },
  );
});
