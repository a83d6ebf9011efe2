import { OPCODE_HN } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import { exponent, resistance, time } from "./parameters.ts";

export const havriliakNegami = defineElement({
  symbol: "HN",
  name: "Havriliak-Negami arc",
  opcode: OPCODE_HN,
  parameters: [
    resistance("R", "Z at zero frequency"),
    time("tau", "time constant", 1e-3),
    exponent("a", "exponent of s tau, lowers the arc"),
    exponent("b", "outer exponent, skews the arc"),
  ],
  formula: "R/(1 + (s tau)^a)^b",
  latex: "\\frac{R}{\\left(1 + (s \\tau)^{a}\\right)^{b}}",
  citation: "Havriliak, Negami, Polymer 8 (1967) 161",
  impedance: ({ R, tau, a, b }, s) => s.mul(tau).pow(a).add(1).pow(b).inverse().mul(R),
  limitAtZero: ({ R, a, b }) => (a > 0 ? R : R / 2 ** b),
  limitAtInfinity: ({ R, a, b }) => (a > 0 && b > 0 ? 0 : R / (a > 0 ? 1 : 2 ** b)),
});
