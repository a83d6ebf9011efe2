import { describe, expect, it } from "vitest";
import { drt, makeSpectrum, type DrtResult } from "../../src/index.ts";
import tutorials from "../fixtures/drt/tutorials.json" with { type: "json" };

/** Published with four digits. */
const LAMBDA_TOLERANCE = 2e-4;
/** The notebook's own search ends up to so much above the least score: scipy's SLSQP stops where it falls by less than 1e-6. */
const SCORE_TOLERANCE = 2e-6;
/**
 * Its program with the condition on the sign ends some 1e-3 of the largest coefficient from the solution (cvxopt's default tolerances,
 * and the lambda of the score above).
 */
const COEFFICIENT_TOLERANCE = 1.5e-3;

function invert(tutorial: (typeof tutorials)[number]): DrtResult {
  const { from, to, count } = tutorial;
  const options = { weight: "unit", derivative: 2, capacitance: false, timeConstants: { from, to, count } } as const;
  return drt(makeSpectrum(tutorial), { ...options, lambda: "gcv" });
}

describe.each(tutorials.map((tutorial) => [tutorial.name, tutorial] as const))(
  "pyDRTtools' tutorial, %s (81 Gaussians, second derivative, unit weights)",
  (_name, tutorial) => {
    const { published } = tutorial;
    const result = invert(tutorial);

    it("has the score that the notebook prints, or a little less", () => {
      expect(result.gcvScore).toBeLessThanOrEqual(published.score * (1 + 1e-9));
      expect(result.gcvScore).toBeGreaterThan(published.score - SCORE_TOLERANCE);
    });

    it("has its largest coefficient", () => {
      const largest = Math.max(...result.coefficients);
      expect(Math.abs(largest / published.largestCoefficient - 1)).toBeLessThan(COEFFICIENT_TOLERANCE);
    });

    it("shows the arcs that were simulated", () => {
      const truth = tutorial.name === "one arc" ? [0.1] : [1e-4, 0.1];
      // Noise of 0.5 ohm on arcs of 10 ohm and more.
      expect(result.peaks.length).toBe(truth.length);
      result.peaks.forEach(({ tau }, k) => expect(Math.abs(Math.log10(tau / (truth[k] ?? NaN)))).toBeLessThan(0.15));
    });
  },
);

it("has the lambda of the first", () => {
  const [first] = tutorials;
  if (first === undefined) throw new Error("no tutorials");
  expect(Math.abs(invert(first).lambda / (first.published.lambda ?? NaN) - 1)).toBeLessThan(LAMBDA_TOLERANCE);
});
