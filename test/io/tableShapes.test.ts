import { describe, expect, it } from "vitest";
import { parseSpectra } from "../../src/io/read.ts";
import type { Spectrum } from "../../src/spectrum.ts";
import { degrees, modulus, simulatedPoints, type SimulatedPoint } from "../fixtures/io/simulated.ts";
import { distance } from "./distance.ts";

type Numbers = (point: SimulatedPoint) => readonly number[];

const omega = ({ frequency }: SimulatedPoint): number => 2 * Math.PI * frequency;
const inverse = ({ re, im }: SimulatedPoint) => ({ g: re / (re * re + im * im), b: -im / (re * re + im * im) });
const phase = (point: SimulatedPoint): number => (degrees(point) * Math.PI) / 180;

function read(text: string): Spectrum[] {
  return parseSpectra(new TextEncoder().encode(text), "table.csv");
}

function table(header: string, numbers: Numbers, delimiter = ","): string {
  return `${header}\n${simulatedPoints.map((point) => numbers(point).join(delimiter)).join("\n")}\n`;
}

describe("representations of an impedance", () => {
  // A few roundings of numbers with 16 digits.
  const tolerance = 2e-15;
  const cases: [string, string, Numbers][] = [
    ["f/kHz,Z'/mohm,-Z''/kohm", "its sign was changed", (p) => [p.frequency / 1e3, p.re * 1e3, -p.im / 1e3]],
    ["omega (rad/s),Re(Z)/Ohm,Im(Z)/Ohm", "divided by 2 pi", (p) => [omega(p), p.re, p.im]],
    [
      "log10(f/Hz),|Z| (ohm),phase (deg)",
      "decimal logarithms",
      (p) => [Math.log10(p.frequency), modulus(p), degrees(p)],
    ],
    ["f/Hz,|Z|/ohm,phase/rad", "|Z| exp(j phase)", (p) => [p.frequency, modulus(p), phase(p)]],
    [
      "-phase (deg),|Z| (kohm),f (MHz)",
      "read with its sign changed",
      (p) => [-degrees(p), modulus(p) / 1e3, p.frequency / 1e6],
    ],
    ["f/Hz,R/ohm,X/ohm", "", (p) => [p.frequency, p.re, p.im]],
    ["f/Hz,Y' (S),Y'' (S)", "1/(G + j B)", (p) => [p.frequency, inverse(p).g, inverse(p).b]],
    ["f/Hz,G/mS,B/uS", "1/(G + j B)", (p) => [p.frequency, inverse(p).g * 1e3, inverse(p).b * 1e6]],
    ["f/Hz,|Y|/S,theta-y/deg", "1/(|Y| exp(j phase))", (p) => [p.frequency, 1 / modulus(p), -degrees(p)]],
    ["f/Hz,|Y|/S,phase/rad", "taken for that of Y", (p) => [p.frequency, 1 / modulus(p), -phase(p)]],
    [
      "f/Hz,Cp/F,D",
      "D omega |Cp|",
      (p) => [p.frequency, inverse(p).b / omega(p), inverse(p).g / Math.abs(inverse(p).b)],
    ],
    [
      "f/Hz,Cp/nF,Q",
      "|Cp|/Q",
      (p) => [p.frequency, (inverse(p).b / omega(p)) * 1e9, Math.abs(inverse(p).b) / inverse(p).g],
    ],
    ["f/Hz,Cp/pF,G/S", "G + j omega Cp", (p) => [p.frequency, (inverse(p).b / omega(p)) * 1e12, inverse(p).g]],
    [
      "f/Hz,Cp/\u00b5F,Rp/ohm",
      "1/Rp + j omega Cp",
      (p) => [p.frequency, (inverse(p).b / omega(p)) * 1e6, 1 / inverse(p).g],
    ],
    ["f/Hz,Cs/F,Rs/ohm", "Rs + 1/(j omega Cs)", (p) => [p.frequency, -1 / (omega(p) * p.im), p.re]],
    ["f/Hz,Cs/F,D", "D/(omega |Cs|)", (p) => [p.frequency, -1 / (omega(p) * p.im), p.re / Math.abs(p.im)]],
    ["f/Hz,Cs/F,Q", "1/(Q omega |Cs|)", (p) => [p.frequency, -1 / (omega(p) * p.im), Math.abs(p.im) / p.re]],
    ["f/Hz,Ls/uH,Rs/ohm", "Rs + j omega Ls", (p) => [p.frequency, (p.im / omega(p)) * 1e6, p.re]],
    ["f/Hz,Ls/H,D", "D omega |Ls|", (p) => [p.frequency, p.im / omega(p), p.re / Math.abs(p.im)]],
    ["f/Hz,Ls/H,Q", "omega |Ls|/Q", (p) => [p.frequency, p.im / omega(p), Math.abs(p.im) / p.re]],
    [
      "f/Hz,Lp/H,Rp/ohm",
      "1/Rp + 1/(j omega Lp)",
      (p) => [p.frequency, -1 / (omega(p) * inverse(p).b), 1 / inverse(p).g],
    ],
    ["f/Hz,Lp/H,G/S", "G + 1/(j omega Lp)", (p) => [p.frequency, -1 / (omega(p) * inverse(p).b), inverse(p).g]],
    [
      "f/Hz,Lp/H,D",
      "D/(omega |Lp|)",
      (p) => [p.frequency, -1 / (omega(p) * inverse(p).b), inverse(p).g / Math.abs(inverse(p).b)],
    ],
    [
      "f/Hz,Lp/H,Q",
      "1/(Q omega |Lp|)",
      (p) => [p.frequency, -1 / (omega(p) * inverse(p).b), Math.abs(inverse(p).b) / inverse(p).g],
    ],
  ];
  it.each(cases)("%s", (header, note, numbers) => {
    const spectra = read(table(header, numbers));
    expect(spectra).toHaveLength(1);
    const [spectrum] = spectra as [Spectrum];
    expect(distance(spectrum)).toBeLessThan(tolerance);
    expect(spectrum.notes.join("\n")).toContain(note);
    expect(spectrum.warnings).toEqual([]);
  });

  it("powers of ten are taken from the text: no digit changes", () => {
    const [spectrum] = read("f/kHz,Z'/mohm,Z''/uohm\n1.1,0.3,-7e-3\n0.7,12.3,-1.1\n");
    expect([...(spectrum?.frequencyHz ?? [])]).toEqual([1100, 700]);
    expect([...(spectrum?.re ?? [])]).toEqual([0.0003, 0.0123]);
    expect([...(spectrum?.im ?? [])]).toEqual([-7e-9, -1.1e-6]);
  });

  it("a phase that could be in radians is named", () => {
    const [spectrum] = read(table("f/Hz,|Z|/ohm,phase", (p) => [p.frequency, modulus(p), phase(p)]));
    expect(spectrum?.warnings[0]).toContain("no phase exceeds 1.57 and its header gives no unit");
  });
});

describe("how tables are written down", () => {
  const numbers: Numbers = ({ frequency, re, im }) => [frequency, re, im];
  const quoted = simulatedPoints.map((p) =>
    numbers(p)
      .map((x) => `"${String(x).replace(".", ",")}"`)
      .join(","),
  );
  const cases: [string, string][] = [
    ["pipes", table("| f/Hz | Z'/ohm | Z''/ohm |", (p) => numbers(p), " | ").replace(/^(?=\d)/gm, "| ")],
    ["decimal commas in quotation marks", `f/Hz,Z'/ohm,Z''/ohm\n${quoted.join("\n")}`],
    ["thousands apostrophes", table("f/Hz;Z'/ohm;Z''/ohm", numbers, ";").replace(/^100000/m, "100'000")],
    ["names of several words", table("  Freq(Hz)    Z Real     Z Imag", numbers, "   ")],
    [
      "units and a comment in rows of their own",
      table("Frequency\tZ'\tZ''\nHz\tohm\tohm\nLong name\tsample A\tsample A", numbers, "\t"),
    ],
    ["another table before", table("t/s,E/V,I/A\n0,1,2\n1,2,3\n2,3,4\n\nf/Hz,Z'/ohm,Z''/ohm", numbers)],
    [
      "a header behind more than the head of the file",
      `${"some words, and more of them\n".repeat(4000)}${table("f/Hz,Z'/ohm,Z''/ohm", numbers)}`,
    ],
    ["a header of numpy with commas over white space", table("# f/Hz, Z'/ohm, Z''/ohm", numbers, " ")],
    ["a number of the row", table("#,f/Hz,Z'/ohm,Z''/ohm", (p) => [1, ...numbers(p)]).replace("#", "Pt")],
    ["signs read in the wrong encoding", table("f/Hz,Z'/\u00ce\u00a9,Z''/\u00ce\u00a9", numbers)],
    [
      "a point counter that is named like a sweep",
      simulatedPoints.reduce(
        (text, p, index) => `${text}${index + 1},${numbers(p).join()}\n`,
        "measurement,f/Hz,Z'/ohm,Z''/ohm\n",
      ),
    ],
  ];
  it.each(cases)("%s", (_, text) => {
    const spectra = read(text);
    expect(spectra).toHaveLength(1);
    expect(distance(spectra[0] as Spectrum)).toBe(0);
  });

  it("UTF-16 of both kinds, windows-1252, and lines of mixed encodings", () => {
    const text = table("\uFEFFf/Hz,Z'/\u03a9,-Z''/\u03a9,T (\u00b0C)", (p) => [p.frequency, p.re, -p.im, 25]);
    const little = new Uint8Array(Buffer.from(text, "utf16le"));
    const big = new Uint8Array(Buffer.from(text, "utf16le").swap16());
    for (const bytes of [little, big]) expect(distance(parseSpectra(bytes, "t")[0] as Spectrum)).toBe(0);
    const latin = Buffer.from(
      table("f/Hz,Z'/ohm,Z''/ohm,Temp (\u00b0C)", (p) => [p.frequency, p.re, p.im, 25]),
      "latin1",
    );
    const mixed = new Uint8Array(Buffer.concat([Buffer.from("Sch\u00f6ne Probe\n", "utf8"), latin]));
    const [spectrum] = parseSpectra(mixed, "t") as [Spectrum];
    expect(distance(spectrum)).toBe(0);
    expect(spectrum.metadata).toEqual({ title: "Sch\u00f6ne Probe", temperature_C: 25 });
  });

  it("what stands above a table is kept", () => {
    const above =
      "Title: cell 7\nDate;2026-03-14\nTemperature: 298,15 K\nElectrode area [mm^2];78,5\nDC bias;50 mV\nAmplitude;10 mV";
    const [spectrum] = read(`${above}\n${table("f/Hz;Z'/ohm;Z''/ohm", numbers, ";")}`);
    expect(spectrum?.metadata).toEqual({
      title: "cell 7",
      date: "2026-03-14",
      temperature_C: 25,
      area_cm2: 0.785,
      dc_V: 0.05,
      amplitude_V: 0.01,
    });
  });
});

describe("|Z| and phase beside Z' and Z''", () => {
  const all = (sign: number, turn: number): string =>
    table(`f/Hz,Z'/ohm,${sign < 0 ? "-" : ""}Z''/ohm,|Z|/ohm,Phase/deg`, (p) => [
      p.frequency,
      p.re,
      sign * p.im * turn,
      modulus(p),
      degrees(p),
    ]);

  it("agree", () => {
    for (const sign of [1, -1]) {
      const [spectrum] = read(all(sign, 1)) as [Spectrum];
      expect(distance(spectrum)).toBe(0);
      expect(spectrum.notes.at(-1)).toBe("the sign of Z'' agrees with the phase in column \"Phase/deg\"");
      expect(spectrum.warnings).toEqual([]);
    }
  });

  it("decide the sign of Z'' against its header, with a warning", () => {
    for (const sign of [1, -1]) {
      const [spectrum] = read(all(sign, -1)) as [Spectrum];
      expect(distance(spectrum)).toBe(0);
      expect(spectrum.warnings[0]).toContain("one of the two has the wrong sign: the phase was believed");
    }
  });

  it("do not where the header says -Z'' and |Z| goes with it", () => {
    const text = table("f/Hz,Z'/ohm,-Z''/ohm,Phase/deg", (p) => [p.frequency, p.re, -p.im, -degrees(p)]);
    const [spectrum] = read(text) as [Spectrum];
    expect(distance(spectrum)).toBe(0);
    expect(spectrum.warnings[0]).toContain("which agrees with the course of |Z|");
  });

  it("are told to contradict", () => {
    const other = table("f/Hz,Z'/ohm,Z''/ohm,|Z|/ohm,Phase/deg", (p) => [
      p.frequency,
      p.re,
      p.im,
      2 * modulus(p),
      -170,
    ]);
    const warnings = read(other)[0]?.warnings.join("\n") ?? "";
    expect(warnings).toContain("column \"|Z|/ohm\" differs from |Z| of Z' and Z'' at 25 point(s), by up to 50 %");
    expect(warnings).toContain("contradicts Z' and Z'' at 25 point(s), whatever the sign of Z''");
  });
});
