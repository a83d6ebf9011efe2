import { OPCODE_TLMR } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import {
  chargeTransfer,
  interfaceAtInfinity,
  interfaceAtZero,
  interfaceCapacitance,
  interfaceExponent,
  interfaceImpedance,
  openLine,
  openLineLimit,
  railResistance,
} from "./porousElectrode.ts";

export const porousReactiveOpen = defineElement({
  symbol: "TLMR",
  name: "porous electrode with charge transfer, closed pore",
  opcode: OPCODE_TLMR,
  parameters: [railResistance, chargeTransfer, interfaceCapacitance, interfaceExponent],
  formula: "sqrt(Rion Zs) coth(sqrt(Rion/Zs)), Zs = 1/(1/Rct + Qs s^g)",
  latex: "\\sqrt{R_{ion} Z_s} \\coth\\sqrt{R_{ion}/Z_s},\\ Z_s = \\frac{1}{1/R_{ct} + Q_s s^{g}}",
  citation: "de Levie, Adv. Electrochem. Electrochem. Eng. 6 (1967) 329; Bisquert, J. Phys. Chem. B 106 (2002) 325",
  impedance: ({ Rion, Rct, Qs, g }, s) => openLine(Rion, interfaceImpedance(s, Qs, g, Rct)),
  limitAtZero: ({ Rion, Rct, Qs, g }) => openLineLimit(Rion, interfaceAtZero(Qs, g, Rct)),
  limitAtInfinity: ({ Rion, Rct, Qs, g }) => openLineLimit(Rion, interfaceAtInfinity(Qs, g, Rct)),
});
