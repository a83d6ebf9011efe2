import { describe, expect, it } from "vitest";
import {
  hasDrift,
  hasPoint,
  isInconsistent,
  namesBad,
  namesOther,
  noiseRatios,
  runTrials,
  share,
} from "../../bench/validation/rates.ts";

/** Eight kinds of cells at five noises; `npm run bench:validation` does the same with more. */
const DRAWS = 6;
const TRIALS = 8 * 5 * DRAWS;

/** A rate plus three standard deviations of a share of all trials. */
function atMost(rate: number): number {
  return rate + 3 * Math.sqrt((rate * (1 - rate)) / TRIALS);
}

describe("rates of a check", () => {
  const clean = runTrials({ kind: "none" }, DRAWS);

  it("raises false alarms at its level of 1 % or little more", () => {
    // The choice of terms follows the noise a little; the bench finds 1.0 to 1.5 %.
    expect(share(clean, hasPoint)).toBeLessThan(atMost(0.015));
    expect(share(clean, isInconsistent)).toBeLessThan(atMost(0.015));
    expect(share(clean, hasDrift)).toBeLessThan(atMost(0.015));
  });

  it("finds noise of 0.1 to 5 %", () => {
    const { median, within } = noiseRatios(clean);
    expect(Math.abs(median - 0.99)).toBeLessThan(0.02);
    // As ../shared/method.md measured for this way of choosing terms: 96 to 98 %.
    expect(within).toBeGreaterThan(0.93);
  });

  it("names a point ten standard deviations off and hardly any other", () => {
    const bad = runTrials({ kind: "bad point", deviations: 10 }, DRAWS);
    // What is missed lies at the ends, where nothing beyond holds the fit.
    expect(share(bad, namesBad)).toBeGreaterThan(0.9);
    expect(share(bad, namesOther)).toBeLessThan(atMost(0.03));
  });

  it("sees a drift of 20 % where the noise is 0.3 % or less", () => {
    const drifting = runTrials({ kind: "drift", share: 0.2 }, DRAWS, [0.001, 0.003]);
    expect(share(drifting, hasDrift)).toBeGreaterThan(0.6);
  });

  it("raises no more alarms where decades are missing, and names a gap", () => {
    const cut = runTrials({ kind: "missing decades", where: "middle" }, DRAWS);
    expect(share(cut, hasPoint)).toBeLessThan(atMost(0.02));
    expect(share(cut, isInconsistent)).toBeLessThan(atMost(0.02));
    expect(cut.every(({ check }) => check.coverage.gaps.length === 1)).toBe(true);
  });
});
