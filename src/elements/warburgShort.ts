import { OPCODE_WS } from "../../assembly/program.ts";
import { tanh } from "./complexFunctions.ts";
import { defineElement } from "./define.ts";
import { diffusionExponent, resistance, time } from "./parameters.ts";

export const warburgShort = defineElement({
  symbol: "Ws",
  name: "finite-length Warburg, transmissive boundary",
  opcode: OPCODE_WS,
  parameters: [
    resistance("R", "diffusion resistance: Z at zero frequency"),
    time("tau", "diffusion time l^2/D"),
    diffusionExponent("p"),
  ],
  formula: "R tanh((s tau)^p)/(s tau)^p",
  latex: "R \\frac{\\tanh\\left((s \\tau)^{p}\\right)}{(s \\tau)^{p}}",
  citation: "Franceschetti, Macdonald, Buck, J. Electrochem. Soc. 138 (1991) 1368",
  impedance: ({ R, tau, p }, s) => {
    const x = s.mul(tau).pow(p);
    return tanh(x).div(x).mul(R);
  },
  limitAtZero: ({ R, p }) => (p > 0 ? R : R * Math.tanh(1)),
  limitAtInfinity: ({ R, p }) => (p > 0 ? 0 : R * Math.tanh(1)),
});
