import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { bootstrap, fit, intervals, profile, type FitResult, type ParameterInterval } from "../../src/index.ts";
import { deviation, fitErrorOf, simulated, sweep } from "../fit/support.ts";

function intervalOf(found: { readonly parameters: readonly ParameterInterval[] }, name: string): ParameterInterval {
  const one = found.parameters.find((parameter) => parameter.name === name);
  if (one === undefined) throw new Error(`no ${name}`);
  return one;
}

const TEXT = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
const sound = fit(simulated(TEXT), parseCircuit(TEXT));

/** Diffusion of which the spectrum shows only the beginning. */
function early(): FitResult {
  const data = simulated("R0{20}-Wo1{R = 100, tau = 100}", { frequencyHz: sweep(1e5, 1, 51) });
  return fit(data, parseCircuit("R0-Wo1"));
}

describe("intervals", () => {
  it("by Wald are those of the fit", () => {
    const found = intervals(sound, { method: "wald" });
    expect(found.parameters.map(({ interval }) => interval)).toEqual(sound.parameters.map(({ interval }) => interval));
    expect(found.parameters.map(({ method }) => method)).toEqual(["wald", "wald", "wald", "wald"]);
  });

  it("by Wald at other levels go with Student's quantile", () => {
    const { interval } = intervalOf(intervals(sound, { method: "wald", level: 0.5 }), "R1");
    const { value = 0, stderr } = sound.parameters[1] ?? {};
    // Root of mpmath's regularized betainc at 40 digits for 82 degrees of freedom.
    const half = 0.6774934514502328 * ((stderr ?? 0) / value);
    expect(sound.degreesOfFreedom).toBe(82);
    expect(deviation(Math.log((interval?.[1] ?? 0) / value), half)).toBeLessThan(1e-8);
    expect(deviation(Math.log(value / (interval?.[0] ?? 0)), half)).toBeLessThan(1e-8);
  });

  it("by the profile are those of profile, of the bootstrap those of bootstrap", () => {
    const profiles = profile(sound);
    const byProfile = intervals(sound, { method: "profile" });
    expect(byProfile.parameters.map(({ interval }) => interval)).toEqual(profiles.map(({ interval }) => interval));
    const drawn = bootstrap(sound, { replicas: 300, seed: 7 });
    const byBootstrap = intervals(sound, { method: "bootstrap", replicas: 300, seed: 7 });
    expect(byBootstrap.parameters.map(({ interval }) => interval)).toEqual(
      drawn.parameters.map(({ interval }) => interval),
    );
    expect(byBootstrap.parameters.every(({ method }) => method === "bootstrap")).toBe(true);
  });

  it("by themselves are Wald's where these can be trusted", () => {
    const found = intervals(sound);
    expect(found).toMatchObject({ method: "auto", level: 0.95, warnings: [] });
    expect(found.parameters.map(({ method, reason }) => [method, reason])).toEqual(Array(4).fill(["wald", null]));
  });

  it("by themselves are the profile's where errors are large", () => {
    const found = intervals(early());
    expect(intervalOf(found, "R0")).toMatchObject({ method: "wald", ends: null, reason: null });
    const tau = intervalOf(found, "Wo1.tau");
    expect(tau).toMatchObject({ method: "profile", ends: ["crossing", "open"] });
    expect(tau.reason).toMatch(/^error of \d+ %$/);
    expect(intervalOf(found, "Wo1.p")).toEqual({
      name: "Wo1.p",
      interval: null,
      method: null,
      ends: null,
      reason: null,
    });
  });

  it("by themselves are the profile's for all where a limit is active", () => {
    const result = fit(simulated(TEXT), parseCircuit(TEXT), { bounds: { R1: [1, 80] } });
    const found = intervals(result);
    expect(intervalOf(found, "R1")).toMatchObject({ method: "profile", reason: "on its limit" });
    expect(intervalOf(found, "R1").ends?.[1]).toBe("limit");
    expect(intervalOf(found, "R0")).toMatchObject({ method: "profile", reason: "R1 is on its limit" });
  });

  it("by themselves are the profile's where Wald's would pass a limit", () => {
    const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.99})";
    const result = fit(simulated(text, { noise: 0.02, seed: 3 }), parseCircuit(text));
    expect(result.parameters[3]?.status).toBe("free");
    expect(result.parameters[3]?.interval?.[1]).toBeGreaterThan(1);
    const exponent = intervalOf(intervals(result), "CPE1.n");
    expect(exponent).toMatchObject({ method: "profile", reason: "its interval would pass its limit" });
    expect(exponent.interval?.[1]).toBe(1);
  });

  it("of what the data do not determine are open by the profile and none by the others", () => {
    const result = fit(simulated(TEXT), parseCircuit("R0-R9-p(R1,CPE1)"));
    expect(intervalOf(intervals(result), "R9").ends?.[0]).toBe("open");
    expect(intervalOf(intervals(result, { method: "wald" }), "R9")).toMatchObject({
      interval: null,
      reason: "the data do not determine it",
    });
    expect(intervalOf(intervals(result, { method: "bootstrap" }), "R9").interval).toBeNull();
  });

  it("of tied parameters are Wald's beside profiles of the others", () => {
    const twins = simulated("R0{20}-p(R1{100},C1{1u})-p(R2{100},C2{100u})");
    const result = fit(twins, parseCircuit("R0-p(R1,C1)-p(R2,C2); R2 = R1"));
    const found = intervals(result, { method: "profile" });
    expect(found.parameters.map(({ name, method }) => [name, method])).toEqual([
      ["R0", "profile"],
      ["R1", "profile"],
      ["C1", "profile"],
      ["R2", "wald"],
      ["C2", "profile"],
    ]);
  });

  it("of exact data are Wald's, with the reason", () => {
    const exact = fit(simulated(TEXT, { noise: 0 }), parseCircuit(TEXT));
    const found = intervals(exact, { method: "profile" });
    expect(found.parameters[0]).toMatchObject({ method: "wald" });
    expect(found.parameters[0]?.reason).toContain("S is nothing but rounding");
  });

  it("refuse what they do not know", () => {
    expect(fitErrorOf(() => intervals(sound, { level: 2 })).message).toContain("level must lie between 0 and 1");
    expect(fitErrorOf(() => intervals(JSON.parse(JSON.stringify(sound)) as FitResult)).code).toBe("not-a-result");
    const options = JSON.parse('{ "method": "walt" }') as { method: "wald" };
    expect(fitErrorOf(() => intervals(sound, options)).message).toBe(
      'There is no interval method "walt"; choose one of wald, profile, auto, bootstrap.',
    );
  });
});
