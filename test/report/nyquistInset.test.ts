import { describe, expect, it } from "vitest";
import { nyquistSvg, seriesNyquistSvg, type PlottedImpedance } from "../../src/report/index.ts";
import { smallArcs } from "../../src/report/svg/nyquistInset.ts";
import { Occupied } from "../../src/report/svg/occupied.ts";
import { tailStart, valleysOf } from "../../src/report/svg/valley.ts";
import { sweep } from "../fit/support.ts";
import { parseCircuit, simulate } from "../../src/index.ts";
import { dataSet } from "./dataSets.ts";
import { linesOfText } from "./textBoxes.ts";

function curve(text: string, high = 1e6, low = 0.01): PlottedImpedance {
  const frequencyHz = sweep(high, low, 160);
  return { frequencyHz, ...simulate(parseCircuit(text), frequencyHz) };
}

/** The note that names the inset, if there is one. */
function noteOf(svg: string): string | undefined {
  return linesOfText(svg).find(({ text }) => text.startsWith("inset: "))?.text;
}

describe("valleys", () => {
  it("stand between arcs and before a tail, and noise makes none", () => {
    const { frequencyHz, im } = curve("R0{20}-(R1{100}|C1{1u})-(R2{60}|C2{1m})-C3{1}");
    const at = valleysOf({ im }).map((index) => frequencyHz[index] ?? 0);
    expect(at).toHaveLength(2);
    // Between the time constants 100 us and 60 ms, and where 1/(omega C3) meets omega C2 R2^2: at (C2 C3)^-1/2 / (2 pi R2).
    expect(at[0]).toBeGreaterThan(2.7);
    expect(at[0]).toBeLessThan(1600);
    expect(at[1]).toBeLessThan(2.7);
    expect(valleysOf({ im: [-1, -1.02, -0.99, -1.01, -0.98] })).toEqual([]);
    expect(valleysOf(curve("R0{20}-CPE1{Q=1u,n=0.9}"))).toEqual([]);
  });
});

describe("what is enlarged", () => {
  it("ends where the last small arc ends, and is nothing where all arcs are large", () => {
    const from = smallArcs(curve("R0{20}-(R1{100}|C1{10n})-(R2{60}|C2{1u})-C3{1m}"));
    // Below both arcs' time constants, above the tail.
    expect(from).toBeGreaterThan(1);
    expect(from).toBeLessThan(2600);
    expect(smallArcs(curve("R0{20}-(R1{100}|CPE1{Q=1u,n=0.9})-(R2{60}|CPE2{Q=200u,n=0.85})"))).toBeUndefined();
  });
  it("is nothing of a straight line, however crowded its points", () => {
    expect(smallArcs(curve("R0{20}-CPE1{Q=1u,n=0.9}"))).toBeUndefined();
    expect(smallArcs(curve("C1{1u}"))).toBeUndefined();
  });
});

describe("an inset", () => {
  const { plotted } = dataSet("long-tail");
  it("stands where a tail leaves the arcs no room, and says what it shows", () => {
    const svg = nyquistSvg(plotted);
    expect(noteOf(svg)).toMatch(/^inset: [\d.]+ m?Hz and above$/);
    expect(svg).toContain("Enlarged in a corner: ");
    expect(noteOf(nyquistSvg(dataSet("two-arcs").plotted))).toBeUndefined();
    expect(noteOf(nyquistSvg(dataSet("inductive-loop").plotted))).toBeUndefined();
  });
  it("is left out where it is not wanted, and begins where it is told to", () => {
    expect(noteOf(nyquistSvg(plotted, { inset: "none" }))).toBeUndefined();
    expect(noteOf(nyquistSvg(plotted, { inset: 1000 }))).toBe("inset: 1 kHz and above");
    // No point lies there.
    expect(noteOf(nyquistSvg(plotted, { inset: 1e9 }))).toBeUndefined();
  });
  it("names each decade once, in the plot or in the inset", () => {
    const names = linesOfText(nyquistSvg(plotted))
      .map(({ text }) => text)
      .filter((text) => /^[\d.]+ [km]?Hz$/.test(text));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(5);
  });
  it("has a unit of its own where that of the plot would be too large", () => {
    const texts = linesOfText(nyquistSvg(dataSet("blocking").plotted)).map(({ text }) => text);
    expect(texts).toContain("Z\u2032 / M\u03a9");
    expect(texts).toContain("Z\u2032 / \u03a9");
  });
});

describe("a series", () => {
  const panels = (...spectra: PlottedImpedance[]): number => {
    const members = spectra.map((measured, condition) => ({ condition, measured }));
    const svg = seriesNyquistSvg({ kind: "temperature", members, title: "series" });
    return linesOfText(svg).filter(({ text }) => text.startsWith("Z\u2032")).length;
  };
  it("magnifies arcs that are small beside tails of the same length", () => {
    const cell = (resistance: number): PlottedImpedance =>
      curve(`R0{${resistance / 4}}-(R1{${resistance}}|CPE1{Q=20n,n=0.9})-CPE2{Q=3u,n=0.88}`, 1e7, 1);
    expect(panels(cell(20000), cell(12000))).toBe(1);
    expect(panels(cell(20000), cell(2000))).toBe(2);
    expect(panels(cell(20000), cell(2000), cell(200))).toBe(3);
  });
  it("does not take a last arc for a tail", () => {
    const twoArcs = curve("R0{20}-(R1{10}|C1{1u})-(R2{100}|C2{1m})");
    expect(tailStart(twoArcs)).toBeUndefined();
    expect(panels(twoArcs, twoArcs)).toBe(1);
    expect(tailStart(curve("R0{20}-(R1{100}|C1{1u})-C2{1m}"))).toBeDefined();
  });
});

describe("a free corner", () => {
  const frame = { left: 0, right: 120, top: 0, bottom: 90 };
  it("keeps off what is taken and off the frame", () => {
    const taken = new Occupied(frame);
    taken.add({ left: 0, right: 60, top: 0, bottom: 90 });
    const found = taken.corner({ width: 40, height: 30 }, 5);
    expect(found).toBeDefined();
    // To the right of what is taken, but for the last cell of 3 points.
    expect(found?.left).toBeGreaterThanOrEqual(60);
    expect(found?.right).toBeLessThanOrEqual(115);
  });
  it("is none where there is none, and what lies outside the frame takes nothing", () => {
    const taken = new Occupied(frame);
    taken.add({ left: 130, right: 200, top: 0, bottom: 90 });
    expect(taken.corner({ width: 105, height: 75 }, 5)).toBeDefined();
    taken.add({ left: 58, right: 62, top: 43, bottom: 47 });
    expect(taken.corner({ width: 105, height: 75 }, 5)).toBeUndefined();
  });
});
