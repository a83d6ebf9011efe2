import { OPCODE_ADS } from "../../assembly/program.ts";
import { tanh } from "./complexFunctions.ts";
import { defineElement } from "./define.ts";
import { exponent, resistance, time } from "./parameters.ts";

export const anomalousShort = defineElement({
  symbol: "ADs",
  name: "anomalous diffusion that conserves particles, transmissive boundary",
  opcode: OPCODE_ADS,
  parameters: [
    resistance("R", "diffusion resistance"),
    time("tau", "diffusion time"),
    exponent("g", "exponent of the mean squared displacement, 1 for ordinary diffusion"),
  ],
  formula: "R (s tau)^(g/2 - 1) tanh((s tau)^(g/2))",
  latex: "R (s \\tau)^{g/2 - 1} \\tanh\\left((s \\tau)^{g/2}\\right)",
  citation: "Bisquert, Compte, J. Electroanal. Chem. 499 (2001) 112",
  impedance: ({ R, tau, g }, s) => {
    const x = s.mul(tau).pow(g / 2);
    return tanh(x).mul(x).div(s.mul(tau)).mul(R);
  },
  limitAtZero: ({ R, g }) => (g < 1 ? Infinity : R),
  limitAtInfinity: () => 0,
});
