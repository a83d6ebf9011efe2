import { OPCODE_L } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import { quantity } from "./parameters.ts";

export const inductor = defineElement({
  symbol: "L",
  name: "inductor",
  opcode: OPCODE_L,
  parameters: [quantity("L", "H", "inductance", { ohm: 1, second: 1 }, 1e-6)],
  powerLaw: { domain: "impedance", exponent: 1, factor: 1 },
  formula: "s L",
  latex: "s L",
  citation: "Barsoukov, Macdonald (eds.), Impedance Spectroscopy, 3rd ed., Wiley 2018, chapter 1",
  impedance: ({ L }, s) => s.mul(L),
  limitAtZero: () => 0,
  limitAtInfinity: () => Infinity,
});
