import { describe, expect, it } from "vitest";
import { fromRadians } from "../../src/io/binary/polarRadians.ts";

describe("parts of an impedance from modulus and phase", () => {
  it("agree with the engine's functions to a unit or two in the last place over two turns", () => {
    for (let step = -2000; step <= 2000; step++) {
      const phase = (step / 1000) * Math.PI * 2;
      const { re, im } = fromRadians(1, phase);
      expect(Math.abs(re - Math.cos(phase))).toBeLessThanOrEqual(4e-16);
      expect(Math.abs(im - Math.sin(phase))).toBeLessThanOrEqual(4e-16);
    }
  });

  it("keep small phases", () => {
    expect(fromRadians(2, 1e-9).im).toBe(2e-9);
    expect(fromRadians(1, -Math.PI / 4).im).toBeCloseTo(-Math.SQRT1_2, 15);
  });

  it("give NaN for what is no phase, which no spectrum holds", () => {
    expect(fromRadians(1, Number.NaN).re).toBeNaN();
    expect(fromRadians(Number.POSITIVE_INFINITY, 1).re).toBe(Number.POSITIVE_INFINITY);
  });
});
