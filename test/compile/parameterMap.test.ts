import { describe, expect, it } from "vitest";
import {
  EXPRESSION_CONSTANT,
  EXPRESSION_END,
  EXPRESSION_EXP,
  EXPRESSION_LN,
  EXPRESSION_LOG10,
  EXPRESSION_MULTIPLY,
  EXPRESSION_NEGATE,
  EXPRESSION_PARAMETER,
  EXPRESSION_POWER,
  EXPRESSION_SQRT,
  EXPRESSION_SUBTRACT,
  PARAMETER_EXPRESSION,
  PARAMETER_FIXED,
  PARAMETER_VARIABLE,
  PARAMETER_WORDS,
  SLOT_NONE,
  SLOT_SCRATCH,
} from "../../assembly/program.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { mapParameters } from "../../src/compile/parameterMap.ts";
import type { ParameterMap, ParameterRole } from "../../src/compile/program.ts";
import { assignRoles } from "../../src/fit/roles.ts";

function mapOf(text: string): ParameterMap {
  const circuit = parseCircuit(text);
  return mapParameters(circuit, assignRoles(circuit, {}).roles);
}

/** One word of the description of every parameter. */
function field(map: ParameterMap, word: number): number[] {
  return Array.from(map.values, (_, parameter) => map.words[parameter * PARAMETER_WORDS + word] ?? Number.NaN);
}

const KIND = 0;
const LOGARITHMIC = 2;
const POWER_OF_SECOND = 3;
const SLOT = 4;
const SCALED = 5;
const ORDER = 6;

/** A slot as a column of the Jacobian, a scratch column or none. */
function slotKinds(map: ParameterMap): string[] {
  return field(map, SLOT).map((slot) => (slot === SLOT_NONE ? "none" : slot >= SLOT_SCRATCH ? "scratch" : `J${slot}`));
}

describe("the map from variables to parameters", () => {
  it("writes the column of a variable that moves one parameter straight into the Jacobian", () => {
    const map = mapOf("R0{20}-p(R1{100},C1{1u fixed})");
    expect(field(map, KIND)).toEqual([PARAMETER_VARIABLE, PARAMETER_VARIABLE, PARAMETER_FIXED]);
    expect(Array.from(map.variables)).toEqual([0, 1]);
    expect(slotKinds(map)).toEqual(["J0", "J1", "none"]);
    expect(Array.from(map.combinations)).toEqual([-1]);
  });

  it("scales the Q of a CPE with its exponent, so that each has a column of its own", () => {
    const map = mapOf("R0-CPE1");
    expect(field(map, LOGARITHMIC)).toEqual([1, 1, 0]);
    expect(field(map, POWER_OF_SECOND)).toEqual([-1, 2, -1]);
    expect(field(map, SCALED)).toEqual([0, 1, 0]);
    expect(slotKinds(map)).toEqual(["J0", "J1", "J2"]);
    expect(map.dependsOn).toEqual([[0], [1, 2], [2]]);
  });

  it("does not scale a Q with limits or one that is fixed; its exponent then moves two columns", () => {
    for (const [text, variables] of [
      ["R0-CPE1{Q = 1u in 1n..1, n = 0.9}", [0, 1, 2]],
      ["R0-CPE1{Q = 1u fixed, n = 0.9}", [0, 2]],
    ] as const) {
      const map = mapOf(text);
      expect(Array.from(map.variables)).toEqual(variables);
      expect(field(map, SCALED)).toEqual([0, 0, 0]);
      expect(slotKinds(map)).toEqual(["J0", "scratch", "scratch"]);
    }
    // Variable 1 is Q alone, variable 2 the exponent, which moves Q omega_c^n and n.
    const [second, third] = [
      [1, 1, 1],
      [2, 2, 1, 2],
    ];
    expect(Array.from(mapOf("R0-CPE1{Q = 1u in 1n..1, n = 0.9}").combinations)).toEqual([...second, ...third, -1]);
  });

  it("adds the columns of parameters that follow a variable", () => {
    const map = mapOf("R0-R1-C1; R1 = 2*R0");
    expect(field(map, KIND)).toEqual([PARAMETER_VARIABLE, PARAMETER_EXPRESSION, PARAMETER_VARIABLE]);
    expect(slotKinds(map)).toEqual(["scratch", "scratch", "J1"]);
    expect(Array.from(map.combinations)).toEqual([0, 2, 0, 1, -1]);
    expect(map.dependsOn).toEqual([[0], [0], [1]]);
  });

  it("evaluates a tie after what it refers to, whatever the order of the text", () => {
    const map = mapOf("R0-R1-R2-R3; R0 = R1 + R2; R1 = 2*R2; R2 = R3^2");
    expect(field(map, ORDER)).toEqual([3, 2, 1, 0]);
    expect(map.dependsOn).toEqual([[0], [0], [0], [0]]);
  });

  it("knows ties that follow from fixed parameters only: nothing moves them", () => {
    const map = mapOf("R0{5 fixed}-R1-C1; R1 = 2*R0");
    expect(map.dependsOn).toEqual([[], [], [0]]);
    expect(slotKinds(map)).toEqual(["none", "none", "J0"]);
  });

  it("takes the powers of ohm and second from the records", () => {
    const map = mapOf("R0-C1-W1-Wo1-CPE1");
    expect(Array.from(map.ohm)).toEqual([1, -1, 1, 1, 0, 0, -1, 0]);
    expect(Array.from(map.second)).toEqual([0, 1, -0.5, 0, 1, 0, 0, 0]);
  });

  it("has limits and starts in the records' units", () => {
    const map = mapOf("R0{2k in 1k..5k}-CPE1{Q = 10u, n = 0.8 in 0.5..0.9}");
    expect(Array.from(map.lower)).toEqual([1000, 0, 0.5]);
    expect(Array.from(map.upper)).toEqual([5000, Infinity, 0.9]);
    expect(Array.from(map.values)).toEqual([2000, 1e-5, 0.8]);
  });

  it("needs a role for every parameter", () => {
    const roles: ParameterRole[] = [{ kind: "fixed", value: 1 }];
    expect(() => mapParameters(parseCircuit("R0-C1"), roles)).toThrow("Nothing says what C1 is in this fit.");
  });
});

describe("the code of expressions", () => {
  it.each<[string, number[], number[]]>([
    ["2*R1", [EXPRESSION_CONSTANT, 0, EXPRESSION_PARAMETER, 1, EXPRESSION_MULTIPLY], [2]],
    ["-R1 - 3", [EXPRESSION_PARAMETER, 1, EXPRESSION_NEGATE, EXPRESSION_CONSTANT, 0, EXPRESSION_SUBTRACT], [3]],
    [
      "R1^0.5^2",
      [
        ...[EXPRESSION_PARAMETER, 1, EXPRESSION_CONSTANT, 0, EXPRESSION_CONSTANT, 1],
        ...[EXPRESSION_POWER, EXPRESSION_POWER],
      ],
      [0.5, 2],
    ],
    [
      "exp(ln(sqrt(log10(R1))))",
      [EXPRESSION_PARAMETER, 1, EXPRESSION_LOG10, EXPRESSION_SQRT, EXPRESSION_LN, EXPRESSION_EXP],
      [],
    ],
  ])("%s is postfix", (text, code, constants) => {
    const map = mapOf(`R0-R1; R0 = ${text}`);
    expect(Array.from(map.expressions)).toEqual([...code, EXPRESSION_END]);
    expect(Array.from(map.constants)).toEqual(constants);
  });
});
