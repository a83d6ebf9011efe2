import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { pictures } from "../../src/build/pictures/pictures.ts";
import { checkSpectrum } from "../../src/index.ts";
import { bodeSvg, checkSvg, nyquistSvg, residualsSvg } from "../../src/report/index.ts";
import { atLeastFactor, decades, linearTicks, niceStep, place, type Scale } from "../../src/report/svg/scale.ts";
import { plainText } from "../../src/report/svg/richText.ts";
import { ticksOf } from "../../src/report/svg/ticks.ts";
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
      const across = { points: (x[1] ?? 0) - (x[0] ?? 0), ohm: re[1] - re[0] };
      const down = { points: (y[2] ?? 0) - (y[0] ?? 0), ohm: im[2] - im[0] };
      const [short, long] = Math.abs(across.ohm) < Math.abs(down.ohm) ? [across, down] : [down, across];
      // Coordinates are written with two decimals of a point, and a distance is the difference of two.
      expect(Math.abs(short.points - (long.points / long.ohm) * short.ohm)).toBeLessThan(0.0201);
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
    expect(linearTicks([0, 1], 0.2)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(linearTicks([-3, 7], 2)).toEqual([-2, 0, 2, 4, 6]);
    expect(linearTicks([0, 95], 45)).toEqual([0, 45, 90]);
    expect(linearTicks([0.1, 0.2], 1)).toEqual([]);
    expect(atLeastFactor([1, 2], 8)).toEqual([0.5, 4]);
    expect([0.9, 1, 1.1, 3, 7, 0.03].map(niceStep)).toEqual([1, 1, 2, 5, 10, 0.05]);
    expect(decades([0.009, 1000])).toEqual([-2, -1, 0, 1, 2, 3]);
  });
  it("number what has room, all with the same decimals, and at least two where an axis is short", () => {
    const texts = (scale: Scale, direction: "across" | "up" = "across"): string[] =>
      ticksOf(scale, { direction, text: 7.5 })
        .flatMap(({ value, text }) => (text === undefined ? [] : [{ value, text: plainText(text) }]))
        .sort((one, other) => one.value - other.value)
        .map(({ text }) => text);
    expect(texts({ kind: "linear", domain: [-1.1, 1.1], range: [0, 200] })).toEqual([
      "\u22121.0",
      "\u22120.5",
      "0.0",
      "0.5",
      "1.0",
    ]);
    expect(texts({ kind: "linear", domain: [0.812, 0.874], range: [0, 70] })).toEqual(["0.82", "0.84", "0.86"]);
    expect(texts({ kind: "logarithmic", domain: [0.05, 5e6], range: [0, 190] })).toEqual(
      ["\u22121", "0", "1", "2", "3", "4", "5", "6"].map((power) => `10${power}`),
    );
    expect(texts({ kind: "logarithmic", domain: [1e-9, 1e12], range: [0, 190] }).length).toBeLessThan(9);
    expect(texts({ kind: "logarithmic", domain: [15, 250], range: [100, 0] }, "up")).toEqual([
      "20",
      "50",
      "100",
      "200",
    ]);
    expect(texts({ kind: "logarithmic", domain: [40, 65], range: [0, 190] }).length).toBeGreaterThanOrEqual(2);
  });
  it("choose prefixes", () => {
    expect(axisPrefix(9999)).toEqual({ factor: 1, prefix: "" });
    expect(axisPrefix(10000)).toEqual({ factor: 1e-3, prefix: "k" });
    expect(axisPrefix(0.02)).toEqual({ factor: 1e3, prefix: "m" });
    expect([1e6, 999.6, 0.01, 1e5, 0.00105].map((frequency) => frequencyText(frequency))).toEqual([
      "1 MHz",
      "1 kHz",
      "10 mHz",
      "100 kHz",
      "1.05 mHz",
    ]);
    expect(frequencyText(9860, 2)).toBe("9.9 kHz");
    // Letters for all that is ever measured.
    expect(axisPrefix(4e-14)).toEqual({ factor: 1e15, prefix: "f" });
  });
});

describe("options", () => {
  it("refuse what there is not, by name", () => {
    const measured = spectrum;
    expect(() => nyquistSvg({ measured, title }, { theme: "blue" as "dark" })).toThrow(
      'There is no theme "blue"; choose one of light, dark, auto.',
    );
    expect(() => bodeSvg({ measured, title }, { size: "toString" as "single" })).toThrow(
      'There is no size "toString"; choose one of single, double.',
    );
  });

  it("set the printed width, and leave the heading to a caption", () => {
    const measured = spectrum;
    expect(nyquistSvg({ measured, title })).toMatch(/^<svg [^>]*width="178mm"/);
    const single = nyquistSvg({ measured, title }, { size: "single", heading: false });
    expect(single).toMatch(/^<svg [^>]*width="85mm"/);
    // For those who cannot see it the title stays.
    expect(single).toContain("<title>Nyquist plot, R &lt;");
    expect(single).not.toContain("bold");
  });

  it("follow the reader's system by exchanging each colour of the light palette", () => {
    const svg = bodeSvg({ measured: spectrum, fit, title }, { theme: "auto" });
    const style = /<style>(.*)<\/style>/.exec(svg)?.[1] ?? "";
    expect(style).toContain("prefers-color-scheme:dark");
    const used = new Set([...svg.matchAll(/(?:fill|stroke)="(#[0-9a-f]{6})"/g)].map(([, colour = ""]) => colour));
    for (const colour of used) expect(style).toContain(`"${colour}"`);
  });
});

describe("the picture of a check", async () => {
  const drawn = await pictures();

  it("is that of docs/pictures, where people can see it, as that of a distribution is", () => {
    for (const [name, picture] of drawn) {
      const file = new URL(`../../docs/pictures/${name}`, import.meta.url);
      expect(readFileSync(file, "utf8"), `${name}: run npm run docs`).toBe(picture);
    }
  });

  it("has a ring about both parts of each point that violates, within the axes", () => {
    const picture = drawn.get("check-bad-point.svg") ?? "";
    const [, top = "", height = ""] =
      /<rect x="[^"]*" y="([^"]*)" width="[^"]*" height="([^"]*)" fill="none"/.exec(picture) ?? [];
    const rings = [...picture.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)" r="[\d.]+" data-violation/g)];
    expect(rings).toHaveLength(2);
    for (const [, y] of rings) {
      expect(Number(y)).toBeGreaterThan(Number(top));
      expect(Number(y)).toBeLessThan(Number(top) + Number(height));
    }
    expect(drawn.get("check-clean.svg")).not.toContain("data-violation");
  });

  it("says so where there is no test", () => {
    const few = makeSpectrum({ frequencyHz: [3, 2], re: [1, 2], im: [-1, -2] });
    const picture = checkSvg(checkSpectrum(few), "few");
    expect(picture).toContain("too few points for a Kramers-Kronig test");
    expect(picture).not.toMatch(/NaN|Infinity/);
  });
});
