import { describe, expect, it } from "vitest";
import { areEquivalent, isNested, parseCircuit } from "../../src/index.ts";

const EQUIVALENT: readonly (readonly [string, string])[] = [
  ["R0-(R1|CPE1)-W1", "W_x-(CPE_a|R_a)-R_b"],
  ["R1-(R2|C1)", "R3|(R4-C2)"],
  ["R1-(R2|CPE1)", "R3|(R4-CPE2)"],
  ["R1-(R2|W1)", "R3|(R4-W2)"],
  ["L1-(L2|R1)", "L3|(L4-R2)"],
  ["R0-(C1|(R1-(R2|C2)))", "R0-(C1|R1)-(C2|R2)"],
  ["R0-(C1|(R1-(R2|C2)))", "R3|(R1-C1)|(R2-C2)"],
  ["R0-(R1|C1)-(R2|C2)-(R3|C3)", "R0-(C1|(R1-(C2|(R2-(R3|C3)))))"],
  ["R0-(R1|L1)-(R2|L2)", "R0-(R1|(L1-(R2|L2)))"],
  ["R0-(CPE1|R1)-(CPE2|R2); CPE1.n = CPE2.n", "R0-(CPE1|(R1-(R2|CPE2))); CPE2.n = CPE1.n"],
  ["R0-(R1|CPE1)", "R0-Zarc1"],
  ["R0-(R1|C1)", "R0-K1"],
  ["R1-R2-C1", "R1-C1"],
  ["R0-(R1|C1)-(R2|C2); order tau(R2, C2) < tau(R1, C1)", "R0-(C1|(R1-(R2|C2)))"],
];

const DIFFERENT: readonly (readonly [string, string])[] = [
  ["R0-(R1|C1)", "R0-(R1|CPE1)"],
  ["R0-(CPE1|R1)-(CPE2|R2)", "R0-(CPE1|(R1-(R2|CPE2)))"],
  ["R0-(R1|C1)-W1", "R0-((R1-W1)|C1)"],
  ["R1-W1", "R1-Wo1"],
  ["Ws1", "Wo1"],
  ["R1|(R2-C1)", "C1|(R1-C2)"],
  ["R0-(R1|CPE1{n = 0.8 fixed})", "R0-(R1|CPE1)"],
];

describe("equivalent circuits", () => {
  it.each(EQUIVALENT)("%s and %s", (a, b) => {
    expect(areEquivalent(parseCircuit(a), parseCircuit(b))).toBe(true);
    expect(areEquivalent(parseCircuit(b), parseCircuit(a))).toBe(true);
  });

  it.each(DIFFERENT)("not %s and %s", (a, b) => {
    expect(areEquivalent(parseCircuit(a), parseCircuit(b))).toBe(false);
    expect(areEquivalent(parseCircuit(b), parseCircuit(a))).toBe(false);
  });
});

const NESTED: readonly (readonly [special: string, general: string])[] = [
  ["R0-(R1|C1)", "R0-(R1|CPE1)"],
  ["R0-(R1|C1)", "R0-(R1|CPE1)-(R2|CPE2)-W1"],
  ["R0-((R1-W1)|C1)", "R0-((R1-Wo1)|CPE1)"],
  ["R0-((R1-W1)|C1)", "R0-((R1-Ws1)|C1)"],
  ["R0-((R1-C2)|C1)", "R0-((R1-Wo1)|CPE1)"],
  ["R0-R1-W1", "R0-((R1-W1)|C1)"],
  ["R0-(R1|CPE1)", "R0-HN1"],
  ["R0-(R1|C1)-(R2|C2)", "R0-(CPE1|(R1-(R2|CPE2)))"],
  ["R0-G1", "R0-Ga1"],
  ["R0-TLMQ1", "R0-TLMR1"],
  ["R0-Wo1", "R0-ADo1"],
  ["R0-(R1|CPE1{n = 0.8 fixed})", "R0-(R1|CPE1)"],
  ["R0-(R1|CPE1)-(R2|CPE2); CPE1.n = CPE2.n", "R0-(R1|CPE1)-(R2|CPE2)"],
];

describe("special cases", () => {
  it.each(NESTED)("%s of %s", (special, general) => {
    expect(isNested(parseCircuit(special), parseCircuit(general))).toBe(true);
    expect(isNested(parseCircuit(general), parseCircuit(special))).toBe(false);
  });

  it.each([
    ["R0-(R1|CPE1)", "L1-R0-(R1|C1)"],
    ["R0-Ws1", "R0-(R1|CPE1)-W1"],
    ["R0-(R1|L1)", "R0-(R1|CPE1)-(R2|CPE2)"],
  ])("not %s of %s", (special, general) => {
    expect(isNested(parseCircuit(special), parseCircuit(general))).toBe(false);
  });

  it("ends quickly for circuits of many elements", () => {
    const chain = (arcs: number): string =>
      ["R0", ...Array.from({ length: arcs }, (_, k) => `(R${k + 1}|C${k + 1})`)].join("-");
    expect(areEquivalent(parseCircuit(chain(200)), parseCircuit(chain(200)))).toBe(true);
    expect(areEquivalent(parseCircuit(chain(200)), parseCircuit(chain(199)))).toBe(false);
    expect(isNested(parseCircuit(chain(9)), parseCircuit(chain(12)))).toBe(true);
  });
});
