import { describe, expect, it } from "vitest";
import { readRecording, type Recording } from "../../src/io/recording/recording.ts";

function read(text: string): Recording {
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
  it.each(Object.entries(SHAPES))("%s", (_, text) => {
    for (const ends of ["\n", "\r\n"]) {
      const { time, current, voltage, breaks } = read(text.replaceAll("\n", ends));
      // Hours and milliamperes are rounded once more.
      expect([...time].map((each) => Number(each.toPrecision(12)))).toEqual([0, 60, 120]);
      expect(current).toEqual(Float64Array.of(0, 1e-3, 1e-3));
      expect(voltage).toEqual(Float64Array.of(3.5, 3.6, 3.65));
      expect(breaks).toEqual([]);
    }
  });

  it("says what it read and what it assumed", () => {
    const { notes } = read("t,I,E\n0,0,3.5\n60,0.001,3.6\n120,0.001,3.65\n");
    expect(notes).toEqual([
      'read time from "t", current from "I", voltage from "E" of 3 columns',
      'the header gives no unit: read "t" in s, "I" in A, "E" in V',
    ]);
  });

  it("puts a part whose time starts anew behind the first", () => {
    const { time, breaks, notes } = read("time_s,voltage_V\n0,1\n10,2\n20,3\ntime_s,voltage_V\n0,4\n10,5\n");
    expect([...time]).toEqual([0, 10, 20, 20, 30]);
    expect(breaks).toEqual([3]);
    expect(notes.at(-1)).toContain("the time starts anew at line 6");
  });

  it("leaves out rows with empty fields and what was cut off, and says so", () => {
    const { time, notes } = read("time_s,current_A,voltage_V\n0,0,1\n1,,1\n2,0,1\n3,0,1\n4,0,1\n5,0,1\n6,0");
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
  ])("refuses %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("does not take a current by area for a current", () => {
    const { current, notes } = read("time/s\tE/V\tj/mA cm^-2\n0\t1\t1\n1\t1\t1\n2\t1\t1\n");
    expect(current).toBeUndefined();
    expect(notes.at(-1)).toContain("multiply it by the area");
  });
});
