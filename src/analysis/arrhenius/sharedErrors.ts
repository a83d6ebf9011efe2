import type { Uncertain } from "../uncertain.ts";
import type { Matrix } from "./leastSquares.ts";

/** Effects that agree to this part are one: they differ by rounding. */
const SAME = 1e-9;

/** The covariance of data without what shifts all of them alike, as one thickness does: that is found in the intercept and nowhere else. */
export function covarianceWithoutShift(data: readonly Uncertain[]): Matrix {
  const shifts = new Set<symbol>();
  const [first] = data;
  for (const [source, effect] of first?.effects ?? []) {
    const isShift = data.every(
      ({ effects }) => Math.abs((effects.get(source) ?? 0) - effect) <= SAME * Math.abs(effect),
    );
    if (isShift && data.length > 1) shifts.add(source);
  }
  return data.map(({ effects }) =>
    data.map((other) => {
      let sum = 0;
      for (const [source, effect] of effects) {
        if (!shifts.has(source)) sum += effect * (other.effects.get(source) ?? 0);
      }
      return sum;
    }),
  );
}
