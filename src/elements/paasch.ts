import { OPCODE_T } from "../../assembly/program.ts";
import { cosech, coth } from "./complexFunctions.ts";
import { defineElement } from "./define.ts";
import { ratio, resistance, time } from "./parameters.ts";

export const paasch = defineElement({
  symbol: "T",
  name: "porous electrode after Paasch",
  opcode: OPCODE_T,
  parameters: [
    resistance("A", "(X1^2 + X2^2)/(X1 + X2) of the resistances X1 and X2 of the two phases"),
    resistance("B", "2 X1 X2/(X1 + X2)", 10),
    ratio("a0", "(X1 + X2) over the charge-transfer resistance of the whole interface"),
    time("b0", "(X1 + X2) times the capacitance of the whole interface"),
  ],
  formula: "A coth(b)/b + B/(b sinh b), b = sqrt(a0 + s b0)",
  latex: "A \\frac{\\coth b}{b} + \\frac{B}{b \\sinh b},\\ b = \\sqrt{a_0 + s b_0}",
  citation: "Paasch, Micka, Gersdorf, Electrochim. Acta 38 (1993) 2653",
  impedance: ({ A, B, a0, b0 }, s) => {
    const b = s.mul(b0).add(a0).sqrt();
    return coth(b).mul(A).add(cosech(b).mul(B)).div(b);
  },
  limitAtZero: ({ A, B, a0 }) => {
    const b = Math.sqrt(a0);
    return b === 0 ? Infinity : A / (b * Math.tanh(b)) + B / (b * Math.sinh(b));
  },
  limitAtInfinity: () => 0,
});
