import { describe, expect, it } from "vitest";
import { parseSpectra } from "../../src/io/read.ts";
import type { Spectrum } from "../../src/spectrum.ts";
import { degrees, modulus, simulatedPoints as fixturePoints } from "../fixtures/io/simulated.ts";
import { refusal, worstDifference } from "./readSupport.ts";
import { simulatedPoints, type Points } from "./simulated.ts";
import { ismFile, palmsensFile } from "./writeBinary.ts";

/** Shapes of files that people share and that no sample of an instrument's format shows. */
const points = simulatedPoints();
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string, name = "cell.txt"): Spectrum[] => parseSpectra(bytesOf(text), name);

function only(spectra: readonly Spectrum[]): Spectrum {
  expect(spectra).toHaveLength(1);
  return spectra[0] as Spectrum;
}

type Row = (frequency: number, re: number, im: number, index: number) => readonly (number | string)[];

function rows(row: Row, separator = ","): string {
  const lines = points.frequencyHz.map((frequency, index) =>
    row(frequency, points.re[index] ?? 0, points.im[index] ?? 0, index).join(separator),
  );
  return `${lines.join("\n")}\n`;
}

/** Numbers that are copied are the same; computed ones, printed with 16 digits, differ by a few roundings. */
const ROUNDING = 5e-15;

describe("a table without a header", () => {
  const usual: Row = (f, x, y) => [f, x, y];

  it.each<[string, string, RegExp]>([
    ["Z''", rows(usual), /^no header: the three columns were read as frequency \(Hz\), Z' \(ohm\) and Z'' \(ohm, neg/],
    ["-Z''", rows((f, x, y) => [f, x, -y]), /and -Z'' \(ohm\): its sign was changed, as the course of \|Z\| demands$/],
    ["Z', -Z'', frequency", rows((f, x, y) => [x, -y, f], "\t"), /^no header: columns 3, 1 and 2 were read/],
    ["a count above", `${points.re.length}\n${rows((f, x, y) => [x, -y, f], " ")}`, /EIS Spectrum Analyser writes/],
    ["tabs that align", `25\n${rows((f, x, y, i) => [x, i > 9 ? `${-y}\t` : -y, f], "\t")}`, /Analyser/],
    ["a counter before", rows((f, x, y, i) => [i + 1, f, x, y]), /^no header: columns 2, 3 and 4 were read/],
    [
      "|Z| and phase behind",
      rows((f, x, y) => [f, x, y, Math.hypot(x, y).toPrecision(5), ((Math.atan2(y, x) * 180) / Math.PI).toFixed(2)]),
      /^no header: the first three columns/,
    ],
    ["a title above", `cell 5, pellet\n${rows(usual, "\t")}`, /^no header/],
  ])("%s", (_, text, note) => {
    const spectrum = only(read(text));
    expect(worstDifference(spectrum, points)).toBe(0);
    expect(spectrum.notes.find((line) => line.startsWith("no header"))).toMatch(note);
    expect(spectrum.warnings).toEqual([]);
  });

  it.each([
    ["phase", 1, /\|Z\| \(ohm\) and phase \(degrees/],
    ["-phase", -1, /and -phase \(degrees\), which was read with its sign changed/],
  ])("modulus and %s", (_, sign, note) => {
    // 5 ohm in series with 1 kohm | 10 uF.
    const body = points.frequencyHz.map((f) => {
      const product = 2 * Math.PI * f * 1e-2;
      const [x, y] = [5 + 1000 / (1 + product * product), (-1000 * product) / (1 + product * product)];
      return { x, y, text: [f, Math.hypot(x, y), (sign * Math.atan2(y, x) * 180) / Math.PI].join(",") };
    });
    const spectrum = only(read(body.map(({ text }) => text).join("\n")));
    const expected = { ...points, re: body.map(({ x }) => x), im: body.map(({ y }) => y) };
    expect(worstDifference(spectrum, expected)).toBeLessThan(ROUNDING);
    expect(spectrum.notes[0]).toMatch(note);
  });

  it("tells where two readings are nearly as good", () => {
    // The phases of 0.5 to 3 degrees agree with both signs as well as a slope between neighbours can tell.
    const flat = Array.from({ length: 12 }, (_, k) => {
      const [f, x] = [10 ** (4 - k / 3), 100 + 0.9 * k];
      return [f, x, 0.6 + 0.1 * k].join(" ");
    });
    expect(only(read(flat.join("\n"))).notes[0]).toMatch(/would rather have -Z'': give the file a header if so$/);
  });

  it("refuses a time, and columns that explain nothing", () => {
    const charge = Array.from({ length: 20 }, (_, k) => `${k + 0.34},1.0,${3.7 + 0.01 * k}`).join("\n");
    expect(refusal(charge, "a.csv")).toMatch(
      /^a\.csv:1: found 3 columns without a header, of which number 1 rises in equal steps as a time does, expected/,
    );
    expect(
      refusal(
        rows((f, x, y, i) => [f, x, y, 3 + (i % 4)]),
        "a.csv",
      ),
    ).toMatch(/: found 4 columns without a header, expected/);
  });

  it("takes no damaged header for a title", () => {
    expect(refusal(`fq,zz,zy\n${rows((f, x, y) => [f, x, y])}`, "a.csv")).toMatch(/^a\.csv:1: found "fq, zz, zy"/);
  });
});

describe("names of columns", () => {
  it.each([
    ["Frequency_Hz,Zprime_data_Ohm,minus_Zdoubleprime_data_Ohm,Zprime_fit_Ohm,minus_Zdoubleprime_fit_Ohm", -1, 5],
    ["omega [rad \u00b7 s\u207b\u00b9],Re(Z) raw,-Im(Z) raw,Re(Z) fit,-Im(Z) fit", -1, 5],
    ["Frequencies,Real Values,Imag Values", 1, 3],
    ["f,-Z',Z''", 1, 3],
    ["Freq. /Hz,Z1 /ohm,Z2 /ohm", 1, 3],
    ["freq_hz,Z_real,neg_Z_imag", -1, 3],
    ["\u9891\u7387/Hz,\u5b9e\u90e8,\u865a\u90e8", 1, 3],
    ["frequ\u00eancia (Hz),parte real (ohm),parte imagin\u00e1ria (ohm)", 1, 3],
  ])("%s", (header, sign, width) => {
    const scale = header.startsWith("omega") ? 2 * Math.PI : 1;
    const turned = header.includes("-Z'") ? -1 : 1;
    const body = rows((f, x, y) => [f * scale, turned * x, sign * y, 7, 7].slice(0, width));
    expect(worstDifference(only(read(`${header}\n${body}`)), points)).toBeLessThan(ROUNDING);
  });

  it("Z1 and Z2 are two spectra where phases stand beside them", () => {
    const header = "f,Z1 (ohm),Phase1 (deg),Z2 (ohm),Phase2 (deg)";
    expect(read(`${header}\n${rows((f, x) => [f, x, -10, 2 * x, -20])}`)).toHaveLength(2);
  });

  it("a prefix tells spectra apart, but the traces of an analyser are no impedances", () => {
    const header = "f (Hz),25C Z' (Ohm),25C Z'' (Ohm),35C Z' (Ohm),35C Z'' (Ohm)";
    const spectra = read(`${header}\n${rows((f, x, y) => [f, x, y, x / 2, y / 2])}`);
    expect(spectra.map(({ metadata }) => metadata["title"])).toEqual(["25C", "35C"]);
    expect(worstDifference(spectra[1] as Spectrum, scaled(points, 0.5))).toBe(0);
    const traces = "Frequency,Data Trace A Real,Data Trace A Imag,Data Trace B Real,Data Trace B Imag";
    expect(refusal(`${traces}\n${rows((f, x, y) => [f, x, 0, y, 0])}`, "a.csv")).toMatch(
      /; only a frequency was found$/,
    );
  });

  it("logarithms for plots and lost units do not stand in the way", () => {
    const header = "freq / Hz,Log(f / Hz),neg. Phase / ,Idc / uA,Z / Ohm,Z' / Ohm,-Z'' / Ohm,Log(Z / Ohm)";
    const row: Row = (f, x, y) => [f, 1, (-Math.atan2(y, x) * 180) / Math.PI, 3, Math.hypot(x, y), x, -y, 1];
    const spectrum = only(read(`${header}\n${rows(row)}`));
    expect(worstDifference(spectrum, points)).toBe(0);
    expect(spectrum.warnings).toEqual([]);
  });

  it("says what is missing", () => {
    expect(refusal("Temp. [K]\tZs' [Ohms]\tZs'' [Ohms]\n300\t1\t-1\n301\t1\t-1\n", "a.txt")).toMatch(
      /; no column of frequency was found$/,
    );
    expect(refusal("freq,theta,I\n1,2,3\n", "a.txt")).toMatch(/; "theta" alone does not make an impedance$/);
  });

  it("Chinese names in GBK", () => {
    const gbk = Uint8Array.from([0xc6, 0xb5, 0xc2, 0xca, 44, 0xca, 0xb5, 0xb2, 0xbf, 44, 0xd0, 0xe9, 0xb2, 0xbf, 10]);
    const bytes = new Uint8Array([...gbk, ...bytesOf(rows((f, x, y) => [f, x, y]))]);
    expect(worstDifference(only(parseSpectra(bytes, "a.csv")), points)).toBe(0);
  });
});

describe("numbers", () => {
  it("with the prefix of their unit, as Thales prints them", () => {
    const text = "Frequency;Impedance;Phase\n10.0;1.143;-86\n100.0;735.948m;-84.415\n1.0k;475.296m;-81.945\n";
    const spectrum = only(read(text));
    expect([...spectrum.frequencyHz]).toEqual([1000, 100, 10]);
    expect(Math.hypot(spectrum.re[1] ?? 0, spectrum.im[1] ?? 0)).toBeCloseTo(0.735948, 12);
    expect(spectrum.notes).toContain("letters behind numbers were read as unit prefixes: 735.948m");
    // One letter may be damage.
    expect(refusal("f,Z',Z''\n1,2m,3\n2,3,4\n", "a.csv")).toBe(
      'a.csv:2: found "2m", expected a finite number in column 2',
    );
  });

  it.each([
    ["frequency,impedance", (x: number, y: number) => `(${x}${y}j)`],
    ["f (Hz);Z (ohm)", (x: number, y: number) => `${x} - ${-y}i`],
    ["# freq Z", (x: number, y: number) => ` (${x}${y}j)`],
    ["", (x: number, y: number) => `${x}${y}j`],
  ])("complex ones: %s", (header, text) => {
    const separator = header.includes(",") || header === "" ? "," : header.includes(";") ? ";" : " ";
    const spectrum = only(
      read(`${header === "" ? "" : `${header}\n`}${rows((f, x, y) => [f, text(x, y)], separator)}`),
    );
    expect(worstDifference(spectrum, points)).toBe(0);
  });

  it("complex admittances", () => {
    const body = rows((f, x, y) => [f, `${x / (x * x + y * y)}+${-y / (x * x + y * y)}j`]);
    expect(worstDifference(only(read(`f,Y (S)\n${body}`)), points)).toBeLessThan(ROUNDING);
  });

  it("with groups of three, where both signs are there", () => {
    const text = "Frequenz / Hz;Z' / Ohm;Z'' / Ohm\n100.000,00;1.234,5;-7,25\n10,00;2.000,5;-8,25\n";
    const spectrum = only(read(text));
    expect([[...spectrum.frequencyHz], [...spectrum.re], [...spectrum.im]]).toEqual([
      [100000, 10],
      [1234.5, 2000.5],
      [-7.25, -8.25],
    ]);
  });

  it("a last row without an end is whole where only a number that is not read is short", () => {
    const body = rows((f, x, y) => [f, x, y, "3.99873"]).trimEnd();
    expect(only(read(`f,Z',Z'',Vdc\n${body.slice(0, -1)}`)).frequencyHz).toHaveLength(25);
  });
});

describe("tables in JSON", () => {
  const { frequencyHz, re, im } = points;
  const byRow = (list: readonly number[]) => Object.fromEntries(list.entries());

  it.each<[string, unknown]>([
    ["columns", { "f (Hz)": frequencyHz, "Re(Z) (ohm)": re, "Im(Z) (ohm)": im }],
    ["columns by rows", { "f (Hz)": byRow(frequencyHz), "Z'": byRow(re), "Z''": byRow(im) }],
    ["rows", frequencyHz.map((f, k) => ({ freq: f, zre: re[k], zim: im[k] }))],
    ["names apart", { columns: ["f", "zre", "zim"], index: [], data: frequencyHz.map((f, k) => [f, re[k], im[k]]) }],
    ["lists", frequencyHz.map((f, k) => [f, re[k], im[k]])],
  ])("%s", (_, document) => {
    expect(worstDifference(only(read(JSON.stringify(document), "a.json")), points)).toBe(0);
  });

  it("others are refused as before", () => {
    expect(refusal('{"a": [1, 2], "b": [1, 2], "c": [1, 2]}', "a.json")).toMatch(
      /expected a list of numbers at frequencyHz/,
    );
    expect(refusal("[Measurement conditions]\nvalue,1\n", "a.csv")).not.toMatch(/JSON/);
  });
});

describe("instruments and programs", () => {
  it("sessions of older PSTrace have small letters", () => {
    const text = new TextDecoder("utf-16le").decode(palmsensFile([{ title: "one", sweeps: [points] }], false));
    const small = text.replace(/"(\w+)":/g, (_, key: string) => `"${key.toLowerCase()}":`);
    const spectrum = only(read(small, "a.pssession"));
    expect(worstDifference(spectrum, points)).toBe(0);
    expect(spectrum.metadata).toMatchObject({ title: "one", date: "2022-09-28T22:13:20" });
  });

  it("projects of DearEIS 1 and 2 have other names", () => {
    const set = { frequency: points.frequencyHz, real: points.re, imaginary: points.im, mask: {}, label: "A" };
    const project = { active_data_uuid: "x", datasets: [set], version: 2 };
    expect(worstDifference(only(read(JSON.stringify(project), "p.json")), points)).toBe(0);
  });

  it("a simulated spectrum of Zahner has no temperature", () => {
    const texts = ["", "Simulation", "0 mV", "", "-273.15 c"];
    const written = ismFile(points, { texts });
    expect(only(parseSpectra(written, "a.ism")).metadata["temperature_C"]).toBeUndefined();
  });

  it("rows of EC-Lab may lack their last field, as the first of a step does", () => {
    const header =
      "EC-Lab ASCII FILE\nNb header lines : 3\nfreq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\tPhase(Z)/deg\tRwe/Ohm\t\tEwe-Ece/V\n";
    const time = "0\t0\t0\t0\t17\n";
    const body = rows((f, x, y) => [f, x, -y, (Math.atan2(y, x) * 180) / Math.PI, 1, 2], "\t");
    expect(worstDifference(only(read(header + time + body, "a.mpt")), points)).toBe(0);
    const short = body.replace(/\t1\t2\n/, "\n");
    expect(refusal(header + time + body + short + body, "a.mpt")).toMatch(/found 4 fields, expected 5 fields/);
  });

  it("ZView calculated data with other names", () => {
    const head = 'ZView Calculated Data File: Version 1.1\nRaw Data\nSweep Frequency: Control Voltage\n""\n""\n';
    const names = "Freq(Hz),DCcurr(A),DCpot(V),Time(S),Zprime(Ohm),Zbis(Ohm),GD,X,Y\n";
    const body = rows((f, x, y) => [f, 0, 0, 3, x, y, 0, 0, 0]);
    const spectrum = only(read(head + names + body, "a.z60"));
    expect(worstDifference(spectrum, points)).toBe(0);
    expect(spectrum.notes).toEqual(["the sign of Z'' follows from the name of column \"Zbis(Ohm)\" alone"]);
  });

  it("permittivities of WinDETA with the geometry above them", () => {
    const [diameter, thickness] = [8.84e-3, 1.77e-3];
    const empty = (8.8541878128e-12 * Math.PI * diameter * diameter) / (4 * thickness);
    const material: Row = (f, x, y) => {
      const [square, omega] = [x * x + y * y, 2 * Math.PI * f];
      return [f, -y / square / (omega * empty), x / square / (omega * empty)];
    };
    const head = [
      "pellet 9, 9.2.2023, 16:42",
      "Diameter[mm] 8.840e+00  Thickness[mm] 1.770e+00  Spacer Capacity[pF] 0.000e+00  Spacer Area[mm^2] 0.000e+00",
      "Fixed value(s) :  Temp. [K]=3.0656e+02  AC Volt  [Vrms]=1.000e+00",
      " Freq. [Hz]\t Eps'    \t Eps''   ",
    ].join("\n");
    const spectrum = only(read(`${head}\n${rows(material, "\t")}`));
    // Ten roundings, and pi d^2 in another order.
    expect(worstDifference(spectrum, points)).toBeLessThan(1e-14);
    expect(spectrum.metadata).toMatchObject({ diameter_mm: 8.84, thickness_mm: 1.77, temperature_C: 33.41 });
    expect(refusal(`x\nFreq. [Hz]\tEps'\tEps''\n${rows(material, "\t")}`, "a.txt")).toMatch(
      /^a\.txt: found permittivities without the geometry of the sample/,
    );
  });

  it("an LCR meter's text with a comment of settings above its names", () => {
    const head = "IMPEDANCE MEASUREMENT \n4/17/2023-5:10 PM\nChamber temperature (K): 278.07\n# freq steps: 25\n";
    const body = fixturePoints.map((point, k) => [k, point.frequency, modulus(point), degrees(point)].join("\t"));
    const text = `${head}Index #\tFrequency (Hz)\tImpedance (ohm)\tPhase (degrees)\n${body.join("\n")}\n`;
    const spectrum = only(read(text));
    expect(spectrum.metadata["temperature_C"]).toBe(4.92);
    expect(spectrum.im[24]).toBeCloseTo(fixturePoints[24]?.im ?? 0, 10);
  });
});

describe("what stands in the place of a file", () => {
  it.each([
    ["version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n", "a.mpr", /found a pointer of Git LFS/],
    ["/annex/objects/SHA256E-s1--00.mpt\n", "a.mpt", /found a pointer of git-annex/],
    ["<!DOCTYPE html>\n<html><body>404, 1, 2, 3</body></html>\n", "a.csv", /found a web page, expected a file with/],
  ])("%s", (text, name, message) => {
    expect(refusal(text, name)).toMatch(message);
  });
});

function scaled({ frequencyHz, re, im }: Points, factor: number): Points {
  return { frequencyHz, re: re.map((value) => value * factor), im: im.map((value) => value * factor) };
}
