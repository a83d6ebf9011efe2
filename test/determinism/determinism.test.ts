import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { elementRecords } from "../../src/index.ts";
import { makeBundles, type Bundles } from "./bundles.ts";
import { describeDifference, type Run } from "./compare.ts";
import { TIME_LIMIT_MS } from "./engine.ts";
import { findEngines } from "./engines.ts";
import { exactJson, fitCases, runFit, runWorkload, type CaseResult } from "./workload.ts";

const { engines, absent } = findEngines();
for (const line of absent) console.log(`not run: ${line}`);

let bundles: Bundles;
let here: Run;
let fits: readonly CaseResult[];

beforeAll(async () => {
  bundles = await makeBundles();
  const result = runWorkload();
  fits = result.fits;
  here = { engine: `Node ${process.versions.node}, this process`, text: exactJson(result) };
  print(here);
}, TIME_LIMIT_MS);

afterAll(() => {
  bundles.remove();
});

function print({ engine, text }: Run): void {
  const hash = createHash("sha256").update(text).digest("hex");
  console.log(`${engine}: ${String(fitCases.length)} fits, ${String(text.length)} bytes, sha256 ${hash}`);
}

describe("the workload", () => {
  it("fits every element, with every weight, from values and by search", () => {
    const symbols = elementRecords.map(({ symbol }) => symbol);
    for (const symbol of symbols) {
      const ofElement = fitCases.filter(({ circuit }) => circuit === `R0-${symbol}1`);
      expect(
        ofElement.map(({ options }) => options?.search),
        symbol,
      ).toEqual([false, undefined]);
    }
    expect(new Set(fits.map(({ result }) => result.weight)).size).toBe(5);
  });

  it("mostly converges, and ends at limits and short of evaluations too", () => {
    const outcomes = fits.map(({ result }) => result.termination.outcome);
    expect(outcomes.filter((outcome) => outcome === "converged").length).toBeGreaterThan(fits.length / 2);
    expect(outcomes).toContain("at-bound");
    expect(outcomes).toContain("not-converged");
  });

  it("gives finite numbers at every point", () => {
    for (const { name, result } of fits) {
      expect(result.residuals.fitRe.every(Number.isFinite), name).toBe(true);
      expect(result.residuals.fitIm.every(Number.isFinite), name).toBe(true);
    }
  });
});

describe("a fit does not depend on what ran before it", () => {
  it("in the opposite order every fit gives the same bits", () => {
    const backwards = fitCases.map((_, index) => runFit(fitCases.length - 1 - index)).reverse();
    const one = { engine: "the first order", text: exactJson({ fits }) };
    expect(
      describeDifference(one, { engine: "the opposite order", text: exactJson({ fits: backwards }) }),
    ).toBeUndefined();
  });
});

describe("the same bits", () => {
  for (const engine of engines) {
    const check = async (): Promise<void> => {
      const there = { engine: engine.name, text: await engine.run(bundles) };
      print(there);
      expect(describeDifference(here, there)).toBeUndefined();
    };
    it(engine.name, check, engine.timeLimitMs);
  }
});
