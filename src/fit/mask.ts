import type { Spectrum } from "../spectrum.ts";
import { FitError } from "./fitError.ts";
import type { FitOptions } from "./options.ts";

/** Indices of the points that the options leave in the fit, in the spectrum's order. */
export function chooseUsedPoints(spectrum: Spectrum, options: FitOptions): number[] {
  const { minimumHz = 0, maximumHz = Infinity, exclude = [] } = options;
  if (!(minimumHz <= maximumHz)) {
    throw new FitError(
      "bad-option",
      `The frequency window ${String(minimumHz)} .. ${String(maximumHz)} Hz is empty: minimumHz must not exceed maximumHz.`,
    );
  }
  const points = spectrum.frequencyHz.length;
  const left = new Set<number>();
  for (const index of exclude) {
    if (!Number.isInteger(index) || index < 0 || index >= points) {
      throw new FitError(
        "bad-option",
        `exclude names point ${String(index)}, but the spectrum's points are numbered 0 to ${String(points - 1)}.`,
      );
    }
    left.add(index);
  }
  const used: number[] = [];
  spectrum.frequencyHz.forEach((frequency, index) => {
    if (frequency >= minimumHz && frequency <= maximumHz && !left.has(index)) used.push(index);
  });
  if (used.length === 0) {
    throw new FitError(
      "no-points",
      `No point is left to fit: the spectrum covers ${String(spectrum.frequencyHz.at(-1))} to ${String(spectrum.frequencyHz[0])} Hz, ` +
        `the window is ${String(minimumHz)} to ${String(maximumHz)} Hz, and ${String(left.size)} points are excluded.`,
    );
  }
  return used;
}

/** The values at the points used; the array itself where all are. */
export function takePoints(values: Float64Array, used: readonly number[]): Float64Array {
  if (used.length === values.length) return values;
  const taken = new Float64Array(used.length);
  used.forEach((index, point) => (taken[point] = values[index] ?? Number.NaN));
  return taken;
}
