import { OPCODE_W } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import { quantity } from "./parameters.ts";

export const warburg = defineElement({
  symbol: "W",
  name: "semi-infinite Warburg",
  opcode: OPCODE_W,
  parameters: [quantity("sigma", "ohm s^(-1/2)", "Warburg coefficient", { ohm: 1, second: -0.5 }, 100)],
  powerLaw: { domain: "impedance", exponent: -0.5, factor: Math.SQRT2 },
  formula: "sigma sqrt(2)/sqrt(s) = sigma (1-j)/sqrt(omega)",
  latex: "\\frac{\\sigma \\sqrt{2}}{\\sqrt{s}}",
  citation: "Warburg, Ann. Phys. Chem. 303 (1899) 493",
  impedance: ({ sigma }, s) =>
    s
      .sqrt()
      .inverse()
      .mul(sigma * Math.SQRT2),
  limitAtZero: () => Infinity,
  limitAtInfinity: () => 0,
});
