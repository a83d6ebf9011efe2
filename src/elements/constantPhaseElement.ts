import { OPCODE_CPE } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import { constantPhase, exponent } from "./parameters.ts";

export const constantPhaseElement = defineElement({
  symbol: "CPE",
  aliases: ["Q"],
  name: "constant phase element",
  opcode: OPCODE_CPE,
  parameters: [
    constantPhase("Q", "n", "coefficient of the admittance"),
    exponent("n", "exponent, 1 for an ideal capacitor"),
  ],
  powerLaw: { domain: "admittance", exponent: "n", factor: 1 },
  formula: "1/(Q s^n)",
  latex: "\\frac{1}{Q s^{n}}",
  citation: "Brug, van den Eeden, Sluyters-Rehbach, Sluyters, J. Electroanal. Chem. 176 (1984) 275",
  impedance: ({ Q, n }, s) => s.pow(n).mul(Q).inverse(),
  limitAtZero: ({ Q, n }) => (n > 0 ? Infinity : 1 / Q),
  limitAtInfinity: ({ Q, n }) => (n > 0 ? 0 : 1 / Q),
});
