import { OPCODE_CYL } from "../../assembly/program.ts";
import { besselRatio } from "./complexFunctions.ts";
import { defineElement } from "./define.ts";
import { resistance, time } from "./parameters.ts";

export const cylindricalDiffusion = defineElement({
  symbol: "Cyl",
  name: "finite-space diffusion into a cylinder",
  opcode: OPCODE_CYL,
  parameters: [
    resistance("R", "diffusion resistance: four times the real part's limit at zero frequency"),
    time("tau", "diffusion time r^2/D of the radius r"),
  ],
  formula: "R I0(x)/(x I1(x)), x = sqrt(s tau)",
  latex: "R \\frac{I_0\\left(\\sqrt{s \\tau}\\right)}{\\sqrt{s \\tau} \\, I_1\\left(\\sqrt{s \\tau}\\right)}",
  citation: "Jacobsen, West, Electrochim. Acta 40 (1995) 255",
  impedance: ({ R, tau }, s) => {
    const x = s.mul(tau).sqrt();
    return besselRatio(x).div(x).mul(R);
  },
  limitAtZero: () => Infinity,
  limitAtInfinity: () => 0,
});
