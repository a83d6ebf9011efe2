import { describe, expect, it } from "vitest";
import { amendCircuit, canonicalParameterName, CircuitSyntaxError, parseCircuit } from "../../src/circuit/index.ts";
import { elementRecords, findElement } from "../../src/elements/index.ts";
import { contentOf, describeCircuit } from "./support.ts";

function errorOf(action: () => unknown): CircuitSyntaxError {
  try {
    action();
  } catch (error) {
    if (error instanceof CircuitSyntaxError) return error;
    throw error;
  }
  throw new Error("no error");
}

describe("parseCircuit", () => {
  it("gives elements with record, symbol, label and position", () => {
    const [resistor, element, bare] = parseCircuit("R_b-\n (Q_gb|Ws)").elements;
    expect(resistor).toEqual({
      name: "R_b",
      symbol: "R",
      label: "b",
      record: findElement("R"),
      position: { offset: 0, line: 1, column: 1, length: 3 },
    });
    expect(element).toEqual({
      name: "Q_gb",
      symbol: "Q",
      label: "gb",
      record: findElement("CPE"),
      position: { offset: 7, line: 2, column: 3, length: 4 },
    });
    expect(bare).toMatchObject({ name: "Ws", symbol: "Ws", label: "" });
  });

  it("names a sole parameter as its element and others with a dot", () => {
    const names = parseCircuit("R0-p(R1,CPE_a)-Wo1").parameters.map(({ name, element, index }) => [
      name,
      element.name,
      index,
    ]);
    expect(names).toEqual([
      ["R0", "R0", 0],
      ["R1", "R1", 0],
      ["CPE_a.Q", "CPE_a", 0],
      ["CPE_a.n", "CPE_a", 1],
      ["Wo1.R", "Wo1", 0],
      ["Wo1.tau", "Wo1", 1],
      ["Wo1.p", "Wo1", 2],
    ]);
  });

  it("takes limits from the element's record where the text gives none", () => {
    const parameters = parseCircuit("R1-CPE1-Wo1").parameters.map(({ name, lower, upper, limitsGiven, fixed }) => ({
      name,
      range: [lower, upper],
      limitsGiven,
      fixed,
    }));
    expect(parameters).toEqual([
      { name: "R1", range: [0, Infinity], limitsGiven: false, fixed: false },
      { name: "CPE1.Q", range: [0, Infinity], limitsGiven: false, fixed: false },
      { name: "CPE1.n", range: [0, 1], limitsGiven: false, fixed: false },
      { name: "Wo1.R", range: [0, Infinity], limitsGiven: false, fixed: false },
      { name: "Wo1.tau", range: [0, Infinity], limitsGiven: false, fixed: false },
      // The exponent of a Warburg element is 1/2 unless freed, and its kernel is sound to 0.95.
      { name: "Wo1.p", range: [0, 0.95], limitsGiven: false, fixed: true },
    ]);
  });

  it("reads every element of the registry, also by its aliases", () => {
    for (const symbol of [
      "R",
      "C",
      "L",
      "La",
      "CPE",
      "Q",
      "W",
      "Ws",
      "Wo",
      "G",
      "Ga",
      "Gs",
      "K",
      "Zarc",
      "HN",
      "T",
      "TLMDR",
      "ADs",
    ]) {
      expect(parseCircuit(`${symbol}_x`).elements[0]?.record).toBe(findElement(symbol));
    }
  });

  it("reads a file with roles, cell, name, title and citations", () => {
    const circuit = parseCircuit(`# a cell
circuit li-llzo-li "Li | LLZO | Li \\"symmetric\\""
  cell symmetric                              # R·A/2
  model R_b - (R_gb | CPE_gb)
            - (R_int | CPE_int)
  R_b       200 ohm   in 1 .. 1e6             role bulk
  R_gb      400 ohm                           role grain-boundary
  CPE_gb.n  0.9       in 0.6 .. 1
  CPE_int.n = CPE_gb.n
  CPE_int   role interface
  order tau(R_gb, CPE_gb) < tau(R_int, CPE_int)
  cite "A. Author, Journal 1 (2000) 1"
  cite "B # not a comment"
`);
    expect(describeCircuit(circuit)).toBe(
      "series(R_b, parallel(R_gb, CPE_gb), parallel(R_int, CPE_int)); R_b = 200; R_b in 1..1000000; R_gb = 400; " +
        "CPE_gb.n = 0.9; CPE_gb.n in 0.6..1; CPE_int.n = CPE_gb.n; tau(R_gb, CPE_gb) < tau(R_int, CPE_int)",
    );
    expect(circuit.name).toBe("li-llzo-li");
    expect(circuit.title).toBe('Li | LLZO | Li "symmetric"');
    expect(circuit.cell).toBe("symmetric");
    expect([...circuit.roles]).toEqual([
      ["R_b", "bulk"],
      ["R_gb", "grain-boundary"],
      ["CPE_int", "interface"],
    ]);
    expect(circuit.citations).toEqual(["A. Author, Journal 1 (2000) 1", "B # not a comment"]);
    expect(circuit.warnings).toEqual([]);
  });

  it("reads the same from braces, statements and lines", () => {
    const braces = parseCircuit("R_b{200 in 1..300, role bulk}-CPE_e{n = 0.9 fixed}; cell blocking");
    const statements = parseCircuit("R_b-CPE_e; R_b 200 ohm in 1..300 role bulk; CPE_e.n = 0.9 fixed; cell blocking");
    const file = parseCircuit(
      "cell blocking\nCPE_e-R_b".replace(
        "CPE_e-R_b",
        "model R_b-CPE_e\nR_b 200 in 1..300\nR_b role bulk\nCPE_e.n 0.9\nCPE_e.n fixed",
      ),
    );
    expect(contentOf(statements)).toEqual(contentOf(braces));
    expect(contentOf(file)).toEqual(contentOf(braces));
  });
});

describe("names of parameters", () => {
  it.each([
    ["R_1", "R1"],
    ["R1.R", "R1"],
    ["R_gb", "R_gb"],
    ["CPE_1.n", "CPE1.n"],
    ["CPE_gb.n", "CPE_gb.n"],
    ["Wo.p", "Wo.p"],
    ["CPE1.m", "CPE1.m"],
    ["nonsense.n", "nonsense.n"],
    ["R1.R.R", "R1.R.R"],
  ])("%s is listed as %s", (text, name) => {
    expect(canonicalParameterName(text)).toBe(name);
  });
});

describe("names that are used twice", () => {
  it("are those of elements with values of their own, as in impedance.py, where nothing refers to names", () => {
    const circuit = parseCircuit("R0-p(R_1,C1)-p(R1,C2)-R2");
    expect(circuit.text).toBe("R0-(R1|C1)-(R3|C2)-R2");
    expect(circuit.warnings[0]).toEqual({
      severity: "warning",
      code: "renamed-element",
      message: "The name R1 is used twice; this element is called R3",
      position: { offset: 15, line: 1, column: 16, length: 2 },
    });
    expect(parseCircuit(circuit.text).text).toBe(circuit.text);
  });

  it.each(["R1 = 5", "R0 fixed", "order tau(R1, C1) < tau(R2, C2)", "derive R0 + R2"])(
    "are an error beside %s",
    (statement) => {
      expect(() => parseCircuit(`R0-p(R1,C1)-p(R1,C2)-R2; ${statement}`)).toThrow(
        /The name R1 is used twice, first in line 1, column 6/,
      );
    },
  );
});

describe("CircuitSyntaxError", () => {
  it("shows the line, a caret, what was expected and what was meant", () => {
    const symbols = elementRecords.flatMap(({ symbol, aliases }) => [symbol, ...aliases]);
    expect(symbols.slice(0, 6)).toEqual(["R", "C", "L", "La", "CPE", "Q"]);
    expect(errorOf(() => parseCircuit("R_b-(R_gb|CEP_gb)-W")).message).toBe(
      [
        "There is no element `CEP_gb` (line 1, column 11)",
        "  R_b-(R_gb|CEP_gb)-W",
        "            ^^^^^^",
        "Did you mean `CPE_gb`?",
        `A name is a symbol with digits or a label, as in R1 or CPE_gb. Symbols: ${symbols.join(" ")}.`,
      ].join("\n"),
    );
    expect(errorOf(() => parseCircuit("R1-C1\nR1 5 in 3")).message).toBe(
      [
        "Unexpected end of text (line 2, column 10)",
        "  R1 5 in 3",
        "           ^",
        "Expected `..` as in `in 0.6 .. 1`.",
      ].join("\n"),
    );
    expect(errorOf(() => parseCircuit("R1-R2|C1")).message).toBe(
      [
        "`-` and `|` side by side leave open which binds first (line 1, column 6)",
        "  R1-R2|C1",
        "       ^",
        "Set parentheses: `R1-(R2|C1)`, or `(R1-R2)|C1` if the whole chain is meant.",
      ].join("\n"),
    );
  });

  it("carries position, what was found and what was expected", () => {
    const error = errorOf(() => parseCircuit("R1-(R2,C1)"));
    expect(error).toMatchObject({
      name: "CircuitSyntaxError",
      offset: 6,
      line: 1,
      column: 7,
      length: 1,
      found: "`,`",
      expected: ["`-`", "`|`", "`)`"],
    });
    expect(error.suggestion).toBeUndefined();
  });

  it("cuts long lines around the position and hides what would upset a terminal", () => {
    const chain = Array.from({ length: 100 }, (_, index) => `R${String(index)}`).join("-");
    const [, line = "", caret = ""] = errorOf(() => parseCircuit(`${chain}-?-${chain}`)).message.split("\n");
    expect(line.length).toBeLessThanOrEqual(76);
    expect(line.charAt(caret.indexOf("^"))).toBe("?");
    expect(line.startsWith("  …") && line.endsWith("…")).toBe(true);
    const [, shown = "", below = ""] = errorOf(() => parseCircuit("R1-\u{1F600}\u0007\u202E\tR2")).message.split("\n");
    expect(shown).toBe("  R1-\u{1F600}\uFFFD\uFFFD R2");
    expect(below).toBe("     ^");
  });
});

describe("amendCircuit", () => {
  const circuit = parseCircuit("R0{20 in 1..100}-p(R1,CPE1{n = 0.9})-CPE2{n = CPE1.n}-Wo1; tau(R1,CPE1) < tau(Wo1)");

  it("overrides values, limits, fixed and ties, and keeps the rest", () => {
    const amended = amendCircuit(circuit, "R0 = 30; CPE1.n = 0.8 fixed\nCPE2.n = 0.7 in 0.5..1; R1 = 2*R0; Wo1.p free");
    expect(describeCircuit(amended)).toBe(
      "series(R0, parallel(R1, CPE1), CPE2, Wo1); R0 = 30; R0 in 1..100; R1 = 2*R0; CPE1.n = 0.8; CPE1.n fixed; " +
        "CPE2.n = 0.7; CPE2.n in 0.5..1; Wo1.p free; tau(R1, CPE1) < tau(Wo1)",
    );
    expect(contentOf(parseCircuit(amended.text))).toEqual(contentOf(amended));
    expect(describeCircuit(circuit)).toContain("R0 = 20");
  });

  it("frees a tied parameter and replaces limits by a tie", () => {
    expect(amendCircuit(circuit, "CPE2.n free").text).toBe(circuit.text.replace("CPE2{n = CPE1.n}", "CPE2"));
    expect(amendCircuit(circuit, "R0 = R1").text).toBe(circuit.text.replace("R0{20 in 1..100}", "R0{R = R1}"));
    expect(amendCircuit(circuit, "").text).toBe(circuit.text);
  });

  it("reports what does not fit the circuit, with positions in the statements", () => {
    expect(errorOf(() => amendCircuit(circuit, "R0 = 30; R2 = 5")).message).toBe(
      [
        "The circuit has no element `R2` (line 1, column 10)",
        "  R0 = 30; R2 = 5",
        "           ^^",
        "Did you mean `R0`?",
        "It has R0, R1, CPE1, CPE2, Wo1.",
      ].join("\n"),
    );
    expect(errorOf(() => amendCircuit(circuit, "R0 = 50 in 30..40")).message).toMatch(
      /^R0 = 50 ohm lies outside its limits: between 30 and 40 ohm \(line 1, column 6\)/,
    );
    expect(errorOf(() => amendCircuit(circuit, "CPE1.n = CPE2.n")).message).toMatch(
      /^The ties go round in a circle: CPE1.n → CPE2.n → CPE1.n \(line 1, column 10\)/,
    );
    expect(errorOf(() => amendCircuit(circuit, "cell full")).message).toMatch(
      /^Only parameters, orders and derived values can be set here/,
    );
  });

  it("adds orders, and derived values in place of those of the same name", () => {
    const arcs = parseCircuit(
      "(R1|C1)-(R2|C2)-Zarc3; tau(R1,C1) < tau(R2,C2); derive a = R1; derive b = 2*a; derive R2",
    );
    expect(amendCircuit(arcs, "derive a = R1 + R2; derive b^2; order tau(C1,R1) < tau(C2,R2) < tau(Zarc3)").text).toBe(
      "(R1|C1)-(R2|C2)-Zarc3; order tau(R1, C1) < tau(R2, C2); order tau(C2, R2) < tau(Zarc3); " +
        "derive a = R1 + R2; derive b = 2*a; derive R2; derive b^2",
    );
    // What replaces a stands before b.
    expect(errorOf(() => amendCircuit(arcs, "derive a = b")).message).toMatch(
      /^The circuit has no element `b` \(line 1, column 12\)/,
    );
    expect(errorOf(() => amendCircuit(arcs, "tau(R2,C2) < tau(Zarc3) < tau(R1,C1)")).message).toMatch(
      /^The orders contradict each other: tau\(C1, R1\), tau\(C2, R2\), tau\(Zarc3\) \(line 1, column 27\)/,
    );
  });
});
