import { beforeAll, describe, expect, it } from "vitest";
import fixtures from "../fixtures/statistics/distributions.json" with { type: "json" };
import { compile, Kernel } from "../math/kernel.ts";

/**
 * Allowed relative error of a tail P, in units of 1 + |ln P|. The tail is the exponential of a difference of deviances, each
 * some times |ln P| where P is small, and their rounding counts in full; the continued fraction is a product of tens of
 * factors of which each is rounded. Both together came to 1.9e-15.
 */
const TOLERANCE = 2.5e-15;
/** The logarithm of a tail has no such amplification. */
const LOGARITHM_TOLERANCE = 2e-15;

let kernel: Kernel;

beforeAll(async () => {
  kernel = new Kernel(await compile("test/comparison/entry.as.ts"));
});

describe("tails of distributions against mpmath", () => {
  it.each(Object.keys(fixtures) as (keyof typeof fixtures)[])("%s", (name) => {
    const tail = kernel.scalar(name);
    let worst = 0;
    for (const entry of fixtures[name]) {
      const expected = entry.at(-1) ?? Number.NaN;
      const amplification = name === "logNormalTail" ? 1 : 1 + Math.abs(Math.log(expected));
      const error = Math.abs(tail(...entry.slice(0, -1)) / expected - 1) / amplification;
      if (!(error <= worst)) worst = error;
    }
    expect(fixtures[name].length).toBeGreaterThan(80);
    expect(worst).toBeLessThan(name === "logNormalTail" ? LOGARITHM_TOLERANCE : TOLERANCE);
  });

  it("keep their limits", () => {
    expect(kernel.scalar("fisherTail")(0, 3, 4)).toBe(1);
    expect(kernel.scalar("fisherTail")(Infinity, 3, 4)).toBe(0);
    expect(kernel.scalar("chiSquareTail")(0, 5)).toBe(1);
    expect(kernel.scalar("chiSquareTail")(Infinity, 5)).toBe(0);
    expect(kernel.scalar("normalTail")(0)).toBe(0.5);
    expect(kernel.scalar("normalTail")(-40)).toBe(1);
    expect(kernel.scalar("fisherTail")(Number.NaN, 3, 4)).toBeNaN();
    expect(kernel.scalar("chiSquareTail")(Number.NaN, 4)).toBeNaN();
  });

  it("give back the level of Student's quantile", () => {
    for (const freedom of [1, 2, 7, 50, 3000]) {
      // The bisection ends at 1e-14 of t, where the tail changes by less than 1e-13 of itself for these.
      const t = kernel.scalar("studentQuantile")(0.95, freedom);
      expect(Math.abs(kernel.scalar("studentTail")(t, freedom) / 0.05 - 1)).toBeLessThan(1e-12);
    }
  });
});
