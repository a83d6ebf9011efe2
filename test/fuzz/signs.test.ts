import { describe, expect, it } from "vitest";
import { parseSpectra } from "../../src/io/read.ts";
import type { Spectrum } from "../../src/spectrum.ts";
import { SignReference } from "./signs.ts";

const text = "f/Hz,Z'/ohm,-Z''/ohm\n1000,1,1\n100,2,1.5\n10,3,2\n1,4,2.5\n";
const bytesOf = (content: string): Uint8Array => new TextEncoder().encode(content);
const read = (content: string): Spectrum => parseSpectra(bytesOf(content), "a.csv")[0] as Spectrum;
const spectrum = read(text);
const reference = new SignReference(bytesOf(text), [spectrum]);
const turned = { ...spectrum, im: spectrum.im.map((value) => -value) };

describe("a turned sign", () => {
  it("is found where nothing says so", () => {
    expect(reference.fault(spectrum, bytesOf(text))).toBeUndefined();
    expect(reference.fault(turned, bytesOf(text))).toContain("the sign of Z'' is turned");
    const negative = { ...spectrum, re: spectrum.re.map((value) => -value) };
    expect(reference.fault(negative, bytesOf(text))).toContain("the sign of Z' is turned");
    // Numbers and other names are no excuse.
    expect(reference.fault(turned, bytesOf(text.replace("1000", "1001").replace("f/Hz", "f/kHz")))).toBeDefined();
  });

  it("is none where a new warning says so, or the name of the column", () => {
    const warned = { ...turned, warnings: ["the phase contradicts the sign of Z''"] };
    expect(reference.fault(warned, bytesOf(text))).toBeUndefined();
    const named = text.replace("-Z''", "Z''");
    expect(read(named).im).toEqual(turned.im);
    expect(reference.fault(read(named), bytesOf(named))).toBeUndefined();
  });

  it("is none at a few points, or where the values are others", () => {
    const one = { ...spectrum, im: spectrum.im.map((value, index) => (index === 1 ? -value : value)) };
    expect(reference.fault(one, bytesOf(text))).toBeUndefined();
    const other = { ...spectrum, im: spectrum.im.map((value) => -1.1 * value) };
    expect(reference.fault(other, bytesOf(text))).toBeUndefined();
  });
});
