import { OPCODE_C } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import { capacitance } from "./parameters.ts";

export const capacitor = defineElement({
  symbol: "C",
  name: "capacitor",
  opcode: OPCODE_C,
  parameters: [capacitance("C", "capacitance")],
  powerLaw: { domain: "admittance", exponent: 1, factor: 1 },
  formula: "1/(s C)",
  latex: "\\frac{1}{s C}",
  citation: "Barsoukov, Macdonald (eds.), Impedance Spectroscopy, 3rd ed., Wiley 2018, chapter 1",
  impedance: ({ C }, s) => s.mul(C).inverse(),
  limitAtZero: () => Infinity,
  limitAtInfinity: () => 0,
});
