import { describe, expect, it } from "vitest";
import { arrhenius, type ArrheniusResult } from "../../src/index.ts";
import { arrheniusSvg, arrheniusText } from "../../src/report/index.ts";

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
    expect(svg).toContain("ln(\u03C3T / S cm\u207B\u00B9 K)");
    expect(svg).toContain("ln((R/T) / \u03A9 cm\u00B2 K\u207B\u00B9)");
    expect(svg.match(/1000 K \/ T/g)).toHaveLength(2);
    expect(svg.match(/T \/ \u00B0C/g)).toHaveLength(2);
    expect(svg).toContain("pellet 3 &lt;annealed&gt;");
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it("has a mark a point, dashes where it is extrapolated, and dots for the law of a bend", () => {
    const filled = svg.match(/<circle cx="[\d.]+" cy="[\d.]+" r="3.4"\/>/g) ?? [];
    // Two of the three lines have circles.
    expect(filled.length).toBe(14);
    expect(svg.match(/stroke-dasharray="5 4"/g)).toHaveLength(1);
    expect(svg.match(/stroke-dasharray="1.5 3"/g)).toHaveLength(1);
    expect(svg).toMatch(/dotted: VFT, T0 = 190/);
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
