import { OPCODE_TLMDR } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import {
  chargeTransfer,
  interfaceAtInfinity,
  interfaceAtZero,
  interfaceCapacitance,
  interfaceExponent,
  interfaceImpedance,
  railResistance,
  secondRailResistance,
  twoRails,
  twoRailsLimit,
} from "./porousElectrode.ts";

export const twoRailReactive = defineElement({
  symbol: "TLMDR",
  name: "porous electrode with two resistive phases and charge transfer",
  opcode: OPCODE_TLMDR,
  parameters: [railResistance, secondRailResistance, chargeTransfer, interfaceCapacitance, interfaceExponent],
  formula:
    "Rion Rel/(Rion+Rel) (1 + 2/(L sinh L)) + (Rion^2+Rel^2)/((Rion+Rel) L) coth L, L = sqrt((Rion+Rel)/Zs), Zs = 1/(1/Rct + Qs s^g)",
  latex:
    "\\frac{R_{ion} R_{el}}{R_{ion}+R_{el}} \\left(1 + \\frac{2}{L \\sinh L}\\right) + \\frac{R_{ion}^2+R_{el}^2}{(R_{ion}+R_{el}) L} \\coth L,\\ L = \\sqrt{(R_{ion}+R_{el})/Z_s},\\ Z_s = \\frac{1}{1/R_{ct} + Q_s s^{g}}",
  citation:
    "Bisquert, Phys. Chem. Chem. Phys. 2 (2000) 4185; Paasch, Micka, Gersdorf, Electrochim. Acta 38 (1993) 2653",
  impedance: ({ Rion, Rel, Rct, Qs, g }, s) => twoRails(Rion, Rel, interfaceImpedance(s, Qs, g, Rct)),
  limitAtZero: ({ Rion, Rel, Rct, Qs, g }) => twoRailsLimit(Rion, Rel, interfaceAtZero(Qs, g, Rct)),
  limitAtInfinity: ({ Rion, Rel, Rct, Qs, g }) => twoRailsLimit(Rion, Rel, interfaceAtInfinity(Qs, g, Rct)),
});
