import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/index.ts";

function warningsOf(text: string): string[] {
  return parseCircuit(text).warnings.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

describe("warnings about elements that act as one", () => {
  it.each([
    ["R1-R2", "R1 and R2 in series act as one resistor: only the sum is determined"],
    ["R1-C1-R2-L1-R3", "R1, R2 and R3 in series act as one resistor: only the sum is determined"],
    ["R1|R2", "R1 and R2 in parallel act as one resistor: only the sum of reciprocals is determined"],
    ["C1|C2", "C1 and C2 in parallel act as one capacitor: only the sum is determined"],
    ["C1-C2", "C1 and C2 in series act as one capacitor: only the sum of reciprocals is determined"],
    ["L1|L2", "L1 and L2 in parallel act as one inductor: only the sum of reciprocals is determined"],
    ["R0-p(C1,W1-R1-W2)", "W1 and W2 in series act as one semi-infinite Warburg diffusion: only the sum is determined"],
    [
      "CPE1{n = 0.9 fixed}-CPE2{n = 0.9 fixed}",
      "CPE1 and CPE2 in series act as one constant phase element: only the sum of reciprocals is determined",
    ],
    [
      "CPE1|Q2{n = CPE1.n}|CPE3{n = Q2.n}",
      "CPE1, Q2 and CPE3 in parallel act as one constant phase element: only the sum is determined",
    ],
    [
      "K1-K2{tau = K1.tau}",
      "K1 and K2 in series act as one Voigt element (RC in its time constant): only the sum is determined",
    ],
  ])("%s", (text, message) => {
    const found = parseCircuit(text).warnings.filter(({ code }) => code === "inseparable-elements");
    const names = (text_: string): string => text_.replace(/act as one .*?: /, "act as one …: ");
    expect(found.map((warning) => names(warning.message))).toEqual([names(message)]);
    expect(found[0]?.severity).toBe("warning");
  });

  it("are silent where the elements differ in shape, or only one of them is free", () => {
    for (const text of [
      "R1-p(R2,C1)",
      "CPE1-CPE2",
      "CPE1{n = 0.9 fixed}-CPE2{n = 0.8 fixed}",
      "C1|C_geo{44p fixed}",
      "R1-R2{R = 2*R1}",
      "L1-La1",
      "TLMQ1-TLMQ2",
    ]) {
      expect(parseCircuit(text).warnings.filter(({ code }) => code === "inseparable-elements")).toEqual([]);
    }
  });

  it("point at the first of them and name no more than a few", () => {
    const [warning] = parseCircuit(
      `C0-${Array.from({ length: 50 }, (_, index) => `R${String(index)}`).join("-")}`,
    ).warnings;
    expect(warning?.message).toBe(
      "R0, R1, R2, R3, R4 and 45 more in series act as one resistor: only the sum is determined",
    );
    expect(warning?.position).toEqual({ offset: 3, line: 1, column: 4, length: 2 });
  });
});

describe("notes about alike branches", () => {
  const note = (names: string): string =>
    `note interchangeable-arcs: The alike branches that begin with ${names} may change places in a fit: state their order as in \`tau(R1, CPE1) < tau(R2, CPE2)\``;

  it.each([
    ["R0-p(R_a,C_a)-p(R_b,C_b)", [note("R_a and R_b")]],
    ["R0-p(R_a,C1)-p(C_b,R2)", [note("R_a and C_b")]],
    ["p(R1-C_a,C_b-R2)", [note("R1 and C_b")]],
    ["Zarc1-Zarc2{n in 0.5..1}-Zarc3", [note("Zarc1, Zarc2 and Zarc3")]],
    ["R0-p(R1,C1)-p(R2,C2{1u fixed})", [note("R1 and R2")]],
    ["p(R1,C1)-p(R2{role bulk},C2)", [note("R1 and R2")]],
    ["R0-p(R1,C1)-p(R2,C2)-R3{R = R2/2}", [note("R1 and R2")]],
    ["R0-p(R1-p(R3,C3),C1)-p(R2-p(R4,C_4a),C2)", [note("R1 and R2")]],
    // The fit puts these in order.
    ["R0-p(R1,C1)-p(R2,C2)", []],
    ["R0-p(R1,C1)-p(C2,R2)", []],
    ["p(R1-C1,C2-R2)", []],
    ["Zarc1-Zarc2-Zarc3", []],
    ["R0-p(R1-p(R3,C3),C1)-p(R2-p(R4,C4),C2)", []],
    [
      "CPE1-R1-CPE2",
      ["note interchangeable-arcs: The alike branches that begin with CPE1 and CPE2 may change places in a fit"],
    ],
    ["R0-p(R1,C1)-p(R2,CPE2)", []],
    ["R0-p(R1,C1)-p(R2,C2); tau(R1,C1) < tau(R2,C2)", []],
    ["Zarc1-Zarc2-Zarc3; tau(Zarc1) < tau(Zarc2)", []],
    ["Zarc1-Zarc2-Zarc_a-Zarc_b; tau(Zarc1) < tau(Zarc2)", [note("Zarc_a and Zarc_b")]],
  ])("%s", (text, expected) => {
    expect(warningsOf(text)).toEqual(expected);
  });
});

describe("other warnings", () => {
  it("say where a blocking cell conducts", () => {
    const message = "warning conducting-blocking-cell: The cell is said to block ions, but the circuit has a dc path";
    expect(warningsOf("L1-p(R1,CPE1)-R2; cell blocking")).toEqual([message]);
    expect(warningsOf("R1-p(CPE1,C2-L1); cell blocking")).toEqual([]);
    expect(warningsOf("R1-p(CPE1,Ws1); cell blocking")).toEqual([message]);
    expect(warningsOf("R1-p(CPE1,Wo1); cell blocking")).toEqual([]);
    expect(warningsOf("L1-p(R1,CPE1)-R2; cell full")).toEqual([]);
  });

  it("say where a tie leads outside the range of its parameter", () => {
    expect(warningsOf("CPE1{n = 0.8}-p(R1,CPE2{n = 2*CPE1.n})")).toEqual([
      "warning tie-outside-limits: CPE2.n follows as 1.6 from the given values, outside its range 0 to 1",
    ]);
    expect(warningsOf("CPE1{n = 0.8}-p(R1,CPE2{n = CPE1.n/2})")).toEqual([]);
    // Nothing is known of the value where a parameter has none.
    expect(warningsOf("CPE1-p(R1,CPE2{n = 2*CPE1.n})")).toEqual([]);
  });
});
