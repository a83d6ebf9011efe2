import { OPCODE_ZARC } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import { exponent, resistance, time } from "./parameters.ts";

export const zarc = defineElement({
  symbol: "Zarc",
  name: "Cole-Cole arc (R and CPE in parallel by their time constant)",
  opcode: OPCODE_ZARC,
  parameters: [
    resistance("R", "Z at zero frequency"),
    time("tau", "time constant (R Q)^(1/n): 1/omega at the arc's top", 1e-3),
    exponent("n", "exponent, 1 for a full semicircle"),
  ],
  formula: "R/(1 + (s tau)^n)",
  latex: "\\frac{R}{1 + (s \\tau)^{n}}",
  citation: "Cole, Cole, J. Chem. Phys. 9 (1941) 341",
  impedance: ({ R, tau, n }, s) => s.mul(tau).pow(n).add(1).inverse().mul(R),
  limitAtZero: ({ R, n }) => (n > 0 ? R : R / 2),
  limitAtInfinity: ({ R, n }) => (n > 0 ? 0 : R / 2),
});
