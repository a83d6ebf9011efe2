import { OPCODE_R } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import { resistance } from "./parameters.ts";

export const resistor = defineElement({
  symbol: "R",
  name: "resistor",
  opcode: OPCODE_R,
  parameters: [resistance("R", "resistance")],
  powerLaw: { domain: "impedance", exponent: 0, factor: 1 },
  formula: "R",
  latex: "R",
  citation: "Barsoukov, Macdonald (eds.), Impedance Spectroscopy, 3rd ed., Wiley 2018, chapter 1",
  impedance: ({ R }, s) => s.mul(0).add(R),
  limitAtZero: ({ R }) => R,
  limitAtInfinity: ({ R }) => R,
});
