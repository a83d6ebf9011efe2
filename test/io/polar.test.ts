import { describe, expect, it } from "vitest";
import { fromPolarDegrees, sinDegrees } from "../../src/io/polar.ts";

describe("polar numbers", () => {
  it("are exact on the axes, at any number of turns", () => {
    for (const turns of [-3, 0, 1, 1e6]) {
      const at = (degrees: number) => fromPolarDegrees(2, degrees + 360 * turns);
      expect([at(0).re, at(90).im, at(180).re, at(270).im]).toEqual([2, 2, -2, -2]);
      expect([at(0).im, at(90).re, at(180).im, at(270).re].map(Math.abs)).toEqual([0, 0, 0, 0]);
    }
  });

  it("agree with the host's functions, and have the modulus 1 within two ulp", () => {
    for (let degrees = -720; degrees <= 720; degrees += 0.7) {
      const { re, im } = fromPolarDegrees(1, degrees);
      const radians = ((degrees % 360) * Math.PI) / 180;
      // The host's argument, up to 2 pi, bears the error of pi and two roundings: 2.1e-15.
      expect(Math.abs(re - Math.cos(radians))).toBeLessThan(2.2e-15);
      expect(Math.abs(im - Math.sin(radians))).toBeLessThan(2.2e-15);
      expect(Math.abs(re * re + im * im - 1)).toBeLessThan(4e-16);
    }
    expect(sinDegrees(30)).toBeCloseTo(0.5, 15);
  });
});
