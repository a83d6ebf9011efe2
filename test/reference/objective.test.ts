import { describe, expect, it } from "vitest";
import { effectiveResiduals, objective } from "../../src/reference/index.ts";
import { makeSpectrum } from "../../src/spectrum.ts";

const frequencyHz = [2, 1];
const spectrum = makeSpectrum({ frequencyHz, re: [3, 6], im: [-4, 8], sigma: { re: [0.5, 1], im: [0.25, 2] } });
// Differences (1, 2) and (-3, 1).
const impedance = { re: Float64Array.of(4, 3), im: Float64Array.of(-2, 9) };

describe("objective", () => {
  it.each([
    ["unit", 1 + 4 + 9 + 1],
    ["modulus", (1 + 4) / 25 + (9 + 1) / 100],
    ["proportional", 1 / 9 + 4 / 16 + 9 / 36 + 1 / 64],
    ["sigma", 1 / 0.25 + 4 / 0.0625 + 9 / 1 + 1 / 4],
  ] as const)("sums w |dZ|^2 with the weight %s", (weight, expected) => {
    // Eight terms of one rounding each.
    expect(Math.abs(objective(spectrum, impedance, weight) / expected - 1)).toBeLessThan(1e-15 * 8);
  });

  it("is the sum of squares of the weighted residuals, real parts first", () => {
    expect([...effectiveResiduals(spectrum, "unit")(impedance)]).toEqual([1, -3, 2, 1]);
    expect([...effectiveResiduals(spectrum, "sigma")(impedance)]).toEqual([2, -3, 8, 0.5]);
  });

  it("refuses sigma without standard deviations", () => {
    const bare = makeSpectrum({ frequencyHz, re: [3, 6], im: [-4, 8] });
    expect(() => objective(bare, impedance, "sigma")).toThrow('The weight "sigma" needs standard deviations');
  });

  it("refuses proportional weights where a part is 0", () => {
    const real = makeSpectrum({ frequencyHz, re: [3, 6], im: [-4, 0] });
    expect(() => objective(real, impedance, "proportional")).toThrow("The imaginary part at point 1 (1 Hz) is 0");
  });
});
