import { describe, expect, it } from "vitest";
import { positiveIn, QuantityError, quantityIn } from "../../src/analysis/physicalQuantity.ts";

// Sums and products of a few rounded factors.
const ROUNDING = 12;

describe("quantities with units", () => {
  it.each([
    ["0.1cm", "cm", 0.1, 0],
    ["1 mm", "cm", 0.1, 0],
    ["1000 \u00B5m", "cm", 0.1, 0],
    ["785(5)e-3 cm\u00B2", "cm2", 0.785, 0.005],
    ["0.785(5) cm^2", "cm2", 0.785, 0.005],
    ["78.5 +- 0.5 mm2", "cm2", 0.785, 0.005],
    ["(1.2 \u00B1 0.1)e-3 S/cm", "S/m", 0.12, 0.01],
    ["0.785(0.005) cm2", "cm2", 0.785, 0.005],
    ["25 C", "K", 298.15, 0],
    ["-10(1)\u00B0C", "K", 263.15, 1],
    ["298.15 K", "K", 298.15, 0],
    ["11.40 uA", "A", 11.4e-6, 0],
    ["1 M", "mol/cm3", 1e-3, 0],
    ["2 mol/L", "mol/cm3", 2e-3, 0],
    ["54 ohm cm2", "ohm m2", 54e-4, 0],
    ["96485 C/mol", "A s/mol", 96485, 0],
    ["0.57 eV", "J", 0.57 * 1.602176634e-19, 0],
    ["3 h", "s", 10800, 0],
    ["50(2) ohm s^-1/2", "ohm s^-0.5", 50, 2],
    ["0.05 kohm s^(-1/2)", "ohm s^-0.5", 50, 0],
    ["5 %", "-", 0.05, 0],
    ["0.5", "-", 0.5, 0],
    ["50 micron", "cm", 5e-3, 0],
    ["50 \u03BCm", "cm", 5e-3, 0],
    ["1 \u00C5", "cm", 1e-8, 0],
    ["0.785 cm**2", "cm2", 0.785, 0],
    ["1 mS cm\u207B\u00B9", "S/cm", 1e-3, 0],
    ["691 ohms", "ohm", 691, 0],
    ["2 d", "s", 172800, 0],
    ["\u221210 \u00B0C", "K", 263.15, 0],
    ["25\u00BAC", "K", 298.15, 0],
    ["25 C +- 1 K", "K", 298.15, 1],
    // An error may have its own unit, or be a part of the value.
    ["0.1140 mA \u00B1 5 uA", "mA", 0.114, 0.005],
    ["0.1140 \u00B1 0.0050 mA", "mA", 0.114, 0.005],
    ["11.40 \u00B1 1 % mA", "mA", 11.4, 0.114],
    ["11.40 mA +/- 1%", "mA", 11.4, 0.114],
    ["-11.40 mA +- 1 %", "mA", -11.4, 0.114],
    ["(1.2 \u00B1 0.1 S/cm)e-3", "S/m", 0.12, 0.01],
  ])("%s in %s", (text, unit, value, stderr) => {
    const read = quantityIn("it", text, unit);
    expect(read.value / value).toBeCloseTo(1, ROUNDING);
    expect(read.stderr).toBeCloseTo(stderr, ROUNDING);
  });

  it.each([
    ["0.1", "cm", "it has no unit; give it in cm or a unit of the same kind."],
    ["0.1 cm2", "cm", "it is in cm2, which is another kind of quantity; give it in cm or a unit of the same kind."],
    ["1 furlong", "cm", 'it has the unit "furlong", which is not known; give it in cm.'],
    ["thin", "cm", 'it is "thin"; give a number with its unit, as in "0.1 cm".'],
    ["", "K", 'it is ""; give a number with its unit, as in "25 C".'],
    ["1e999 cm", "cm", "it is Infinity with an error of 0; both must be finite, the error not negative."],
    ["0,1 cm", "cm", 'it is "0,1 cm"; write the decimal sign as a point, and nothing between thousands.'],
    ["1,234.5 cm", "cm", 'it is "1,234.5 cm"; write the decimal sign as a point, and nothing between thousands.'],
    ["1.2.3 cm", "cm", 'it is "1.2.3 cm"; give a number with its unit, as in "0.1 cm".'],
    ["1 +- 2 +- 3 cm", "cm", 'it is "1 +- 2 +- 3 cm"; give a number with its unit, as in "0.1 cm".'],
    ["11.4 % uA", "A", 'it has the unit "% uA", which is not known; give it in A.'],
    ["25 C \u00B1 1 %", "K", 'it is "25 C \u00B1 1 %"; give the error of a temperature in K.'],
    [
      "10 uA +- 1 mV",
      "A",
      "the error of it is in mV, which is another kind of quantity; give it in uA or a unit of the same kind.",
    ],
    ["25", "K", "it has no unit; give it in C or K."],
    ["300 J", "K", "it is in J, which is another kind of quantity; give it in C or K."],
    ["5 cm", "-", "it is in cm, which is another kind of quantity; give it in a number without unit."],
    ["10 mv", "V", 'it has the unit "mv", which is not known; give it in V.'],
    ["25 C", "V", "it is in C, which is another kind of quantity; give it in V or a unit of the same kind."],
  ])("refuses %s as %s", (text, unit, message) => {
    expect(() => quantityIn("it", text, unit)).toThrow(new QuantityError(message));
  });

  it("knows powers of ten to the last digit", () => {
    expect(quantityIn("it", "1000 \u00B5m", "cm").value).toBe(0.1);
    expect(quantityIn("it", "78.5 mm2", "cm2").value).toBe(0.785);
  });

  it("refuses what must be above 0", () => {
    expect(() => positiveIn("the thickness", "-1 mm", "cm")).toThrow("the thickness is -0.1 cm; it must be above 0.");
  });
});
