import { OPCODE_TLMRS } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import {
  chargeTransfer,
  interfaceAtInfinity,
  interfaceAtZero,
  interfaceCapacitance,
  interfaceExponent,
  interfaceImpedance,
  railResistance,
  shortedLine,
  shortedLineLimit,
} from "./porousElectrode.ts";

export const porousReactiveShort = defineElement({
  symbol: "TLMRs",
  name: "porous electrode with charge transfer, short-circuited pore",
  opcode: OPCODE_TLMRS,
  parameters: [railResistance, chargeTransfer, interfaceCapacitance, interfaceExponent],
  formula: "sqrt(Rion Zs) tanh(sqrt(Rion/Zs)), Zs = 1/(1/Rct + Qs s^g)",
  latex: "\\sqrt{R_{ion} Z_s} \\tanh\\sqrt{R_{ion}/Z_s},\\ Z_s = \\frac{1}{1/R_{ct} + Q_s s^{g}}",
  citation:
    "de Levie, Adv. Electrochem. Electrochem. Eng. 6 (1967) 329; Bisquert, Phys. Chem. Chem. Phys. 2 (2000) 4185",
  impedance: ({ Rion, Rct, Qs, g }, s) => shortedLine(Rion, interfaceImpedance(s, Qs, g, Rct)),
  limitAtZero: ({ Rion, Rct, Qs, g }) => shortedLineLimit(Rion, interfaceAtZero(Qs, g, Rct)),
  limitAtInfinity: ({ Rion, Rct, Qs, g }) => shortedLineLimit(Rion, interfaceAtInfinity(Qs, g, Rct)),
});
