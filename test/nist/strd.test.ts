import { beforeAll, describe, expect, it } from "vitest";
import { nistAbsent, readProblems } from "./problems.ts";
import { scoreAll, type Score } from "./score.ts";

const present = readProblems().length > 0;
if (!present) console.log(nistAbsent);

/** In float64 the residual of Lanczos1 (sum of squares 1.4e-25) is mostly rounding, and its deviations with it. */
const ROUNDING_ONLY = "Lanczos1";

describe.runIf(present)("the solver on the 27 NIST StRD problems from both starts", () => {
  let scores: Score[] = [];

  beforeAll(async () => {
    scores = await scoreAll();
    const lines = scores.map(
      ({ problem, start, digits, deviationDigits, evaluations }) =>
        `${problem.padEnd(10)} start ${String(start)}  parameters ${digits.toFixed(1).padStart(4)}  deviations ${deviationDigits.toFixed(1).padStart(4)}  evaluations ${String(evaluations).padStart(6)}`,
    );
    console.log(["NIST StRD: correct digits of the worst parameter and standard deviation", ...lines].join("\n"));
  });

  it("runs all 54", () => {
    expect(scores).toHaveLength(54);
  });

  // The best codes reach 9 digits everywhere; NIST certifies 11.
  it("reaches at least 9 digits on every parameter", () => {
    expect(scores.filter(({ digits }) => digits < 9)).toEqual([]);
  });

  it("reaches at least 9 digits on every standard deviation that float64 can hold", () => {
    expect(scores.filter(({ problem, deviationDigits }) => problem !== ROUNDING_ONLY && deviationDigits < 9)).toEqual(
      [],
    );
  });
});
