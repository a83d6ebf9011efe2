import { Complex } from "complex.js";
import { describe, expect, it } from "vitest";
import { evaluateTimeConstant, givenValues, orderTies, parseCircuit, timeConstantOf } from "../../src/circuit/index.ts";

function timeOf(text: string, names: readonly string[]): number | undefined {
  const circuit = parseCircuit(text);
  const elements = names.flatMap((name) => circuit.elements.filter((element) => element.name === name));
  const time = timeConstantOf(elements);
  const values = givenValues(circuit.parameters);
  return time === undefined ? undefined : evaluateTimeConstant(time, (name) => values.get(name) ?? NaN);
}

describe("time constants", () => {
  it.each([
    ["R1{200}|C1{10n}", ["R1", "C1"], 2e-6],
    ["R1{200}|C1{10n}", ["C1", "R1"], 2e-6],
    ["R1{200}|L1{10u}", ["R1", "L1"], 5e-8],
    ["R1{100}|CPE1{Q = 1u, n = 0.5}", ["R1", "CPE1"], 1e-8],
    ["R1{100}|W1{50}", ["R1", "W1"], 4],
    ["Zarc1{tau = 3}", ["Zarc1"], 3],
    ["Wo1{tau = 7}", ["Wo1"], 7],
    ["R1{100}", ["R1"], undefined],
    ["R1|R2", ["R1", "R2"], undefined],
    ["C1|C2", ["C1", "C2"], undefined],
    ["R1|Wo1", ["R1", "Wo1"], undefined],
    ["R1|TLMQ1", ["R1", "TLMQ1"], undefined],
  ])("%s %j", (text, names, expected) => {
    const time = timeOf(text, names);
    if (expected === undefined) expect(time).toBeUndefined();
    // A few roundings of products and powers.
    else expect(Math.abs((time ?? NaN) / expected - 1)).toBeLessThan(4 * Number.EPSILON);
  });

  it("are where resistor and reactance are equal, for every kind of arc", () => {
    for (const text of [
      "R1{130}|C1{3u}",
      "R1{130}|L1{2m}",
      "R1{130}|CPE1{Q = 4u, n = 0.7}",
      "R1{130}|W1{17}",
      "R1{130}|La1{L = 3m, a = 0.8}",
    ]) {
      const circuit = parseCircuit(text);
      const other = circuit.elements[1];
      const tau =
        timeOf(
          text,
          circuit.elements.map(({ name }) => name),
        ) ?? NaN;
      const values: Record<string, number> = {};
      for (const { element, index, value } of circuit.parameters) {
        if (element === other) values[element.record.parameters[index]?.name ?? ""] = value ?? NaN;
      }
      // sigma sqrt(2)/sqrt(s) for W: its modulus at 1/tau is R sqrt(2) by definition of sigma, so R is its real part.
      const impedance = other?.record.impedance(values, new Complex(0, 1 / tau)) ?? new Complex(NaN, 0);
      const size = other?.record.symbol === "W" ? impedance.re : impedance.abs();
      // complex.js powers are good to about 1e-15 each.
      expect(Math.abs(size / 130 - 1), text).toBeLessThan(1e-14);
    }
  });
});

describe("ties", () => {
  it("are ordered so that each follows what it depends on", () => {
    const { parameters } = parseCircuit("R1{2*R2}-C1-R2{R3 + C2}-L1{L = R1}-C2{C = R3}-R3{5}");
    const order = orderTies(parameters);
    expect(order.kind === "ordered" && order.parameters.map(({ name }) => name)).toEqual(["C2", "R2", "R1", "L1"]);
  });

  it("determine values from those given", () => {
    const values = givenValues(
      parseCircuit("R1{2*R2}-C1-R2{R3/4}-R3{6}-CPE1-CPE2{n = CPE1.n}-Wo1-Wo2{p = Wo1.p/2}").parameters,
    );
    expect([...values]).toEqual([
      ["R3", 6],
      ["Wo1.p", 0.5],
      ["R2", 1.5],
      ["R1", 3],
      ["Wo2.p", 0.25],
    ]);
  });
});
