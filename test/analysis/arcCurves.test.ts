import { describe, expect, it } from "vitest";
import { arcCurves, parseCircuit, type ArcCurve } from "../../src/index.ts";
import { evaluate } from "../../src/reference/index.ts";
import { sweep } from "../fit/support.ts";

const FREQUENCIES = sweep(1e5, 1, 51);

function curvesOf(text: string, frequencyHz = FREQUENCIES): ArcCurve[] {
  const circuit = parseCircuit(text);
  const values = Object.fromEntries(circuit.parameters.map(({ name, value }) => [name, value ?? Number.NaN]));
  return arcCurves(circuit, values, frequencyHz);
}

function ends({ re }: ArcCurve): [number, number] {
  return [re[0] ?? Number.NaN, re.at(-1) ?? Number.NaN];
}

describe("arcs alone", () => {
  it("stand one behind the other from the fastest to the slowest, whatever their order in the circuit", () => {
    const arcs = curvesOf("R0{20}-(R2{60}|C2{200u})-(R1{100}|C1{1u})-R3{5}");
    expect(arcs.map(({ name }) => name)).toEqual(["R1|C1", "R2|C2"]);
    const [fast, slow] = arcs.map(ends);
    // Four decades beyond the frequencies given, an arc is within 1e-4 of its ends.
    for (const [found, expected] of [
      [fast?.[0], 25],
      [fast?.[1], 125],
      [slow?.[0], 125],
      [slow?.[1], 185],
    ] as const) {
      expect(found).toBeCloseTo(expected, 2);
    }
  });

  it("are the impedances of their parts, as evaluated independently", () => {
    for (const arc of curvesOf("R0{20}-(R1{100}|CPE1{Q=1u,n=0.9})-Zarc2{R=60,tau=12m,n=0.85}")) {
      const text = arc.name === "Zarc2" ? "Zarc2{R=60,tau=12m,n=0.85}" : "R1{100}|CPE1{Q=1u,n=0.9}";
      const expected = evaluate(parseCircuit(text), Array.from(arc.frequencyHz));
      const start = (arc.re[0] ?? 0) - (expected.re[0] ?? 0);
      arc.frequencyHz.forEach((frequency, k) => {
        // Of the arc's 100 or 60 ohm.
        expect(arc.im[k], `${arc.name} at ${frequency} Hz`).toBeCloseTo(expected.im[k] ?? Number.NaN, 9);
        expect((arc.re[k] ?? 0) - start).toBeCloseTo(expected.re[k] ?? Number.NaN, 9);
      });
    }
  });

  it("begin at the resistance that an inductive part still has at their frequencies", () => {
    const arcs = curvesOf("R0{20}-(R1{100}|C1{1u})-(R2{60}|L2{40})", sweep(1e5, 1e-3, 81));
    expect(arcs.map(({ name }) => name)).toEqual(["R1|C1", "R2|L2"]);
    expect(ends(arcs[0] as ArcCurve)[0]).toBeCloseTo(80, 2);
    expect(ends(arcs[0] as ArcCurve)[1]).toBeCloseTo(180, 2);
    expect(ends(arcs[1] as ArcCurve)[1]).toBeCloseTo(120, 2);
  });

  it("come before tails, which stay within the frequencies", () => {
    const arcs = curvesOf("CPE2{Q=1u,n=0.85}-R0{20}-(R1{400}|C1{1n})", sweep(3e6, 0.1, 80));
    expect(arcs.map(({ name }) => name)).toEqual(["R1|C1", "CPE2"]);
    const { frequencyHz } = arcs[1] as ArcCurve;
    expect(frequencyHz[0]).toBeCloseTo(3e6, 3);
    expect(frequencyHz.at(-1)).toBeCloseTo(0.1, 9);
  });

  it("are none where one part is all there is, and none of a part without an impedance", () => {
    expect(curvesOf("R0{20}-(R1{100}|C1{1u})")).toEqual([]);
    expect(curvesOf("R0{20}|C1{1u}")).toEqual([]);
    const circuit = parseCircuit("R0-(R1|C1)-(R2|C2)-(R3|C3)");
    const values = { R0: 20, R1: 100, C1: 1e-6, R2: 60, C2: 1e-3, R3: Number.NaN, C3: 1 };
    expect(arcCurves(circuit, values, FREQUENCIES).map(({ name }) => name)).toEqual(["R1|C1", "R2|C2"]);
    expect(arcCurves(circuit, values, [5])).toEqual([]);
  });
});
