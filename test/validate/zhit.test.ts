import { describe, expect, it } from "vitest";
import { makeSpectrum, zhit, type ZhitWindow } from "../../src/index.ts";
import { deviation, fitErrorOf, simulated, sweep } from "../fit/support.ts";
import fixtures from "../fixtures/validate/zhit.json" with { type: "json" };

const windows = {
  boxcar: {},
  hann: { centreHz: 10, decades: 2 },
  triangle: { centreHz: 10, decades: 2 },
} as const;

describe.each(fixtures.map((fixture) => [fixture.kind, fixture] as const))("Z-HIT of %s", (_kind, fixture) => {
  const spectrum = makeSpectrum(fixture);

  it.each(Object.keys(windows) as ZhitWindow[])("agrees with scipy's splines, window %s", (window) => {
    const options = { interpolation: "natural", window, ...windows[window] } as const;
    const rising = (values: Float64Array | undefined): number[] => Array.from(values ?? []).reverse();
    const through = rising(zhit(spectrum, { ...options, smoothing: "none" })?.reconstructed);
    // Both solve a tridiagonal system of small condition.
    fixture.none[window].forEach((value, k) => expect(deviation(through[k] ?? 0, value)).toBeLessThan(1e-10));
    const past = zhit(spectrum, options);
    // The best of the same penalties a quarter of a decade apart.
    fixture.smoothed.forEach((value, k) =>
      expect(Math.abs((rising(past?.smoothedPhase)[k] ?? 0) - value)).toBeLessThan(1e-8),
    );
    fixture.spline[window].forEach((value, k) =>
      expect(deviation(rising(past?.reconstructed)[k] ?? 0, value)).toBeLessThan(1e-7),
    );
  });
});

const SMOOTHINGS = ["none", "local", "lowess", "savitzky-golay", "whittaker", "modified-sinc", "spline"] as const;
const INTERPOLATIONS = ["natural", "not-a-knot", "akima", "modified-akima", "pchip"] as const;

describe("Z-HIT", () => {
  const arc = "R0{10}-Zarc1{R = 100, tau = 1m, n = 0.8}";

  it("has gamma = -pi/6: the modulus of an arc is met within 2 %", () => {
    const found = zhit(simulated(arc, { noise: 0, frequencyHz: sweep(1e6, 1e-2, 81) }));
    // With +pi/6 the error would be 30 %.
    expect(Math.max(...Array.from(found?.residualPercent ?? [99], Math.abs))).toBeLessThan(2);
  });

  it("is right for a constant phase, whatever the smoothing and the interpolation", () => {
    const element = simulated("CPE1{Q = 1m, n = 0.7}", { noise: 0 });
    for (const smoothing of SMOOTHINGS) {
      for (const interpolation of INTERPOLATIONS) {
        const found = zhit(element, { smoothing, interpolation, degree: 4 });
        expect(Math.max(...Array.from(found?.residualPercent ?? [99], Math.abs))).toBeLessThan(1e-7);
      }
    }
  });

  it("takes as few points as there are", () => {
    const few = simulated(arc, { noise: 0, frequencyHz: sweep(1e3, 1, 4) });
    for (const smoothing of SMOOTHINGS) {
      for (const interpolation of INTERPOLATIONS) {
        const found = zhit(few, { smoothing, interpolation, span: 11, degree: 2 });
        // A point a decade tells little; nothing may be out of all proportion, nor no number.
        found?.reconstructed.forEach((value, k) => {
          expect(Math.abs(Math.log(value / (found.modulus[k] ?? Number.NaN)))).toBeLessThan(Math.log(2));
        });
      }
    }
  });

  it("follows the phase through negative resistances, and averages points of equal frequency", () => {
    const base = simulated(arc, { noise: 0 });
    // exp(j pi) turns every phase by the same, which the constant takes up only if no jump is left.
    const turned = makeSpectrum({
      frequencyHz: base.frequencyHz,
      re: base.re.map((x) => -x),
      im: base.im.map((y) => -y),
    });
    const steps = zhit(turned, { smoothing: "none" })?.phase ?? new Float64Array(1);
    steps.forEach((phase, k) => expect(Math.abs(phase - (steps[k - 1] ?? phase))).toBeLessThan(1));
    const twice = makeSpectrum({
      frequencyHz: [...base.frequencyHz, ...base.frequencyHz],
      re: [...base.re, ...base.re],
      im: [...base.im, ...base.im],
    });
    expect(zhit(twice)?.reconstructed).toEqual(zhit(base)?.reconstructed);
  });

  it("needs four frequencies, and refuses options that are none", () => {
    const short = makeSpectrum({ frequencyHz: [3, 2, 1], re: [1, 2, 3], im: [-1, -1, -1] });
    expect(zhit(short)).toBeUndefined();
    for (const options of [
      { smoothing: "much" },
      { window: "door" },
      { span: 4 },
      { degree: 3 },
      { interpolation: "line" },
      { decades: 0 },
      { centreHz: -1 },
    ]) {
      expect(fitErrorOf(() => zhit(short, options as never)).code).toBe("bad-option");
    }
  });
});
