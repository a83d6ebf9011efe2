import { OPCODE_ADO } from "../../assembly/program.ts";
import { coth } from "./complexFunctions.ts";
import { defineElement } from "./define.ts";
import { exponent, resistance, time } from "./parameters.ts";

export const anomalousOpen = defineElement({
  symbol: "ADo",
  name: "anomalous diffusion that conserves particles, reflective boundary",
  opcode: OPCODE_ADO,
  parameters: [
    resistance("R", "diffusion resistance"),
    time("tau", "diffusion time"),
    exponent("g", "exponent of the mean squared displacement, 1 for ordinary diffusion"),
  ],
  formula: "R (s tau)^(g/2 - 1) coth((s tau)^(g/2))",
  latex: "R (s \\tau)^{g/2 - 1} \\coth\\left((s \\tau)^{g/2}\\right)",
  citation: "Bisquert, Compte, J. Electroanal. Chem. 499 (2001) 112",
  impedance: ({ R, tau, g }, s) => {
    const x = s.mul(tau).pow(g / 2);
    return coth(x).mul(x).div(s.mul(tau)).mul(R);
  },
  limitAtZero: () => Infinity,
  limitAtInfinity: () => 0,
});
