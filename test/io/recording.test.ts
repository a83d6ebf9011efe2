import { describe, expect, it } from "vitest";
import { readRecording, type Recording } from "../../src/io/recording/recording.ts";
import { spectraPresent } from "../spectra/referenceFits.ts";
import { mprRecordingFile } from "./writeBinary.ts";
import { odsFiles, writeZip, xlsxFiles } from "./writeSpreadsheets.ts";

function read(text: string): Promise<Recording> {
  return readRecording(new TextEncoder().encode(text), "pulses.csv");
}

/** The same three points as programs write them; all give the same numbers. */
const SHAPES: Readonly<Record<string, string>> = {
  plain: "time_s,current_A,voltage_V\n0,0,3.5\n60,0.001,3.6\n120,0.001,3.65\n",
  "small letters": "time_s,current_ma,voltage_mv\n0,0,3500\n60,1,3600\n120,1,3650\n",
  "EC-Lab":
    "mode\ttime/s\tcontrol/V/mA\tEwe/V\t<I>/mA\tcycle number\n1\t0\t0\t3.5\t0\t1\n1\t60\t0\t3.6\t1\t1\n1\t120\t0\t3.65\t1\t1\n",
  Arbin:
    "Data_Point,Test_Time(s),Step_Time(s),Current(A),Voltage(V)\n1,0,0,0,3.5\n2,60,60,0.001,3.6\n3,120,60,0.001,3.65\n",
  "decimal commas": "Zeit (min);Strom (\u00b5A);Spannung (V)\n0;0;3,5\n1;1000;3,6\n2;1000;3,65\n",
  "decimal points between semicolons":
    "time / h;I / mA;E / V\n0;0;3.5\n0.016666666666666666;1;3.6\n0.03333333333333333;1;3.65\n",
  Gamry:
    "CURVE\tTABLE\t3\n\tPt\tT\tVf\tIm\n\t#\ts\tV vs. Ref.\tA\n\t0\t0\t3.5\t0\n\t1\t60\t3.6\t0.001\n\t2\t120\t3.65\t0.001\n",
  "clock times": "Total Time,Current(mA),Voltage(V)\n0:00:00,0,3.5\n0:01:00,1,3.6\n0:02:00.0,1,3.65\n",
  "white space": "  t/s    I/A    U/V\n 0  0  3.5\n 60  1e-3  3.6\n 120  1.0E-3  3.65\n",
  "text above":
    "Sample: NCM\nMass (mg): 4.2\n\nElapsed time (s),Potential (V),Current (mA)\n0,3.5,0\n60,3.6,1\n120,3.65,1\n",
  "voltage against lithium": "Time [s]\tPotential [V vs. Li/Li+]\tCurrent [mA]\n0\t3.5\t0\n60\t3.6\t1\n120\t3.65\t1\n",
};

describe("recordings of time, current and voltage", () => {
  it.each(Object.entries(SHAPES))("%s", async (_, text) => {
    for (const ends of ["\n", "\r\n"]) {
      const { time, current, voltage, breaks } = await read(text.replaceAll("\n", ends));
      // Hours and milliamperes are rounded once more.
      expect([...time].map((each) => Number(each.toPrecision(12)))).toEqual([0, 60, 120]);
      expect(current).toEqual(Float64Array.of(0, 1e-3, 1e-3));
      expect(voltage).toEqual(Float64Array.of(3.5, 3.6, 3.65));
      expect(breaks).toEqual([]);
    }
  });

  it("says what it read and what it assumed", async () => {
    const { notes } = await read("t,I,E\n0,0,3.5\n60,0.001,3.6\n120,0.001,3.65\n");
    expect(notes).toEqual([
      'read time from "t", current from "I", voltage from "E" of 3 columns',
      'the header gives no unit: read "t" in s, "I" in A, "E" in V',
    ]);
  });

  it("puts a part whose time starts anew behind the first", async () => {
    const { time, breaks, notes } = await read("time_s,voltage_V\n0,1\n10,2\n20,3\ntime_s,voltage_V\n0,4\n10,5\n");
    expect([...time]).toEqual([0, 10, 20, 20, 30]);
    expect(breaks).toEqual([3]);
    expect(notes.at(-1)).toContain("the time starts anew at line 6");
  });

  it("leaves out rows with empty fields and what was cut off, and says so", async () => {
    const { time, notes } = await read("time_s,current_A,voltage_V\n0,0,1\n1,,1\n2,0,1\n3,0,1\n4,0,1\n5,0,1\n6,0");
    expect([...time]).toEqual([0, 2, 3, 4, 5]);
    expect(notes).toContain("1 row(s) with an empty field were left out");
    expect(notes.at(-1)).toContain("the last row was left out");
  });

  it.each([
    ["1,2,3\n4,5,6\n", 'pulses.csv: found "1,2,3", expected a header that names columns of time'],
    ["", "pulses.csv: found no text, expected a header"],
    ["time_s,current_A\n0,0\n1,x\n2,0\n", 'pulses.csv:3: found "x", expected a finite number in column 2'],
    ["time_s,current_A\n0,0\n", "found 1 rows with numbers in all columns, expected at least 3"],
    ["time (s);current (mA)\n0;1,5\n1;1.5\n2;1,5\n3;1,5\n", "as the decimal sign"],
  ])("refuses %j", async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it("does not take a current by area for a current", async () => {
    const { current, notes } = await read("time/s\tE/V\tj/mA cm^-2\n0\t1\t1\n1\t1\t1\n2\t1\t1\n");
    expect(current).toBeUndefined();
    expect(notes.at(-1)).toContain("multiply it by the area");
  });
});

describe("recordings in workbooks", () => {
  const pulses = [
    ["Test_Time(s)", "Current(mA)", "Voltage(V)"],
    [0, 0, 3.5],
    [60, 1, 3.6],
    [120, 1, 3.65],
  ] as const;
  const workbook = { Info: [["Sample", "NCM"], [], ["Mass (mg)", 4.2]], "Channel 1": pulses };

  it.each([
    ["xlsx", writeZip(xlsxFiles(workbook))],
    ["ods", writeZip(odsFiles(workbook))],
  ])(".%s: the sheet that has one", async (ending, bytes) => {
    const { time, current, voltage, name, notes } = await readRecording(bytes, `pulses.${ending}`);
    expect([...time]).toEqual([0, 60, 120]);
    expect(current).toEqual(Float64Array.of(0, 1e-3, 1e-3));
    expect(voltage).toEqual(Float64Array.of(3.5, 3.6, 3.65));
    expect(name).toBe(`pulses.${ending}`);
    expect(notes[0]).toBe('read sheet "Channel 1"');
  });

  it("names further sheets that have one, and says where none has", async () => {
    const two = writeZip(xlsxFiles({ a: pulses, b: pulses }));
    expect((await readRecording(two, "two.xlsx")).notes[0]).toBe('read sheet "a", not "b", which have a recording too');
    const none = writeZip(xlsxFiles({ a: [["Sample", "NCM"]] }));
    await expect(readRecording(none, "none.xlsx")).rejects.toThrow(
      "none.xlsx: found 1 sheet(s) without one, expected a header",
    );
    const bad = writeZip(xlsxFiles({ a: [...pulses, [180, "x", 3.7], [240, 1, 3.7]] }));
    await expect(readRecording(bad, "bad.xlsx")).rejects.toThrow('bad.xlsx [a]:5: found "x"');
  });
});

describe("recordings of EC-Lab's binary files", () => {
  // Flags, time/s, Ewe/V, I/mA; voltages and currents are float32.
  const rows = [
    [7, 0, 3.5, 0],
    [7, 60, 3.75, 1],
    [7, 120, 3.875, 1],
  ];

  it.each([2, 3, 11] as const)("of version %d", async (version) => {
    const { time, current, voltage, notes } = await readRecording(
      mprRecordingFile([1, 4, 6, 8], rows, version),
      "a.mpr",
    );
    expect([...time]).toEqual([0, 60, 120]);
    expect(current).toEqual(Float64Array.of(0, 1e-3, 1e-3));
    expect(voltage).toEqual(Float64Array.of(3.5, 3.75, 3.875));
    expect(notes).toEqual([]);
  });

  it("compute the current from the charge where it was not recorded, and say so", async () => {
    // 1 mA for 60 s is 1/60 mA h.
    const charged = rows.map(([flags, time, voltage], k) => [flags, time, voltage, k === 0 ? 0 : 1 / 60] as number[]);
    const { current, notes } = await readRecording(mprRecordingFile([1, 4, 6, 7], charged), "a.mpr");
    expect([...(current ?? [])].map((each) => Number(each.toPrecision(12)))).toEqual([0, 1e-3, 1e-3]);
    expect(notes).toEqual(["the file has no current: it was computed from the charge between rows"]);
  });

  it("are refused without time, current and voltage", async () => {
    await expect(
      readRecording(
        mprRecordingFile(
          [1, 4, 131],
          [
            [7, 0, 1],
            [7, 1, 1],
            [7, 2, 1],
          ],
        ),
        "a.mpr",
      ),
    ).rejects.toThrow("export the measurement as text (.mpt)");
  });

  it.runIf(spectraPresent)("hold what the text of the same measurement holds", async () => {
    const folder = "../shared/data/instrument/biologic";
    const [binary, text] = [await readRecording(`${folder}/peis.mpr`), await readRecording(`${folder}/peis.mpt`)];
    expect(binary.time).toHaveLength(text.time.length);
    for (const quantity of ["time", "current", "voltage"] as const) {
      const [own, other] = [binary[quantity] ?? new Float64Array(), text[quantity] ?? new Float64Array()];
      expect(own).toHaveLength(other.length);
      // The text has seven digits of currents and voltages, of small ones fewer.
      own.forEach((value, row) =>
        expect(Math.abs(value - (other[row] ?? NaN))).toBeLessThan(1e-6 * Math.abs(value) + 1e-9),
      );
    }
  });
});
