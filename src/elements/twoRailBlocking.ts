import { OPCODE_TLMD } from "../../assembly/program.ts";
import { defineElement } from "./define.ts";
import {
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

export const twoRailBlocking = defineElement({
  symbol: "TLMD",
  name: "porous electrode with two resistive phases, blocking",
  opcode: OPCODE_TLMD,
  parameters: [railResistance, secondRailResistance, interfaceCapacitance, interfaceExponent],
  formula:
    "Rion Rel/(Rion+Rel) (1 + 2/(L sinh L)) + (Rion^2+Rel^2)/((Rion+Rel) L) coth L, L = sqrt((Rion+Rel)/Zs), Zs = 1/(Qs s^g)",
  latex:
    "\\frac{R_{ion} R_{el}}{R_{ion}+R_{el}} \\left(1 + \\frac{2}{L \\sinh L}\\right) + \\frac{R_{ion}^2+R_{el}^2}{(R_{ion}+R_{el}) L} \\coth L,\\ L = \\sqrt{(R_{ion}+R_{el})/Z_s},\\ Z_s = \\frac{1}{Q_s s^{g}}",
  citation:
    "Bisquert, Phys. Chem. Chem. Phys. 2 (2000) 4185; Paasch, Micka, Gersdorf, Electrochim. Acta 38 (1993) 2653",
  impedance: ({ Rion, Rel, Qs, g }, s) => twoRails(Rion, Rel, interfaceImpedance(s, Qs, g)),
  limitAtZero: ({ Rion, Rel, Qs, g }) => twoRailsLimit(Rion, Rel, interfaceAtZero(Qs, g)),
  limitAtInfinity: ({ Rion, Rel, Qs, g }) => twoRailsLimit(Rion, Rel, interfaceAtInfinity(Qs, g)),
});
