import { parseSpectra } from "../../src/io/read.ts";
import { ReadError } from "../../src/io/readError.ts";
import type { Spectrum } from "../../src/spectrum.ts";
import type { Points } from "./simulated.ts";

/** What a reader says of content that it refuses. */
export function refusal(content: Uint8Array | string, name: string): string {
  try {
    parseSpectra(typeof content === "string" ? new TextEncoder().encode(content) : content, name);
  } catch (error) {
    if (error instanceof ReadError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** The largest difference of a point relative to its frequency or |Z|; infinite where the counts differ. */
export function worstDifference({ frequencyHz, re, im }: Spectrum, points: Points): number {
  if (frequencyHz.length !== points.frequencyHz.length) return Infinity;
  return Math.max(
    ...points.frequencyHz.map((frequency, index) => {
      const [x = 0, y = 0] = [points.re[index], points.im[index]];
      const distance = Math.hypot((re[index] ?? Number.NaN) - x, (im[index] ?? Number.NaN) - y) / Math.hypot(x, y);
      return Math.max(Math.abs((frequencyHz[index] ?? Number.NaN) / frequency - 1), distance);
    }),
  );
}
