import { describe, expect, it } from "vitest";
import { fit, FitError, fitKramersKronig, makeSpectrum, parseCircuit } from "../../src/index.ts";
import { kramersKronigRival } from "../../src/comparison/kramersKronig.ts";
import fixtures from "../fixtures/statistics/kramersKronig.json" with { type: "json" };
import { simulated, sweep } from "../fit/support.ts";

/** The fixture's tables begin with this number of terms. */
const FIRST_TERMS = 3;

describe.each(fixtures.map((fixture) => [fixture.kind, fixture] as const))(
  "Kramers-Kronig baseline of %s",
  (_kind, fixture) => {
    const spectrum = makeSpectrum(fixture);
    const baseline = fitKramersKronig(spectrum);
    if (baseline === undefined) throw new Error("no baseline");
    const rows = 2 * spectrum.frequencyHz.length;
    const score = (objective: number, terms: number): number => objective / rows / (1 - (terms + 3) / rows) ** 2;

    it("has the S of numpy's least squares for the terms chosen", () => {
      const table = new Map(Object.entries(fixture.objectives)).get(`${baseline.domain} ${baseline.extension}`);
      const expected = table?.[baseline.terms - FIRST_TERMS] ?? Number.NaN;
      // Both factor columns whose condition number may reach 1e12; S is stable against that, to some 1e-10.
      expect(Math.abs(baseline.objective / expected - 1)).toBeLessThan(1e-8);
      expect(baseline.parameters).toBe(baseline.terms + 3);
      expect(baseline.degreesOfFreedom).toBe(rows - baseline.parameters);
    });

    it("has the least score of cross-validation", () => {
      const own = score(baseline.objective, baseline.terms);
      for (const table of Object.values(fixture.objectives)) {
        table.forEach((objective, place) => {
          const terms = FIRST_TERMS + place;
          // The engine takes every tenth part from 20 terms on.
          if (terms <= 20) expect(own).toBeLessThanOrEqual(score(objective, terms) * (1 + 1e-8));
        });
      }
    });

    it("recovers the noise", () => {
      // The standard deviation of an estimate from some 60 degrees of freedom is 9 %; three of them.
      expect(Math.abs(Math.sqrt(baseline.objective / baseline.degreesOfFreedom) / fixture.noise - 1)).toBeLessThan(
        0.27,
      );
    });

    it("gives an impedance that has this S", () => {
      const sum = Array.from(baseline.re, (re, k) => {
        const [x, y] = [spectrum.re[k] ?? Number.NaN, spectrum.im[k] ?? Number.NaN];
        return ((re - x) ** 2 + ((baseline.im[k] ?? Number.NaN) - y) ** 2) / (x * x + y * y);
      }).reduce((total, part) => total + part, 0);
      // In the admittance the S of dZ is that of dY to first order: relative residuals of 1 % leave some per cent.
      expect(Math.abs(sum / baseline.objective - 1)).toBeLessThan(baseline.domain === "impedance" ? 1e-6 : 0.05);
    });
  },
);

describe("Kramers-Kronig baseline", () => {
  it("meets a circuit of its own kind without noise", () => {
    const spectrum = simulated("R0{10}-(R1{100}|C1{1u})-(R2{50}|C2{1m})", {
      noise: 0,
      frequencyHz: sweep(1e5, 0.1, 43),
    });
    const baseline = fitKramersKronig(spectrum);
    // Time constants between those of the grid are interpolated by their neighbours to 1e-5 of |Z| or better.
    expect(Math.sqrt((baseline?.objective ?? 1) / 86)).toBeLessThan(1e-5);
  });

  it("does not follow data that break the relations", () => {
    const base = simulated("R0{10}-(R1{100}|C1{1u})", { noise: 0.001 });
    // The sign of Z'' turned round: an arc in the fourth quadrant with the real part of one in the first.
    const broken = makeSpectrum({ ...base, im: base.im.map((im) => -im) });
    const good = fitKramersKronig(base);
    const bad = fitKramersKronig(broken);
    expect((bad?.objective ?? 0) / (good?.objective ?? 1)).toBeGreaterThan(1e3);
  });

  it("respects mask and weights, and needs points", () => {
    const spectrum = simulated("R0{10}-(R1{100}|C1{1u})");
    const masked = fitKramersKronig(spectrum, { minimumHz: 0.9, exclude: [0] });
    expect(masked?.frequencyHz.length).toBe(35);
    expect(masked?.point[0]).toBe(1);
    const scaled = makeSpectrum({
      ...spectrum,
      re: spectrum.re.map((x) => 1000 * x),
      im: spectrum.im.map((x) => 1000 * x),
    });
    const small = fitKramersKronig(spectrum, { weight: "unit" })?.objective ?? Number.NaN;
    const large = fitKramersKronig(scaled, { weight: "unit" })?.objective ?? Number.NaN;
    // Impedances are scaled by their mean before anything else, so a unit changes S by its rounding only.
    expect(Math.abs(large / small / 1e6 - 1)).toBeLessThan(1e-9);
    const short = makeSpectrum({ frequencyHz: [3, 2, 1], re: [1, 2, 3], im: [-1, -1, -1] });
    expect(fitKramersKronig(short)).toBeUndefined();
    expect(() => fitKramersKronig(spectrum, { minimumHz: 1e9 })).toThrow(FitError);
  });

  it("as rival of a circuit has two terms a decade and leaves the fit as it was", () => {
    const spectrum = simulated("R0{10}-(R1{100}|C1{1u})", { noise: 0.05 });
    const result = fit(spectrum, parseCircuit("R0-(R1|C1)"));
    const before = result.residuals.fitRe.slice();
    const rival = kramersKronigRival(result);
    expect(rival?.terms).toBeGreaterThanOrEqual(12);
    expect(fit(spectrum, parseCircuit("R0-(R1|C1)")).residuals.fitRe).toEqual(before);
  });
});
