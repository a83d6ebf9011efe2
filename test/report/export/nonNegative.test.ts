import { describe, expect, it } from "vitest";
import { nonNegativeLeastSquares } from "../../../src/report/export/spice/nonNegative.ts";

/** Numbers from -1 to 1, the same each time (Park, Miller, Commun. ACM 31 (1988) 1192). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  };
}

describe("nonNegativeLeastSquares", () => {
  it("is the usual solution where that is positive", () => {
    const x = nonNegativeLeastSquares([Float64Array.of(1, 1, 1), Float64Array.of(0, 1, 2)], Float64Array.of(1, 3, 5));
    expect(x[0]).toBeCloseTo(1, 14);
    expect(x[1]).toBeCloseTo(2, 14);
  });

  it("leaves a column out that would be negative", () => {
    const x = nonNegativeLeastSquares([Float64Array.of(1, 1, 1), Float64Array.of(0, 1, 2)], Float64Array.of(3, 2, 1));
    expect(x[0]).toBeCloseTo(2, 14);
    expect(x[1]).toBe(0);
  });

  it("is 0 for columns of zeros, and for a target that all columns point away from", () => {
    expect([...nonNegativeLeastSquares([new Float64Array(2)], Float64Array.of(1, 1))]).toEqual([0]);
    expect([...nonNegativeLeastSquares([Float64Array.of(1, 0)], Float64Array.of(-1, 0))]).toEqual([0]);
  });

  it("meets the conditions of Kuhn and Tucker for problems at random", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomNumbers(seed * 7919);
      const columns = Array.from({ length: 12 }, () => Float64Array.from({ length: 20 }, random));
      const target = Float64Array.from({ length: 20 }, random);
      const x = nonNegativeLeastSquares(columns, target);
      const rest = target.map(
        (value, row) => value - columns.reduce((sum, column, k) => sum + (column[row] ?? 0) * (x[k] ?? 0), 0),
      );
      for (const [k, column] of columns.entries()) {
        const gradient = column.reduce((sum, entry, row) => sum + entry * (rest[row] ?? 0), 0);
        expect(x[k]).toBeGreaterThanOrEqual(0);
        // Sums of 20 products of numbers below 1 are right to some 1e-15.
        if ((x[k] ?? 0) > 0) expect(Math.abs(gradient)).toBeLessThan(1e-12);
        else expect(gradient).toBeLessThan(1e-12);
      }
    }
  });
});
