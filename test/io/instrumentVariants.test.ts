import { describe, expect, it } from "vitest";
import { contentOfBytes } from "../../src/io/content.ts";
import type { Sweep } from "../../src/io/format.ts";
import { fileFormats } from "../../src/io/formats.ts";
import { ReadError } from "../../src/io/readError.ts";
import { instrumentTexts } from "../fixtures/io/instrumentTexts.ts";

/** All sweeps of a text by the format that its content, else its extension, tells. */
function read(text: string, name = "cell"): Sweep[] {
  const file = contentOfBytes(new TextEncoder().encode(text), name);
  const extension = name.split(".")[1] ?? "";
  const format =
    fileFormats.find(({ sniff }) => sniff(file)) ??
    fileFormats.find(({ extensions }) => extensions.includes(extension));
  return [...(format?.sweeps(file) ?? [])];
}

function refusal(text: string, name = "cell"): string {
  try {
    read(text, name);
  } catch (error) {
    if (error instanceof ReadError) return error.message;
    throw error;
  }
  throw new Error("it was read");
}

function fixture(path: string): string {
  return instrumentTexts.find((text) => text.path === path)?.text ?? "";
}

const only = (sweeps: Sweep[]): Sweep => {
  expect(sweeps).toHaveLength(1);
  return sweeps[0] ?? { frequencyHz: [], re: [], im: [] };
};

describe("Gamry", () => {
  const table = (
    rows: string,
    names = "\tPt\tFreq\tZreal\tZimag\tZmod\tZphz",
    units = "\t#\tHz\tohm\tohm\tohm\t\u00b0",
  ) => `EXPLAIN\nTAG\tEISPOT\nZCURVE\tTABLE\n${names}\n${units}\n${rows}`;

  it("reads several tables, each with what stands above it", () => {
    const sweeps = read(
      `${table("\t0\t10\t2\t-1\t0\t0\n")}VDC\tPOTEN\t1\tF\tDC &Voltage (V)\n${table("\t0\t20\t3\t-2\t0\t0\n")}`,
    );
    expect(sweeps.map(({ frequencyHz }) => frequencyHz)).toEqual([[10], [20]]);
  });

  it("takes the sign from the phase where that contradicts the name, and says so", () => {
    const rows = "\t0\t10\t3\t4\t5\t-53.13\n\t1\t1\t6\t8\t10\t-53.13\n";
    const sweep = only(read(table(rows)));
    expect(sweep.im).toEqual([-4, -8]);
    expect(sweep.warnings).toEqual([
      "the phase contradicts the name of column Zimag: the sign of Z'' was taken from the phase",
    ]);
    const mixed = only(read(table(`${rows}\t2\t0.1\t3\t-4\t5\t-53.13\n`)));
    expect(mixed.im).toEqual([4, 8, -4]);
    expect(mixed.warnings?.[0]).toMatch(/contradicts the sign of Z'' at some points/);
  });

  it("is not misled by a phase of another quantity, nor by an empty one", () => {
    const sweep = only(read(table("\t0\t10\t3\t4\t0\t0\n\t1\t1\t6\t8\t0\t-3\n")));
    expect(sweep.im).toEqual([4, 8]);
    expect(sweep.notes?.[0]).toBe("the sign of Z'' follows from the name of column Zimag alone");
  });

  it("leaves out rows that hold no point and names them", () => {
    const rows = "\t0\t10\t3\t4\t5\t53.13\n\t1\t0\t1\t1\t1\t1\n\t2\t1\tNaN\t1\t1\t1\n\t3\t0.1\t0\t0\t0\t0\n";
    const sweep = only(read(table(rows)));
    expect(sweep.frequencyHz).toEqual([10]);
    expect(sweep.warnings).toEqual([
      "left out 1 row(s) whose frequency is not above 0 Hz (line 7)",
      "left out 1 row(s) with a value that is not a finite number (line 8)",
      "left out 1 row(s) whose impedance is 0 (line 9)",
    ]);
  });

  it("minds the units", () => {
    const sweep = only(read(table("\t0\t10\t3\t-4\t5\t-53.13\n", undefined, "\t#\tkHz\tkohm\tkohm\tkohm\t\u00b0")));
    expect([sweep.frequencyHz, sweep.re, sweep.im]).toEqual([[10_000], [3000], [-4000]]);
    expect(refusal(table("\t0\t10\t3\t-4\t5\t0\n", undefined, "\t#\tohm\tohm\tohm\tohm\t\u00b0"))).toBe(
      'cell:5: found "ohm", expected a unit of frequency under the name "Freq"',
    );
  });

  it("reads rows without a row of units", () => {
    expect(only(read(table("\t1\t5\t3\t-4\t5\t0\n", undefined, "\t0\t10\t3\t-4\t5\t0"))).frequencyHz).toEqual([10, 5]);
  });

  it("says how many announced points are missing", () => {
    const text = table("\t0\t10\t3\t-4\t5\t0\n").replace("ZCURVE\tTABLE", "ZCURVE\tTABLE\t61");
    expect(only(read(text)).warnings).toEqual(["the table announces 61 points, 1 were found"]);
  });

  it("refuses what it cannot read, with the line", () => {
    const names = "a row of column names with Freq, Zreal and Zimag, as above the rows of a ZCURVE table";
    expect(refusal("ZCURVE\tTABLE\n\t0\t1\t10\t3\t-4\n", "part.dta")).toBe(
      `part.dta:2: found "0 1 10 3 -4", expected ${names}`,
    );
    expect(refusal("EXPLAIN\nTAG\tCV\nCURVE\tTABLE\t1\n\tPt\tVf\n\t#\tV\n\t0\t1\n")).toBe(
      "cell:6: found only the tables CURVE, expected a ZCURVE TABLE with the impedance",
    );
    expect(refusal("EXPLAIN\nEXPERIMENTABORTED\tTOGGLE\tT\tExperiment Aborted\n")).toBe(
      "cell:2: found an experiment that was aborted before its first impedance, expected a ZCURVE table",
    );
    expect(refusal(table(""))).toBe(
      "cell:4: found a ZCURVE table without a point, expected at least one row with a frequency above 0 Hz",
    );
    expect(refusal(table("\t0\t10\t3\t-4\n\t1\t5\t3\t-4\t5\t0\n"))).toBe(
      "cell:6: found 5 fields, expected 7 fields, one under each name of the table",
    );
    expect(refusal(table("\t0\t10\t3.5\t-4\t5\t0\n\t1\t5\t3,5\t-4\t5\t0\n"))).toBe(
      'cell:7: found "3,5", expected "." as the decimal sign, as in the rows before',
    );
    expect(refusal(table("\t0\t10\tlow\t-4\t5\t0\n\t1\t5\t3\t-4\t5\t0\n"))).toBe(
      'cell:6: found "low", expected a number in column "Zreal"',
    );
  });
});

describe("EC-Lab", () => {
  const file = (names: string, rows: readonly string[], header = "Technique\n") =>
    `EC-Lab ASCII FILE\nNb header lines : 4\n${header}${names}\n${rows.join("\n")}\n`;

  it("computes Z' and Z'' from |Z| and phase where only these are there", () => {
    const sweep = only(read(file("Phase(Z)/deg\t|Z|/Ohm\tfreq/Hz", ["-90\t5\t10", "-30\t2\t1"])));
    expect(sweep.re[0]).toBe(0);
    expect(sweep.im[0]).toBe(-5);
    expect(sweep.re[1]).toBeCloseTo(Math.sqrt(3), 14);
    expect(sweep.im[1]).toBeCloseTo(-1, 14);
    expect(sweep.notes?.[0]).toBe("Z' and Z'' were computed from |Z| and phase");
  });

  it("believes the phase rather than a name", () => {
    const sweep = only(read(file("freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\t|Z|/Ohm\tPhase(Z)/deg", ["10\t3\t-4\t5\t-53.13"])));
    expect(sweep.im).toEqual([-4]);
    expect(sweep.warnings?.[0]).toMatch(/phase contradicts the name of column "-Im\(Z\)\/Ohm"/);
  });

  it("says so where |Z| is another one", () => {
    const sweep = only(read(file("freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\t|Z|/Ohm", ["10\t3\t4\t5000"])));
    expect(sweep.warnings).toEqual(["column |Z| does not agree with Z' and Z''; check their units"]);
  });

  it("names points whose |Z| does not agree", () => {
    const rows = ["10\t3\t4\t5", "9\t3\t4\t5", "8\t3\t5\t5"];
    const sweep = only(read(file("freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\t|Z|/Ohm", rows)));
    expect(sweep.warnings).toEqual(["|Z| does not agree with Z' and Z'' at 1 point(s) (line 7)"]);
  });

  it("reads Im(Z) as it stands", () => {
    expect(only(read(file("freq/Hz\tRe(Z)/Ohm\tIm(Z)/Ohm", ["10\t3\t-4"]))).im).toEqual([-4]);
  });

  it("passes over rows of the time domain and counts them in a note", () => {
    const rows = ["0\t0\t0\t1", "10\t3\t4\t1", "1\t3\t4\t1", "0\t0\t0\t2", "10\t3\t4\t2"];
    const sweeps = read(file("freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\tcycle number", rows));
    expect(sweeps.map(({ frequencyHz }) => frequencyHz)).toEqual([[10, 1], [10]]);
    expect(sweeps[0]?.notes).toContain("2 row(s) of the time domain were passed over");
    expect(sweeps[0]?.warnings).toEqual([]);
    expect(refusal(file("freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\tcycle number", ["0\t0\t0\t1"]))).toBe(
      "cell:5: found rows of the time domain (frequency 0) only, expected at least one row with a frequency above 0 Hz",
    );
  });

  it("separates sweeps where the frequency starts anew, not where it returns", () => {
    const names = "freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm";
    const rows = (frequencies: readonly number[]) => frequencies.map((frequency) => `${String(frequency)}\t3\t4`);
    const lengths = (frequencies: readonly number[]) =>
      read(file(names, rows(frequencies))).map(({ frequencyHz }) => frequencyHz.length);
    expect(lengths([1000, 100, 10, 1, 1000, 100, 10, 1])).toEqual([4, 4]);
    expect(lengths([1, 10, 100, 1, 10, 100])).toEqual([3, 3]);
    expect(lengths([1000, 100, 10, 1, 10, 100, 1000, 1000])).toEqual([8]);
    expect(lengths([1000, 1, 100, 10, 500, 2])).toEqual([6]);
    expect(lengths([10, 10, 10, 10])).toEqual([4]);
  });

  it("finds the names without the length of the header, and without any header", () => {
    const rows = "freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\t\n10\t3\t4\n";
    expect(only(read(`EC-Lab ASCII FILE\n\nDevice : SP-000\n${rows}`)).metadata).toEqual({ instrument: "SP-000" });
    expect(only(read(rows)).im).toEqual([-4]);
  });

  it("refuses a header without frequency, without impedance, or without an end", () => {
    expect(refusal(file("Re(Z)/Ohm\t-Im(Z)/Ohm", ["3\t4"]))).toBe(
      'cell:4: found "Re(Z)/Ohm, -Im(Z)/Ohm", expected freq/Hz among the column names',
    );
    expect(refusal(file("freq/Hz\tRe(Z)/Ohm\ttime/s", ["10\t3\t4"]))).toMatch(
      /^cell:4: found "freq\/Hz, Re\(Z\)\/Ohm, time\/s", expected column names freq\/Hz with /,
    );
    expect(refusal("EC-Lab ASCII FILE\nNb header lines : 60\n")).toMatch(
      /^cell:2: found the end of the file, expected column names on line 60: freq\/Hz with /,
    );
    expect(refusal(file("freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm", ["10\t3\t4\t5"]))).toBe(
      "cell:5: found 4 fields, expected 3 fields, one under each name of the table",
    );
  });

  it("keeps a last point whose |Z| may be cut", () => {
    const sweep = only(
      read(file("freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\t|Z|/Ohm", ["10\t3\t4\t5", "1\t30\t40\t5"]).trimEnd()),
    );
    expect([sweep.im, sweep.warnings]).toEqual([[-4, -40], []]);
  });

  it("knows a whole last number by the form of those before it", () => {
    const row = "1.0000000E+002\t3.0000000E+000\t4.0000000E+000";
    const text = file("freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm", [row, row, row, row]).trimEnd();
    expect(only(read(text)).frequencyHz).toHaveLength(4);
    const cut = only(read(text.slice(0, -1)));
    expect(cut.frequencyHz).toHaveLength(3);
    expect(cut.warnings).toEqual(["the file ends within line 8: that row was left out"]);
  });
});

describe("ZPlot and its kin", () => {
  it("reads a decimal comma between tabs and between commas with blanks", () => {
    const tabs = fixture("zplot/simulated.z").replace(/(\d)\.(\d)/g, "$1,$2");
    const commas = fixture("zplot/old.z").replace(/(\d)\.(\d)/g, "$1,$2");
    const expected = only(read(fixture("zplot/simulated.z")));
    for (const text of [tabs, commas]) {
      const sweep = only(read(text));
      expect([sweep.frequencyHz, sweep.re, sweep.im]).toEqual([expected.frequencyHz, expected.re, expected.im]);
    }
  });

  it("is told by its names alone", () => {
    const rows = "Freq(Hz)\tAmpl\tBias\tTime(Sec)\tZ'(a)\tZ''(b)\tGD\tErr\tRange\n1\t0\t0\t0\t2\t-3\t0\t0\t0\n";
    expect(only(read(rows)).im).toEqual([-3]);
  });

  it("reads nine columns without names, behind End Comments or the number of points", () => {
    const row = "10, 0, 0, 1, 3, -4, 0, 0, 1\n";
    const newer = only(read(`"ZPlot2 ASCII"\nSoftware: none\nEnd Comments\n${row}`));
    const older = only(
      read(`"Z60W Data File: Version 1.1"\n""\n0,2,0,1,0.1,100000\n2\n${row}${row.replace("10", "1")}`),
    );
    expect([newer.frequencyHz, newer.re, newer.im]).toEqual([[10], [3], [-4]]);
    expect(newer.notes?.at(-1)).toMatch(/^no column names: nine columns were read as Freq\(Hz\), Ampl, /);
    expect([older.frequencyHz, older.im]).toEqual([
      [10, 1],
      [-4, -4],
    ]);
  });

  it("refuses a file without names, and names without Z''", () => {
    expect(refusal("ZPLOT2 ASCII\n  Date: today\n")).toBe(
      "cell:2: found the end of the file, expected a line of column names with Freq(Hz), Z'(a) and Z''(b)",
    );
    expect(refusal("ZPLOT2 ASCII\n  Freq(Hz)\tZ'(a)\tGD\n1\t2\t3\n")).toBe(
      `cell:2: found "Freq(Hz) Z'(a) GD", expected column names with Freq(Hz), Z'(a) and Z''(b)`,
    );
  });
});

describe("CH Instruments", () => {
  it("reads other separators", () => {
    const expected = only(read(fixture("chi/simulated.txt")));
    const sweep = only(read(fixture("chi/simulated.txt").replaceAll(", ", "\t")));
    expect([sweep.frequencyHz, sweep.re, sweep.im]).toEqual([expected.frequencyHz, expected.re, expected.im]);
  });

  it("refuses a table without Z''", () => {
    expect(refusal("Freq/Hz, Z'/ohm, Z/ohm\n\n1, 2, 3\n")).toBe(
      `cell:1: found "Freq/Hz, Z'/ohm, Z/ohm", expected column names with Freq/Hz, Z'/ohm and Z"/ohm`,
    );
  });
});

describe("VersaStudio", () => {
  it("refuses a decimal comma among separating commas, which cannot be told apart", () => {
    const text = fixture("versastudio/simulated.par").replace(/(\d)\.(\d)/g, "$1,$2");
    expect(refusal(text)).toMatch(/^cell:\d+: found \d+ fields, expected 10 fields, one under each name of the table$/);
    const semicolons = fixture("versastudio/simulated.par").replace(/^(?:[-\d.E+]+,)+[-\d.E+]+$/gm, (row) =>
      row.replaceAll(",", ";").replaceAll(".", ","),
    );
    expect(read(semicolons)[0]?.im).toEqual(read(fixture("versastudio/simulated.par"))[0]?.im);
  });

  it("refuses a file without an impedance", () => {
    const text =
      "<Application>\nName=VersaStudio\n</Application>\n<Segment1>\nDefinition=Segment #, E(V), I(A)\n0,1,2\n</Segment1>\n";
    expect(refusal(text)).toBe(
      "cell:7: found 1 segment(s) without an impedance, expected a segment whose Definition names Frequency(Hz), Z Real and Z Imag, with frequencies above 0 Hz",
    );
  });
});

describe("Autolab .dfr", () => {
  it("refuses a word where a number should be, and says which", () => {
    const lines = fixture("dfr/simulated.dfr").split("\n");
    lines[13] = "E(V)";
    expect(refusal(lines.join("\n"))).toBe('cell:14: found "E(V)", expected a number: Z\' of point 2');
    expect(refusal("VERSION8.0\nmany\n", "cell.dfr")).toBe('cell.dfr:2: found "many", expected the number of points');
    expect(refusal("something\n", "cell.dfr")).toMatch(/^cell\.dfr:1: found "something", expected the word VERSION/);
  });

  it("warns of a point too many, where numbers may not be what they seem", () => {
    const lines = fixture("dfr/simulated.dfr").split("\n");
    const sweep = only(read([...lines.slice(0, 20), ...lines.slice(10)].join("\n")));
    expect(sweep.warnings?.at(-1)).toBe("the file goes on behind its 25 points: lines may be missing or repeated");
  });

  it("warns of another version", () => {
    const sweep = only(read(fixture("dfr/simulated.dfr").replace("VERSION8.0", "VERSION7.0")));
    expect(sweep.warnings).toEqual(["VERSION7.0 was read with the layout of VERSION8.0"]);
  });
});

describe("Ivium", () => {
  const idf = fixture("ivium/simulated.idf");

  it("passes over other methods and reads a decimal comma", () => {
    const sweep = only(read(idf.replace("Method=Impedance", "Method=CyclicVoltammetry")));
    expect(sweep.metadata?.["title"]).toBe("The same again");
    expect(refusal(idf.replaceAll("Method=Impedance", "Method=CyclicVoltammetry"))).toMatch(
      /found only measurements by CyclicVoltammetry, expected primary_data of an impedance measurement$/,
    );
    expect(read(idf.replace(/(\d)\.(\d{5}E)/g, "$1,$2"))[0]?.im).toEqual(read(idf)[0]?.im);
  });

  it("refuses other columns", () => {
    expect(refusal(idf.replace("primary_data    \r\n3 ", "primary_data    \r\n4 "))).toBe(
      "cell:14: found 4 columns, expected 3 columns under primary_data: Z', Z'' and frequency",
    );
  });
});

describe("Elchemea", () => {
  it("refuses a file without the count", () => {
    expect(refusal("a\nb\nc\nd\ne\n", "cell.i2b")).toBe(
      "cell.i2b:5: found the end of the file, expected the number of points alone on the fifth line",
    );
  });

  it("does not count a blank line in the header", () => {
    const text = fixture("i2b/simulated.i2b").replace("\n\n", "\nfourth line\n\n");
    expect(only(read(text)).im).toEqual(only(read(fixture("i2b/simulated.i2b"))).im);
  });
});

describe("Touchstone", () => {
  const close = (sweep: Sweep, re: number, im: number): void => {
    expect(sweep.re[0]).toBeCloseTo(re, 10);
    expect(sweep.im[0]).toBeCloseTo(im, 10);
  };

  it("reads the forms of a number, the parameters and the units", () => {
    // Z = 50 - 100j ohm, S = (Z - 50)/(Z + 50) = 0.5 - 0.5j.
    close(only(read("# MHz S RI R 50\n1 0.5 -0.5\n")), 50, -100);
    close(only(read(`# MHz S MA R 50\n1 ${String(Math.SQRT1_2)} -45\n`)), 50, -100);
    close(only(read(`# MHz S DB R 50\n1 ${String(20 * Math.log10(Math.SQRT1_2))} -45\n`)), 50, -100);
    close(only(read("# MHz Z RI R 50\n1 1 -2\n")), 50, -100);
    close(only(read("# MHz Y RI R 50\n1 0.2 0.4\n")), 50, -100);
    close(
      only(read("[Version] 2.0\n# MHz Z RI R 50\n[Number of Ports] 1\n[Network Data]\n1 50 -100\n[End]\n")),
      50,
      -100,
    );
    close(
      only(read("[Version] 2.0\n# MHz S RI\n[Number of Ports] 1\n[Reference] 100\n[Network Data]\n1 0.5 -0.5\n")),
      100,
      -200,
    );
    expect(only(read("! bare\n#\n1 0.5 -45\n", "cell.s1p")).frequencyHz).toEqual([1e9]);
    expect(only(read("# kHz S RI R 50\n1 0.5 -0.5 ! a point\n")).frequencyHz).toEqual([1000]);
  });

  it("leaves out an infinite impedance with a warning", () => {
    const sweep = only(read("# Hz S RI R 50\n1 1 0\n2 0 0\n"));
    expect([sweep.frequencyHz, sweep.re, sweep.im]).toEqual([[2], [50], [0]]);
    expect(sweep.warnings).toEqual(["left out 1 row(s) whose impedance is infinite (S = 1 or Y = 0) (line 2)"]);
  });

  it("reads S11 beside other parameters, with a warning, and a decimal comma", () => {
    const sweep = only(read("# MHz S RI R 50,0\n1,5 0,5 -0,5 0,1 0,2\n"));
    close(sweep, 50, -100);
    expect(sweep.frequencyHz).toEqual([1.5e6]);
    expect(sweep.warnings).toEqual(["the rows hold parameters of a second port: only the first, S11, was read"]);
    expect(refusal("# Hz S RI R 50\n1 0.5 0\n2 0.5 0 0 0\n3 0.5 0\n")).toBe(
      "cell:3: found 5 values, expected 3 values, as in the rows before",
    );
  });

  it("refuses three ports and unknown options", () => {
    expect(refusal("# Hz S RI R 50\n1 0 0 1 0 1 0\n")).toMatch(/^cell:2: found "1 0 0 1 0 .*", expected one port/);
    expect(refusal("# Hz G RI R 50\n1 0 0\n", "cell.s1p")).toMatch(
      /^cell\.s1p:1: found "# Hz G RI R 50", expected an option line/,
    );
    expect(refusal("1 0 0\n", "cell.s1p")).toMatch(/^cell\.s1p:1: found "1 0 0", expected an option line/);
  });
});
