import { OPCODE_GA } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import { exponent, resistance, time } from "./parameters.ts";

export const fractalGerischer = defineElement({
  symbol: "Ga",
  name: "fractal Gerischer",
  opcode: OPCODE_GA,
  parameters: [
    resistance("R", "Z at zero frequency"),
    time("tau", "lifetime: reciprocal of the reaction's rate constant"),
    exponent("a", "exponent, 1/2 for the Gerischer element", 0.5),
  ],
  formula: "R/(1 + s tau)^a",
  latex: "\\frac{R}{(1 + s \\tau)^{a}}",
  citation:
    "Boukamp, Bouwmeester, Solid State Ionics 157 (2003) 29: Z0 (k + s)^(-1/2), here with the exponent freed; of the form that Davidson, Cole, J. Chem. Phys. 19 (1951) 1484 have for permittivity",
  impedance: ({ R, tau, a }, s) => s.mul(tau).add(1).pow(a).inverse().mul(R),
  limitAtZero: ({ R }) => R,
  limitAtInfinity: ({ R, a }) => (a > 0 ? 0 : R),
});
