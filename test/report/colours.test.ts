import { describe, expect, it } from "vitest";
import { sequentialColour } from "../../src/report/svg/sequential.ts";
import { PALETTES, type Palette } from "../../src/report/svg/theme.ts";

type Rgb = readonly [number, number, number];

function linear(colour: string): Rgb {
  const channel = (at: number): number => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** Relative luminance of WCAG 2. */
function luminance(colour: string): number {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** What people without one kind of cone see (Machado, Oliveira & Fernandes, IEEE Trans. Vis. Comput. Graph. 15, 1291, 2009). */
const SEEN: Readonly<Record<string, readonly Rgb[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** CIE L*a*b* under D65. */
function lab(rgb: Rgb): Rgb {
  const [r, g, b] = rgb.map((part) => Math.min(1, Math.max(0, part)));
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124 * (r ?? 0) + 0.3576 * (g ?? 0) + 0.1805 * (b ?? 0)) / 0.95047);
  const y = f(0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0));
  const z = f((0.0193 * (r ?? 0) + 0.1192 * (g ?? 0) + 0.9505 * (b ?? 0)) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function seenBy(kind: string, colour: string): Rgb {
  const rgb = linear(colour);
  const rows = SEEN[kind] ?? [];
  const [first = 0, second = 0, third = 0] = rows.map((row) =>
    row.reduce((sum, part, k) => sum + part * (rgb[k] ?? 0), 0),
  );
  return lab([first, second, third]);
}

function difference(kind: string, one: string, other: string): number {
  const [a, b] = [seenBy(kind, one), seenBy(kind, other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

describe.each(Object.entries(PALETTES))("%s palette", (_, palette: Palette) => {
  it("stands out from its ground as WCAG asks of graphics (3) and of text (4.5)", () => {
    for (const colour of palette.colours) expect(contrast(colour, palette.ground), colour).toBeGreaterThan(3);
    for (const colour of [palette.ink, palette.muted]) {
      expect(contrast(colour, palette.ground), colour).toBeGreaterThan(4.5);
    }
  });

  it.each(Object.keys(SEEN))("has data, fit and third colour that differ for %s vision", (kind) => {
    const [data, fit, third] = palette.colours;
    // A difference of 2.3 is just noticed; lines and marks as thin as these need many times that.
    for (const [one, other] of [
      [data, fit],
      [data, third],
      [fit, third],
    ] as const) {
      expect(difference(kind, one, other), `${one} and ${other}`).toBeGreaterThan(20);
    }
    expect(difference(kind, palette.negative, palette.positive)).toBeGreaterThan(40);
  });

  it("has no colour twice, so that each can be exchanged for that of the other theme", () => {
    const all = Object.values(palette).flat() as string[];
    expect(new Set(all).size).toBe(all.length);
  });
});

it("the colours of a series rise in lightness all the way, in every theme", () => {
  for (const theme of ["light", "dark", "auto"] as const) {
    const lightness = Array.from({ length: 21 }, (_, k) => seenBy("usual", sequentialColour(k / 20, theme))[0]);
    lightness.slice(1).forEach((value, k) => expect(value).toBeGreaterThan(lightness[k] ?? Infinity));
    const ground = PALETTES[theme === "dark" ? "dark" : "light"].ground;
    for (const share of [0, 0.5, 1]) expect(contrast(sequentialColour(share, theme), ground)).toBeGreaterThan(1.8);
  }
});
