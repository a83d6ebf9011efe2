import { describe, expect, it } from "vitest";
import { answers, fitSeries, parseCircuit, seriesQuantities, type SeriesResult } from "../../../src/index.ts";
import { straightened } from "../../../src/analysis/series/wholeCourse.ts";
import { valueOf } from "../../fit/support.ts";
import { activated, simulated, TWO_ARCS } from "./simulatedSeries.ts";

const BEHIND_BULK = parseCircuit("R0-p(R1,CPE1)-p(R2,CPE2)");
const TEMPERATURES = [-20, -5, 10, 25, 40, 55, 70, 85];
const PELLET = { thickness: "1 mm", area: "0.785 cm2" };

const Q = (tau: number, R: number, n: number): number => tau ** n / R;

/** Arcs of 0.7 and 0.25 eV whose capacitances differ by 1.6 times and whose time constants cross near 25 C. */
function crossingAt(celsius: number, exponents: readonly [number, number]): Record<string, number> {
  const [R1, R2] = [activated(300, 0.7, celsius), activated(300, 0.25, celsius)];
  const [n1, n2] = exponents;
  return {
    R0: activated(50, 0.3, celsius),
    R1,
    "CPE1.Q": Q(R1 * 1e-7, R1, n1),
    "CPE1.n": n1,
    R2,
    "CPE2.Q": Q(R2 * 1.6e-7, R2, n2),
    "CPE2.n": n2,
  };
}

function fitted(
  circuit: typeof TWO_ARCS,
  at: (celsius: number) => Record<string, number>,
  noisePercent: number,
  seed: number,
  temperatures = TEMPERATURES,
): SeriesResult {
  const inputs = temperatures.map((celsius, k) => ({
    spectrum: simulated(circuit, at(celsius), noisePercent, 100 * seed + k, `${String(celsius)}C`),
    condition: celsius,
  }));
  return fitSeries(inputs, circuit, { kind: "temperature" });
}

const DRAWS = [0.3, 1].flatMap((noise) => [1, 2, 3, 4].map((seed) => ({ noise, seed })));

describe("arcs whose time constants cross with temperature", () => {
  // With neighbours alone to go by, every second of these series changed names at the crossing.
  it.each(DRAWS)("keep their names over it, $noise % of noise, draw $seed", ({ noise, seed }) => {
    const exponents = [0.92, 0.85] as const;
    const { fits, crossings } = fitted(BEHIND_BULK, (celsius) => crossingAt(celsius, exponents), noise, seed);
    const slower = fits.map(({ result, condition }) => {
      const truth = crossingAt(condition, exponents);
      const off = (name: string, true_: string): number =>
        Math.abs(Math.log(valueOf(result, name) / (truth[true_] ?? Number.NaN)));
      // Where the arcs are less than five times apart their sum is known and not which is which.
      const apart = (truth["R1"] ?? 1) / (truth["R2"] ?? 1);
      if (Math.abs(Math.log(apart)) < Math.log(5)) return 0;
      return off("R1", "R1") + off("R2", "R2") < off("R1", "R2") + off("R2", "R1") ? 1 : -1;
    });
    const told = slower.filter((mark) => mark !== 0);
    expect(told.length).toBeGreaterThanOrEqual(4);
    expect(new Set(told).size).toBe(1);
    expect(crossings.length).toBeGreaterThan(0);
  });
});

describe("straightened", () => {
  const features = TEMPERATURES.map((_celsius, k) => [
    { values: [k, 0.3], errors: [0.05, 0.05] },
    { values: [7 - k, 0.3], errors: [0.05, 0.05] },
  ]);
  const positions = TEMPERATURES.map((_celsius, k) => k);
  const kept = TEMPERATURES.map(() => [0, 1]);

  it("leaves lines that cross as they are, and finds them settled", () => {
    expect(straightened(kept, features, positions, true)).toEqual({ orders: kept, unsettled: [] });
  });

  it("undoes names that changed at the crossing, or in one spectrum", () => {
    const kinked = TEMPERATURES.map((_celsius, k) => (k < 4 ? [0, 1] : [1, 0]));
    const single = TEMPERATURES.map((_celsius, k) => (k === 6 ? [1, 0] : [0, 1]));
    expect(straightened(kinked, features, positions, true).orders).toEqual(kept);
    expect(straightened(single, features, positions, true).orders).toEqual(kept);
  });

  it("says from where on names are a guess", () => {
    // From the fifth spectrum on both arcs have errors of more than what tells them apart.
    const poor = features.map((arcs, k) => (k < 4 ? arcs : arcs.map(({ values }) => ({ values, errors: [20, 20] }))));
    expect(straightened(kept, poor, positions, true).unsettled).toContain(4);
    expect(straightened(kept.slice(0, 4), features.slice(0, 4), positions.slice(0, 4), true).unsettled).toEqual([]);
  });
});

describe("an arc that is no longer there", () => {
  const ceramic = (celsius: number, boundary: number): Record<string, number> => ({
    R1: activated(2e4, 0.3, celsius),
    "CPE1.Q": 1.2e-11,
    "CPE1.n": 0.97,
    R2: boundary,
    "CPE2.Q": 5e-9,
    "CPE2.n": 0.9,
    "CPE3.Q": 3e-6,
    "CPE3.n": 0.8,
  });

  it("is told by its capacitance where its name went to part of another", () => {
    const at = (celsius: number) => ceramic(celsius, celsius > 60 ? 1e-3 : activated(4e4, 0.9, celsius));
    const { fits } = fitted(TWO_ARCS, at, 0.3, 1);
    const results = fits.map(({ result }) => result);
    const labels = fits.map(({ condition }) => `${String(condition)} C`);
    const { warnings } = seriesQuantities({ circuit: TWO_ARCS, results, labels }, PELLET);
    const told = warnings.filter((text) => text.startsWith("The capacitance of R2|CPE2 is"));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("F at 70 C and");
    expect(told[0]).toContain("F at 85 C");
    expect(told[0]).not.toContain("55 C");
  });

  it("is no news where it is there all along", () => {
    const { fits } = fitted(TWO_ARCS, (celsius) => ceramic(celsius, activated(4e4, 0.5, celsius)), 0.3, 1);
    const results = fits.map(({ result }) => result);
    expect(seriesQuantities({ circuit: TWO_ARCS, results }, PELLET).warnings).toEqual([]);
  });

  it("is flagged where it has left the frequencies measured, and the rest of its name with it", () => {
    const at = (celsius: number) => ceramic(celsius, activated(4e4, 0.5, celsius));
    const temperatures = [25, 100, 175, 250, 325];
    const { fits } = fitted(TWO_ARCS, at, 0.3, 2, temperatures);
    const flags = fits.map(({ result }) => {
      const bulk = answers(result, PELLET).answers.find(({ name }) => name === "bulk resistance");
      return bulk?.flags.some((flag) => flag.includes("above the highest frequency")) ?? false;
    });
    // 20 kohm and 10 pF at 25 C peak at 1 MHz, at 325 C at 150 MHz, and the instrument ends at 10 MHz.
    expect(flags[0]).toBe(false);
    expect(flags.slice(-2)).toEqual([true, true]);
  });
});
