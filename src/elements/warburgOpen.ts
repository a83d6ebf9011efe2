import { OPCODE_WO } from "../../assembly/program.ts";
import { coth } from "./complexFunctions.ts";
import { defineElement } from "./define.ts";
import { diffusionExponent, resistance, time } from "./parameters.ts";

export const warburgOpen = defineElement({
  symbol: "Wo",
  name: "finite-space Warburg, reflective boundary",
  opcode: OPCODE_WO,
  parameters: [
    resistance("R", "diffusion resistance: three times the real part's limit at zero frequency where p = 1/2"),
    time("tau", "diffusion time l^2/D"),
    diffusionExponent("p"),
  ],
  formula: "R coth((s tau)^p)/(s tau)^p",
  latex: "R \\frac{\\coth\\left((s \\tau)^{p}\\right)}{(s \\tau)^{p}}",
  citation:
    "Jacobsen, West, Electrochim. Acta 40 (1995) 255; Franceschetti, Macdonald, Buck, J. Electrochem. Soc. 138 (1991) 1368",
  impedance: ({ R, tau, p }, s) => {
    const x = s.mul(tau).pow(p);
    return coth(x).div(x).mul(R);
  },
  limitAtZero: ({ R, p }) => (p > 0 ? Infinity : R / Math.tanh(1)),
  limitAtInfinity: ({ R, p }) => (p > 0 ? 0 : R / Math.tanh(1)),
});
