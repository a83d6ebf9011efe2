import { describe, expect, it } from "vitest";
import { amendCircuit, CircuitSyntaxError, parseCircuit, printCircuitFile, toLatex } from "../../src/circuit/index.ts";
import {
  exportAutoEis,
  exportBoukamp,
  exportImpedancePy,
  exportPyimpspec,
  importAutoEis,
  importBoukamp,
  importPyimpspec,
} from "../../src/circuit/dialects/index.ts";

const DEPTH = 10_000;

/** A ladder with DEPTH brackets inside each other: (R0|(C0-(R1|(C1-…)))). */
function ladder(depth: number): string {
  let text = "";
  for (let index = 0; index < depth / 2; index++) text += `(R${String(index)}|(C${String(index)}-`;
  return `${text}L1${"))".repeat(depth / 2)}`;
}

function errorOf(action: () => unknown): CircuitSyntaxError {
  try {
    action();
  } catch (error) {
    if (error instanceof CircuitSyntaxError) return error;
    throw error;
  }
  throw new Error("no error");
}

describe("a circuit nested 10 000 levels deep", () => {
  const circuit = parseCircuit(ladder(DEPTH));

  it("is parsed, printed and compared", () => {
    expect(circuit.elements.length).toBe(DEPTH + 1);
    expect(circuit.text).toBe(ladder(DEPTH));
    expect(parseCircuit(circuit.text).text).toBe(circuit.text);
    expect(parseCircuit(printCircuitFile(circuit)).text).toBe(circuit.text);
    expect(toLatex(circuit).match(/\\left\(/g)?.length).toBe(DEPTH / 2);
    expect(amendCircuit(circuit, "R17 = 5").text).toBe(circuit.text.replace("(R17|", "(R17{5}|"));
  });

  it("knows its orders and warnings", () => {
    const ordered = parseCircuit(`${circuit.text}; cell blocking; tau(R7,C7) < tau(R4000,C4999)`);
    expect(ordered.orders.length).toBe(1);
    expect(ordered.warnings.map(({ code }) => code)).toEqual(["conducting-blocking-cell"]);
  });

  it("nests to the left and without meaning as well", () => {
    const left =
      "(".repeat(DEPTH) +
      "R0" +
      Array.from({ length: DEPTH }, (_, index) => `${index % 2 ? "-" : "|"}C${String(index)})`).join("");
    expect(parseCircuit(left).elements.length).toBe(DEPTH + 1);
    expect(parseCircuit(`${"(p(".repeat(DEPTH / 2)}R1${"))".repeat(DEPTH / 2)}`).text).toBe("R1");
  });

  it("goes through the other notations", () => {
    const code = exportBoukamp(circuit).text;
    expect(code.startsWith("(R[C(R[C(")).toBe(true);
    expect(exportBoukamp(importBoukamp(code)).text).toBe(code);
    expect(importPyimpspec(exportPyimpspec(circuit).text).elements.length).toBe(DEPTH + 1);
    expect(importAutoEis(exportAutoEis(circuit).text).text).toBe(circuit.text);
    expect(parseCircuit(exportImpedancePy(circuit).text).text).toBe(circuit.text);
  });
});

describe("deeper and longer texts", () => {
  it("are refused where nesting passes 20 000 levels", () => {
    expect(parseCircuit(ladder(20_000)).elements.length).toBe(20_001);
    const message = /^The circuit is nested more than 20000 levels deep \(line 1, column \d+\)/;
    expect(errorOf(() => parseCircuit("(".repeat(1_000_000))).message).toMatch(message);
    expect(errorOf(() => parseCircuit("p(".repeat(500_000))).message).toMatch(message);
    expect(errorOf(() => importBoukamp("([".repeat(500_000))).message).toMatch(message);
    expect(errorOf(() => importAutoEis("[".repeat(1_000_000))).message).toMatch(message);
  });

  it("may hold ties in long chains and circles", () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => `C${String(index)}{C = 2*C${String(index + 1)}}`);
    expect(parseCircuit([...chain, "C10000"].join("-")).elements.length).toBe(10_001);
    const equals = Array.from({ length: 10_000 }, (_, index) => `CPE${String(index)}{n = CPE${String(index + 1)}.n}`);
    expect(parseCircuit([...equals, "CPE10000"].join("-")).warnings.map(({ code }) => code)).toEqual([
      "inseparable-elements",
      "interchangeable-arcs",
    ]);
    const circle = [...chain, "C10000{C = C0}"].join("-");
    expect(errorOf(() => parseCircuit(circle)).message).toMatch(
      /^The ties go round in a circle: C0 → C1 → C2 → C3 → C4 → C5 → C6 → … \(line 1, column 8\)/,
    );
  });

  it("are refused where a formula is too deep or too long", () => {
    expect(errorOf(() => parseCircuit(`R1{R = ${"(".repeat(500_000)}`)).message).toMatch(
      /^The formula is nested more than 100 levels deep/,
    );
    expect(errorOf(() => parseCircuit(`R1{R = ${"-".repeat(500_000)}1}`)).message).toMatch(
      /^The formula is nested more than 100 levels deep/,
    );
    expect(errorOf(() => parseCircuit(`R1{R = ${"1+".repeat(500_000)}1}`)).message).toMatch(
      /^The formula is more than 1000 terms/,
    );
  });

  const megabyte = (text: string): string => text.repeat(Math.ceil(1_000_000 / text.length));
  it.each([
    ...'R _ ( ) [ { } - | , ; = < . 1 # " \\ % \u0000 \uD800 \u{1F600}'.split(" "),
    " ",
    "\n",
    "R1-",
    "(R1|",
    "R1{",
    "1e",
    "0..",
    "tau(R1,C1)<",
    'cite "x";',
    "model R1\n",
    "\u00B5F ",
    "R_x ",
  ])("a megabyte of %j ends soon", (text) => {
    const garbage = megabyte(text);
    const start = performance.now();
    for (const read of [parseCircuit, importBoukamp, importPyimpspec, importAutoEis]) errorOf(() => read(garbage));
    // Four readers, a second for each; an idle machine needs less than a quarter of that, quadratic time would need hours.
    expect(performance.now() - start).toBeLessThan(4_000);
  });
});
