import { describe, expect, it } from "vitest";
import { fromPolar, fromPolarDegrees } from "../../src/io/polar.ts";

describe("parts of an impedance from modulus and phase", () => {
  it("agree with the engine's functions to a unit or two in the last place over two turns", () => {
    for (let step = -2000; step <= 2000; step++) {
      const phase = (step / 1000) * Math.PI * 2;
      const { re, im } = fromPolar(1, phase);
      expect(Math.abs(re - Math.cos(phase))).toBeLessThanOrEqual(4e-16);
      expect(Math.abs(im - Math.sin(phase))).toBeLessThanOrEqual(4e-16);
    }
  });

  it("keep small phases and exact right angles", () => {
    expect(fromPolar(2, 1e-9).im).toBe(2e-9);
    expect(fromPolarDegrees(3, -90)).toEqual({ re: 0, im: -3 });
    expect(fromPolarDegrees(3, 180).re).toBe(-3);
    expect(fromPolarDegrees(3, 450).im).toBe(3);
    expect(fromPolarDegrees(1, -45).im).toBeCloseTo(-Math.SQRT1_2, 15);
  });

  it("give NaN for what is no phase, which no spectrum holds", () => {
    expect(fromPolar(1, Number.NaN).re).toBeNaN();
    expect(fromPolar(Number.POSITIVE_INFINITY, 1).re).toBe(Number.POSITIVE_INFINITY);
  });
});
