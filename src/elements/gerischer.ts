import { OPCODE_G } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import { resistance, time } from "./parameters.ts";

export const gerischer = defineElement({
  symbol: "G",
  name: "Gerischer",
  opcode: OPCODE_G,
  parameters: [
    resistance("R", "Z at zero frequency"),
    time("tau", "lifetime: reciprocal of the reaction's rate constant"),
  ],
  formula: "R/sqrt(1 + s tau)",
  latex: "\\frac{R}{\\sqrt{1 + s \\tau}}",
  citation: "Gerischer, Z. Phys. Chem. 198 (1951) 286; Boukamp, Bouwmeester, Solid State Ionics 157 (2003) 29",
  impedance: ({ R, tau }, s) => s.mul(tau).add(1).sqrt().inverse().mul(R),
  limitAtZero: ({ R }) => R,
  limitAtInfinity: () => 0,
});
