import { describe, expect, it } from "vitest";
import { contentOfBytes } from "../../src/io/content.ts";
import type { Sweep } from "../../src/io/format.ts";
import { fileFormats } from "../../src/io/formats.ts";
import { ReadError } from "../../src/io/readError.ts";
import { bytesOf, instrumentTexts } from "../fixtures/io/instrumentTexts.ts";
import { simulatedPoints } from "../fixtures/io/simulated.ts";

/** The sweeps by the reader of the format, or undefined where it refuses. */
function readOrRefuse(bytes: Uint8Array, format: string): Sweep[] | undefined {
  const reader = fileFormats.find(({ name }) => name === format);
  try {
    return [...(reader?.sweeps(contentOfBytes(bytes, "cut")) ?? [])];
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    expect(error.message).toMatch(/^cut(?::\d+)?: .*expected /);
    expect(error.message).not.toMatch(/[\n\r\0]/);
    return undefined;
  }
}

describe("a file cut anywhere gives points of the whole file only, with a warning, or is refused", () => {
  it.each(instrumentTexts)("$path", (text) => {
    const { format } = text;
    const bytes = bytesOf(text);
    const whole = readOrRefuse(bytes, format) ?? [];
    const outcomes = { refused: 0, warned: 0, silent: 0 };
    for (let length = 0; length < bytes.length; length++) {
      const sweeps = readOrRefuse(bytes.subarray(0, length), format);
      if (sweeps === undefined) {
        outcomes.refused++;
        continue;
      }
      sweeps.forEach(({ frequencyHz, re, im, warnings }, index) => {
        const original = whole[index];
        const points = frequencyHz.length;
        expect(frequencyHz, `cut at byte ${String(length)}`).toEqual(original?.frequencyHz.slice(0, points));
        expect(re, `cut at byte ${String(length)}`).toEqual(original?.re.slice(0, points));
        expect(im, `cut at byte ${String(length)}`).toEqual(original?.im.slice(0, points));
        if (warnings?.length !== 0) outcomes.warned++;
        else if (points < simulatedPoints.length) outcomes.silent++;
      });
    }
    expect(outcomes.refused).toBeGreaterThan(0);
    expect(outcomes.warned).toBeGreaterThan(0);
    // A Touchstone file does not say how many rows it has: nothing is missing where it ends with a line.
    if (format === "touchstone") expect(outcomes.silent).toBeLessThan(2 * simulatedPoints.length);
    else expect(outcomes.silent).toBe(0);
  });
});
