import { OPCODE_TLMQ } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import {
  interfaceAtInfinity,
  interfaceAtZero,
  interfaceCapacitance,
  interfaceExponent,
  interfaceImpedance,
  openLine,
  openLineLimit,
  railResistance,
} from "./porousElectrode.ts";

export const porousBlockingOpen = defineElement({
  symbol: "TLMQ",
  name: "blocking porous electrode, closed pore",
  opcode: OPCODE_TLMQ,
  parameters: [railResistance, interfaceCapacitance, interfaceExponent],
  formula: "sqrt(Rion Zs) coth(sqrt(Rion/Zs)), Zs = 1/(Qs s^g)",
  latex: "\\sqrt{R_{ion} Z_s} \\coth\\sqrt{R_{ion}/Z_s},\\ Z_s = \\frac{1}{Q_s s^{g}}",
  citation:
    "de Levie, Adv. Electrochem. Electrochem. Eng. 6 (1967) 329; Landesfeind et al., J. Electrochem. Soc. 163 (2016) A1373",
  impedance: ({ Rion, Qs, g }, s) => openLine(Rion, interfaceImpedance(s, Qs, g)),
  limitAtZero: ({ Rion, Qs, g }) => openLineLimit(Rion, interfaceAtZero(Qs, g)),
  limitAtInfinity: ({ Rion, Qs, g }) => openLineLimit(Rion, interfaceAtInfinity(Qs, g)),
});
