import { expect, it } from "vitest";
import {
  correlated,
  covarianceOf,
  exactly,
  measured,
  minus,
  over,
  plus,
  stderrOf,
  times,
} from "../../src/analysis/uncertain.ts";

// A handful of rounded operations.
const ROUNDING = 14;

it("a difference of numbers with a shared error is free of it", () => {
  const offset = measured(0, 3);
  const first = plus(exactly(10), offset);
  const second = plus(exactly(4), offset);
  expect(stderrOf(minus(first, second))).toBe(0);
  expect(stderrOf(plus(first, second))).toBe(6);
});

it("a covariance matrix comes back", () => {
  const covariance = [
    [4, -1.5, 0.5],
    [-1.5, 1, 0.1],
    [0.5, 0.1, 9],
  ];
  const numbers = correlated([1, 2, 3], covariance);
  numbers.forEach((first, i) => {
    numbers.forEach((second, j) => {
      expect(covarianceOf(first, second)).toBeCloseTo(covariance[i]?.[j] ?? NaN, ROUNDING);
    });
  });
});

it("relative errors add in quadrature in products and quotients", () => {
  const first = measured(10, 0.3);
  const second = measured(5, 0.2);
  const expected = Math.sqrt(0.03 ** 2 + 0.04 ** 2);
  expect(stderrOf(times(first, second)) / 50).toBeCloseTo(expected, ROUNDING);
  expect(stderrOf(over(first, second)) / 2).toBeCloseTo(expected, ROUNDING);
  expect(stderrOf(over(first, first))).toBeCloseTo(0, ROUNDING);
});
