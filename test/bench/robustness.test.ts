import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { defaultName, mlName, truthName, type Attempt } from "../../bench/robustness/methods.ts";
import { ownProblems } from "../../bench/robustness/own.ts";
import { ownCircuits } from "../../bench/robustness/ownCircuits.ts";
import type { RobustnessProblem } from "../../bench/robustness/problem.ts";
import { measuredProblems, syntheticProblems } from "../../bench/robustness/shipped.ts";
import { failuresOf, quantile, rowOf, type Trial } from "../../bench/robustness/score.ts";
import { boxOfData, drawInBox, ruleOfThumb, wideBox } from "../../bench/robustness/starts.ts";
import { Random } from "../../bench/random.ts";
import { fit, simulate } from "../../src/index.ts";
import { spectraAbsent, spectraPresent } from "../spectra/referenceFits.ts";
import { syntheticAbsent, syntheticPresent } from "../synthetic/syntheticSets.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const problems = ownProblems(2, 7);

function runBench(...options: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["--import", "tsx", "bench/robustness.ts", ...options], {
    cwd: root,
    encoding: "utf8",
  });
}

describe("npm run bench:robustness", () => {
  it("prints one JSON document of rows, and nothing else, to stdout", () => {
    const { status, stdout, stderr } = runBench(
      ...["--json", "--no-shared", "--no-measured", "--own", "1", "--ml", "1", "--only", "polymer"],
      ...["--exhaustive", "3", "--passes", "2"],
    );
    expect(status, stderr).toBe(0);
    const rows = JSON.parse(stdout) as Record<string, unknown>[];
    expect(rows).toHaveLength(14);
    for (const noise of [0.001, 0.01]) {
      expect(rows).toContainEqual(
        expect.objectContaining({ set: "own polymer-blocking", noise, method: defaultName, draws: 1, successes: 1 }),
      );
      expect(rows).toContainEqual(expect.objectContaining({ noise, method: mlName, draws: 1 }));
    }
    for (const row of rows) {
      expect(row["medianMs"]).toBeGreaterThan(0);
      expect(row["p95Ms"]).toBeGreaterThanOrEqual(Number(row["medianMs"]));
    }
    expect(stderr).toContain("simulated, own: 2 problems");
  });

  it("refuses options without their value", () => {
    expect(runBench("--only").stderr).toContain("--only needs a text behind it");
    expect(runBench("--own", "none").stderr).toContain("--own needs a whole number above 0");
  });
});

describe("the project's own random problems", () => {
  it("are the same for the same seed and others for another", () => {
    const again = ownProblems(2, 7);
    expect(again.map(({ spectrum }) => Array.from(spectrum.re))).toEqual(
      problems.map(({ spectrum }) => Array.from(spectrum.re)),
    );
    const [other] = ownProblems(1, 8);
    expect(other?.truth).not.toEqual(problems[0]?.truth);
  });

  it("do not change when more are drawn", () => {
    const [first] = ownProblems(1, 7);
    expect(first?.truth).toEqual(problems[0]?.truth);
  });

  it.each(ownCircuits)("$name: each draw with both levels of noise, which is what it is said to be", ({ name }) => {
    const some = problems.filter(({ set }) => set === `own ${name}`);
    expect(some).toHaveLength(4);
    for (const { spectrum, circuit, truth, noise } of some) {
      const { frequencyHz, re, im } = spectrum;
      const exact = simulate(circuit, frequencyHz, truth);
      let square = 0;
      for (const [k, x] of exact.re.entries()) {
        const y = exact.im[k] ?? Number.NaN;
        const distance = Math.hypot((re[k] ?? Number.NaN) - x, (im[k] ?? Number.NaN) - y);
        square += (distance / Math.hypot(x, y)) ** 2;
      }
      // 122 squares of standard normals: 122 +- 15.6; four of these deviations.
      expect(square / (noise ?? 0) ** 2).toBeGreaterThan(122 - 4 * 15.6);
      expect(square / (noise ?? 0) ** 2).toBeLessThan(122 + 4 * 15.6);
    }
  });

  it("keep to the limits of their circuits", () => {
    for (const { circuit, truth } of problems) {
      for (const { name, lower, upper } of circuit.parameters) {
        const value = truth?.[name];
        if (value === undefined) continue;
        expect(value, name).toBeGreaterThanOrEqual(lower);
        expect(value, name).toBeLessThanOrEqual(upper);
      }
    }
  });

  it("have time constants at least half a decade apart within the window", () => {
    const { truth = {} } = problems.find(({ set }) => set === "own five-zarcs") ?? {};
    const taus = [1, 2, 3, 4, 5].map((k) => Math.log10(truth[`Zarc${String(k)}.tau`] ?? Number.NaN));
    for (const [k, tau] of taus.entries()) {
      expect(tau).toBeGreaterThan(-7);
      expect(tau).toBeLessThan(2);
      if (k > 0) expect(tau - (taus[k - 1] ?? 0)).toBeGreaterThanOrEqual(0.5 - 1e-12);
    }
  });
});

if (!syntheticPresent) console.log(syntheticAbsent);
if (!spectraPresent) console.log(spectraAbsent);

describe.runIf(syntheticPresent)("the shared simulated problems", () => {
  it("are as many as asked for, their truth in the conventions of this project", () => {
    const some = syntheticProblems(2);
    expect(some).toHaveLength(12 * 2 * 3);
    for (const { id, noise, spectrum, circuit, truth } of some) {
      if (noise !== 0) continue;
      const { re, im } = simulate(circuit, spectrum.frequencyHz, truth);
      for (const [k, x] of re.entries()) {
        const y = im[k] ?? Number.NaN;
        const distance = Math.hypot(x - (spectrum.re[k] ?? Number.NaN), y - (spectrum.im[k] ?? Number.NaN));
        // Two evaluations in float64 with exponents up to 30 in the powers.
        expect(distance / Math.hypot(x, y), id).toBeLessThan(1e-13);
      }
    }
  });
});

describe.runIf(spectraPresent)("the measured problems", () => {
  it("are all reference fits, each with a guess that can be fitted from", () => {
    const measured = measuredProblems();
    expect(measured).toHaveLength(206);
    for (const { circuit, guess = {}, referenceObjective } of measured) {
      expect(referenceObjective).toBeGreaterThan(0);
      for (const { name, fixed } of circuit.parameters) if (!fixed) expect(guess[name], name).toBeGreaterThan(0);
    }
  });
});

describe("starts of the rivals", () => {
  it("lie within the limits and can be fitted from, for every circuit", () => {
    const random = new Random(3);
    for (const problem of problems) {
      const { circuit, spectrum } = problem;
      const starts = [ruleOfThumb(problem), drawInBox(circuit, wideBox, random)];
      starts.push(drawInBox(circuit, boxOfData(problem), random));
      for (const start of starts) {
        for (const [j, { name, lower, upper }] of circuit.parameters.entries()) {
          expect(start[j], name).toBeGreaterThanOrEqual(lower);
          expect(start[j], name).toBeLessThanOrEqual(upper);
        }
      }
      const initial = Object.fromEntries(
        circuit.parameters.flatMap(({ name, fixed, expression }, j) =>
          fixed || expression !== undefined ? [] : [[name, starts[0]?.[j] ?? Number.NaN]],
        ),
      );
      expect(fit(spectrum, circuit, { search: false, initial }).objective).toBeLessThan(Infinity);
    }
  });
});

describe("the score", () => {
  const [problem] = problems;
  const attempt = (objective: number, milliseconds = 1, claims = true): Attempt => ({
    objective,
    milliseconds,
    evaluations: 10,
    claims,
  });
  const trial = (own: Attempt, fromTruth: number, other: number, reference?: number): Trial => {
    if (problem === undefined) throw new Error("no problem was drawn");
    const known: RobustnessProblem = reference === undefined ? problem : { ...problem, referenceObjective: reference };
    const attempts = new Map([
      [defaultName, own],
      [truthName, attempt(fromTruth)],
      [mlName, attempt(other)],
    ]);
    return { problem: known, attempts, stationary: true };
  };

  it("counts S up to 1.001 times the one from the truth, or the reference's where that is lower", () => {
    const trials = [
      trial(attempt(1.0009), 1, 2),
      trial(attempt(1.0011), 1, 2),
      trial(attempt(1), 1, 2, 0.99),
      trial(attempt(1), 1, 0.99),
    ];
    const row = rowOf("set", 0.01, defaultName, trials);
    expect(row).toMatchObject({ successes: 2, successesAgainstBest: 1, draws: 4, falseClaims: 2 });
    expect(failuresOf(trials).map(({ ratioToBest }) => ratioToBest)).toEqual([
      expect.closeTo(1 / 0.99, 12),
      expect.closeTo(1 / 0.99, 12),
      expect.closeTo(1.0011, 12),
    ]);
  });

  it("takes a fit that went wrong and says so for no false claim", () => {
    expect(rowOf("set", 0.01, defaultName, [trial(attempt(5, 1, false), 1, 2)])).toMatchObject({
      successes: 0,
      falseClaims: 0,
    });
  });

  it("takes fits of exact data that end in the rounding for equal", () => {
    expect(rowOf("set", 0, defaultName, [trial(attempt(9e-25), 1e-29, 1e-28)])).toMatchObject({
      successes: 1,
      successesAgainstBest: 1,
    });
  });

  it("interpolates quantiles between ordered values", () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5, 12);
  });
});
