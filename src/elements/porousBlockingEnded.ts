import { OPCODE_TLMQE } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import {
  endCapacitance,
  endExponent,
  interfaceAtInfinity,
  interfaceAtZero,
  interfaceCapacitance,
  interfaceExponent,
  interfaceImpedance,
  loadedLine,
  loadedLineLimit,
  railResistance,
} from "./porousElectrode.ts";

export const porousBlockingEnded = defineElement({
  symbol: "TLMQe",
  name: "blocking porous electrode, pore closed by a constant phase element",
  opcode: OPCODE_TLMQE,
  parameters: [railResistance, interfaceCapacitance, interfaceExponent, endCapacitance, endExponent],
  formula:
    "Zc (ZL + Zc tanh L)/(Zc + ZL tanh L), Zc = sqrt(Rion Zs), L = sqrt(Rion/Zs), Zs = 1/(Qs s^g), ZL = 1/(Qe s^ge)",
  latex:
    "Z_c \\frac{Z_L + Z_c \\tanh L}{Z_c + Z_L \\tanh L},\\ Z_c = \\sqrt{R_{ion} Z_s},\\ L = \\sqrt{R_{ion}/Z_s},\\ Z_s = \\frac{1}{Q_s s^{g}},\\ Z_L = \\frac{1}{Q_e s^{g_e}}",
  citation:
    "de Levie, Adv. Electrochem. Electrochem. Eng. 6 (1967) 329; Bisquert, Phys. Chem. Chem. Phys. 2 (2000) 4185",
  impedance: ({ Rion, Qs, g, Qe, ge }, s) =>
    loadedLine(Rion, interfaceImpedance(s, Qs, g), interfaceImpedance(s, Qe, ge)),
  limitAtZero: ({ Rion, Qs, g, Qe, ge }) => loadedLineLimit(Rion, interfaceAtZero(Qs, g), interfaceAtZero(Qe, ge)),
  limitAtInfinity: ({ Rion, Qs, g, Qe, ge }) =>
    loadedLineLimit(Rion, interfaceAtInfinity(Qs, g), interfaceAtInfinity(Qe, ge)),
});
