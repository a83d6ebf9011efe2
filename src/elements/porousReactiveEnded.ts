import { OPCODE_TLMRE } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import {
  chargeTransfer,
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

export const porousReactiveEnded = defineElement({
  symbol: "TLMRe",
  name: "porous electrode with charge transfer, pore closed by a constant phase element",
  opcode: OPCODE_TLMRE,
  parameters: [railResistance, chargeTransfer, interfaceCapacitance, interfaceExponent, endCapacitance, endExponent],
  formula:
    "Zc (ZL + Zc tanh L)/(Zc + ZL tanh L), Zc = sqrt(Rion Zs), L = sqrt(Rion/Zs), Zs = 1/(1/Rct + Qs s^g), ZL = 1/(Qe s^ge)",
  latex:
    "Z_c \\frac{Z_L + Z_c \\tanh L}{Z_c + Z_L \\tanh L},\\ Z_c = \\sqrt{R_{ion} Z_s},\\ L = \\sqrt{R_{ion}/Z_s},\\ Z_s = \\frac{1}{1/R_{ct} + Q_s s^{g}},\\ Z_L = \\frac{1}{Q_e s^{g_e}}",
  citation:
    "de Levie, Adv. Electrochem. Electrochem. Eng. 6 (1967) 329; Bisquert, Phys. Chem. Chem. Phys. 2 (2000) 4185",
  impedance: ({ Rion, Rct, Qs, g, Qe, ge }, s) =>
    loadedLine(Rion, interfaceImpedance(s, Qs, g, Rct), interfaceImpedance(s, Qe, ge)),
  limitAtZero: ({ Rion, Rct, Qs, g, Qe, ge }) =>
    loadedLineLimit(Rion, interfaceAtZero(Qs, g, Rct), interfaceAtZero(Qe, ge)),
  limitAtInfinity: ({ Rion, Rct, Qs, g, Qe, ge }) =>
    loadedLineLimit(Rion, interfaceAtInfinity(Qs, g, Rct), interfaceAtInfinity(Qe, ge)),
});
