import { describe, expect, it } from "vitest";
import { intervals, type FitResult } from "../../src/index.ts";
import { bootstrap } from "../../src/uncertainty/bootstrap.ts";
import { coverageCases, limitedCase, measureCoverage, truncatedCase } from "./coverage.ts";

const FITS = 2000;
/** What is asked of 95 % intervals over all parameters of a circuit. The standard deviation of such a count is 0.2 to 0.3. */
const [LEAST, MOST] = [93.5, 96.5];
/** A single parameter's count has a standard deviation of 0.5; this is four of them. */
const LEAST_OF_ONE = 93;

function intervalsBy(method: "auto" | "profile" | "wald") {
  return (result: FitResult) => intervals(result, { method }).parameters.map(({ interval }) => interval);
}

describe("95 % intervals of fit over 2000 simulated spectra", () => {
  it.each(coverageCases.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const { pooled, worst, missing } = measureCoverage(one, FITS);
    console.log(`${one.name}: ${pooled.toFixed(2)} % covered, least ${worst.name} with ${worst.percent.toFixed(1)} %`);
    expect(missing).toBe(0);
    expect(pooled).toBeGreaterThan(LEAST);
    expect(pooled).toBeLessThan(MOST);
    expect(worst.percent).toBeGreaterThan(LEAST_OF_ONE);
  });

  it("hold with measured standard deviations and with unit weights too", () => {
    const [arc] = coverageCases;
    if (arc === undefined) throw new Error("no cases");
    for (const one of [
      { ...arc, weight: "sigma" as const },
      { ...arc, weight: "unit" as const, even: true },
    ]) {
      const { pooled } = measureCoverage(one, FITS);
      expect(pooled, one.weight).toBeGreaterThan(LEAST);
      expect(pooled, one.weight).toBeLessThan(MOST);
    }
  });
});

describe("profiles over simulated spectra", () => {
  it.each(coverageCases.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const { pooled } = measureCoverage({ ...one, intervalsOf: intervalsBy("profile") }, 500);
    // 500 fits have twice the standard deviation of 2000, up to 0.6.
    expect(pooled).toBeGreaterThan(LEAST - 0.6);
    expect(pooled).toBeLessThan(MOST + 0.6);
  });
});

describe("where Wald's intervals fail", () => {
  it.each([
    ["a limit is often active", limitedCase],
    ["errors are large", truncatedCase],
  ])("because %s, the automatic ones hold", (_, one) => {
    const wald = measureCoverage(one, 1000);
    const automatic = measureCoverage({ ...one, intervalsOf: intervalsBy("auto") }, 1000);
    console.log(
      `${one.name}: Wald ${wald.pooled.toFixed(1)} %, least ${wald.worst.name} ${wald.worst.percent.toFixed(1)} %; ` +
        `automatic ${automatic.pooled.toFixed(1)} %, least ${automatic.worst.name} ${automatic.worst.percent.toFixed(1)} %`,
    );
    expect(automatic.missing).toBe(0);
    // With 1000 fits the standard deviations are 1.4 times those above; a true value beside a limit is covered more often.
    expect(automatic.pooled).toBeGreaterThan(LEAST - 0.5);
    expect(automatic.worst.percent).toBeGreaterThan(LEAST_OF_ONE - 1);
    expect(automatic.pooled).toBeLessThan(98);
    expect(wald.pooled).toBeLessThan(LEAST);
  });
});

describe("percentiles of the bootstrap over simulated spectra", () => {
  it.each([
    // Replicas of a finite sample vary a little less than data do, so percentiles are some 1 % short.
    ["residual", 92.5],
    ["wild", 91],
  ] as const)("%s", (kind, least) => {
    const intervalsOf = (result: FitResult) =>
      bootstrap(result, { kind, replicas: 300 }).parameters.map(({ interval }) => interval);
    for (const one of coverageCases.slice(0, 2)) {
      const { pooled, worst } = measureCoverage({ ...one, intervalsOf }, 300);
      console.log(
        `${kind} bootstrap, ${one.name}: ${pooled.toFixed(1)} %, least ${worst.name} ${worst.percent.toFixed(1)} %`,
      );
      expect(pooled).toBeGreaterThan(least);
      expect(pooled).toBeLessThan(97.5);
    }
  });
});

describe("the bias of weights by the measured modulus", () => {
  it("is -2 sigma^2 of Z, too little for the coverage to show", () => {
    const [arc] = coverageCases;
    if (arc === undefined) throw new Error("no cases");
    const noise = 0.05;
    let sum = 0;
    let squares = 0;
    const scaleOf = (result: FitResult): readonly null[] => {
      // All of Z scales with R0 and R1 together.
      const [r0, r1] = result.parameters;
      const scale = ((r0?.value ?? 0) + (r1?.value ?? 0)) / 120 - 1;
      sum += scale;
      squares += scale * scale;
      return [];
    };
    measureCoverage({ ...arc, noise, intervalsOf: scaleOf }, FITS);
    const bias = sum / FITS;
    const error = Math.sqrt(squares / FITS - bias * bias) / Math.sqrt(FITS);
    expect(Math.abs(bias + 2 * noise * noise)).toBeLessThan(4 * error);
    expect(bias).toBeLessThan(-4 * error);
    const { pooled } = measureCoverage({ ...arc, noise: 0.01 }, FITS);
    const { pooled: known } = measureCoverage({ ...arc, noise: 0.01, weight: "sigma" }, FITS);
    expect(Math.abs(pooled - known)).toBeLessThan(1);
  });
});
