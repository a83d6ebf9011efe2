import { OPCODE_LA } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import { exponent, quantity } from "./parameters.ts";

export const modifiedInductor = defineElement({
  symbol: "La",
  name: "modified inductor",
  opcode: OPCODE_LA,
  parameters: [
    quantity("L", "H s^(a-1)", "coefficient of the inductive impedance", { ohm: 1, second: "a" }, 1e-6),
    exponent("a", "exponent, 1 for an ideal inductor"),
  ],
  powerLaw: { domain: "impedance", exponent: "a", factor: 1 },
  formula: "L s^a",
  latex: "L s^{a}",
  citation: "BioLogic, EC-Lab Application Note 42 (08/2012, revised since): The modified inductance element La",
  impedance: ({ L, a }, s) => s.pow(a).mul(L),
  limitAtZero: ({ L, a }) => (a > 0 ? 0 : L),
  limitAtInfinity: ({ L, a }) => (a > 0 ? Infinity : L),
});
