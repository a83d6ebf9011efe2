import { describe, expect, it } from "vitest";
import { parseHeader } from "../../src/io/table/header.ts";

/** Header, and what it is read as: quantity, power of ten, unit, and its marks. */
const cases: [string, string][] = [
  ["Z_real (\u03a9)", "re 0 impedance"],
  ["-Im(Z) [k\u03a9]", "im 3 impedance negated"],
  ["neg. Z'' / mOhm", "im -3 impedance negated"],
  ["\u2212Z\u2033 (\u2126)", "im 0 impedance negated"],
  ["Z'/(\u03a9\u00b7cm\u00b2)", "re 0 impedance"],
  ["Impedance Phase Angle (deg)", "phase 0 degrees"],
  ["-Phase / rad", "phase 0 radians negated"],
  ["Trace 1: Impedance: Magnitude (\u03a9)", "modulus 0 impedance label=Trace 1: Impedance"],
  ["theta-z(deg)-data", "phase 0 degrees"],
  ["Freq [mHz]", "frequency -3 frequency"],
  ["f, MHz", "frequency 6 frequency"],
  ["omega/rad s^-1", "frequency 0 angularFrequency"],
  ["\u03c9", "frequency 0 angularFrequency"],
  ["log10(Frequency (Hz))", "frequency 0 frequency logarithmic"],
  ["log |Z|", "modulus 0 ? logarithmic"],
  ["Z1''/ohm", "im 0 impedance label=1"],
  ["Re(Z2)/Ohm", "re 0 impedance label=2"],
  ["Imagin\u00e4rteil [Ohm]", "im 0 impedance"],
  ["Yp'' [mS]", "susceptance -3 admittance"],
  ["Cp (\u00b5F)", "parallelCapacitance -6 capacitance"],
  ["tan \u03b4", "dissipation 0 ?"],
  ["T/\u00b0C", "temperature 0 celsius"],
  ["Temp. [K]", "temperature 0 kelvin"],
  ["cycle #", "sweep 0 ?"],
  // The sign of ohm was lost in a file of ASCII.
  ["-Z'' (?)", "im 0 ? negated"],
  ["-Z' (ohm)", "re 0 impedance negated"],
  ["Z' (V)", "none"],
  ["Z' (Ohm m)", "none"],
  ["f (mhz)", "none"],
  ["Re(Zce)/Ohm", "none"],
  ["Z' error", "none"],
  ["t/s", "none"],
  ["|Vac| (V)", "none"],
  ["ln(f)", "none"],
];

describe("headers of columns", () => {
  it.each(cases)("%s is %s", (text, expected) => {
    const header = parseHeader(text);
    const words =
      header === undefined
        ? ["none"]
        : [
            ...[header.quantity, String(header.power), header.dimension ?? "?"],
            ...(header.negated ? ["negated"] : []),
            ...(header.logarithmic ? ["logarithmic"] : []),
            ...(header.label === "" ? [] : [`label=${header.label}`]),
          ];
    expect(words.join(" ")).toBe(expected);
  });
});
