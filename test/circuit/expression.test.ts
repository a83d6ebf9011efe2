import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  evaluateExpression,
  expressionParameters,
  parseCircuit,
  printExpression,
  type Expression,
} from "../../src/circuit/index.ts";
import { readExpression } from "../../src/circuit/expressionReader.ts";
import { TokenReader } from "../../src/circuit/tokens.ts";

function read(text: string): Expression {
  return readExpression(new TokenReader(text)).expression;
}

/** Trees as the reader makes them: numbers without sign, since a sign is an operator. */
export const expressions: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc
      .double({ min: 0, noNaN: true, noDefaultInfinity: true })
      .map((value): Expression => ({ kind: "number", value: value + 0 })),
    fc.constantFrom("R1", "R_b", "CPE_gb.n", "Wo1.tau").map((name): Expression => ({ kind: "parameter", name })),
    tie("tree").map((operand): Expression => ({ kind: "negate", operand })),
    fc
      .tuple(fc.constantFrom("+", "-", "*", "/", "^"), tie("tree"), tie("tree"))
      .map(([operator, left, right]): Expression => ({ kind: "binary", operator, left, right })),
    fc
      .tuple(fc.constantFrom("exp", "ln", "log10", "sqrt"), tie("tree"))
      .map(([name, argument]): Expression => ({ kind: "call", function: name, argument })),
    fc
      .constantFrom<readonly string[]>(["R1", "CPE_gb"], ["C1", "R_b"], ["Zarc1"])
      .chain((elements) =>
        fc
          .constantFrom("tau", "capacitance")
          .map((property): Expression => ({ kind: "property", property, elements, arguments: [] })),
      ),
    fc.array(tie("tree"), { minLength: 1, maxLength: 2 }).map((formulas): Expression => ({
      kind: "property",
      property: "brug",
      elements: ["CPE_gb"],
      arguments: formulas,
    })),
  ),
})).tree;

describe("expressions", () => {
  it.each([
    ["1 + 2*3", 7],
    ["(1 + 2)*3", 9],
    ["2^3^2", 512],
    ["-2^2", -4],
    ["(-2)^2", 4],
    ["2^-1", 0.5],
    ["7 - 2 - 1", 4],
    ["8/2/2", 2],
    ["8/(2/2)", 8],
    ["--3", 3],
    ["+3", 3],
    ["2*-3", -6],
    ["exp(0) + ln(1) + log10(1000) + sqrt(16)", 8],
    ["1.5k + 2n*1e9", 1502],
  ])("%s is %d", (text, value) => {
    // Exact: all these operations are exact in double precision, and exp(0) and the logarithms of exact powers are too.
    expect(evaluateExpression(read(text), () => NaN)).toBe(value);
  });

  it.each([
    ["tau(R1, C1)", 6],
    ["tau(C1, R1)", 6],
    ["tau(R1, CPE1)", 16],
    ["tau(R1, L1)", 5 / 2],
    ["tau(W1, R1)", (2 / 7) ** 2],
    ["tau(K1)", 11],
    ["capacitance(R1, C1)", 3],
    ["C(R1, CPE1)", 8],
    ["capacitance(K1)", 11 / 13],
    ["brug(CPE1, 2)", 32],
    ["brug(CPE1, R1*3 - 4)", 32],
    // 4^2 (1/2 + 1/2)^(-1/0.5 + 1)
    ["brug(CPE1, 2, R1)", 16],
    ["brug(C1, 5)", 3],
  ])("%s is %d", (text, expected) => {
    const values: Record<string, number> = {
      R1: 2,
      C1: 3,
      "CPE1.Q": 2,
      "CPE1.n": 0.5,
      L1: 5,
      W1: 7,
      "K1.R": 13,
      "K1.tau": 11,
    };
    if (text.startsWith("brug")) values["CPE1.Q"] = 4;
    const value = evaluateExpression(read(text), (name) => values[name] ?? NaN);
    // A few roundings of powers and quotients.
    expect(Math.abs(value / expected - 1)).toBeLessThan(4 * Number.EPSILON);
  });

  it("finds parameters in properties of elements", () => {
    expect(expressionParameters(read("brug(CPE1, R_s) + tau(R1, CPE1)"))).toEqual(["CPE1.Q", "R_s", "CPE1.n", "R1"]);
  });

  it("finds parameters, each once", () => {
    expect(expressionParameters(read("R1*CPE1.Q^(1/CPE1.n)*R1^(1/CPE1.n - 1)"))).toEqual(["R1", "CPE1.Q", "CPE1.n"]);
  });

  it.each([
    ["a-(b+c)", "a - (b + c)"],
    ["(a-b)+c", "a - b + c"],
    ["a*(b*c)", "a*(b*c)"],
    ["(a*b)*c", "a*b*c"],
    ["(-a)*b", "-a*b"],
    ["-(a*b)", "-(a*b)"],
    ["a*-b", "a*(-b)"],
    ["a--b", "a - (-b)"],
    ["(a^b)^c", "(a^b)^c"],
    ["a^b^c", "a^b^c"],
    ["(-a)^b", "(-a)^b"],
    ["-a^b", "-a^b"],
    ["a^-b", "a^(-b)"],
    ["ln((a))", "ln(a)"],
    ["0.00000125*a", "1.25e-6*a"],
    ["0.00125*a", "0.00125*a"],
    ["250000*a", "250000*a"],
    ["2500000*a", "2.5e6*a"],
  ])("prints %s as %s", (text, printed) => {
    const named = text.replace(/\b[abc]\b/g, (letter) => `R_${letter}`);
    expect(printExpression(read(named))).toBe(printed.replace(/\b[abc]\b/g, (letter) => `R_${letter}`));
  });

  it("are read as they were printed", () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        expect(read(printExpression(expression))).toEqual(expression);
      }),
      { numRuns: 2000, seed: 20240611 },
    );
  });

  it("keep their meaning when their numbers are folded into a value", () => {
    expect(parseCircuit("K1{tau = 1/(2*5)}").parameters[1]?.value).toBe(0.1);
  });
});
