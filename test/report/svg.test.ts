import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { pictures } from "../../src/build/pictures.ts";
import { checkSpectrum } from "../../src/index.ts";
import { bodeSvg, checkSvg, nyquistSvg, residualsSvg } from "../../src/report/index.ts";
import { decades, linearTicks, niceStep, place } from "../../src/report/svg/scale.ts";
import { axisPrefix, frequencyText } from "../../src/report/svg/curve.ts";
import { makeSpectrum } from "../../src/spectrum.ts";
import { exampleResult, exampleSpectrum } from "./example.ts";

const spectrum = exampleSpectrum();
const { residuals } = exampleResult(spectrum);
const fit = { frequencyHz: residuals.frequencyHz, re: residuals.fitRe, im: residuals.fitIm };
const title = 'R < "100" & rising';

/** Numbers of an attribute, in the order of the document. */
function numbersOf(svg: string, attribute: string): number[] {
  return [...svg.matchAll(new RegExp(`<circle[^>]* ${attribute}="([^"]*)"`, "g"))].map((match) => Number(match[1]));
}

describe("figures", () => {
  // The snapshots are plain SVG files: open them to see what the plots look like.
  it("Nyquist", async () => {
    await expect(nyquistSvg({ measured: spectrum, fit, title })).toMatchFileSnapshot("snapshots/nyquist.svg");
  });
  it("Bode", async () => {
    await expect(bodeSvg({ measured: spectrum, fit, title })).toMatchFileSnapshot("snapshots/bode.svg");
  });
  it("residuals", async () => {
    await expect(residualsSvg({ ...residuals, title })).toMatchFileSnapshot("snapshots/residuals.svg");
  });

  it("have the same scale on both axes of a Nyquist plot, whatever the shape of the data", () => {
    const frequencyHz = [4, 3, 2, 1];
    for (const [re, im] of [
      [
        [0, 100, 0.1, 50],
        [-1, -2, -3, -1],
      ],
      [
        [1, 2, 3, 2],
        [-1000, -5, -300, -1],
      ],
      [
        [-1e-3, 5e-3, 2e-3, 0],
        [1e-3, 2e-3, -9e-3, 0.1e-3],
      ],
    ] as const) {
      const svg = nyquistSvg({ measured: makeSpectrum({ frequencyHz, re, im }), title: "" });
      const [x, y] = [numbersOf(svg, "cx").slice(1), numbersOf(svg, "cy").slice(1)];
      const across = ((x[1] ?? 0) - (x[0] ?? 0)) / (re[1] - re[0]);
      const down = ((y[2] ?? 0) - (y[0] ?? 0)) / (im[2] - im[0]);
      // Coordinates are written with two decimals of a pixel; the shorter of these distances is a few pixels.
      expect(down / across).toBeCloseTo(1, 2);
    }
  });

  it("are well formed and free of NaN even for one point and for a million-fold range", () => {
    for (const values of [[5], [1e-6, 1, 1e6]]) {
      const measured = makeSpectrum({ frequencyHz: values, re: values, im: values.map(() => 0) });
      const zero = values.map(() => 0);
      const figures = [
        nyquistSvg({ measured, title }),
        bodeSvg({ measured, title }),
        residualsSvg({ frequencyHz: values, rePercent: zero, imPercent: zero, title }),
      ];
      for (const svg of figures) {
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        expect(svg).toContain("R &lt; &quot;100&quot; &amp; rising");
      }
    }
  });

  it("thin out more points than can be seen, and say so", () => {
    const svg = nyquistSvg({ measured: exampleSpectrum(100_001), title });
    expect(svg).toContain("one point in 51 is shown");
    expect(numbersOf(svg, "cx").length).toBeLessThan(2010);
  });
});

describe("scales", () => {
  it("place values", () => {
    expect(place({ kind: "linear", domain: [0, 10], range: [100, 200] }, 2.5)).toBe(125);
    expect(place({ kind: "logarithmic", domain: [1, 100], range: [0, 10] }, 10)).toBeCloseTo(5, 12);
  });
  it("choose ticks", () => {
    expect(linearTicks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(linearTicks([-3, 7], 5)).toEqual([-2, 0, 2, 4, 6]);
    expect(linearTicks([0, 95], 3, 45)).toEqual([0, 45, 90]);
    expect([0.9, 1, 1.1, 3, 7, 0.03].map(niceStep)).toEqual([1, 1, 2, 5, 10, 0.05]);
    expect(decades([0.009, 1000])).toEqual([-2, -1, 0, 1, 2, 3]);
  });
  it("choose prefixes", () => {
    expect(axisPrefix(9999)).toEqual({ factor: 1, prefix: "" });
    expect(axisPrefix(10000)).toEqual({ factor: 1e-3, prefix: "k" });
    expect(axisPrefix(0.02)).toEqual({ factor: 1e3, prefix: "m" });
    expect([1e6, 999.6, 0.01, 1e5, 0.00105].map(frequencyText)).toEqual([
      "1 MHz",
      "1000 Hz",
      "10 mHz",
      "100 kHz",
      "1.05 mHz",
    ]);
  });
});

describe("the picture of a check", () => {
  it("is that of docs/pictures, where people can see it, as that of a distribution is", () => {
    for (const [name, picture] of pictures()) {
      const file = new URL(`../../docs/pictures/${name}`, import.meta.url);
      expect(readFileSync(file, "utf8"), `${name}: run npm run docs`).toBe(picture);
    }
  });

  it("has a ring about both parts of each point that violates, within the axes", () => {
    const picture = pictures().get("check-bad-point.svg") ?? "";
    const rings = [...picture.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="8"/g)];
    expect(rings).toHaveLength(2);
    for (const [, , y] of rings) {
      expect(Number(y)).toBeGreaterThan(56);
      expect(Number(y)).toBeLessThan(296);
    }
    expect(pictures().get("check-clean.svg")).not.toContain('r="8"');
  });

  it("says so where there is no test", () => {
    const few = makeSpectrum({ frequencyHz: [3, 2], re: [1, 2], im: [-1, -2] });
    const picture = checkSvg(checkSpectrum(few), "few");
    expect(picture).toContain("too few points for a Kramers-Kronig test");
    expect(picture).not.toMatch(/NaN|Infinity/);
  });
});
