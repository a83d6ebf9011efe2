import { expect } from "vitest";
import type { Spectrum } from "../../src/spectrum.ts";
import { modulus, simulatedPoints } from "../fixtures/io/simulated.ts";

/** The largest distance of a spectrum from the simulated one, in parts of |Z| or of the frequency. */
export function distance({ frequencyHz, re, im }: Spectrum): number {
  expect(frequencyHz).toHaveLength(simulatedPoints.length);
  const distances = simulatedPoints.map((point, index) =>
    Math.max(
      Math.abs((frequencyHz[index] ?? 0) / point.frequency - 1),
      Math.abs((re[index] ?? 0) - point.re) / modulus(point),
      Math.abs((im[index] ?? 0) - point.im) / modulus(point),
    ),
  );
  return Math.max(...distances);
}
