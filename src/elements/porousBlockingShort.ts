import { OPCODE_TLMQS } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import {
  interfaceAtInfinity,
  interfaceAtZero,
  interfaceCapacitance,
  interfaceExponent,
  interfaceImpedance,
  railResistance,
  shortedLine,
  shortedLineLimit,
} from "./porousElectrode.ts";

export const porousBlockingShort = defineElement({
  symbol: "TLMQs",
  name: "blocking porous electrode, short-circuited pore",
  opcode: OPCODE_TLMQS,
  parameters: [railResistance, interfaceCapacitance, interfaceExponent],
  formula: "sqrt(Rion Zs) tanh(sqrt(Rion/Zs)), Zs = 1/(Qs s^g)",
  latex: "\\sqrt{R_{ion} Z_s} \\tanh\\sqrt{R_{ion}/Z_s},\\ Z_s = \\frac{1}{Q_s s^{g}}",
  citation:
    "de Levie, Adv. Electrochem. Electrochem. Eng. 6 (1967) 329; Bisquert, Phys. Chem. Chem. Phys. 2 (2000) 4185",
  impedance: ({ Rion, Qs, g }, s) => shortedLine(Rion, interfaceImpedance(s, Qs, g)),
  limitAtZero: ({ Rion, Qs, g }) => shortedLineLimit(Rion, interfaceAtZero(Qs, g)),
  limitAtInfinity: ({ Rion, Qs, g }) => shortedLineLimit(Rion, interfaceAtInfinity(Qs, g)),
});
