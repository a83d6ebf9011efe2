import { describe, expect, it } from "vitest";
import {
  ADJOINT_INVERT,
  ADJOINT_LUMP,
  ADJOINT_POWER,
  INSTRUCTION_END,
  INSTRUCTION_INVERT,
  INSTRUCTION_POWER,
  INSTRUCTION_SUM,
  LUMP_INVERSE_OMEGA,
  LUMP_OMEGA,
  LUMP_REAL,
} from "../../assembly/program.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { compileCircuit } from "../../src/compile/compile.ts";
import { simulate } from "../../src/index.ts";
import { evaluate } from "../../src/reference/index.ts";

/** The two words of the constant 1 in little-endian order. */
const ONE = [0, 0x3ff00000];

function programOf(text: string): { forward: number[]; backward: number[]; registers: number } {
  const { forward, backward, registers } = compileCircuit(parseCircuit(text));
  return { forward: Array.from(forward), backward: Array.from(backward), registers };
}

describe("programs", () => {
  it("sum lumped elements in series at the root, whose adjoint is column 0", () => {
    expect(programOf("R0-L0-C0")).toEqual({
      // Column 1 = R0 + j omega L0 + 1/(j omega C0); a capacitance enters a series sum by its reciprocal.
      forward: [
        INSTRUCTION_SUM,
        1,
        3,
        0,
        LUMP_REAL,
        0,
        1,
        LUMP_OMEGA,
        1,
        1,
        LUMP_INVERSE_OMEGA,
        2,
        -1,
        INSTRUCTION_END,
      ],
      backward: [
        ...[ADJOINT_LUMP, 0, 0, 1, LUMP_REAL],
        ...[ADJOINT_LUMP, 0, 1, 1, LUMP_OMEGA],
        ...[ADJOINT_LUMP, 0, 2, -1, LUMP_INVERSE_OMEGA],
        INSTRUCTION_END,
      ],
      registers: 2,
    });
  });

  it("sum admittances in a parallel connection and take one reciprocal", () => {
    expect(programOf("R0-p(R1,CPE1)")).toEqual({
      // Columns: 1 root, 2 and 3 sum and adjoint of the parallel node, 4 its reciprocal, 5 the CPE.
      forward: [
        ...[INSTRUCTION_POWER, 5, 2, 1, 3, 2, ...ONE],
        ...[INSTRUCTION_SUM, 2, 1, 1, LUMP_REAL, 1, -1, 5],
        ...[INSTRUCTION_INVERT, 4, 2],
        ...[INSTRUCTION_SUM, 1, 1, 1, LUMP_REAL, 0, 1, 4],
        INSTRUCTION_END,
      ],
      backward: [
        ...[ADJOINT_LUMP, 0, 0, 1, LUMP_REAL],
        ...[ADJOINT_INVERT, 3, 0, 4],
        ...[ADJOINT_LUMP, 3, 1, -1, LUMP_REAL],
        ...[ADJOINT_POWER, 3, 5, 2, 1, 3, 2],
        INSTRUCTION_END,
      ],
      registers: 6,
    });
  });

  it("need no reciprocal for a power law in either domain, and one for other elements in parallel", () => {
    // Columns 0 and 1 are the root's adjoint and sum; a parallel node has a sum, an adjoint and a reciprocal.
    expect(programOf("CPE1-W1-La1").registers).toBe(2 + 3);
    expect(programOf("(CPE1|W1|La1)").registers).toBe(2 + 3 + 3);
    // A kernel's impedance and three derivatives; in parallel its admittance and the adjoint of that as well.
    expect(programOf("R1-Zarc1").registers).toBe(2 + 4);
    expect(programOf("(R1|Zarc1)").registers).toBe(2 + 3 + 4 + 2);
  });

  it.each([
    ["(R0-R1)-C1", "R0-R1-C1"],
    ["R0-(R1-(L1-C1))", "R0-R1-L1-C1"],
    ["(R1|(C1|L1))", "(R1|C1|L1)"],
    ["((R0)-((R1|C1)))", "R0-p(R1,C1)"],
  ])("of %s and %s are the same", (nested, flat) => {
    expect(programOf(nested)).toEqual(programOf(flat));
  });

  it("do not depend on values, limits and ties", () => {
    expect(programOf("R0-p(R1{5 in 1..9},CPE1{Q = 1u, n = 0.9 fixed}); R0 = 2*R1")).toEqual(programOf("R0-p(R1,CPE1)"));
  });
});

describe("nesting", () => {
  it("of a few thousand levels is compiled and evaluated", () => {
    const depth = 3000;
    let text = "R0{1}";
    for (let level = 1; level <= depth; level++) {
      text = level % 2 === 0 ? `(R${level}{1}-${text})` : `(C${level}{1m}|${text})`;
    }
    const circuit = parseCircuit(text);
    expect(compileCircuit(circuit).registers).toBeGreaterThan(3 * depth - 10);
    const frequencyHz = [1, 100, 1e4];
    const ours = simulate(circuit, frequencyHz);
    const theirs = evaluate(circuit, frequencyHz);
    for (const k of frequencyHz.keys()) {
      const size = Math.hypot(theirs.re[k] ?? 0, theirs.im[k] ?? 0);
      // A ladder forgets the rounding of its far end, so it does not grow with the depth.
      expect(Math.abs((ours.re[k] ?? 0) - (theirs.re[k] ?? 0)) / size).toBeLessThan(1e-14);
      expect(Math.abs((ours.im[k] ?? 0) - (theirs.im[k] ?? 0)) / size).toBeLessThan(1e-14);
    }
  });
});
