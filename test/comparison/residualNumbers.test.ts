import { describe, expect, it } from "vitest";
import {
  RESIDUAL_TEST_DURBIN_WATSON,
  RESIDUAL_TEST_DURBIN_WATSON_P,
  RESIDUAL_TEST_EXPECTED_RUNS,
  RESIDUAL_TEST_HEAD,
  RESIDUAL_TEST_NORMALITY,
  RESIDUAL_TEST_NORMALITY_P,
  RESIDUAL_TEST_NUMBERS,
  RESIDUAL_TEST_RUNS,
  RESIDUAL_TEST_RUNS_P,
  RESIDUAL_TEST_RUNS_SCORE,
} from "../../assembly/agreed/residualTests.ts";
import { theExaminer } from "../../src/kernel/load.ts";
import problems from "../fixtures/statistics/residuals.json" with { type: "json" };

/** What the engine makes of a problem of the fixture. */
function run(problem: (typeof problems)[number]): {
  rank: number;
  part: (which: number, number: number) => number;
  leverage: Float64Array;
  studentized: Float64Array;
} {
  const rows = problem.residual.length;
  const head = RESIDUAL_TEST_HEAD + 2 * RESIDUAL_TEST_NUMBERS;
  const columns = problem.columns.map((column) => Float64Array.from(column));
  const numbers = theExaminer().arena.testResiduals(columns, Float64Array.from(problem.residual), head + 2 * rows);
  return {
    rank: numbers[0] ?? Number.NaN,
    part: (which, number) => numbers[RESIDUAL_TEST_HEAD + which * RESIDUAL_TEST_NUMBERS + number] ?? Number.NaN,
    leverage: numbers.slice(head, head + rows),
    studentized: numbers.slice(head + rows),
  };
}

// 1e-10: the columns of the largest problem have a condition number of some 1e4, which multiplies rounding.
const ROUNDING = 1e-10;

describe.each(problems.map((problem, index) => [index, problem.columns.length, problem] as const))(
  "residual tests of problem %i with %i columns, against numpy and scipy",
  (_index, count, problem) => {
    const found = run(problem);

    it("leverages and studentized residuals", () => {
      expect(found.rank).toBe(count);
      const leverage = problem.parts.flatMap((part) => part.leverage);
      found.leverage.forEach((value, row) => expect(Math.abs(value - (leverage[row] ?? 0))).toBeLessThan(ROUNDING));
      found.studentized.forEach((value, row) => {
        expect(Math.abs(value - (problem.studentized[row] ?? 0))).toBeLessThan(ROUNDING);
      });
    });

    it.each(["real", "imaginary"])("of the %s part", (name) => {
      const which = name === "real" ? 0 : 1;
      const expected = problem.parts[which];
      if (expected === undefined) throw new Error("the fixture lacks a part");
      const part = (number: number): number => found.part(which, number);
      expect(part(RESIDUAL_TEST_RUNS)).toBe(expected.runs);
      expect(Math.abs(part(RESIDUAL_TEST_EXPECTED_RUNS) - expected.expectedRuns)).toBeLessThan(ROUNDING);
      expect(Math.abs(part(RESIDUAL_TEST_RUNS_SCORE) - expected.runsScore)).toBeLessThan(ROUNDING);
      expect(Math.abs(part(RESIDUAL_TEST_RUNS_P) - expected.runsP)).toBeLessThan(ROUNDING);
      expect(Math.abs(part(RESIDUAL_TEST_DURBIN_WATSON) - expected.durbinWatson)).toBeLessThan(ROUNDING);
      expect(Math.abs(part(RESIDUAL_TEST_NORMALITY) - expected.andersonDarling)).toBeLessThan(1e-9);
      // Imhof's integral is exact; the saddlepoint approximation errs by its own 1/N, less than 2 % of a p-value here.
      const exact = 2 * Math.min(expected.durbinWatsonBelow, 1 - expected.durbinWatsonBelow);
      const p = part(RESIDUAL_TEST_DURBIN_WATSON_P);
      // Tails of 1e-9 and less are beyond the integral's own error.
      if (exact > 1e-8) expect(Math.abs(p / exact - 1)).toBeLessThan(0.02);
      else expect(p).toBeLessThan(1e-7);
    });
  },
);

describe("p-values of the Anderson-Darling test", () => {
  // Percentage points of the modified statistic: Stephens, Goodness-of-fit Techniques, table 4.7, case 3.
  it.each([
    [0.631, 0.1],
    [0.752, 0.05],
    [0.873, 0.025],
    [1.035, 0.01],
  ])("reproduce the percentage point %f of %f", (point, probability) => {
    // Normal numbers pushed apart at the ends until the statistic has the value wanted.
    const statistic = (stretch: number): { a: number; p: number } => {
      const half = Array.from({ length: 30 }, (_, k) => (k + 0.5) / 10 + stretch * ((k + 1) / 30) ** 6);
      const values = Float64Array.from([...half, ...half.map((x) => -x), ...half, ...half.map((x) => -x)]);
      const head = RESIDUAL_TEST_HEAD + 2 * RESIDUAL_TEST_NUMBERS;
      const numbers = theExaminer().arena.testResiduals([], values, head + 2 * values.length);
      const n = values.length / 2;
      return {
        a: (numbers[RESIDUAL_TEST_HEAD + RESIDUAL_TEST_NORMALITY] ?? Number.NaN) * (1 + 0.75 / n + 2.25 / (n * n)),
        p: numbers[RESIDUAL_TEST_HEAD + RESIDUAL_TEST_NORMALITY_P] ?? Number.NaN,
      };
    };
    let [low, high] = [0, 20];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (statistic(middle).a < point) low = middle;
      else high = middle;
    }
    expect(statistic(low).a).toBeCloseTo(point, 6);
    // The published formula meets the published points to 3 %.
    expect(Math.abs(statistic(low).p / probability - 1)).toBeLessThan(0.03);
  });
});

describe("dependent columns", () => {
  it("count once", () => {
    const [problem] = problems;
    if (problem === undefined) throw new Error("the fixture is empty");
    const doubled = { ...problem, columns: [...problem.columns, ...problem.columns] };
    const once = run(problem);
    const twice = run(doubled);
    expect(twice.rank).toBe(once.rank);
    expect(twice.part(0, RESIDUAL_TEST_DURBIN_WATSON_P)).toBeCloseTo(once.part(0, RESIDUAL_TEST_DURBIN_WATSON_P), 10);
  });
});
