import { describe, expect, it } from "vitest";
import { checkSpectrum, fit, makeSpectrum, parseCircuit, violationMask, type Spectrum } from "../../src/index.ts";
import { fitErrorOf, simulated, sweep } from "../fit/support.ts";

const cell = "R0{20}-(R1{100}|CPE1{Q = 10u, n = 0.9})-(R2{300}|CPE2{Q = 2m, n = 0.85})";
const frequencyHz = sweep(1e5, 1e-2, 61);

/** With some points multiplied by complex factors. */
function changed(spectrum: Spectrum, factor: (point: number) => readonly [re: number, im: number]): Spectrum {
  const re = spectrum.re.map((x, k) => x * factor(k)[0] - (spectrum.im[k] ?? 0) * factor(k)[1]);
  const im = spectrum.im.map((y, k) => y * factor(k)[0] + (spectrum.re[k] ?? 0) * factor(k)[1]);
  return makeSpectrum({ frequencyHz: spectrum.frequencyHz, re, im });
}

describe("checkSpectrum", () => {
  it("finds the noise of a spectrum and nothing wrong with it", () => {
    const check = checkSpectrum(simulated(cell, { frequencyHz, noise: 0.01, seed: 4 }));
    expect(check.status).toBe("consistent");
    // The standard error of an estimate from some 80 degrees of freedom is 8 %; three of them.
    expect(Math.abs((check.noisePercent ?? 0) - 1)).toBeLessThan(0.24);
    expect(check.verdict).toMatch(/^The spectrum obeys the Kramers-Kronig relations within a noise of \d/);
    expect(check.linearKK?.frequencyHz).toHaveLength(61);
    expect(check.coverage).toMatchObject({ points: 61, gaps: [] });
    expect(check.coverage.decades).toBeCloseTo(7, 9);
  });

  it("names one bad point, by how much it is off, and none beside it", () => {
    const spectrum = simulated(cell, { frequencyHz, noise: 0.003 });
    const check = checkSpectrum(changed(spectrum, (point) => (point === 30 ? [1.05, 0] : [1, 0])));
    expect(check.status).toBe("violating-points");
    expect(check.violations.map(({ index }) => index)).toEqual([30]);
    // 5 % of the true |Z|, known to a few times the noise.
    expect(Math.abs((check.violations[0]?.residualPercent ?? 0) - 5)).toBeLessThan(1.5);
    expect(check.verdict).toContain("One point contradicts the others");
    // The noise is that of the others.
    expect(Math.abs((check.noisePercent ?? 0) / 0.3 - 1)).toBeLessThan(0.3);
  });

  it("names bad points of a masked spectrum by their index in the whole one", () => {
    const spectrum = simulated(cell, { frequencyHz, noise: 0.003 });
    const wrong = changed(spectrum, (point) => (point === 30 || point === 2 ? [1.05, 0] : [1, 0]));
    const check = checkSpectrum(wrong, { exclude: [2], maximumHz: 9e4 });
    expect(check.violations.map(({ index }) => index)).toEqual([30]);
    expect(check.linearKK?.point[0]).toBe(1);
  });

  it("makes a mask of bad points, whose reasons stand in the result of a fit", () => {
    const spectrum = simulated(cell, { frequencyHz, noise: 0.003 });
    const wrong = changed(spectrum, (point) => (point === 30 ? [1.05, 0] : [1, 0]));
    const mask = violationMask(checkSpectrum(wrong));
    const result = fit(wrong, parseCircuit("R0-(R1|CPE1)-(R2|CPE2)"), { exclude: mask });
    expect(result.excluded).toHaveLength(1);
    expect(result.excluded[0]).toMatchObject({ index: 30 });
    expect(result.excluded[0]?.reason).toMatch(/^with a Kramers-Kronig residual of [45]\.?\d? %$/);
    expect(checkSpectrum(wrong, { exclude: mask })).toMatchObject({ status: "consistent", excluded: [{ index: 30 }] });
  });

  it("finds parts that do not belong together", () => {
    const spectrum = simulated(cell, { frequencyHz, noise: 0.002 });
    // The phase is turned by 2 degrees over two decades: as by a filter, without the modulus that belongs to it.
    const check = checkSpectrum(changed(spectrum, (point) => (point > 20 && point < 40 ? [0.9994, -0.035] : [1, 0])));
    expect(check.status).toBe("inconsistent");
    expect(check.verdict).toMatch(/contradict/);
  });

  it("suspects drift where |Z| leaves the phase at low frequency", () => {
    const spectrum = simulated(cell, { frequencyHz, noise: 0.002 });
    const slow = changed(spectrum, (point) => [1 + 0.1 * (1e-2 / (frequencyHz[point] ?? 1)), 0]);
    const check = checkSpectrum(slow);
    expect(check.drift?.suspected).toBe(true);
    expect(check.drift?.deviationPercent).toBeGreaterThan(2);
    expect(["drift-suspected", "inconsistent"]).toContain(check.status);
    expect(check.verdict).toMatch(/up to 0\.1 Hz, \|Z\| lies .* % above/);
  });

  it("names a gap", () => {
    const spectrum = simulated(cell, { frequencyHz: frequencyHz.filter((f) => f > 100 || f < 1), noise: 0.002 });
    const check = checkSpectrum(spectrum);
    expect(check.status).toBe("consistent");
    expect(check.coverage.gaps).toHaveLength(1);
    expect(check.verdict).toMatch(/No points lie between 0\.9\d+ and 1\d\d(\.\d)? Hz \(2\.\d decades\)/);
  });

  it("says so where the points are too few", () => {
    const check = checkSpectrum(makeSpectrum({ frequencyHz: [3, 2, 1], re: [1, 2, 3], im: [-1, -1, -1] }));
    expect(check).toMatchObject({ status: "undecided", noisePercent: null, linearKK: null, zhit: null, drift: null });
    expect(check.verdict).toContain("3 points are too few");
  });

  it("takes data without noise", () => {
    const check = checkSpectrum(simulated(cell, { frequencyHz, noise: 0 }));
    expect(check.noisePercent).toBeLessThan(0.01);
    expect(["consistent", "slightly-inconsistent", "violating-points"]).toContain(check.status);
    const resistor = checkSpectrum(
      makeSpectrum({ frequencyHz, re: frequencyHz.map(() => 5), im: frequencyHz.map(() => 0) }),
    );
    expect(resistor.status).toBe("consistent");
    expect(resistor.verdict).toContain("less than 0.001 %");
  });

  it("shows the linear test and the Z-HIT asked for, with the same verdict", () => {
    const spectrum = simulated(cell, { frequencyHz, noise: 0.003 });
    const plain = checkSpectrum(spectrum);
    const asked = checkSpectrum(spectrum, {
      linear: { variant: "real", domain: "impedance", terms: 9 },
      zhit: { smoothing: "none", window: "hann", centreHz: 10, decades: 2 },
    });
    expect(asked.linearKK).toMatchObject({ variant: "real", terms: 9, criterion: "fixed" });
    expect(asked.zhit?.reconstructed).not.toEqual(plain.zhit?.reconstructed);
    expect([asked.verdict, asked.noisePercent, asked.drift]).toEqual([plain.verdict, plain.noisePercent, plain.drift]);
  });

  it("refuses what is no spectrum", () => {
    expect(fitErrorOf(() => checkSpectrum({} as Spectrum)).code).toBe("not-a-spectrum");
  });
});
