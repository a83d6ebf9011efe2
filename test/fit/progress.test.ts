import { describe, expect, it } from "vitest";
import {
  bootstrap,
  compareCircuits,
  drt,
  EngineError,
  fit,
  fitJointly,
  fitSeries,
  identifiability,
  intervals,
  parseCircuit,
  profile,
  type OnProgress,
  type WorkProgress,
} from "../../src/index.ts";
import { CERAMIC, ceramicSeries } from "../analysis/joint/support.ts";
import { simulated, sweep } from "./support.ts";

const CELL = "R0{100}-p(R1{300},CPE1{Q = 2n, n = 0.9})-p(R2{500},CPE2{Q = 1u, n = 0.85})";
const circuit = parseCircuit(CELL);
/** So many points that the replicas are drawn in several portions. */
const spectrum = simulated(CELL, { frequencyHz: sweep(1e6, 0.01, 601), noise: 0.003 });
const REPLICAS = 400;

/** Fits made anew, as profiles and verdicts are kept with the result of a fit. */
const freshFit = () => fit(spectrum, circuit);
/** Of two arcs of which the data show the beginning of one only: its parameters are not trusted to the covariance. */
const looseFit = () => fit(simulated(CELL, { frequencyHz: sweep(1e6, 2e3, 41), noise: 0.01 }), circuit, { seed: 3 });

/** Ends the work at a step, and keeps what was told. */
function endingAfter(done: number, items?: string): { readonly told: WorkProgress[]; readonly onProgress: OnProgress } {
  const told: WorkProgress[] = [];
  return {
    told,
    onProgress: (progress) => {
      told.push(progress);
      return progress.done < done || (items !== undefined && progress.items !== items);
    },
  };
}

describe("bootstrap", () => {
  it("gives the same bits when somebody looks on, and tells steps that rise to the whole", () => {
    const alone = bootstrap(freshFit(), { replicas: REPLICAS });
    const watch = endingAfter(Infinity);
    expect(bootstrap(freshFit(), { replicas: REPLICAS, onProgress: watch.onProgress })).toEqual(alone);
    const steps = watch.told.map(({ done }) => done);
    expect(steps.length).toBeGreaterThan(3);
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    expect([steps[0], steps.at(-1)]).toEqual([0, REPLICAS]);
    expect(watch.told.every(({ items, total }) => items === "replicas" && total === REPLICAS)).toBe(true);
  });

  it("that is ended early is the one of fewer replicas, and says so", () => {
    const { told, onProgress } = endingAfter(100);
    const early = bootstrap(freshFit(), { replicas: REPLICAS, onProgress });
    const drawn = told.at(-1)?.done ?? 0;
    expect(early.replicas).toBe(drawn);
    expect(drawn).toBeLessThan(REPLICAS);
    const fewer = bootstrap(freshFit(), { replicas: drawn });
    expect(early.parameters).toEqual(fewer.parameters);
    expect(early.correlation).toEqual(fewer.correlation);
    expect(early.values).toEqual(fewer.values);
    expect(early.warnings[0]).toBe(
      `The bootstrap was ended early: ${String(drawn)} of 400 replicas were drawn, and all is from these.`,
    );
  });

  it("that is ended before its first replica has no intervals", () => {
    const { parameters, replicas } = bootstrap(freshFit(), { onProgress: () => false });
    expect(replicas).toBe(0);
    expect(parameters.every(({ interval, stderr }) => interval === null && stderr === null)).toBe(true);
  });

  it("lets an error through and leaves the engine as it was", () => {
    const result = freshFit();
    const before = bootstrap(result, { replicas: REPLICAS });
    const broken = new Error("enough");
    const stop: OnProgress = ({ done }) => {
      if (done > 0) throw broken;
    };
    expect(() => bootstrap(result, { replicas: REPLICAS, onProgress: stop })).toThrow(broken);
    expect(bootstrap(result, { replicas: REPLICAS })).toEqual(before);
  });

  it("refuses other questions from within, and may be asked for a fit", () => {
    const result = freshFit();
    const other = looseFit();
    expect(() => bootstrap(result, { onProgress: () => profile(other, ["R0"]) })).toThrow(EngineError);
    expect(() => bootstrap(result, { onProgress: () => profile(other, ["R0"]) })).toThrow(
      /in the middle of a computation/,
    );
    const alone = bootstrap(result, { replicas: REPLICAS });
    expect(bootstrap(result, { replicas: REPLICAS, onProgress: () => void freshFit() })).toEqual(alone);
    // Of the same result as well, which stands in the engine already.
    for (const ask of [() => bootstrap(result, { replicas: 7, seed: 9 }), () => profile(result, ["R0"])]) {
      const refused: unknown[] = [];
      const onProgress = (): void => {
        try {
          ask();
        } catch (error) {
          refused.push(error);
        }
      };
      expect(bootstrap(result, { replicas: REPLICAS, onProgress })).toEqual(alone);
      expect(refused.length).toBeGreaterThan(0);
      for (const error of refused) expect(error).toMatchObject({ name: "EngineError", code: "busy" });
    }
  });
});

describe("profiles", () => {
  it("are given as far as they were drawn", () => {
    const { told, onProgress } = endingAfter(2);
    const whole = profile(looseFit());
    expect(profile(looseFit(), undefined, { onProgress })).toEqual(whole.slice(0, 2));
    expect(told.map(({ done, total }) => [done, total])).toEqual([0, 1, 2].map((done) => [done, whole.length]));
  });

  it("that were not drawn leave the interval of the covariance, and intervals say so", () => {
    const whole = intervals(looseFit(), { method: "profile" });
    const early = intervals(looseFit(), { method: "profile", onProgress: endingAfter(2).onProgress });
    const wald = intervals(looseFit(), { method: "wald" });
    expect(early.parameters.slice(0, 2)).toEqual(whole.parameters.slice(0, 2));
    expect(early.parameters.slice(2).map(({ interval }) => interval)).toEqual(
      wald.parameters.slice(2).map(({ interval }) => interval),
    );
    expect(early.parameters[3]?.reason).toBe("the work was ended before its profile was drawn");
    expect(early.warnings[0]).toMatch(
      /^The work was ended early, before the profiles of .*CPE2\.n; their intervals are/,
    );
    expect(intervals(looseFit(), { method: "profile", onProgress: () => true })).toEqual(whole);
  });

  it("that identifiability lacks are named, and drawn when it is asked again", () => {
    const result = looseFit();
    const early = identifiability(result, { onProgress: () => false });
    expect(early.verdict).toMatch(/This was ended early: .* are judged by the standard error alone\.$/);
    expect(early.parameters.every(({ allowed }) => allowed === null)).toBe(true);
    expect(identifiability(result)).toEqual(identifiability(looseFit()));
  });
});

describe("comparisons", () => {
  const circuits = ["R0-p(R1,CPE1)", CELL, "R0-p(R1,C1)-p(R2,C2)"].map(parseCircuit);
  const data = simulated(CELL, { noise: 0.003 });

  it("rank what was fitted, and say what was not", () => {
    const whole = compareCircuits(data, circuits);
    expect(compareCircuits(data, circuits, { onProgress: () => true })).toEqual(whole);
    expect(whole.notFitted).toEqual([]);
    const early = compareCircuits(data, circuits, { onProgress: endingAfter(2, "circuits").onProgress });
    expect(early.ranked.map(({ index }) => index).sort()).toEqual([0, 1]);
    expect(early.notFitted).toEqual([2]);
    expect(early.verdict).toMatch(/^The comparison was ended early: 2 of 3 circuits were fitted\. The data support/);
    const one = compareCircuits(data, circuits, { onProgress: endingAfter(1, "circuits").onProgress });
    expect(one.verdict).toMatch(/1 of 3 circuits were fitted\. There is nothing to compare R0-\(R1\|CPE1\) with\./);
  });

  it("without a single fit are an error", () => {
    expect(() => compareCircuits(data, circuits, { onProgress: () => false })).toThrow(
      expect.objectContaining({ code: "ended-early", message: "Ended early, before any circuit was fitted." }) as Error,
    );
  });
});

describe("series and joint fits", () => {
  const { spectra, temperatures } = ceramicSeries({
    kelvin: [290, 310, 330, 350],
    seed: 1,
    noise: 0.005,
    frequencies: () => sweep(5e6, 1, 21),
  });
  const ceramic = parseCircuit(CERAMIC);
  const shared = [{ parameter: "CPE1.Q" }];

  it("tell each spectrum and keep those fitted", () => {
    const inputs = spectra.map((one, place) => ({ spectrum: one, condition: place, label: String(place) }));
    const { told, onProgress } = endingAfter(2, "spectra");
    const early = fitSeries(inputs, ceramic, { onProgress });
    expect(early.fits).toHaveLength(2);
    expect(early.warnings[0]).toMatch(/ended early: 2 of 4 spectra were fitted/);
    expect(told[0]).toEqual({ items: "spectra", done: 0, total: 4, canEnd: true });
  });

  it("share what the descents made so far have found", () => {
    const options = { shared, temperatures };
    const whole = fitJointly(spectra, ceramic, options);
    const { told, onProgress } = endingAfter(Infinity);
    const watched = fitJointly(spectra, ceramic, { ...options, onProgress });
    expect(watched.objective).toBe(whole.objective);
    expect(told.filter(({ items }) => items === "spectra")).toHaveLength(4);
    const early = fitJointly(spectra, ceramic, { ...options, onProgress: endingAfter(1, "descents").onProgress });
    expect(early.termination.starts).toBe(1);
    expect(early.warnings[0]).toMatch(/^The joint fit was ended early, after 1 descent: /);
    expect(early.objective).toBeGreaterThanOrEqual(whole.objective);
  });

  it("need their spectra and a first descent", () => {
    const ended =
      (items: string): (() => unknown) =>
      () =>
        fitJointly(spectra, ceramic, { shared, onProgress: (progress) => progress.items !== items });
    expect(ended("spectra")).toThrow(/before each spectrum was fitted alone/);
    expect(ended("descents")).toThrow(/before a first descent of the joint fit/);
  });
});

it("a distribution without its second opinion says that nothing confirms it", () => {
  const data = simulated(CELL, { noise: 0.003 });
  const early = drt(data, { onProgress: endingAfter(2, "chains of arcs").onProgress });
  expect(early.gamma).toEqual(drt(data).gamma);
  expect(early.secondOpinion).toMatchObject({ agrees: false, matches: [] });
  expect(early.secondOpinion.verdict).toBe(
    "The second method was ended early, after chains of up to 1 arc, so nothing confirms the distribution.",
  );
  expect(drt(data, { onProgress: () => false }).secondOpinion.verdict).toMatch(/ended before its first fit/);
});
