import { describe, expect, it } from "vitest";
import { fileFormats } from "../../src/io/formats.ts";
import { parseSpectra } from "../../src/io/read.ts";
import { ReadError } from "../../src/io/readError.ts";
import { spectrumCsv } from "../../src/report/spectrumCsv.ts";
import { makeSpectrum, type Spectrum } from "../../src/spectrum.ts";

const encoder = new TextEncoder();

function read(text: string, name = "cell.csv"): Spectrum {
  const [spectrum] = parseSpectra(encoder.encode(text), name);
  if (spectrum === undefined) throw new Error("no spectrum");
  return spectrum;
}

function points(spectrum: Spectrum): number[][] {
  return Array.from(spectrum.frequencyHz, (frequency, index) => [
    frequency,
    spectrum.re[index] ?? Number.NaN,
    spectrum.im[index] ?? Number.NaN,
  ]);
}

function messageOf(text: string, name = "cell.csv"): string {
  try {
    parseSpectra(encoder.encode(text), name);
  } catch (error) {
    if (error instanceof ReadError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const expected = [
  [100, 10.5, -1.25],
  [1, 20, -3e-3],
];

describe("tables that are read", () => {
  it("the project's own CSV without any note", () => {
    const spectrum = read("frequency_hz,z_re_ohm,z_im_ohm\n100,10.5,-1.25\n1,20,-3e-3\n");
    expect(points(spectrum)).toEqual(expected);
    expect(spectrum.notes).toEqual([]);
    expect(spectrum.warnings).toEqual([]);
    expect(spectrum.name).toBe("cell.csv");
  });

  const tables: [string, string, RegExp | undefined][] = [
    ["byte-order mark and CRLF", "\uFEFFfrequency_hz,z_re_ohm,z_im_ohm\r\n100,10.5,-1.25\r\n1,20,-3e-3\r\n", undefined],
    ["no final line end", "frequency_hz,z_re_ohm,z_im_ohm\n100,10.5,-1.25\n1,20,-3e-3", undefined],
    ["semicolons and decimal commas", "f/Hz;Z'/ohm;Z''/ohm\n100;10,5;-1,25\n1;20;-3e-3", /decimal sign .* comma/],
    [
      "tabs and decimal commas",
      "f/Hz\tZ'/ohm\tZ''/ohm\n100,0\t10,5\t-1,25\n1,0\t20,0\t-3,0e-3",
      /decimal sign .* comma/,
    ],
    ["white space and decimal commas", "100,0 10,5 -1,25\n1,0 20,0 -3,0e-3", /no header/],
    [
      "white space with brackets in the header",
      "  Freq (Hz)   Z' (Ohm)  Z'' (Ohm)\n  100  10.5 -1.25\n  1 20 -3D-03",
      undefined,
    ],
    ["no header", "100, 10.5, -1.25\n1, 20, -3e-3", /no header: the three columns/],
    ["a commented header", "# f Z' Z''\n100 10.5 -1.25\n1 20 -3e-3", /no unit: read "f" in Hz/],
    ["a negated column", "freq,Zre,-Zim\n100,10.5,1.25\n1,20,3e-3", /"-Zim" was read as -Z''/],
    ["neg. in words", "freq / Hz,Z' / ohm,\"neg. Z'' / ohm\"\n100,10.5,1.25\n1,20,3e-3", /sign was changed/],
    [
      "a BioLogic-like header",
      "freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\t|Z|/Ohm\n100\t10.5\t1.25\t9\n1\t20\t3e-3\t9",
      /sign was changed/,
    ],
    [
      "columns in another order",
      "time,Z''/ohm,range,Z'/ohm,f/Hz\n1,-1.25,10 uA,10.5,100\n2,-3e-3,1 uA,20,1",
      undefined,
    ],
    ["units above one", "f (kHz),Z' (kOhm),Z'' (kOhm)\n0.1,0.0105,-0.00125\n0.001,0.02,-3e-6", undefined],
    ["a row of units", "Freq,Zreal,Zimag\nHz,ohm,ohm\n100,10.5,-1.25\n1,20,-3e-3", undefined],
    ["a preamble", "Potentiostat XY\nsample;7\n\nf/Hz;Z'/ohm;Z''/ohm\n100;10.5;-1.25\n1;20;-3e-3", undefined],
    ["typographic signs", "f/Hz,Z\u2032/\u03a9,Z\u2033/\u2126\n100,10.5,\u22121.25\n1,20,-3e-3", undefined],
    ["a trailing delimiter", "f/Hz,Z'/ohm,Z''/ohm,\n100,10.5,-1.25,\n1,20,-3e-3,", undefined],
    ["quoted fields", '"f/Hz","Z\'/ohm","Z\'\'/ohm"\n"100","10.5","-1.25"\n"1","20","-3e-3"', undefined],
  ];
  it.each(tables)("%s", (_, text, note) => {
    const spectrum = read(text);
    // Scaled units are one rounding away from the literal.
    points(spectrum).forEach((point, row) =>
      point.forEach((value, column) => expect(value / (expected[row]?.[column] ?? Number.NaN)).toBeCloseTo(1, 14)),
    );
    expect(spectrum.re).toHaveLength(2);
    if (note === undefined) expect(spectrum.notes).toEqual([]);
    else expect(spectrum.notes.join("\n")).toMatch(note);
  });

  it("angular frequency", () => {
    const spectrum = read("omega (rad/s),Z' (ohm),Z'' (ohm)\n628.3185307179587,10.5,-1.25\n6.283185307179586,20,-3e-3");
    expect(points(spectrum)).toEqual(expected);
    expect(spectrum.notes).toEqual(['column "omega (rad/s)": angular frequency was divided by 2 pi']);
  });

  it("latin-1 and UTF-16 files", () => {
    const latin = Uint8Array.from("# 25 \u00b0C\nf/Hz,Z'/ohm,Z''/ohm\n100,10.5,-1.25\n1,20,-3e-3", (c) =>
      c.charCodeAt(0),
    );
    expect(parseSpectra(latin, "cell.txt")[0]?.notes).toEqual(["comment: 25 \u00b0C"]);
    const wide = Uint16Array.from("\uFEFFf/Hz,Z'/\u03a9,Z''/\u03a9\n100,10.5,-1.25\n1,20,-3e-3", (c) =>
      c.charCodeAt(0),
    );
    const [spectrum] = parseSpectra(new Uint8Array(wide.buffer), "cell.txt");
    expect(spectrum === undefined ? [] : points(spectrum)).toEqual(expected);
  });

  it("standard deviations, comments, and its own output", () => {
    const text =
      "# made here\nfrequency_hz,z_re_ohm,z_im_ohm,sigma_re_ohm,sigma_im_ohm\n100,10.5,-1.25,0.1,0.2\n1,20,-0.003,0.3,0.4\n";
    const spectrum = read(text);
    expect(spectrum.notes).toEqual(["comment: made here"]);
    expect(spectrum.sigma).toEqual({ re: new Float64Array([0.1, 0.3]), im: new Float64Array([0.2, 0.4]) });
    expect(spectrumCsv(spectrum, ["made here"])).toBe(text);
  });

  it("every float64 comes back from the project's own CSV", () => {
    const values = [Math.PI, 1 / 3, 1e-9, 123456789.12345679, 5e-140];
    const spectrum = makeSpectrum({ frequencyHz: [5, 4, 3, 2, 1], re: values, im: values.map((value) => -value / 7) });
    const back = read(spectrumCsv(spectrum));
    expect(back.re).toEqual(spectrum.re);
    expect(back.im).toEqual(spectrum.im);
  });

  it("rows at 0 Hz are left out and named", () => {
    const spectrum = read("f/Hz,Z'/ohm,Z''/ohm\n0,0,0\n100,10.5,-1.25\n1,20,-3e-3\n-5,1,1");
    expect(points(spectrum)).toEqual(expected);
    expect(spectrum.warnings).toEqual(["left out 2 row(s) whose frequency is not above 0 Hz (line 2, 5)"]);
  });

  it("a number among the names may mean a damaged header", () => {
    const spectrum = read("index,12,f/Hz,Z'/ohm,Z''/ohm\n1,2,100,10.5,-1.25\n2,2,1,20,-3e-3\n");
    expect(spectrum.warnings).toEqual([
      'the header (line 1) holds the number "12" among its names: it may be damaged, check that the right columns were read',
    ]);
  });

  it("area-specific units are said to be so", () => {
    const spectrum = read("f/Hz,Z' (ohm cm^2),Z'' (ohm cm\u00b2)\n100,10.5,-1.25\n1,20,-3e-3");
    expect(spectrum.notes[0]).toContain("fitted values are area-specific");
  });
});

describe("tables that are refused", () => {
  const cases: [string, string, string][] = [
    ["an empty file", "", "cell.csv: expected data; the file is empty"],
    ["a blank file", " \n\t\n", "cell.csv: expected data; the file is blank"],
    [
      "bytes that are no text",
      "f,Z',Z''\n1,2,-3\n2,\0,3\n",
      "cell.csv:3: found a NUL byte, expected a text file; this looks like a binary one",
    ],
    [
      "prose",
      "Dear colleague,\nhere are the data.",
      "cell.csv:1: found \"Dear colleague,\", expected at least one row with three numbers: frequency, Z' and Z''",
    ],
    [
      "an unknown header",
      "a,b,c\n1,2,3",
      'cell.csv:1: found "a, b, c", expected columns of frequency, Z\' and Z\'\', such as frequency_hz,z_re_ohm,z_im_ohm; "b" alone does not make an impedance',
    ],
    [
      "a modulus without a phase",
      "frequency,|Z|,I\n100,1,45",
      'cell.csv:1: found "frequency, |Z|, I", expected columns of frequency, Z\' and Z\'\', such as frequency_hz,z_re_ohm,z_im_ohm; "|Z|" alone does not make an impedance',
    ],
    [
      "an ambiguous unit",
      "f_mhz,Z',Z''\n100,1,-1",
      "cell.csv:1: found \"f_mhz, Z', Z''\", expected columns of frequency, Z' and Z'', such as frequency_hz,z_re_ohm,z_im_ohm; no column of frequency was found",
    ],
    [
      "two columns for one quantity",
      "f,Z',Zre,Z''\n1,2,3,4",
      'cell.csv:1: found "Z\', Zre", expected one column only for this quantity; remove or rename the other',
    ],
    [
      "many columns without a header",
      "1,2,3,4\n5,6,7,8",
      "cell.csv:1: found 4 columns without a header, expected a header line that names columns of frequency, Z' and Z'', such as frequency_hz,z_re_ohm,z_im_ohm",
    ],
    [
      "a header that does not stand above its numbers",
      "f Hz Z' ohm Z'' ohm\n1 2 3",
      "cell.csv:1: found \"f, Hz, Z', ohm, Z'', ohm\", expected 3 column names, one for each number of line 2",
    ],
    ["NaN", "f,Z',Z''\n1,2,3\n2,NaN,4", 'cell.csv:3: found "NaN", expected a finite number in column 2'],
    ["overflow", "f,Z',Z''\n1,2,3\n2,1e999,4", 'cell.csv:3: found "1e999", expected a finite number in column 2'],
    [
      "words among numbers",
      "f,Z',Z''\n1,2,3\n2,over,4",
      'cell.csv:3: found "over", expected a finite number in column 2',
    ],
    [
      "a short row",
      "f,Z',Z''\n1,2,3\n\n2,5\n3,4,5",
      'cell.csv:4: found "2,5", expected a row of at least 3 numbers separated by comma',
    ],
    [
      "mixed decimal signs",
      "f;Z';Z''\n1.5;2.5;3\n2;5,5;1",
      'cell.csv:3: found "5,5", expected "." as the decimal sign, as in the rows before',
    ],
    [
      "an impedance of zero",
      "f,Z',Z''\n1,2,3\n2,0,0",
      "cell.csv:3: found 2 Hz, 0 ohm, 0 ohm, expected usable data. The impedance at point 1 (2 Hz) is 0; no measurement gives exactly 0 ohm. Leave the point out.",
    ],
    ["only rows at 0 Hz", "f,Z',Z''\n0,2,3", "cell.csv: expected at least one row with a frequency above 0 Hz"],
  ];
  it.each(cases)("%s", (_, text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it("a binary file and an unknown one", () => {
    const known = fileFormats.map(({ name }) => name).join(", ");
    expect(messageOf("MZ\0\x01\x02", "program.exe")).toBe(
      `program.exe: found binary data, expected one of the formats ${known}`,
    );
    expect(messageOf("Hello", "letter.doc")).toBe(`letter.doc:1: found "Hello", expected one of the formats ${known}`);
  });

  it("control characters and long lines are shown in one short line", () => {
    const message = messageOf(`f,Z',Z''\n1,2,3\n1,\u001b[31m${"x".repeat(1000)},3`);
    expect(message).toMatch(/^cell\.csv:3: found "\uFFFD\[31mx{55}\.\.\.", expected/);
  });
});
