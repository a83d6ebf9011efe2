import { OPCODE_K } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import { resistance, time } from "./parameters.ts";

export const voigt = defineElement({
  symbol: "K",
  name: "Voigt element (R and C in parallel by their time constant)",
  opcode: OPCODE_K,
  parameters: [resistance("R", "Z at zero frequency"), time("tau", "time constant R C", 1e-3)],
  formula: "R/(1 + s tau)",
  latex: "\\frac{R}{1 + s \\tau}",
  citation: "Agarwal, Orazem, Garcia-Rubio, J. Electrochem. Soc. 139 (1992) 1917",
  impedance: ({ R, tau }, s) => s.mul(tau).add(1).inverse().mul(R),
  limitAtZero: ({ R }) => R,
  limitAtInfinity: () => 0,
});
