import { describe, expect, it } from "vitest";
import { fitSeries, parseCircuit } from "../../../src/index.ts";
import { valueOf } from "../../fit/support.ts";
import { ceramicAt, simulated, TWO_ARCS } from "./simulatedSeries.ts";

const CROSSING = parseCircuit("R0-p(R1,CPE1)-p(R2,CPE2)");

/** Arcs of like resistance, of which the first is the faster one below 30 and the slower one above. */
function crossingAt(condition: number, secondOhm: number): Record<string, number> {
  const decades = (condition - 30) / 20;
  const [fast, slow] = [1e-4 * 10 ** decades, 1e-4 * 10 ** (-decades / 2)];
  const Q = (tau: number, R: number, n: number): number => tau ** n / R;
  return {
    R0: 20,
    R1: 100,
    "CPE1.Q": Q(fast, 100, 0.95),
    "CPE1.n": 0.95,
    R2: secondOhm,
    "CPE2.Q": Q(slow, secondOhm, 0.85),
    "CPE2.n": 0.85,
  };
}

describe("fitSeries", () => {
  it("fits each spectrum in rising condition, whatever the order given", () => {
    const inputs = [60, 20, 40].map((celsius) => ({
      spectrum: simulated(TWO_ARCS, ceramicAt(celsius), 0.3, celsius, `${String(celsius)}C`),
      condition: celsius,
    }));
    const { fits, failures, crossings } = fitSeries(inputs, TWO_ARCS, { kind: "temperature" });
    expect(fits.map(({ label }) => label)).toEqual(["20C", "40C", "60C"]);
    expect([failures, crossings]).toEqual([[], []]);
    for (const { result, condition } of fits) {
      const truth = ceramicAt(condition);
      // Noise of 0.3 % leaves resistances to a few percent.
      expect(Math.abs(valueOf(result, "R1") / (truth["R1"] ?? NaN) - 1)).toBeLessThan(0.05);
      expect(Math.abs(valueOf(result, "R2") / (truth["R2"] ?? NaN) - 1)).toBeLessThan(0.05);
    }
  });

  it("keeps the better of a warm start and an own search, and says which", () => {
    const inputs = [20, 30, 40, 50].map((celsius) => ({
      spectrum: simulated(TWO_ARCS, ceramicAt(celsius), 0.3, celsius, `${String(celsius)}C`),
      condition: celsius,
    }));
    const found = fitSeries(inputs, TWO_ARCS, { kind: "temperature" }).fits;
    for (const { result, objectives, start } of found) {
      const { own = Infinity, warm = Infinity } = objectives;
      expect(start).toBe("own search");
      // Both reach the same minimum to the tolerance of a descent.
      expect(result.objective).toBeLessThanOrEqual((own ?? Infinity) * (1 + 1e-6));
      expect(result.objective).toBeLessThanOrEqual((warm ?? Infinity) * (1 + 1e-6));
    }
    // A descent that is cut short far from the minimum; a neighbour's parameters start nearer.
    const poor = { R1: 1e6, "CPE1.Q": 1e-12, "CPE1.n": 1, R2: 1e6, "CPE2.Q": 1e-12, "CPE2.n": 1 };
    const helped = fitSeries(inputs, TWO_ARCS, {
      kind: "temperature",
      optionsFor: ({ condition }) => (condition === 40 ? { search: false, initial: poor, maximumEvaluations: 2 } : {}),
    });
    expect(helped.fits.map(({ start }) => start)).toEqual(["own search", "own search", "warm start", "own search"]);
    const [, , third] = helped.fits;
    expect(third?.from).toMatch(/^(30|50)C$/);
    // Where arcs take the names of their neighbours' the fit is repeated, to the same minimum.
    expect((third?.objectives.warm ?? NaN) / (third?.result.objective ?? NaN)).toBeCloseTo(1, 9);
    expect(third?.result.objective).toBeLessThan(0.1 * (third?.objectives.own ?? NaN));
  });

  it.each([100, 180])("arcs keep their identity where time constants cross, resistances 100 and %d ohm", (second) => {
    const inputs = [0, 6, 12, 18, 24, 36, 42, 48, 54, 60].map((condition) => ({
      spectrum: simulated(CROSSING, crossingAt(condition, second), 0.2, condition + 1, `#${String(condition)}`),
      condition,
    }));
    const { fits, crossings, warnings } = fitSeries(inputs, CROSSING);
    expect(warnings).toEqual([]);
    for (const { result, condition } of fits) {
      // The exponents tell which arc is which.
      expect(valueOf(result, "CPE1.n")).toBeGreaterThan(valueOf(result, "CPE2.n"));
      // Arcs on top of each other are told apart by their shape only; noise of 0.2 % leaves some percent.
      expect(Math.abs(valueOf(result, "R1") / 100 - 1)).toBeLessThan(Math.abs(condition - 30) < 12 ? 0.5 : 0.1);
    }
    expect(crossings.map(({ between }) => between)).toEqual([[24, 36]]);
    expect(crossings[0]?.text).toContain("R1, CPE1 and R2, CPE2 cross between #24 and #36");
  });

  it("names and ends with a spectrum that cannot be fitted", () => {
    const short = simulated(TWO_ARCS, ceramicAt(20), 0, 1, "short");
    const inputs = [
      { spectrum: short, condition: 1 },
      { spectrum: short, condition: 2, label: "cut" },
    ];
    const { fits, failures } = fitSeries(inputs, TWO_ARCS, {
      optionsFor: ({ label }) => (label === "cut" ? { minimumHz: 8e6 } : {}),
    });
    expect(fits.map(({ label }) => label)).toEqual(["short"]);
    expect(failures).toMatchObject([{ label: "cut", condition: 2 }]);
    expect(failures[0]?.message).toMatch(/points|parameters/);
    expect(() => fitSeries(inputs, TWO_ARCS, { fixed: { R9: 1 } })).toThrow("R9");
  });
});
