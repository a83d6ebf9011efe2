import { beforeAll, describe, expect, it } from "vitest";
import { bestRival, publishedMeans, summariseNist, type NistScores } from "../../bench/evidence/nist.ts";
import { findScipy } from "../../bench/rivals/scipy.ts";
import { runScipyNist } from "../../bench/rivals/scipyNist.ts";
import { nistAbsent, readProblems } from "./problems.ts";
import { digitsOf, scoreAll, type Score } from "./score.ts";

const problems = readProblems();
const present = problems.length > 0;
if (!present) console.log(nistAbsent);

/** NIST certifies 11 digits, and the score counts no more. */
const ALL = 11;

/** Its residuals are 1e-13 of y, so that y rounded to float64 leaves three digits of them, of S and of the deviations. */
const ROUNDING_ONLY = "Lanczos1";

describe.runIf(present)("the solver on the 27 NIST StRD problems from both starts", () => {
  let scores: Score[] = [];

  beforeAll(async () => {
    scores = await scoreAll();
  });

  it("runs all 54", () => {
    expect(scores).toHaveLength(54);
  });

  // The compiled solver has the same bits everywhere, so what it reaches once it reaches always.
  it("has every certified digit of every parameter", () => {
    expect(scores.filter(({ digits }) => digits < ALL)).toEqual([]);
  });

  it("has at least 9 digits of every standard deviation and sum of squares that float64 can hold", () => {
    const poor = scores.filter(
      ({ deviationDigits, objectiveDigits }) => Math.min(deviationDigits, objectiveDigits) < 9,
    );
    expect(poor.map(({ problem, start }) => [problem, start])).toEqual([
      [ROUNDING_ONLY, 1],
      [ROUNDING_ONLY, 2],
    ]);
    for (const { deviationDigits, objectiveDigits } of poor) {
      expect(Math.min(deviationDigits, objectiveDigits)).toBeGreaterThan(2.5);
    }
  });

  it("is above every published mean", () => {
    const summaries = summariseNist({ own: scores, rivals: [], scipy: "" });
    expect(summaries.map(({ runs, atLeast }) => [runs, atLeast[9]])).toEqual([
      [27, 27],
      [27, 27],
    ]);
    for (const { mean } of summaries) {
      expect(mean.digits).toBeGreaterThan(Math.max(...publishedMeans.map(({ digits }) => digits)));
    }
  });
});

describe("the score", () => {
  it.runIf(present)("counts a parameter that is not a number, or of the wrong sign, as without digits", () => {
    const [misra] = problems;
    if (misra === undefined) throw new Error("no problem was read");
    const exact = {
      values: misra.refined_20.map(Number),
      deviations: misra.refined_sd_20.map(Number),
      objective: misra.rss,
    };
    expect(digitsOf(misra, exact)).toMatchObject({ digits: 11, deviationDigits: 11 });
    expect(digitsOf(misra, { ...exact, values: [Number.NaN, 1] }).digits).toBe(0);
    expect(digitsOf(misra, { ...exact, values: exact.values.map((x) => -x) }).digits).toBe(0);
    expect(digitsOf(misra, { ...exact, values: exact.values.map((x) => x * (1 + 1e-5)) }).digits).toBeCloseTo(5, 2);
  });
});

const scipy = findScipy();
if ("reason" in scipy) console.log(`Not run: scipy on NIST problems (${scipy.reason}).`);

describe.runIf(present && "interpreter" in scipy)("scipy as a rival on NIST problems", () => {
  it("solves easy problems with exact derivatives, so that its failures on others are its own", () => {
    if (!("interpreter" in scipy)) return;
    const easy = problems.filter(({ name }) => ["Misra1a", "DanWood", "Rat42", "Nelson"].includes(name));
    const { runs } = runScipyNist(scipy.interpreter, easy);
    expect(runs).toHaveLength(4 * 2 * 3);
    const rivals = runs.map((run) => ({
      problem: run.problem.name,
      start: run.start,
      method: run.method,
      ...digitsOf(run.problem, run),
    }));
    const scores: NistScores = { own: [], rivals, scipy: "" };
    for (const { name } of easy) {
      const own = {
        problem: name,
        start: 2,
        digits: 11,
        deviationDigits: 11,
        objectiveDigits: 11,
        evaluations: 1,
      } as const;
      expect(bestRival(scores, own)?.digits, name).toBeGreaterThan(6);
    }
  });
});
