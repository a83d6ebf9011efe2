import { describe, expect, it } from "vitest";
import { contentOfBytes } from "../../src/io/content.ts";
import type { Sweep } from "../../src/io/format.ts";
import { fileFormats } from "../../src/io/formats.ts";
import { parseSpectra } from "../../src/io/read.ts";
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

function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
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

describe("random damage", () => {
  const rounds = 1500;
  it.each(instrumentTexts)(`$path, ${String(rounds)} seeded mutations`, (text) => {
    const original = bytesOf(text);
    const random = generator(20260314);
    const letters = [0, 9, 10, 13, 32, 34, 35, 44, 45, 46, 48, 57, 59, 60, 61, 69, 101, 0xb0, 0xff];
    let read = 0;
    for (let round = 0; round < rounds; round++) {
      let bytes = [...original];
      for (let count = 1 + random(3); count > 0; count--) {
        const at = random(bytes.length);
        const kind = random(5);
        if (kind === 0) bytes[at] = random(256);
        else if (kind === 1) bytes.splice(at, 1 + random(20));
        else if (kind === 2) bytes.splice(at, 0, letters[random(letters.length)] ?? 0);
        else if (kind === 3) bytes.splice(at, 0, ...bytes.slice(random(bytes.length)).slice(0, 60));
        else bytes = bytes.slice(0, at).concat(bytes.slice(random(bytes.length)));
      }
      try {
        for (const { frequencyHz, re, im } of parseSpectra(Uint8Array.from(bytes), "damaged")) {
          const isSound = frequencyHz.every((f, k) => f > 0 && Number.isFinite((re[k] ?? NaN) + (im[k] ?? NaN)));
          expect(isSound && frequencyHz.length > 0).toBe(true);
        }
        read++;
      } catch (error) {
        if (!(error instanceof ReadError)) throw error;
        expect(error.message.length).toBeLessThan(600);
        expect(error.message).not.toMatch(/[\n\r\0]/);
      }
    }
    // Both outcomes must occur, or the mutations test one branch only.
    expect(read).toBeGreaterThan(rounds / 20);
    expect(read).toBeLessThan(rounds);
  });
});
