import { OPCODE_SPH } from "../../assembly/program.ts";
import { langevin } from "./complexFunctions.ts";
import { defineElement } from "./define.ts";
import { resistance, time } from "./parameters.ts";

export const sphericalDiffusion = defineElement({
  symbol: "Sph",
  name: "finite-space diffusion into a sphere",
  opcode: OPCODE_SPH,
  parameters: [
    resistance("R", "diffusion resistance: five times the real part's limit at zero frequency"),
    time("tau", "diffusion time r^2/D of the radius r"),
  ],
  formula: "R tanh(x)/(x - tanh(x)), x = sqrt(s tau)",
  latex: "R \\frac{\\tanh\\sqrt{s \\tau}}{\\sqrt{s \\tau} - \\tanh\\sqrt{s \\tau}}",
  citation: "Jacobsen, West, Electrochim. Acta 40 (1995) 255",
  impedance: ({ R, tau }, s) => {
    // tanh x/(x - tanh x) = 1/(x (coth x - 1/x)), which has no difference that cancels at low frequency.
    const x = s.mul(tau).sqrt();
    return x.mul(langevin(x)).inverse().mul(R);
  },
  limitAtZero: () => Infinity,
  limitAtInfinity: () => 0,
});
