import { describe, expect, it } from "vitest";
import { makeSpectrum, measurementModel } from "../../src/index.ts";
import { fitErrorOf, simulated, sweep } from "../fit/support.ts";

const frequencyHz = sweep(1e5, 1e-1, 49);
const cell = "R0{20}-(R1{100}|C1{10u})-(R2{50}|C2{2m})";

describe("measurement model", () => {
  it.each(["imaginary", "real"] as const)(
    "of two arcs has two elements and predicts the other part, from the %s one",
    (fitted) => {
      const spectrum = simulated(cell, { frequencyHz, noise: 0.005, seed: 3 });
      const model = measurementModel(spectrum, { fitted });
      expect(model?.elements).toBe(2);
      // S of some 45 degrees of freedom, in units of a noise known to 8 %: within three standard deviations of 1.
      expect(Math.abs((model?.chi2Reduced ?? 0) - 1)).toBeLessThan(0.75);
      // Three standard deviations: one of 370 points by chance.
      expect(model?.inconsistent.length).toBeLessThanOrEqual(1);
      // The prediction is no better than the noise, nor much worse within the frequencies.
      const ratio = (model?.deviation[24] ?? 0) / (0.005 * Math.hypot(spectrum.re[24] ?? 0, spectrum.im[24] ?? 0));
      expect(ratio).toBeGreaterThan(0.7);
      expect(ratio).toBeLessThan(3);
    },
  );

  it("misses a part that does not belong to the other", () => {
    const spectrum = simulated(cell, { frequencyHz, noise: 0.005, seed: 3 });
    const re = spectrum.re.map((x, k) => x * ((frequencyHz[k] ?? 0) < 10 ? 1.1 : 1));
    const model = measurementModel(makeSpectrum({ frequencyHz, re, im: spectrum.im }));
    expect(model?.inconsistent.length).toBeGreaterThan(5);
  });

  it("needs points", () => {
    const short = makeSpectrum({ frequencyHz: [3, 2, 1], re: [1, 2, 3], im: [-1, -1, -1] });
    expect(measurementModel(short)).toBeUndefined();
    expect(fitErrorOf(() => measurementModel(short, { fitted: "half" as never })).code).toBe("bad-option");
  });
});
