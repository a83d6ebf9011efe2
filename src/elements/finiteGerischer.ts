import { OPCODE_GS } from "../../assembly/program.ts";
import { coth } from "./complexFunctions.ts";
import { defineElement } from "./define.ts";
import { ratio, resistance, time } from "./parameters.ts";

export const finiteGerischer = defineElement({
  symbol: "Gs",
  name: "finite-length Gerischer",
  opcode: OPCODE_GS,
  parameters: [
    resistance("R", "Z at zero frequency of the same layer if it were infinitely thick"),
    time("tau", "lifetime: reciprocal of the reaction's rate constant"),
    ratio("phi", "thickness over the reaction's penetration depth"),
  ],
  formula: "R/(sqrt(1 + s tau) tanh(phi sqrt(1 + s tau)))",
  latex: "\\frac{R}{\\sqrt{1 + s \\tau} \\tanh\\left(\\varphi \\sqrt{1 + s \\tau}\\right)}",
  citation: "Boukamp, Verbraeken, Blank, Holtappels, Solid State Ionics 177 (2006) 2539",
  impedance: ({ R, tau, phi }, s) => {
    const root = s.mul(tau).add(1).sqrt();
    return coth(root.mul(phi)).div(root).mul(R);
  },
  limitAtZero: ({ R, phi }) => R / Math.tanh(phi),
  limitAtInfinity: () => 0,
});
