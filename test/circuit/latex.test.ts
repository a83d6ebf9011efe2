import { describe, expect, it } from "vitest";
import { parseCircuit, toLatex } from "../../src/circuit/index.ts";
import { elementRecords } from "../../src/elements/index.ts";

function latexOf(text: string): string {
  return toLatex(parseCircuit(text));
}

const s = ",\\quad s = \\mathrm{j}\\omega";

describe("toLatex", () => {
  it.each([
    ["R1", `Z(\\omega) = R_{1}${s}`],
    ["R-C_dl", `Z(\\omega) = R + \\frac{1}{s C_{\\mathrm{dl}}}${s}`],
    ["R1|C1", `Z(\\omega) = \\left(\\frac{1}{R_{1}} + s C_{1}\\right)^{-1}${s}`],
    [
      "R_b-(R_gb|CPE_gb)",
      `Z(\\omega) = R_{\\mathrm{b}} + \\left(\\frac{1}{R_{\\mathrm{gb}}} + Q_{\\mathrm{gb}} s^{n_{\\mathrm{gb}}}\\right)^{-1}${s}`,
    ],
    [
      "(R1-W1)|C1",
      `Z(\\omega) = \\left(\\frac{1}{R_{1} + \\frac{\\sigma_{1} \\sqrt{2}}{\\sqrt{s}}} + s C_{1}\\right)^{-1}${s}`,
    ],
    ["R_a_b", `Z(\\omega) = R_{\\mathrm{a\\_b}}${s}`],
    [
      "T2",
      `Z(\\omega) = A_{2} \\frac{\\coth b_{\\mathrm{T2}}}{b_{\\mathrm{T2}}} + \\frac{B_{2}}{b_{\\mathrm{T2}} \\sinh b_{\\mathrm{T2}}}${s},\\quad b_{\\mathrm{T2}} = \\sqrt{a_{0,2} + s b_{0,2}}`,
    ],
  ])("of %s", (text, latex) => {
    expect(latexOf(text)).toBe(latex);
  });

  it("tells parameters apart that share a letter and a label", () => {
    const latex = latexOf("R1-K1");
    expect(latex).toBe(`Z(\\omega) = R_{1} + \\frac{R_{\\mathrm{K1}}}{1 + s \\tau_{\\mathrm{K1}}}${s}`);
  });

  it("takes the reciprocal of a whole formula, not of its first fraction", () => {
    const circuit = parseCircuit("R1|R2");
    const [first] = circuit.elements;
    if (first === undefined) throw new Error("no element");
    const sum = { ...first, record: { ...first.record, latex: "\\frac{1}{s} + \\frac{1}{R}" } };
    const root = { kind: "element", element: sum } as const;
    const latex = toLatex({ elements: [sum], root: { kind: "parallel", children: [root, root] } });
    const admittance = "\\frac{1}{\\frac{1}{s} + \\frac{1}{R_{1}}}";
    expect(latex).toBe(`Z(\\omega) = \\left(${admittance} + ${admittance}\\right)^{-1}${s}`);
  });

  it("names every parameter of every element and keeps braces in balance", () => {
    for (const record of elementRecords) {
      const latex = latexOf(`${record.symbol}_x`);
      expect(latex.split("{").length, record.symbol).toBe(latex.split("}").length);
      expect(latex.split("\\left").length, record.symbol).toBe(latex.split("\\right").length);
      // Each parameter is written once at least, and nothing but parameters and abbreviations carries the label.
      const labelled = new Set(latex.match(/(?:\\[a-z]+|[A-Za-z])_\{(?:[A-Za-z0-9]+,)?\\mathrm\{x\}\}/g));
      expect(labelled.size, `${record.symbol}: ${latex}`).toBe(record.parameters.length);
    }
  });
});
