import { describe, expect, it } from "vitest";
import { CircuitSyntaxError, parseCircuit } from "../../../src/circuit/index.ts";
import {
  DialectError,
  dialects,
  exportAutoEis,
  exportBoukamp,
  exportEcLab,
  exportImpedancePy,
  exportPyimpspec,
  exportZview,
  importAutoEis,
  importBoukamp,
  importEcLab,
  importImpedancePy,
  importPyimpspec,
  importZview,
} from "../../../src/circuit/dialects/index.ts";

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof CircuitSyntaxError || error instanceof DialectError)
      return `${error.name}: ${error.message.split("\n")[0] ?? ""}`;
    throw error;
  }
  throw new Error("no error");
}

describe("Boukamp's code", () => {
  it.each([
    ["R(RQ)([RW]C)", "R1-(R2|CPE1)-((R3-W1)|C1)"],
    ["R(C[RW])", "R1-(C1|(R2-W1))"],
    ["R(Q[R(C[RT])])", "R1-(CPE1|(R2-(C1|(R3-Wo1))))"],
    ["LR(RQ)O G", "L1-R1-(R2|CPE1)-Ws1-G1"],
    ["(RC)", "(R1|C1)"],
    ["[R(RC)]", "R1-(R2|C1)"],
    [" R ( R\n C ) ", "R1-(R2|C1)"],
  ])("%j is %s", (text, ours) => {
    expect(importBoukamp(text).text).toBe(ours);
  });

  it.each([
    ["R_b-(R_gb|CPE_gb)-(R_int|CPE_int)", "R(RQ)(RQ)"],
    ["L-((R_b-CPE_dl)|C_geo)", "L([RQ]C)"],
    ["R1|C1", "(RC)"],
    ["(R1-C1)|(R2-C2)", "([RC][RC])"],
    ["R1-p(R2-Ws1,C1)-Wo1", "R([RO]C)T"],
  ])("%s becomes %s", (ours, code) => {
    expect(exportBoukamp(parseCircuit(ours)).text).toBe(code);
  });

  it("refuses what it does not have", () => {
    expect(messageOf(() => importBoukamp("R(RX)"))).toBe(
      "CircuitSyntaxError: Boukamp's code has no element `X` here (line 1, column 4)",
    );
    expect(messageOf(() => importBoukamp("R(RC"))).toBe(
      "CircuitSyntaxError: The bracket is never closed (line 1, column 2)",
    );
    expect(messageOf(() => importBoukamp("R(RC]"))).toBe("CircuitSyntaxError: Unexpected `]` (line 1, column 5)");
    expect(messageOf(() => importBoukamp("R()"))).toBe("CircuitSyntaxError: Unexpected `)` (line 1, column 3)");
    expect(messageOf(() => importBoukamp("R\n?"))).toBe("CircuitSyntaxError: Unexpected `?` (line 2, column 1)");
    expect(messageOf(() => importBoukamp(""))).toBe("CircuitSyntaxError: Unexpected end of text (line 1, column 1)");
    expect(messageOf(() => importBoukamp("RC", [1]))).toBe(
      "DialectError: The circuit has 2 parameters, but 1 values are given",
    );
    expect(messageOf(() => importBoukamp("RO", [1, 0, 2]))).toBe(
      "CircuitSyntaxError: Y0 = 0 of O cannot be converted (line 1, column 2)",
    );
    expect(messageOf(() => importBoukamp("RO", [1, -2, -2]))).toBe(
      "CircuitSyntaxError: Y0 = -2 of O cannot be converted (line 1, column 2)",
    );
    expect(messageOf(() => importBoukamp("R", [NaN]))).toBe(
      "CircuitSyntaxError: R = NaN of R cannot be converted (line 1, column 1)",
    );
    expect(messageOf(() => exportBoukamp(parseCircuit("R1-HN_x")))).toBe(
      "DialectError: Boukamp's code has no element like HN_x (Havriliak-Negami arc); it has R, C, L, CPE, W, Ws, Wo, G",
    );
    expect(messageOf(() => exportBoukamp(parseCircuit("Ws1{p free}")))).toBe(
      "DialectError: Boukamp's code has an element like Ws1 with Ws1.p = 0.5 fixed only",
    );
    expect(messageOf(() => exportBoukamp(parseCircuit("Ws1{p = 0.45}")))).toMatch(
      /^DialectError: .* with Ws1.p = 0.5 fixed only$/,
    );
  });
});

describe("pyimpspec", () => {
  it("reads values, limits, percentages, fixed parameters and labels", () => {
    const circuit = importPyimpspec("R{R=20f:sol}(C{C=25e-6//1e-3:dl}[R{R=100/50/200}W{Y=2.5e-3/inf/160%}])");
    const sigma = Math.SQRT1_2 / 2.5e-3;
    // Y at most 4e-3 is sigma at least 1/(4e-3 sqrt 2): the limits change places.
    const least = Math.SQRT1_2 / 4e-3;
    expect(circuit.text).toBe(
      `R_sol{20 fixed}-(C_dl{2.5e-5 in 0..0.001}|(R1{100 in 50..200}-W1{${String(sigma)} in ${String(least)}..}))`,
    );
    expect(circuit.warnings).toEqual([]);
  });

  it("converts limits that follow from several parameters, and says so where those are free", () => {
    const circuit = importPyimpspec("Ws{Y=4e-3/1e-3/9e-3,B=0.64/0.25/1F}".replace("1F", "1"));
    // R = sqrt(B/Y), tau = B
    const parameter = circuit.parameters[0];
    expect([parameter?.value, parameter?.lower, parameter?.upper]).toEqual([
      Math.sqrt(0.64 / 4e-3),
      Math.sqrt(0.64 / 9e-3),
      Math.sqrt(0.64 / 1e-3),
    ]);
    expect(circuit.parameters[1]).toMatchObject({ value: 0.64, lower: 0.25, upper: 1 });
    expect(circuit.warnings.map(({ message }) => message)).toEqual([
      "The limits of Y are converted at the given values of B, n",
    ]);
    expect(importPyimpspec("Ws{Y=4e-3/1e-3/9e-3,B=0.64f}").warnings).toEqual([]);
  });

  it("ties what a fixed parameter holds together while another is free", () => {
    expect(importPyimpspec("Ws{Y=4e-3f,B=0.64}").text).toBe("Ws1{R = (Ws1.tau/0.004)^Ws1.p, tau = 0.64}");
    expect(importPyimpspec("Ws{Y=4e-3f,B=0.64f}").text).toBe(
      `Ws1{R = ${String(Math.sqrt(0.64 / 4e-3))} fixed, tau = 0.64 fixed}`,
    );
    expect(importPyimpspec("G{Y=0.25f,k=4}").text).toBe("G1{R = G1.tau^0.5/0.25, tau = 0.25}");
  });

  it.each([
    ["R(C[RW])", "R1-(C1|(R2-W1))"],
    ["!V=1![R(C[RW])]", "R1-(C1|(R2-W1))"],
    ["R{:ct}R{:2}R{:ct}R", "R_ct-R2-R1-R3"],
    ["R{: a b-c }", "R_a_b_c"],
    ["Ws{n=0.5F/0/1}Wo", "Ws1-Wo1"],
    ["Wo{n=0.4}", "Wo1{p = 0.4 free}"],
    ["Wo{Y=1,B=1,n=0.4}", "Wo1{R = 1, tau = 1, p = 0.4 free}"],
    ["Ga{R=3}", "Ga1{R = 3, a = 0.5 fixed}"],
    ["W{Y=1,n=0.4F}", "CPE1{Q = 1, n = 0.4 fixed}"],
    ["R{R=5/-3/inf}", "R1{5}"],
    ["C{C=1e-6/10%/1000%}", "C1{1e-6 in 1e-7..1e-5}"],
  ])("%s is %s", (text, ours) => {
    expect(importPyimpspec(text).text).toBe(ours);
  });

  it.each([
    ["R_sol{20 fixed}-(C_dl{2.5e-5 in ..1m}|R1)", "R{R=20F:sol}(C{C=2.5e-5/0/0.001:dl}R)"],
    ["W_a{50}-Ws{R = 2, tau = 4}", `W{Y=${String(Math.SQRT1_2 / 50)}:a}Ws{Y=1,B=4}`],
    // Y falls as sigma rises, so the limits change places.
    [
      "W1{50 in 25..100}",
      `W{Y=${String(Math.SQRT1_2 / 50)}/${String(Math.SQRT1_2 / 100)}/${String(Math.SQRT1_2 / 25)}}`,
    ],
    ["Wo{R = 2, tau = 4, p = 0.25 free}", "Wo{Y=0.25,B=4,n=0.25}"],
    ["G1{R = 4, tau = 0.25}", "G{Y=0.125,k=4}"],
    ["HN1{R = 3, tau = 1, a = 0.8, b = 0.7}", "Ha{R=3,tau=1,a=0.8,b=0.7}"],
    ["(R1-C1)|L1", "([RC]L)"],
    ["TLMQ_x{Rion = 3, Qs = 1m, g = 0.9}", "Tlmbo{R_i=3,Y=0.001,n=0.9:x}"],
  ])("%s becomes %s", (ours, code) => {
    expect(exportPyimpspec(parseCircuit(ours)).text).toBe(code);
  });

  it("says what it cannot keep", () => {
    const circuit = parseCircuit("p(R1,C1)-p(R2{R = 2*R1},C2)-Ws1{R = 3 fixed, tau = 2}; tau(R1,C1) < tau(R2,C2)");
    // Y follows from R and tau, so it must not be fixed where one of them is free.
    expect(exportPyimpspec(parseCircuit("Ws1{R = 4 fixed, tau = 16}")).text).toBe("Ws{Y=1,B=16}");
    expect(exportPyimpspec(parseCircuit("Ws1{R = 4 fixed, tau = 16 fixed}")).text).toBe("Ws{Y=1F,B=16F}");
    expect(exportPyimpspec(circuit).notes).toEqual([
      "pyimpspec has no order of arcs: it is left out",
      "R2 is tied here and free there",
      "Ws1.R is fixed here, but nothing there holds it alone",
    ]);
  });

  it("refuses what it does not have or understand", () => {
    expect(messageOf(() => importPyimpspec("RH"))).toBe(
      "CircuitSyntaxError: The element H of pyimpspec has no counterpart here (line 1, column 2)",
    );
    expect(messageOf(() => importPyimpspec("R{Q=3}"))).toBe(
      "CircuitSyntaxError: There is no parameter `Q` (line 1, column 3)",
    );
    expect(messageOf(() => importPyimpspec("R{R=3,R=4}"))).toBe(
      "CircuitSyntaxError: R is given twice (line 1, column 7)",
    );
    expect(messageOf(() => importPyimpspec("R{R=3"))).toBe(
      "CircuitSyntaxError: Unexpected end of text (line 1, column 6)",
    );
    expect(messageOf(() => importPyimpspec("R{R=}"))).toBe("CircuitSyntaxError: Unexpected `}` (line 1, column 5)");
    expect(messageOf(() => importPyimpspec("R{R=1e999}"))).toBe(
      "CircuitSyntaxError: The number is outside the range of double precision (line 1, column 5)",
    );
    expect(messageOf(() => importPyimpspec("R{R=3/4/5}"))).toBe(
      "CircuitSyntaxError: R1 = 3 ohm lies outside its limits: between 4 and 5 ohm (line 1, column 5)",
    );
    expect(messageOf(() => importPyimpspec("R{R=-3}"))).toBe(
      "CircuitSyntaxError: R = -3 of R cannot be converted (line 1, column 5)",
    );
    expect(messageOf(() => importPyimpspec("!V=2!R"))).toBe(
      "CircuitSyntaxError: Unknown version of the code (line 1, column 1)",
    );
    expect(messageOf(() => exportPyimpspec(parseCircuit("Sph1")))).toMatch(
      /^DialectError: pyimpspec has no element like Sph1/,
    );
  });
});

describe("AutoEIS", () => {
  it("reads and writes its strings, and numbers words", () => {
    expect(importAutoEis("R1-C2-[R3,P4]-[R5,[R6,C7]]").text).toBe("R1-C2-(R3|CPE4)-(R5|R6|C7)");
    const exported = exportAutoEis(parseCircuit("R_b-(R1|CPE_gb)-((R_ct-C2)|L1)"));
    expect(exported.text).toBe("R2-[R1,P1]-[R3-C2,L1]");
    expect([...exported.names]).toEqual([
      ["R_b", "R2"],
      ["R1", "R1"],
      ["CPE_gb", "P1"],
      ["R_ct", "R3"],
      ["C2", "C2"],
      ["L1", "L1"],
    ]);
    expect(exported.parameters.map(({ parameter }) => parameter)).toEqual(["R2", "R1", "P1w", "P1n", "R3", "C2", "L1"]);
  });

  it("refuses what it does not have", () => {
    expect(messageOf(() => importAutoEis("R1-Q2"))).toBe(
      "CircuitSyntaxError: AutoEIS has no element `Q` (line 1, column 4)",
    );
    expect(messageOf(() => importAutoEis("R1-P"))).toBe("CircuitSyntaxError: Unexpected `P` (line 1, column 4)");
    expect(messageOf(() => importAutoEis("R1-(P2|C1)"))).toBe("CircuitSyntaxError: Unexpected `(` (line 1, column 4)");
    expect(messageOf(() => importAutoEis("R1-[P2,C1"))).toBe(
      "CircuitSyntaxError: `[` is never closed (line 1, column 4)",
    );
    expect(messageOf(() => importAutoEis("R1;R2"))).toBe("CircuitSyntaxError: Unexpected `;` (line 1, column 3)");
    expect(messageOf(() => importAutoEis("R1-P2", { P2q: 3 }))).toBe(
      "DialectError: The circuit has no parameter P2q; did you mean P2w?",
    );
    expect(messageOf(() => exportAutoEis(parseCircuit("R1-Wo1")))).toMatch(
      /^DialectError: AutoEIS has no element like Wo1 \(.*Warburg.*\); it has R, C, L, CPE, W$/,
    );
  });

  it("notes that only EquivalentCircuits.jl has a Warburg element", () => {
    const { text, notes } = exportAutoEis(parseCircuit("R1-(C2|(R3-W4))"));
    expect(text).toBe("R1-[C2,R3-W4]");
    expect(notes).toEqual(["W is an element of EquivalentCircuits.jl, which AutoEIS does not have"]);
  });
});

describe("EC-Lab", () => {
  it.each([
    ["R1+Q2/R2", "R1-(CPE2|R2)", "R1+Q2/R2"],
    ["R1+C2/(R2+W2)", "R1-(C2|(R2-W2))", "R1+C2/(R2+W2)"],
    ["L1 + R1 + Q2/R2 + Q3/R3", "L1-R1-(CPE2|R2)-(CPE3|R3)", "L1+R1+Q2/R2+Q3/R3"],
    ["(R1+C1)/(R2+C2)", "((R1-C1)|(R2-C2))", "(R1+C1)/(R2+C2)"],
    ["R1+(Q2/R2)/C3+M3", "R1-(CPE2|R2|C3)-Wo3", "R1+Q2/R2/C3+M3"],
    ["R1+Q2/(R2+C3/(R3+Q4/R4))", "R1-(CPE2|(R2-(C3|(R3-(CPE4|R4)))))", "R1+Q2/(R2+C3/(R3+Q4/R4))"],
    ["Wd1+Ma2+Mg3+G4+La5", "Ws1-Wo2{p = 0.5 free}-ADo3-G4-La5", "Wd1+Ma2+Mg3+G4+La5"],
    ["R+Q/R", "R1-(CPE1|R2)", "R1+Q1/R2"],
  ])("%s is %s", (text, ours, again) => {
    const circuit = importEcLab(text);
    expect(circuit.text).toBe(ours);
    expect(exportEcLab(circuit).text).toBe(again);
  });

  it.each([
    ["R1+", "Unexpected end of text (line 1, column 4)"],
    ["R1++R2", "Unexpected `+` (line 1, column 4)"],
    ["(R1+R2", "`(` is never closed (line 1, column 1)"],
    ["R1)", "Unexpected `)` (line 1, column 3)"],
    ["()", "Unexpected `)` (line 1, column 2)"],
    ["R1 R2", "Unexpected `R2` (line 1, column 4)"],
    ["R1-C1", "Unexpected `-` (line 1, column 3)"],
    ["R1+Gb2", "EC-Lab's element `Gb` has no counterpart here (line 1, column 4)"],
    ["", "Unexpected end of text (line 1, column 1)"],
    ["(".repeat(30_000), "The circuit is nested more than 20000 levels deep (line 1, column 20001)"],
  ])("refuses %.20s", (text, message) => {
    expect(messageOf(() => importEcLab(text))).toBe(`CircuitSyntaxError: ${message}`);
  });

  it("takes deep nesting", () => {
    expect(importEcLab(`${"(".repeat(10_000)}R1${")".repeat(10_000)}`).text).toBe("R1");
  });

  it("names a value that belongs to nothing, and an element that it does not have", () => {
    expect(messageOf(() => importEcLab("R1+Q2", { a3: 0.9 }))).toBe(
      "DialectError: The circuit has no parameter a3; did you mean a2?",
    );
    expect(messageOf(() => exportEcLab(parseCircuit("R1-Gs1")))).toMatch(
      /^DialectError: EC-Lab has no element like Gs1 \(.*\); it has R, C, L, La, CPE, W, Ws, Wo, ADo, G$/,
    );
  });
});

describe("impedance.py", () => {
  it.each([
    "R0-p(R1,CPE1)-Wo1",
    "R_0-p(L_3,R_3)-p(CPE_1,R_1)-p(CPE_2,R_2)-Wo_1",
    "p(R_1, C_0)-p(R_2-Wo_1,CPE_1)",
    "C1 - R1",
    "R0-p(R1,CPE1)-p(R2,Wo1)-L1",
    "R0-p(R1,C1,CPE0)-p(R2,C2)",
    "R0-p(CPE1,R1-p(CPE2,R2))",
    "R1-p(CPE1,R2-p(CPE2,p(R3,L1-R4)))",
    "R0-p(R1,p(R3-CPE1,W0))-p(R2,CPE2-W1)-L0",
    "p(C1,R1,R2-C2,R3-C3)",
    "p(L1,R1)-p(L2,C1-R2)-p(R3,C2-R4)",
    "p(CPE0,R1,C1)-Wo1-p(R2,C2-W1)-Zarc1-T0",
    "p(T1,R1,C1)-p(Gs1,Zarc1)-TLMQ1-L1-CPE1-p(R2,C2)",
    "R0-p(R1,C1)-Wo1-L1-Gs1-T1-CPE1-TLMQ1-W1-Zarc1",
    "La0-G1-K1-Ws1",
    "p(R1)",
  ])("%s needs no importer", (text) => {
    expect(importImpedancePy(text).text).toBe(parseCircuit(text).text);
  });

  it("reads names, guesses and constants in its order", () => {
    const circuit = importImpedancePy("R_0-p(R_1,CPE_1)-Wo_1", {
      initialGuess: [10, 20, 1e-6, 30],
      constants: { CPE_1_1: 0.9, Wo_1_1: 5 },
    });
    expect(circuit.text).toBe("R0{10}-(R1{20}|CPE1{Q = 1e-6, n = 0.9 fixed})-Wo1{R = 30, tau = 5 fixed}");
  });

  it("gives elements of one name names of their own, with a warning", () => {
    const circuit = importImpedancePy("R0-p(R1,C1)-p(R1,CPE1)-Wo1", { initialGuess: [1, 2, 3, 4, 5, 0.6, 7, 8] });
    expect(circuit.text).toBe("R0{1}-(R1{2}|C1{3})-(R2{4}|CPE1{Q = 5, n = 0.6})-Wo1{R = 7, tau = 8}");
    expect(circuit.warnings.map(({ message }) => message)).toEqual([
      "The name R1 is used twice; this element is called R2",
    ]);
    expect(circuit.warnings[0]?.position).toEqual({ offset: 14, line: 1, column: 15, length: 2 });
  });

  it("writes guess, constants and bounds", () => {
    const { text, initialGuess, constants, bounds, notes } = exportImpedancePy(
      parseCircuit("R_b{200 in 1..1e6}-(R_gb{3}|CPE_gb{Q = 10n, n = 0.9 fixed})-La1{L = 16m, a = 0.5 fixed}"),
    );
    expect(text).toBe("R1-p(R2,CPE1)-La1");
    // (L s)^0.5 = 0.016 s^0.5
    expect(initialGuess).toEqual([200, 3, 1e-8, 0.016 ** 2]);
    expect(constants).toEqual({ CPE1_1: 0.9, La1_1: 0.5 });
    expect(bounds).toEqual([
      [1, 0, 0, 0],
      [1e6, Infinity, Infinity, Infinity],
    ]);
    expect(notes).toEqual([]);
    const incomplete = exportImpedancePy(parseCircuit("R1-C1{3}"));
    expect(incomplete.initialGuess).toBeUndefined();
    expect(incomplete.bounds).toBeUndefined();
    expect(incomplete.notes).toEqual(["There is no initial guess, since R1 have no value"]);
  });

  it("holds a fixed L by a tie where the exponent is free, and needs both", () => {
    expect(importImpedancePy("La1", { initialGuess: [0.8], constants: { La1_0: 2e-6 } }).text).toBe(
      "La1{L = 2e-6^La1.a, a = 0.8}",
    );
    const circuit = importImpedancePy("La1", { constants: { La1_0: 2e-6 } });
    expect(circuit.text).toBe("La1");
    expect(circuit.warnings.map(({ message }) => message)).toEqual([
      "L of La1 is left out: it cannot be converted without alpha",
    ]);
  });

  it("refuses what it does not have, and values that do not fit", () => {
    expect(messageOf(() => importImpedancePy("R0-HN1"))).toBe(
      "CircuitSyntaxError: impedance.py has no element `HN` (line 1, column 4)",
    );
    expect(messageOf(() => importImpedancePy("R0-p(R1,C1)", { initialGuess: [1, 2] }))).toBe(
      "DialectError: The circuit has 3 parameters that are not constant, but the initial guess has 2 values",
    );
    expect(messageOf(() => importImpedancePy("R0-CPE1", { constants: { CPE1_2: 1 } }))).toBe(
      "DialectError: The circuit has no parameter CPE1_2 that could be constant; did you mean CPE1_0?",
    );
    expect(messageOf(() => exportImpedancePy(parseCircuit("R1-Ga1")))).toMatch(
      /^DialectError: impedance.py has no element like Ga1/,
    );
  });
});

describe("ZView", () => {
  it("names parameters as it does", () => {
    const exported = exportZview(parseCircuit("R_b{3}-(R1|CPE1)-Ws1{R = 5, tau = 2}"));
    expect(exported.text).toBe("R_b-(R1|CPE1)-Ws1");
    expect(exported.parameters.map(({ parameter, value }) => [parameter, value])).toEqual([
      ["R_b", 3],
      ["R1", undefined],
      ["CPE1-T", undefined],
      ["CPE1-P", undefined],
      ["Ws1-R", 5],
      ["Ws1-T", 2],
      ["Ws1-P", 0.5],
    ]);
    expect(messageOf(() => importZview("R1-CPE1", { "CPE1-Q": 1 }))).toMatch(
      /^DialectError: The circuit has no parameter CPE1-Q; did you mean CPE1-[TP]\?$/,
    );
    expect(messageOf(() => importZview("R1", { R1: NaN }))).toBe(
      "DialectError: The value of R1 is not a finite number",
    );
    expect(messageOf(() => exportZview(parseCircuit("G1")))).toMatch(/^DialectError: ZView has no element like G1/);
  });
});

describe("every notation", () => {
  it("writes a plain circuit and reads it back", () => {
    const circuit = parseCircuit("R1{10}-(R2{20}|CPE1{Q = 1e-6, n = 0.9})-((R3{30}-C1{1e-3})|L1{1e-6})");
    for (const dialect of dialects) {
      const { text, names } = dialect.export(circuit);
      const again = dialect.import(text);
      expect(again.text.replace(/\{[^}]*\}/g, ""), dialect.name).toBe("R1-(R2|CPE1)-((R3-C1)|L1)");
      expect(names.size).toBe(6);
      expect(dialect.title).toMatch(/\w/);
    }
  });
});
