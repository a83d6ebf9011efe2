import { describe, expect, it } from "vitest";
import { arrhenius, type ArrheniusResult } from "../../src/index.ts";
import { arrheniusSvg, arrheniusText } from "../../src/report/index.ts";
import { linesOfText } from "./textBoxes.ts";

/** Points of a law at temperatures in C, in S/cm with 2 % each. */
function line(name: string, law: (kelvin: number) => number, at: string[], unit = "S/cm"): ArrheniusResult {
  const points = [-20, -5, 10, 25, 40, 55, 70].map((celsius) => {
    const value = law(celsius + 273.15);
    return { temperature: `${String(celsius)} C`, value: { value, stderr: 0.02 * value, unit } };
  });
  return arrhenius(points, { name, at });
}

const straight = line("bulk conductivity", (kelvin) => (3e4 / kelvin) * Math.exp(-4900 / kelvin), ["25 C", "90 C"]);
const bent = line("total conductivity", (kelvin) => (2 / Math.sqrt(kelvin)) * Math.exp(-1100 / (kelvin - 190)), [
  "25 C",
]);
const areal = line(
  "area-specific resistance",
  (kelvin) => 1e-3 * kelvin * Math.exp(2000 / kelvin),
  ["-200 C"],
  "ohm cm2",
);

describe("Arrhenius plot", () => {
  const svg = arrheniusSvg([straight, bent, areal], "pellet 3 <annealed>");

  it("names the form on its axes, and has degrees above", () => {
    const texts = linesOfText(svg).map(({ text }) => text);
    expect(texts).toContain("ln(\u03C3T / S cm\u22121 K)");
    expect(texts).toContain("ln((R/T) / \u03A9 cm2 K\u22121)");
    expect(texts.filter((text) => text === "1000 K / T")).toHaveLength(2);
    expect(texts.filter((text) => text === "T / \u00B0C")).toHaveLength(2);
    expect(svg).toContain("pellet 3 &lt;annealed&gt;");
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it("has a mark a point, dashes where it is extrapolated, and dots for the law of a bend", () => {
    const filled = svg.match(/<circle cx="[\d.]+" cy="[\d.]+" r="2.2"\/>/g) ?? [];
    // Two of the three lines have circles.
    expect(filled.length).toBe(14);
    expect(svg.match(/stroke-dasharray="4 3"/g)).toHaveLength(1);
    // Each law of a bend has a line and its sample in the legend.
    const texts = linesOfText(svg).map(({ text }) => text);
    const laws = texts.filter((text) => text.startsWith("VFT law, T0 = "));
    expect(laws.length).toBeGreaterThan(0);
    expect(svg.match(/stroke-dasharray="1.2 2"/g)).toHaveLength(2 * laws.length);
    expect(laws.some((text) => text.startsWith("VFT law, T0 = 190"))).toBe(true);
    // -200 C is far beyond the data, which would be left a corner of the plot.
    expect(svg).not.toContain(">\u2212200<");
  });

  it("is a figure that says so where there is nothing to show", () => {
    expect(arrheniusSvg([], "x")).toContain("no activation energies");
  });
});

it("the text has laws, energies, the bend, values and each warning once", () => {
  const refused = [{ name: "x", reason: "why." }];
  const text = arrheniusText({ results: [straight, bent, areal], refused });
  expect(text).toMatch(/^Activation energies: sigma T = A exp\(-Ea\/\(kB T\)\), .*; R\/T = A exp/);
  expect(text).toMatch(/^bulk conductivity +0\.42\d* +0\.00\d+ /m);
  expect(text).toMatch(/^total conductivity: sigma = A T\^\(-1\/2\) exp\(-B\/\(T - T0\)\): T0 = 190/m);
  expect(text).toMatch(/^bulk conductivity at 90 C .* extrapolated$/m);
  // Its value is that of the law with the bend.
  expect(text).toMatch(/^total conductivity at 25 C +4\.4\d+ .*\d$/m);
  expect(text).not.toContain("taken from the straight line");
  expect(text).toContain("not given  Ea of x: why.");
  expect(arrheniusText({ results: [], refused: [] })).toBe("");
});
